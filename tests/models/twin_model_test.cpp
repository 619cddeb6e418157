#include <variant>

#include <QTemporaryDir>
#include <QTest>
#include <torch/types.h>

#include "core/inference/config/model_folder.h"
#include "core/inference/torch/blip_model.h"
#include "core/inference/torch/clip_model.h"
#include "tests/models/tiny_training.h"

using namespace vidimus;

namespace {

train::Batch someBatch(const test::TinyTraining& training)
{
    std::vector<train::Example> examples;
    for (std::uint64_t i = 0; i < 16; ++i)
        examples.push_back(training.source.example(i, training.reading.patchesPerSide));
    return train::batchOf(examples, training.reading);
}

} // namespace

class TwinModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What is installed are two models of the published architectures, which the strict loader takes, and CLIP's tower
    /// sees what the shared one sees: its first norm lets everything through.
    void exportsTwoModels()
    {
        const QTemporaryDir folder;
        test::TinyTraining training(folder.path().toStdString());
        const std::string path = folder.path().toStdString();
        QVERIFY(train::writeWeights(path, training.model));
        const train::Batch batch = someBatch(training);
        const at::NoGradGuard guard;

        const auto clip = inference::openModelFolder(train::clipFolder(path));
        QVERIFY2(clip, clip ? "" : clip.error().message.c_str());
        const inference::ClipModel installed(std::get<inference::ClipConfig>(clip->config),
                                             inference::Weights(clip->checkpoint, at::kCPU));
        const at::Tensor vectors = inference::unitLength(*installed.imageFeatures(batch.pixels, {}));
        const at::Tensor wanted = training.model.pictureVectors(batch.pixels);
        const double worst = (vectors * wanted).sum(-1).min().item<double>();
        QVERIFY2(worst > 0.9999, qPrintable(QString::number(worst, 'g', 8)));

        const auto blip = inference::openModelFolder(train::blipFolder(path));
        QVERIFY2(blip, blip ? "" : blip.error().message.c_str());
        QVERIFY(blip->role() == inference::ModelRole::Captioner);
        QCOMPARE(blip->preprocess.width, training.recipe.pictureSide);
    }

    /// What was installed can be trained on: read back it sees as it did.
    void beginsFromInstalledModels()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        const test::TinyTraining training(path);
        QVERIFY(train::writeWeights(path, training.model));
        train::TwinModel other(training.sizes, training.recipe.seed + 1);
        const auto installed = std::filesystem::path(path) / "models";
        const Result<void> read = train::readWeights(installed, other);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        const train::Batch batch = someBatch(training);
        const at::NoGradGuard guard;
        const at::Tensor before = training.model.pictureVectors(batch.pixels);
        QVERIFY((before * other.pictureVectors(batch.pixels)).sum(-1).min().item<double>() > 0.9999);
        std::filesystem::remove_all(train::clipFolder(path));
        QVERIFY(!train::readWeights(installed, other));
    }

    /// Texts that are true of another picture of the batch are no wrong answers there.
    void knowsWhatElseIsTrue()
    {
        const QTemporaryDir folder;
        const test::TinyTraining training(folder.path().toStdString());
        std::vector<train::Example> examples;
        for (std::uint64_t i = 0; i < 40; ++i)
            examples.push_back(training.source.example(i, training.reading.patchesPerSide));
        const train::Batch batch = train::batchOf(examples, training.reading);
        QVERIFY(batch.alsoTrue[1].any().item<bool>()); // "shape", for one
        for (std::int64_t i = 0; i < 40; ++i)
            QVERIFY(!batch.alsoTrue[1][i][i].item<bool>());
    }

    void everyParameterLearns_data()
    {
        QTest::addColumn<bool>("half");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }
    void everyParameterLearns()
    {
        QFETCH(bool, half);
        const QTemporaryDir folder;
        const test::TinyTraining training(folder.path().toStdString());
        const train::Batch batch = someBatch(training);
        training.model.run(batch, training.recipe.losses, half).loss.backward();
        for (const auto& [name, values] : training.model.parameters().tensors()) {
            QVERIFY2(values.grad().defined(), name.c_str());
            QVERIFY2(values.grad().abs().sum().item<double>() > 0, name.c_str());
        }
    }
};

QTEST_MAIN(TwinModelTest)
#include "twin_model_test.moc"
