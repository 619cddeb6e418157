#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/checkpoint/safetensors_writer.h"
#include "tests/core/inference/checkpoint/safetensors_bytes.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace fs = std::filesystem;

namespace {

/// Tensors of one float each, which is `value`.
void writeShard(const fs::path& file, const std::vector<std::string>& names, unsigned char value)
{
    std::vector<TensorToWrite> tensors;
    for (const std::string& name : names)
        tensors.push_back({name, Dtype::F32, {1}});
    const auto fill = [&](const TensorToWrite&, std::span<std::byte> bytes) {
        std::fill(bytes.begin(), bytes.end(), std::byte{value});
    };
    QVERIFY(writeSafetensors(file, tensors, fill));
}

} // namespace

class CheckpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensASingleFile();
    void opensShards();
    void theSingleFileGoesFirst();
    void opensAGivenFile();
    void refusesShards_data();
    void refusesShards();
    void refusesFolders_data();
    void refusesFolders();

private:
    fs::path path(const char* name = "") const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void CheckpointTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void CheckpointTest::opensASingleFile()
{
    writeShard(path("model.safetensors"), {"b", "a"}, 1);
    const Result<Checkpoint> checkpoint = Checkpoint::open(path(), "model");
    QVERIFY2(checkpoint, checkpoint ? "" : checkpoint.error().message.c_str());
    QCOMPARE(checkpoint->tensors().size(), std::size_t{2});
    QCOMPARE(checkpoint->tensors().begin()->first, std::string("a"));
    QCOMPARE(checkpoint->totalBytes(), std::uint64_t{8});
    QVERIFY(checkpoint->find("b"));
    QVERIFY(!checkpoint->find("c"));
}

void CheckpointTest::opensShards()
{
    writeShard(path("model-00001-of-00002.safetensors"), {"a", "c"}, 1);
    writeShard(path("model-00002-of-00002.safetensors"), {"b"}, 2);
    writeBytes(path("model.safetensors.index.json"),
               R"({"metadata":{"total_size":12},"weight_map":{"a":"model-00001-of-00002.safetensors",
                "b":"model-00002-of-00002.safetensors","c":"model-00001-of-00002.safetensors"}})");
    Result<Checkpoint> checkpoint = Checkpoint::open(path(), "model");
    QVERIFY2(checkpoint, checkpoint ? "" : checkpoint.error().message.c_str());
    const Checkpoint copy = *checkpoint;
    checkpoint = fail(ErrorCode::Cancelled, "");
    QCOMPARE(copy.files().size(), std::size_t{2});
    QCOMPARE(copy.tensors().size(), std::size_t{3});
    QCOMPARE(static_cast<int>(copy.find("b")->bytes[0]), 2);
    QCOMPARE(static_cast<int>(copy.find("c")->bytes[3]), 1);
}

void CheckpointTest::theSingleFileGoesFirst()
{
    writeShard(path("model.safetensors"), {"a"}, 1);
    writeBytes(path("model.safetensors.index.json"), "{}");
    QVERIFY(Checkpoint::open(path(), "model"));
}

void CheckpointTest::opensAGivenFile()
{
    writeShard(path("other.safetensors"), {"a"}, 1);
    QVERIFY(Checkpoint::openFile(path("other.safetensors")));
    QVERIFY(!Checkpoint::openFile(path("model.safetensors")));
}

void CheckpointTest::refusesShards_data()
{
    QTest::addColumn<QString>("index");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QStringList>("message");
    const auto row = [](const char* name, const char* index, ErrorCode code, const QStringList& message) {
        QTest::newRow(name) << QString::fromUtf8(index) << code << message;
    };
    // There are: 1.safetensors with a and b, 2.safetensors with c, 3.safetensors with c and d, cut.safetensors.
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
    row("missing shard", R"({"weight_map":{"a":"1.safetensors","b":"1.safetensors","x":"9.safetensors"}})",
        ErrorCode::NotFound, {"9.safetensors is missing", "model.safetensors.index.json places"});
    row("a tensor that is in no shard",
        R"({"weight_map":{"a":"1.safetensors","b":"1.safetensors","x":"1.safetensors"}})", kCorrupt,
        {"1.safetensors lacks the tensor “x”", "index.json"});
    row("a tensor in another shard", R"({"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors"}})",
        kCorrupt, {"2.safetensors lacks the tensor “b”"});
    row("a tensor the index does not know", R"({"weight_map":{"a":"1.safetensors"}})", kCorrupt,
        {"1.safetensors holds the tensor “b”", "does not know"});
    row("a tensor in two shards",
        R"({"weight_map":{"a":"1.safetensors","b":"1.safetensors","c":"2.safetensors","d":"3.safetensors"}})", kCorrupt,
        {"“c” is in both “2.safetensors” and “3.safetensors”"});
    row("a shard cut short", R"({"weight_map":{"a":"cut.safetensors"}})", kCorrupt,
        {"cut.safetensors: ", "the file was cut short"});
    for (const char* name :
         {"../1.safetensors", "/etc/passwd", "a/1.safetensors", "a\\\\1.safetensors", "", "..", "pytorch_model.bin",
          ".safetensors", "C:1.safetensors", "1.safetensors\\u0000", "1\\n.safetensors"}) {
        const std::string index = std::string(R"({"weight_map":{"a":")") + name + "\"}}";
        row((std::string("not a file's name: ") + name).c_str(), index.c_str(), kCorrupt,
            {"places the tensor “a”", "not the name of a safetensors file"});
    }
    row("a number for a shard", R"({"weight_map":{"a":1}})", kCorrupt, {"places the tensor “a”"});
    row("no map", R"({"metadata":{}})", kCorrupt, {"index.json has no “weight_map”"});
    row("a list for a map", R"({"weight_map":["1.safetensors"]})", kCorrupt, {"has no “weight_map”"});
    row("an empty map", R"({"weight_map":{}})", kCorrupt, {"lists no tensors"});
    row("not JSON", R"({"weight_map":)", kCorrupt, {"index.json is not valid JSON"});
    row("empty", "", kCorrupt, {"index.json is not valid JSON"});
}

void CheckpointTest::refusesShards()
{
    QFETCH(QString, index);
    QFETCH(ErrorCode, code);
    QFETCH(QStringList, message);
    writeShard(path("1.safetensors"), {"a", "b"}, 1);
    writeShard(path("2.safetensors"), {"c"}, 2);
    writeShard(path("3.safetensors"), {"c", "d"}, 3);
    writeShard(path("cut.safetensors"), {"a"}, 4);
    fs::resize_file(path("cut.safetensors"), fs::file_size(path("cut.safetensors")) - 1);
    writeBytes(path("model.safetensors.index.json"), index.toStdString());
    const Result<Checkpoint> checkpoint = Checkpoint::open(path(), "model");
    QVERIFY(!checkpoint);
    for (const QString& part : message)
        QVERIFY2(QString::fromStdString(checkpoint.error().message).contains(part), checkpoint.error().message.c_str());
    QCOMPARE(checkpoint.error().code, code);
}

void CheckpointTest::refusesFolders_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    for (const char* pickle :
         {"pytorch_model.bin", "open_clip_pytorch_model.bin", "model.pt", "model.pth", "last.ckpt", "model.pkl"})
        QTest::newRow(pickle) << pickle << ErrorCode::Unsupported
                              << QString("has its weights only as “%1”").arg(QLatin1String(pickle));
    QTest::newRow("nothing") << "" << ErrorCode::NotFound << "“model.safetensors” is missing";
    QTest::newRow("another name") << "other.safetensors" << ErrorCode::NotFound << "“model.safetensors” is missing";
}

void CheckpointTest::refusesFolders()
{
    QFETCH(QString, file);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    if (!file.isEmpty())
        writeBytes(path(qPrintable(file)), "x");
    const Result<Checkpoint> checkpoint = Checkpoint::open(path(), "model");
    QVERIFY(!checkpoint);
    QVERIFY2(QString::fromStdString(checkpoint.error().message).contains(message), checkpoint.error().message.c_str());
    QVERIFY(QString::fromStdString(checkpoint.error().message).contains(m_folder->path()));
    QCOMPARE(checkpoint.error().code, code);
}

QTEST_APPLESS_MAIN(CheckpointTest)
#include "checkpoint_test.moc"
