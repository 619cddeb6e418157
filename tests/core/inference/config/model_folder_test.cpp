#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>

#include <QTemporaryDir>
#include <QTest>

#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/config/model_folder.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace fs = std::filesystem;

namespace {

std::string readAll(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void writeAll(const fs::path& file, const std::string& text)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

void replaceIn(const fs::path& file, const std::string& from, const std::string& to)
{
    std::string text = readAll(file);
    const std::size_t place = text.find(from);
    QVERIFY2(place != std::string::npos, from.c_str());
    text.replace(place, from.size(), to);
    writeAll(file, text);
}

using Change = std::function<void(std::vector<TensorToWrite>&)>;

/// Writes the weights anew with another list of tensors; values are kept by name where the sizes still fit.
void rewriteWeights(const fs::path& file, const Change& change)
{
    const Checkpoint old = Checkpoint::openFile(file).value();
    std::vector<TensorToWrite> tensors;
    for (const auto& [name, view] : old.tensors())
        tensors.push_back({name, view.dtype, view.shape});
    change(tensors);
    QVERIFY(writeSafetensors(file, tensors, [&](const TensorToWrite& tensor, std::span<std::byte> bytes) {
        const TensorView* view = old.find(tensor.name);
        if (view && view->bytes.size() == bytes.size())
            std::copy(view->bytes.begin(), view->bytes.end(), bytes.begin());
    }));
}

} // namespace

/// A thing done to a good folder.
using Damage = std::function<void(const fs::path&)>;
Q_DECLARE_METATYPE(Damage)

class ModelFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensBlip();
    void opensClip();
    void opensOpenClip();
    void openClipGoesFirst();
    void opensHalfPrecisionAndShards();
    void tokenizersMayBeOfAnyKind_data();
    void tokenizersMayBeOfAnyKind();
    void idIsOfTheModelNotOfThePlace();
    void idTellsModelsApart_data();
    void idTellsModelsApart();
    void refusesDamagedFolders_data();
    void refusesDamagedFolders();
    void refusesWhatIsNoFolderOfAModel_data();
    void refusesWhatIsNoFolderOfAModel();
    void findsNumbersThatAreNone_data();
    void findsNumbersThatAreNone();
    void namesTheFirstDamagedTensor();

private:
    fs::path path(const char* name = "") const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ModelFolderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void ModelFolderTest::opensBlip()
{
    const Result<ModelFolder> model = openModelFolder(writeTinyBlip(path("blip")));
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QCOMPARE(model->role(), ModelRole::Captioner);
    QCOMPARE(model->folder, path("blip"));
    QCOMPARE(std::get<BlipConfig>(model->config).vision.imageSize, 64);
    QCOMPARE(model->preprocess.width, 64);
    QVERIFY(model->id.starts_with("blip-"));
    QCOMPARE(model->id.size(), std::size_t{5 + 32});
    QCOMPARE(model->name, std::string("BLIP 48x2"));
    QVERIFY(model->checkpoint.find("vision_model.post_layernorm.weight"));
    QVERIFY(checkFinite(model->checkpoint));
}

void ModelFolderTest::opensClip()
{
    const Result<ModelFolder> model = openModelFolder(writeTinyClip(path("clip")));
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QCOMPARE(model->role(), ModelRole::Embedder);
    QCOMPARE(std::get<ClipConfig>(model->config).layout, ClipLayout::HuggingFace);
    QVERIFY(model->id.starts_with("clip-"));
    QCOMPARE(model->name, std::string("CLIP 48x2/8"));
}

void ModelFolderTest::opensOpenClip()
{
    const Result<ModelFolder> model = openModelFolder(writeTinyOpenClip(path("clip")));
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QCOMPARE(std::get<ClipConfig>(model->config).layout, ClipLayout::OpenClip);
    QCOMPARE(model->preprocess.cropRounding, CropRounding::HalfEven);
}

void ModelFolderTest::openClipGoesFirst()
{
    writeTinyClip(path("both"));
    writeTinyOpenClip(path("both"));
    const auto layout = [&] { return std::get<ClipConfig>(openModelFolder(path("both")).value().config).layout; };
    QCOMPARE(layout(), ClipLayout::OpenClip);
    fs::remove(path("both") / "open_clip_model.safetensors");
    QCOMPARE(layout(), ClipLayout::HuggingFace);
}

void ModelFolderTest::opensHalfPrecisionAndShards()
{
    const fs::path folder = writeTinyBlip(path("blip"));
    rewriteWeights(folder / "model.safetensors", [](auto& tensors) {
        for (TensorToWrite& tensor : tensors)
            tensor.dtype = Dtype::BF16;
    });
    QVERIFY(openModelFolder(folder));
    const Checkpoint whole = Checkpoint::openFile(folder / "model.safetensors").value();
    std::string map;
    for (const int part : {0, 1}) {
        std::vector<TensorToWrite> tensors;
        const std::string file = "model-" + std::to_string(part) + ".safetensors";
        int number = 0;
        for (const auto& [name, view] : whole.tensors()) {
            if (number++ % 2 == part) {
                tensors.push_back({name, view.dtype, view.shape});
                map += (map.empty() ? "\"" : ",\"") + name + "\":\"" + file + "\"";
            }
        }
        QVERIFY(writeSafetensors(folder / file, tensors, [&](const TensorToWrite& tensor, std::span<std::byte> bytes) {
            std::copy_n(whole.find(tensor.name)->bytes.begin(), bytes.size(), bytes.begin());
        }));
    }
    const ModelId id = openModelFolder(folder).value().id;
    fs::remove(folder / "model.safetensors");
    writeAll(folder / "model.safetensors.index.json", "{\"weight_map\":{" + map + "}}");
    const Result<ModelFolder> model = openModelFolder(folder);
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QCOMPARE(model->checkpoint.files().size(), std::size_t{2});
    QCOMPARE(model->id, id);
}

void ModelFolderTest::tokenizersMayBeOfAnyKind_data()
{
    QTest::addColumn<bool>("blip");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("missing"); // empty: enough is there
    QTest::newRow("vocab.txt") << true << QStringList{"vocab.txt"} << "";
    QTest::newRow("tokenizer.json for BLIP") << true << QStringList{"tokenizer.json"} << "";
    QTest::newRow("none for BLIP") << true << QStringList{} << "vocab.txt is missing";
    QTest::newRow("CLIP's for BLIP") << true << QStringList{"vocab.json", "merges.txt"} << "vocab.txt is missing";
    QTest::newRow("vocab.json and merges.txt") << false << QStringList{"vocab.json", "merges.txt"} << "";
    QTest::newRow("tokenizer.json for CLIP") << false << QStringList{"tokenizer.json"} << "";
    QTest::newRow("OpenCLIP's own") << false << QStringList{"bpe_simple_vocab_16e6.txt.gz"} << "";
    QTest::newRow("vocab.json alone") << false << QStringList{"vocab.json"} << "merges.txt is missing";
    QTest::newRow("merges.txt alone") << false << QStringList{"merges.txt"} << "vocab.json is missing";
    QTest::newRow("none for CLIP") << false << QStringList{} << "vocab.json and merges.txt are missing";
}

void ModelFolderTest::tokenizersMayBeOfAnyKind()
{
    QFETCH(bool, blip);
    QFETCH(QStringList, files);
    QFETCH(QString, missing);
    const fs::path folder = blip ? writeTinyBlip(path("model")) : writeTinyClip(path("model"));
    for (const char* file : {"vocab.txt", "vocab.json", "merges.txt", "tokenizer.json"})
        fs::remove(folder / file);
    for (const QString& file : files)
        writeAll(folder / file.toStdString(), "something");
    const Result<ModelFolder> model = openModelFolder(folder);
    QCOMPARE(model.has_value(), missing.isEmpty());
    if (!model) {
        QCOMPARE(model.error().code, ErrorCode::NotFound);
        QVERIFY2(QString::fromStdString(model.error().message).contains(missing), model.error().message.c_str());
        QVERIFY(model.error().message.find("The folder should hold config.json") != std::string::npos);
    }
    QVERIFY(openModelFolder(folder, {.needTokenizer = false}));
}

void ModelFolderTest::idIsOfTheModelNotOfThePlace()
{
    const ModelId id = openModelFolder(writeTinyBlip(path("blip"))).value().id;
    fs::rename(path("blip"), path("elsewhere"));
    QCOMPARE(openModelFolder(path("elsewhere")).value().id, id);
    writeAll(path("elsewhere") / "README.md", "words");
    writeAll(path("elsewhere") / "tokenizer.json", "not used beside vocab.txt");
    replaceIn(path("elsewhere") / "config.json", "{", " { ");
    QCOMPARE(openModelFolder(path("elsewhere")).value().id, id);
}

void ModelFolderTest::idTellsModelsApart_data()
{
    QTest::addColumn<Damage>("change");
    QTest::newRow("other weights") << Damage([](const fs::path& folder) { writeTinyBlip(folder, {.seed = 2}); });
    QTest::newRow("another vocabulary") << Damage(
        [](const fs::path& folder) { writeAll(folder / "vocab.txt", readAll(folder / "vocab.txt") + "x"); });
    QTest::newRow("another config") << Damage([](const fs::path& folder) {
        replaceIn(folder / "config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": 2");
    });
    QTest::newRow("other preprocessing") << Damage(
        [](const fs::path& folder) { replaceIn(folder / "preprocessor_config.json", "0.48145466", "0.48145467"); });
    QTest::newRow("one value in the middle of a large tensor") << Damage([](const fs::path& folder) {
        rewriteWeights(folder / "model.safetensors", [](auto&) {});
        std::string bytes = readAll(folder / "model.safetensors");
        const Checkpoint checkpoint = Checkpoint::openFile(folder / "model.safetensors").value();
        const TensorView& view = *checkpoint.find("vision_model.embeddings.patch_embedding.weight");
        const SafetensorsContent& content = checkpoint.files().front().content();
        const auto place = static_cast<std::size_t>(view.bytes.data() - content.header.data()) + 8;
        bytes[place + view.bytes.size() / 2 + 2] ^= 1;
        writeAll(folder / "other.safetensors", bytes);
        fs::rename(folder / "other.safetensors", folder / "model.safetensors");
    });
}

void ModelFolderTest::idTellsModelsApart()
{
    QFETCH(Damage, change);
    const fs::path folder = writeTinyBlip(path("blip"));
    const ModelId id = openModelFolder(folder).value().id;
    change(folder);
    const Result<ModelFolder> changed = openModelFolder(folder);
    QVERIFY2(changed, changed ? "" : changed.error().message.c_str());
    QVERIFY(changed->id != id);
}

void ModelFolderTest::refusesDamagedFolders_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QStringList>("message");
    const auto row = [](const char* name, Damage damage, ErrorCode code, const QStringList& message) {
        QTest::newRow(name) << damage << code << message;
    };
    const auto without = [](const char* file) { return Damage([file](const fs::path& f) { fs::remove(f / file); }); };
    const auto replaced = [](const char* file, const char* from, const char* to) {
        return Damage([=](const fs::path& f) { replaceIn(f / file, from, to); });
    };
    const auto weights = [](Change change) {
        return Damage([change](const fs::path& f) { rewriteWeights(f / "model.safetensors", change); });
    };
    constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;

    row("no config", without("config.json"), ErrorCode::NotFound,
        {"holds weights but no config.json", "preprocessor_config.json"});
    row("no preprocessing", without("preprocessor_config.json"), ErrorCode::NotFound,
        {"preprocessor_config.json does not exist", "The folder should hold config.json"});
    row("no weights", without("model.safetensors"), ErrorCode::NotFound,
        {"holds no weights: “model.safetensors” is missing", "The folder should hold config.json"});
    row("only pickled weights", [](const fs::path& f) { fs::rename(f / "model.safetensors", f / "pytorch_model.bin"); },
        ErrorCode::Unsupported, {"only as “pytorch_model.bin”", "never reads them", "get “model.safetensors”"});
    row("no vocabulary", without("vocab.txt"), ErrorCode::NotFound, {"lacks its tokenizer: vocab.txt is missing"});
    row("empty vocabulary", [](const fs::path& f) { writeAll(f / "vocab.txt", ""); }, kCorrupt, {"vocab.txt is empty"});
    row("truncated weights",
        [](const fs::path& f) {
            fs::resize_file(f / "model.safetensors", fs::file_size(f / "model.safetensors") * 2 / 3);
        },
        kCorrupt, {"model.safetensors: Tensor “", "the file was cut short"});
    row("empty weights", [](const fs::path& f) { writeAll(f / "model.safetensors", ""); }, kCorrupt,
        {"model.safetensors is empty"});
    row("weights that are a folder",
        [](const fs::path& f) {
            fs::remove(f / "model.safetensors");
            fs::create_directory(f / "model.safetensors");
        },
        ErrorCode::Unreadable, {"model.safetensors is a folder"});
    row("config cut off",
        [](const fs::path& f) { fs::resize_file(f / "config.json", fs::file_size(f / "config.json") / 2); }, kCorrupt,
        {"config.json is not valid JSON"});
    row("config not an object", [](const fs::path& f) { writeAll(f / "config.json", "[]"); }, kCorrupt,
        {"config.json is not a JSON object"});
    row("config without a kind", replaced("config.json", "\"model_type\": \"blip\"", "\"x\": 1"),
        ErrorCode::Unsupported, {"config.json does not say what model"});
    row("another kind", replaced("config.json", "\"model_type\": \"blip\"", "\"model_type\": \"blip-2\""),
        ErrorCode::Unsupported, {"holds a model of type “blip-2”", "Vidimus runs BLIP"});
    row("another architecture", replaced("config.json", "BlipForConditionalGeneration", "BlipForQuestionAnswering"),
        ErrorCode::Unsupported, {"BlipForQuestionAnswering, not a BLIP that captions"});
    row("the other role", replaced("config.json", "\"model_type\": \"blip\"", "\"model_type\": \"clip\""),
        ErrorCode::Unsupported, {"config.json: the model is a BlipForConditionalGeneration, not a CLIP"});
    row("absurd size", replaced("config.json", "\"hidden_size\": 48", "\"hidden_size\": 4800000000"), kCorrupt,
        {"hidden_size” is 4800000000, but must lie between 1 and 65536"});
    row("another size", replaced("config.json", "\"hidden_size\": 48", "\"hidden_size\": 64"), kCorrupt,
        {"model.safetensors does not hold the tensors", "of another shape: text_decoder.bert", "[48]", "[64]", "more"});
    row("another number of layers", replaced("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"),
        kCorrupt, {"missing: ", ".2.", "more"});
    row("fewer layers", replaced("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"), kCorrupt,
        {"unexpected: ", ".1.", "more"});
    row("pictures of another size", replaced("preprocessor_config.json", "\"height\": 64", "\"height\": 32"), kCorrupt,
        {"preprocessor_config.json makes pictures of 64 x 32 pixels, but the model takes 64 x 64"});
    row("preprocessing cut off", [](const fs::path& f) { fs::resize_file(f / "preprocessor_config.json", 20); },
        kCorrupt, {"preprocessor_config.json is not valid JSON"});
    row("unknown element type",
        [](const fs::path& f) { replaceIn(f / "model.safetensors", "\"dtype\":\"F32\"", "\"dtype\":\"F99\""); },
        ErrorCode::Unsupported, {"model.safetensors: Tensor “", "element type “F99”"});
    row("whole numbers for weights", weights([](auto& tensors) { tensors.front().dtype = Dtype::I32; }), kCorrupt,
        {"not of floating point: ", "(I32)"});
    row("a tensor missing", weights([](auto& tensors) { tensors.pop_back(); }), kCorrupt,
        {"missing: vision_model.post_layernorm.weight."});
    row("a tensor too many", weights([](auto& tensors) {
            tensors.push_back({"lora_A", Dtype::F32, {2}});
        }),
        kCorrupt, {"unexpected: lora_A."});
    row("a tensor of another shape", weights([](auto& tensors) {
            tensors.back().shape = {6, 8};
        }),
        kCorrupt, {"of another shape: vision_model.post_layernorm.weight ([6, 8] instead of [48])."});
}

void ModelFolderTest::refusesDamagedFolders()
{
    QFETCH(Damage, damage);
    QFETCH(ErrorCode, code);
    QFETCH(QStringList, message);
    const fs::path folder = writeTinyBlip(path("blip"));
    damage(folder);
    const Result<ModelFolder> model = openModelFolder(folder);
    QVERIFY(!model);
    for (const QString& part : message)
        QVERIFY2(QString::fromStdString(model.error().message).contains(part), model.error().message.c_str());
    QCOMPARE(model.error().code, code);
    QVERIFY(QString::fromStdString(model.error().message).contains(m_folder->path()));
}

void ModelFolderTest::refusesWhatIsNoFolderOfAModel_data()
{
    QTest::addColumn<Damage>("make");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << Damage([](const fs::path&) {}) << ErrorCode::NotFound << "does not exist";
    QTest::newRow("a file") << Damage([](const fs::path& f) { writeAll(f, "x"); }) << ErrorCode::InvalidArgument
                            << "is a file, but a model is a folder";
    QTest::newRow("empty") << Damage([](const fs::path& f) { fs::create_directory(f); }) << ErrorCode::NotFound
                           << "is empty. A model folder holds config.json";
    QTest::newRow("only folders") << Damage([](const fs::path& f) { fs::create_directories(f / "a"); })
                                  << ErrorCode::NotFound << "holds only other folders";
    QTest::newRow("the hub's cache") << Damage([](const fs::path& f) { writeTinyBlip(f / "snapshots" / "0123"); })
                                     << ErrorCode::NotFound << "snapshots/0123 inside it looks like one";
    QTest::newRow("other files") << Damage([](const fs::path& f) {
        fs::create_directory(f);
        writeAll(f / "holiday.jpg", "x");
    }) << ErrorCode::NotFound << "is not a model folder: there is no config.json in it";
    QTest::newRow("a diffusion pipeline") << Damage([](const fs::path& f) {
        fs::create_directories(f / "unet");
        writeAll(f / "unet" / "config.json", "{}");
        writeAll(f / "model_index.json", "{}");
    }) << ErrorCode::Unsupported << "a pipeline that makes pictures";
}

void ModelFolderTest::refusesWhatIsNoFolderOfAModel()
{
    QFETCH(Damage, make);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    make(path("model"));
    const Result<ModelFolder> model = openModelFolder(path("model"));
    QVERIFY(!model);
    QVERIFY2(QString::fromStdString(model.error().message).contains(message), model.error().message.c_str());
    QCOMPARE(model.error().code, code);
}

void ModelFolderTest::findsNumbersThatAreNone_data()
{
    QTest::addColumn<Dtype>("dtype");
    QTest::addColumn<quint64>("bits");
    QTest::addColumn<bool>("finite");
    const auto row = [](const char* name, Dtype dtype, quint64 bits, bool finite) {
        QTest::newRow(name) << dtype << bits << finite;
    };
    row("F32 infinity", Dtype::F32, 0x7F800000, false);
    row("F32 minus infinity", Dtype::F32, 0xFF800000, false);
    row("F32 NaN", Dtype::F32, 0x7FC00000, false);
    row("F32 smallest NaN", Dtype::F32, 0x7F800001, false);
    row("F32 all ones", Dtype::F32, 0xFFFFFFFF, false);
    row("F32 largest", Dtype::F32, 0x7F7FFFFF, true);
    row("F32 most negative", Dtype::F32, 0xFF7FFFFF, true);
    row("F32 denormal", Dtype::F32, 0x80000001, true);
    row("F16 infinity", Dtype::F16, 0x7C00, false);
    row("F16 NaN", Dtype::F16, 0xFE01, false);
    row("F16 largest", Dtype::F16, 0x7BFF, true);
    row("F16 most negative", Dtype::F16, 0xFBFF, true);
    row("BF16 infinity", Dtype::BF16, 0x7F80, false);
    row("BF16 NaN", Dtype::BF16, 0xFFC1, false);
    row("BF16 largest", Dtype::BF16, 0x7F7F, true);
    row("F64 infinity", Dtype::F64, 0x7FF0000000000000, false);
    row("F64 NaN", Dtype::F64, 0xFFF8000000000000, false);
    row("F64 largest", Dtype::F64, 0x7FEFFFFFFFFFFFFF, true);
    row("I32 is never one", Dtype::I32, 0x7FC00000, true);
}

void ModelFolderTest::findsNumbersThatAreNone()
{
    QFETCH(Dtype, dtype);
    QFETCH(quint64, bits);
    QFETCH(bool, finite);
    // In each place of a run that is no multiple of any vector's width, and in an unaligned tensor.
    constexpr std::size_t kCount = 37;
    const std::vector<TensorToWrite> tensors{{"odd", Dtype::U8, {1}}, {"t", dtype, {kCount}}};
    QVERIFY(writeSafetensors(path("zeros.safetensors"), tensors, [](const TensorToWrite&, auto) {}));
    const std::string zeros = readAll(path("zeros.safetensors"));
    for (std::size_t place = 0; place < kCount; ++place) {
        std::string bytes = zeros;
        std::memcpy(bytes.data() + bytes.size() - (kCount - place) * sizeOf(dtype), &bits, sizeOf(dtype));
        writeAll(path("x.safetensors"), bytes);
        const Result<void> checked = checkFinite(Checkpoint::openFile(path("x.safetensors")).value());
        QCOMPARE(checked.has_value(), finite);
        if (!finite) {
            QCOMPARE(checked.error().code, ErrorCode::Corrupt);
            QVERIFY(checked.error().message.find("x.safetensors is damaged: the tensor “t” holds") !=
                    std::string::npos);
        }
    }
}

void ModelFolderTest::namesTheFirstDamagedTensor()
{
    // Several threads look; whoever finds one first, the answer is the same.
    std::vector<TensorToWrite> tensors;
    for (char name = 'a'; name <= 'z'; ++name)
        tensors.push_back({std::string(1, name), Dtype::F32, {5000}});
    QVERIFY(writeSafetensors(path("x.safetensors"), tensors, [&](const TensorToWrite& tensor, auto bytes) {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        if (tensor.name >= "c")
            std::memcpy(bytes.data() + bytes.size() - sizeof(nan), &nan, sizeof(nan));
    }));
    const Checkpoint checkpoint = Checkpoint::openFile(path("x.safetensors")).value();
    for (int i = 0; i < 200; ++i) {
        const Result<void> checked = checkFinite(checkpoint);
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.find("“c”") != std::string::npos, checked.error().message.c_str());
    }
    const Result<ModelFolder> model = openModelFolder(writeTinyBlip(path("blip"), {.withNan = true}));
    QVERIFY(model);
    QVERIFY(!checkFinite(model->checkpoint));
}

QTEST_APPLESS_MAIN(ModelFolderTest)
#include "model_folder_test.moc"
