#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "core/inference/config/model_folder.h"
#include "core/inference/synthesize/made_vocabulary.h"
#include "core/inference/synthesize/synthesize_model.h"
#include "core/inference/synthesize/synthesize_sizes.h"
#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace fs = std::filesystem;

namespace {

BlipConfig smallBlip()
{
    BlipConfig config;
    config.vision = {.hiddenSize = 48, .intermediateSize = 96, .layers = 2, .heads = 4, .imageSize = 64};
    config.text = {.vocabSize = 702,
                   .hiddenSize = 32,
                   .intermediateSize = 64,
                   .layers = 2,
                   .heads = 4,
                   .maxPositions = 20,
                   .bosId = 700};
    return config;
}

ClipConfig smallClip(ClipLayout layout)
{
    ClipConfig config;
    config.vision = {48, 192, 2, 4, Activation::Gelu, 1e-5};
    config.text = {32, 128, 2, 4, Activation::Gelu, 1e-5};
    config.imageSize = 32;
    config.patchSize = 8;
    config.vocabSize = 1000;
    config.contextLength = 16;
    config.projectionDim = 24;
    config.eosId = 999;
    config.layout = layout;
    return config;
}

using Sizes = std::variant<BlipConfig, ClipConfig>;

std::vector<float> valuesOf(const TensorView& view)
{
    std::vector<float> values(view.bytes.size() / sizeof(float));
    std::memcpy(values.data(), view.bytes.data(), view.bytes.size());
    return values;
}

std::string readAll(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace

Q_DECLARE_METATYPE(Sizes)

class SynthesizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordPiecesHaveTheirPlaces();
    void mergesAreConsistent();
    void opensAsAModel_data();
    void opensAsAModel();
    void weightsAreUntrained();
    void tokenizersLoad();
    void theSameSeedIsTheSameModel();
    void refusesPlaces_data();
    void refusesPlaces();
    void takesAnEmptyFolder();
    void stoppedLeavesNothing();
    void tooLargeForTheDiskIsSaidFirst();
    void namesOfArchitectures();

private:
    fs::path path(const char* name = "") const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SynthesizeTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void SynthesizeTest::wordPiecesHaveTheirPlaces()
{
    for (const int size : {30522, 700, kFewestWordPieces}) {
        const std::vector<std::string> pieces = madeWordPieces(size, 7);
        QCOMPARE(static_cast<int>(pieces.size()), size);
        QCOMPARE(std::set<std::string>(pieces.begin(), pieces.end()).size(), pieces.size());
        QCOMPARE(pieces[0], std::string("[PAD]"));
        QCOMPARE(pieces[100], std::string("[UNK]"));
        QCOMPARE(pieces[101], std::string("[CLS]"));
        QCOMPARE(pieces[102], std::string("[SEP]"));
        QCOMPARE(pieces[103], std::string("[MASK]"));
        QVERIFY(std::find(pieces.begin(), pieces.end(), "a") != pieces.end());
    }
    const std::vector<std::string> pieces = madeWordPieces(30522, 7);
    QVERIFY(std::count_if(pieces.begin(), pieces.end(), [](const auto& piece) { return piece.starts_with("##"); }) >
            5000);
}

void SynthesizeTest::mergesAreConsistent()
{
    const MadeBpe bpe = madeBpe(48894, 7);
    QCOMPARE(bpe.merges.size(), std::size_t{48894});
    QCOMPARE(bpe.tokens.size(), std::size_t{49408});
    QCOMPARE(bpe.tokens[0], std::string("!"));
    QCOMPARE(bpe.tokens[255], std::string("\xC5\x83")); // U+0143, the last of the moved ones: byte 0xAD
    QCOMPARE(bpe.tokens[256], std::string("!</w>"));
    QCOMPARE(bpe.tokens[49406], std::string("<|startoftext|>"));
    QCOMPARE(bpe.tokens[49407], std::string("<|endoftext|>"));
    QCOMPARE(std::set<std::string>(bpe.tokens.begin(), bpe.tokens.end()).size(), bpe.tokens.size());
    std::set<std::string> known(bpe.tokens.begin(), bpe.tokens.begin() + 512);
    for (std::size_t i = 0; i < bpe.merges.size(); ++i) {
        const auto& [first, second] = bpe.merges[i];
        QVERIFY2(known.contains(first) && known.contains(second), (first + " " + second).c_str());
        QCOMPARE(bpe.tokens[512 + i], first + second);
        known.insert(first + second);
    }
}

void SynthesizeTest::opensAsAModel_data()
{
    QTest::addColumn<Sizes>("sizes");
    QTest::newRow("BLIP") << Sizes(smallBlip());
    QTest::newRow("OpenCLIP") << Sizes(smallClip(ClipLayout::OpenClip));
    QTest::newRow("CLIP") << Sizes(smallClip(ClipLayout::HuggingFace));
}

void SynthesizeTest::opensAsAModel()
{
    QFETCH(Sizes, sizes);
    const Result<void> made = synthesizeSizes(sizes, path("deep") / "model", 1);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    const Result<ModelFolder> model = openModelFolder(path("deep") / "model");
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QVERIFY(checkFinite(model->checkpoint));
    QCOMPARE(std::distance(fs::directory_iterator(path("deep")), fs::directory_iterator()), 1); // nothing left over
    if (const ClipConfig* wanted = std::get_if<ClipConfig>(&sizes)) {
        const ClipConfig& config = std::get<ClipConfig>(model->config);
        QCOMPARE(config.layout, wanted->layout);
        QCOMPARE(config.vision.heads, wanted->vision.heads);
        QCOMPARE(config.text.activation, wanted->text.activation);
        QCOMPARE(config.pooling, wanted->pooling);
    } else {
        const BlipConfig& config = std::get<BlipConfig>(model->config);
        QCOMPARE(config.text.heads, 4);
        QCOMPARE(config.text.bosId, 700);
        // Stored like the published one: the tied weights and a leftover too.
        const TensorView* decoder = model->checkpoint.find("text_decoder.cls.predictions.decoder.weight");
        QVERIFY(decoder);
        QCOMPARE(valuesOf(*decoder),
                 valuesOf(*model->checkpoint.find("text_decoder.bert.embeddings.word_embeddings.weight")));
        QCOMPARE(model->checkpoint.find("text_decoder.bert.embeddings.position_ids")->dtype, Dtype::I64);
    }
}

void SynthesizeTest::weightsAreUntrained()
{
    QVERIFY(synthesizeSizes(smallClip(ClipLayout::HuggingFace), path("model"), 1));
    const Checkpoint checkpoint = Checkpoint::open(path("model"), "model").value();
    const std::vector<float> weights = valuesOf(*checkpoint.find("text_model.embeddings.token_embedding.weight"));
    double sum = 0;
    double squares = 0;
    for (const float value : weights) {
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
        QVERIFY(std::abs(value) < 0.08f);
    }
    const auto count = static_cast<double>(weights.size());
    QVERIFY(std::abs(sum / count) < 0.0005);
    QVERIFY(std::abs(std::sqrt(squares / count) - 0.02) < 0.0005);
    QVERIFY(std::set<float>(weights.begin(), weights.end()).size() > weights.size() / 2);
    const auto all = [&](const char* name, float value) {
        const std::vector<float> values = valuesOf(*checkpoint.find(name));
        return std::all_of(values.begin(), values.end(), [&](float v) { return v == value; });
    };
    QVERIFY(all("vision_model.pre_layrnorm.weight", 1.f));
    QVERIFY(all("vision_model.pre_layrnorm.bias", 0.f));
    QVERIFY(all("text_model.encoder.layers.0.mlp.fc1.bias", 0.f));
    QVERIFY(!all("vision_model.embeddings.class_embedding", 0.f));
    QCOMPARE(valuesOf(*checkpoint.find("logit_scale")), std::vector<float>{2.6592f});
    QVERIFY(valuesOf(*checkpoint.find("text_model.encoder.layers.0.mlp.fc1.weight")) !=
            valuesOf(*checkpoint.find("text_model.encoder.layers.1.mlp.fc1.weight")));
}

void SynthesizeTest::tokenizersLoad()
{
    QVERIFY(synthesizeSizes(smallBlip(), path("blip"), 1));
    const auto words = WordPieceTokenizer::load(path("blip"), 702);
    QVERIFY2(words, words ? "" : words.error().message.c_str());
    QCOMPARE(words->clsId(), 101);
    const std::vector<int> ids = words->encode("a zebra");
    QVERIFY(ids.size() > 3 && ids.front() == 101 && ids.back() == 102);
    QVERIFY(std::find(ids.begin(), ids.end(), 100) == ids.end()); // letters make every word

    QVERIFY(synthesizeSizes(smallClip(ClipLayout::OpenClip), path("clip"), 1));
    const auto pairs = ClipTokenizer::load(path("clip"), 1000);
    QVERIFY2(pairs, pairs ? "" : pairs.error().message.c_str());
    QCOMPARE(pairs->startId(), 998);
    QCOMPARE(pairs->endId(), 999);
    QCOMPARE(pairs->decode(pairs->encode("a photo of a cat", 77)).find("photo of a cat") != std::string::npos, true);
}

void SynthesizeTest::theSameSeedIsTheSameModel()
{
    QVERIFY(synthesizeSizes(smallBlip(), path("one"), 5));
    QVERIFY(synthesizeSizes(smallBlip(), path("two"), 5));
    QVERIFY(synthesizeSizes(smallBlip(), path("other"), 6));
    for (const char* file : {"model.safetensors", "vocab.txt", "config.json", "preprocessor_config.json"})
        QVERIFY2(readAll(path("one") / file) == readAll(path("two") / file), file);
    QVERIFY(readAll(path("one") / "model.safetensors") != readAll(path("other") / "model.safetensors"));
    QVERIFY(readAll(path("one") / "vocab.txt") != readAll(path("other") / "vocab.txt"));
}

void SynthesizeTest::refusesPlaces_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("a folder with a file in it") << "full"
                                                << "is not empty: give a folder that is new or empty";
    QTest::newRow("a file") << "file"
                            << "is a file: give a folder that is new or empty";
    QTest::newRow("below a file") << "below"
                                  << "cannot be made";
    QTest::newRow("a vocabulary that holds nothing") << "small"
                                                     << "A vocabulary of 198 entries is too small";
}

void SynthesizeTest::refusesPlaces()
{
    QFETCH(QString, kind);
    QFETCH(QString, message);
    fs::path out = path("model");
    BlipConfig config = smallBlip();
    if (kind == "full") {
        fs::create_directory(out);
        std::ofstream(out / "mine.txt") << "mine";
    } else if (kind == "small") {
        config.text.vocabSize = 200;
    } else {
        std::ofstream(out) << "mine";
        if (kind == "below")
            out /= "model";
    }
    const Result<void> made = synthesizeSizes(config, out, 1);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(QString::fromStdString(made.error().message).contains(message), made.error().message.c_str());
    if (kind == "full")
        QCOMPARE(readAll(out / "mine.txt"), std::string("mine"));
}

void SynthesizeTest::takesAnEmptyFolder()
{
    fs::create_directory(path("model"));
    QVERIFY(synthesizeSizes(smallBlip(), path("model/"), 1));
    QVERIFY(openModelFolder(path("model")));
}

void SynthesizeTest::stoppedLeavesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    const Result<void> made = synthesizeSizes(smallBlip(), path("model"), 1, stop.get_token());
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
    QVERIFY(fs::is_empty(path()));
}

void SynthesizeTest::tooLargeForTheDiskIsSaidFirst()
{
    BlipConfig config = smallBlip();
    config.text.intermediateSize = 2'000'000'000; // half a petabyte with two layers
    config.text.hiddenSize = 65536;
    const Result<void> made = synthesizeSizes(config, path("model"), 1);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::OutOfSpace);
    QVERIFY2(made.error().message.find("MB are free") != std::string::npos, made.error().message.c_str());
    QVERIFY(fs::is_empty(path()));
}

void SynthesizeTest::namesOfArchitectures()
{
    QCOMPARE(synthesizeArchFromName("blip-base"), std::optional(SynthesizeArch::BlipBase));
    QCOMPARE(synthesizeArchFromName("clip-vit-b-32"), std::optional(SynthesizeArch::ClipVitB32));
    QVERIFY(!synthesizeArchFromName("blip-huge"));
    for (const std::string_view name : synthesizeArchNames())
        QVERIFY(synthesizeArchFromName(name));
}

QTEST_APPLESS_MAIN(SynthesizeTest)
#include "synthesize_test.moc"
