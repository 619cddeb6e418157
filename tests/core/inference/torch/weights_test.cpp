#include <cstring>
#include <stdexcept>
#include <vector>

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <QTemporaryDir>
#include <QtTest>

#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/torch/weights.h"

using namespace vidimus;
using namespace vidimus::inference;

class WeightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryType_data();
    void readsEveryType();
    void scopesJoinToKeys();
    void outlivesTheCheckpoint();
    void misalignedTensor();
    void absentTensorIsNamed();

private:
    Checkpoint written(const std::vector<TensorToWrite>& tensors, const FillTensor& fill);
    Checkpoint fp32(const std::string& name);

    QTemporaryDir m_dir;
    int m_files = 0;
};

Checkpoint WeightsTest::written(const std::vector<TensorToWrite>& tensors, const FillTensor& fill)
{
    const auto file = m_dir.filePath(QString("%1.safetensors").arg(m_files++)).toStdString();
    if (const auto done = writeSafetensors(file, tensors, fill); !done)
        throw std::runtime_error(done.error().message);
    return Checkpoint::openFile(file).value();
}

namespace {

template <typename T>
void put(std::span<std::byte> bytes, std::initializer_list<float> values)
{
    std::vector<T> converted;
    for (const float value : values)
        converted.push_back(static_cast<T>(value));
    std::memcpy(bytes.data(), converted.data(), bytes.size());
}

std::vector<float> valuesOf(const at::Tensor& tensor)
{
    const at::Tensor flat = tensor.contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

} // namespace

Checkpoint WeightsTest::fp32(const std::string& name)
{
    return written({{name, Dtype::F32, {2, 2}}}, [](const TensorToWrite&, std::span<std::byte> bytes) {
        put<float>(bytes, {1.f, -2.f, .5f, 8.f});
    });
}

void WeightsTest::readsEveryType_data()
{
    QTest::addColumn<int>("dtype");
    QTest::newRow("fp32") << static_cast<int>(Dtype::F32);
    QTest::newRow("fp16") << static_cast<int>(Dtype::F16);
    QTest::newRow("bf16") << static_cast<int>(Dtype::BF16);
}

void WeightsTest::readsEveryType()
{
    QFETCH(int, dtype);
    const auto type = static_cast<Dtype>(dtype);
    const Checkpoint checkpoint = written({{"w", type, {2, 2}}}, [&](const TensorToWrite&, std::span<std::byte> bytes) {
        if (type == Dtype::F16)
            put<c10::Half>(bytes, {1.f, -2.f, .5f, 8.f});
        else if (type == Dtype::BF16)
            put<c10::BFloat16>(bytes, {1.f, -2.f, .5f, 8.f});
        else
            put<float>(bytes, {1.f, -2.f, .5f, 8.f});
    });
    const at::Tensor tensor = Weights(checkpoint, at::kCPU)("w");
    QCOMPARE(tensor.scalar_type(), at::kFloat);
    QCOMPARE(tensor.sizes().vec(), (std::vector<std::int64_t>{2, 2}));
    QCOMPARE(valuesOf(tensor), (std::vector<float>{1.f, -2.f, .5f, 8.f}));
}

void WeightsTest::scopesJoinToKeys()
{
    const Checkpoint checkpoint = fp32("encoder.layer.3.dense.weight");
    const Weights dense = Weights(checkpoint, at::kCPU) / "encoder" / "layer" / 3 / "dense";
    QVERIFY(dense.has("weight"));
    QVERIFY(!dense.has("bias"));
    QCOMPARE(dense("weight").numel(), std::int64_t(4));
}

/// In fp32 the tensor lies in the mapped file, and keeps it mapped.
void WeightsTest::outlivesTheCheckpoint()
{
    at::Tensor tensor;
    {
        const Checkpoint checkpoint = fp32("w");
        tensor = Weights(checkpoint, at::kCPU)("w");
        QCOMPARE(static_cast<const void*>(tensor.data_ptr()),
                 static_cast<const void*>(checkpoint.find("w")->bytes.data()));
    }
    QCOMPARE(valuesOf(tensor), (std::vector<float>{1.f, -2.f, .5f, 8.f}));
}

void WeightsTest::misalignedTensor()
{
    const Checkpoint checkpoint = written({{"a", Dtype::I8, {3}}, {"w", Dtype::F32, {4}}},
                                          [](const TensorToWrite& tensor, std::span<std::byte> bytes) {
                                              if (tensor.name == "w")
                                                  put<float>(bytes, {1.f, -2.f, .5f, 8.f});
                                          });
    QVERIFY(reinterpret_cast<std::uintptr_t>(checkpoint.find("w")->bytes.data()) % alignof(float) != 0);
    QCOMPARE(valuesOf(Weights(checkpoint, at::kCPU)("w")), (std::vector<float>{1.f, -2.f, .5f, 8.f}));
}

void WeightsTest::absentTensorIsNamed()
{
    const Checkpoint checkpoint = fp32("w");
    try {
        (void)(Weights(checkpoint, at::kCPU) / "layer")("bias");
        QFAIL("a tensor that is not there was found");
    } catch (const std::runtime_error& thrown) {
        QVERIFY(std::string(thrown.what()).find("layer.bias") != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(WeightsTest)
#include "weights_test.moc"
