#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/config/model_name.h"
#include "core/inference/config/tensor_list.h"
#include "tests/core/inference/config/config_documents.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace {

QString namesFolder()
{
    const QString given = qEnvironmentVariable("VIDIMUS_REFERENCE");
    const QString folder = (given.isEmpty() ? QStringLiteral(VIDIMUS_TEST_DATA "/reference") : given) + "/names/";
    return QDir(folder).exists() ? folder : QStringLiteral(VIDIMUS_TEST_DATA "/reference/names/");
}

std::map<std::string, std::string> shapesOf(const std::vector<TensorSpec>& specs)
{
    std::map<std::string, std::string> shapes;
    for (const TensorSpec& spec : specs)
        shapes.emplace(spec.name, shapeText(spec.shape));
    return shapes;
}

std::map<std::string, std::string> published(const QString& file)
{
    std::map<std::string, std::string> shapes;
    std::ifstream stream((namesFolder() + file).toStdString());
    std::string line;
    while (std::getline(stream, line)) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        shapes.emplace(line.substr(0, first), line.substr(second + 1));
    }
    return shapes;
}

qint64 publishedCount(const QString& model)
{
    QFile file(namesFolder() + "summary.json");
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return QJsonDocument::fromJson(file.readAll())[model]["unique_parameters"].toInteger(-1);
}

TensorList listOf(const QString& kind, const QString& config)
{
    const JsonDocument document = documentOf(config.toStdString());
    if (kind == "blip")
        return blipTensors(readBlipConfig(document).value());
    return clipTensors((kind == "open" ? readOpenClipConfig(document) : readHuggingFaceClipConfig(document)).value());
}

const TensorList kSmall{{{"a", {2, 3}}, {"b", {}}}, {{"tied", {2}}}, {"left.over"}};

} // namespace

class TensorListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsThePublishedNames_data();
    void equalsThePublishedNames();
    void countsKnownModels_data();
    void countsKnownModels();
    void untiedDecoderIsRequired();
    void leftoversAreNamed();
    void acceptsWhatFits_data();
    void acceptsWhatFits();
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void namesTheFirstOfMany();
    void countsWithoutWrapping();
};

void TensorListTest::equalsThePublishedNames_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("model");
    QTest::newRow("BLIP base") << "blip" << kBlipDefaults << "hf_blip_base_captioning.txt"
                               << "hf_blip_base_captioning (transformers 4.57.0.dev0)";
    QTest::newRow("CLIP") << "hf" << kClipDefaults << "hf_clip_vit_b_32.txt"
                          << "hf_clip_vit_b_32 (transformers 4.57.0.dev0)";
    QTest::newRow("OpenCLIP") << "open" << kOpenB32 << "open_clip_vit_b_32.txt"
                              << "open_clip_vit_b_32";
}

void TensorListTest::equalsThePublishedNames()
{
    QFETCH(QString, kind);
    QFETCH(QString, config);
    QFETCH(QString, file);
    QFETCH(QString, model);
    const TensorList list = listOf(kind, config);
    std::map<std::string, std::string> ours = shapesOf(list.required);
    QCOMPARE(ours.size(), list.required.size()); // no name twice
    ours.merge(shapesOf(list.tied));
    const std::map<std::string, std::string> theirs = published(file);
    QVERIFY(!theirs.empty());
    for (const auto& [name, shape] : theirs)
        QVERIFY2(ours.contains(name) && ours.at(name) == shape, (name + " " + shape).c_str());
    QCOMPARE(ours.size(), theirs.size());
    QCOMPARE(static_cast<qint64>(*parameterCount(list)), publishedCount(model));
}

void TensorListTest::countsKnownModels_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("config");
    QTest::addColumn<quint64>("parameters");
    QTest::addColumn<QString>("name");
    QTest::newRow("BLIP base") << "blip" << kBlipDefaults << quint64{223971644} << "BLIP base";
    // 24 layers of 1024 see the picture (303 million), and each of the decoder's 12 layers has two matrices of
    // 768 x 1024 where the small one has them of 768 x 768.
    QTest::newRow("BLIP large") << "blip" << kBlipLarge
                                << quint64{223971644 - 86090496 + 303690752 + 12 * 2 * 768 * (1024 - 768)}
                                << "BLIP large";
    QTest::newRow("ViT-B/32") << "hf" << kClipDefaults << quint64{151277313} << "CLIP ViT-B/32";
    QTest::newRow("OpenCLIP ViT-B/32") << "open" << kOpenB32 << quint64{151277313} << "CLIP ViT-B/32";
    QTest::newRow("ViT-B/16") << "hf" << kHfB16 << quint64{149620737} << "CLIP ViT-B/16";
    QTest::newRow("OpenCLIP ViT-B/16") << "open" << kOpenB16 << quint64{149620737} << "CLIP ViT-B/16";
    QTest::newRow("ViT-L/14") << "hf" << kHfL14 << quint64{427616513} << "CLIP ViT-L/14";
    QTest::newRow("OpenCLIP ViT-L/14") << "open" << kOpenL14 << quint64{427616513} << "CLIP ViT-L/14";
    QTest::newRow("ViT-H/14") << "hf" << kHfH14 << quint64{986109441} << "CLIP ViT-H/14";
    QTest::newRow("OpenCLIP ViT-H/14") << "open" << kOpenH14 << quint64{986109441} << "CLIP ViT-H/14";
    QString at336 = QString::fromUtf8(kOpenL14);
    at336.replace("224", "336");
    QTest::newRow("OpenCLIP ViT-L/14@336")
        << "open" << at336 << quint64{427616513 + (24 * 24 - 16 * 16) * 1024} << "CLIP ViT-L/14@336";
    QTest::newRow("no known one") << "hf"
                                  << R"({"model_type":"clip","vision_config":{"num_hidden_layers":11}})"
                                  << quint64{151277313 - 7087872} << "CLIP 768x11/32";
}

void TensorListTest::countsKnownModels()
{
    QFETCH(QString, kind);
    QFETCH(QString, config);
    QFETCH(quint64, parameters);
    QFETCH(QString, name);
    QCOMPARE(static_cast<quint64>(*parameterCount(listOf(kind, config))), parameters);
    const JsonDocument document = documentOf(config.toStdString());
    const std::string ours =
        kind == "blip"
            ? modelName(readBlipConfig(document).value())
            : modelName((kind == "open" ? readOpenClipConfig(document) : readHuggingFaceClipConfig(document)).value());
    QCOMPARE(QString::fromStdString(ours), name);
}

void TensorListTest::untiedDecoderIsRequired()
{
    const TensorList list = listOf("blip", R"({"model_type":"blip","text_config":{"tie_word_embeddings":false}})");
    QVERIFY(shapesOf(list.required).contains("text_decoder.cls.predictions.decoder.weight"));
    QVERIFY(shapesOf(list.tied).contains("text_decoder.cls.predictions.decoder.bias"));
    QCOMPARE(*parameterCount(list), std::uint64_t{223971644 + 23442432});
}

void TensorListTest::leftoversAreNamed()
{
    const auto leftovers = [](const TensorList& list) {
        return std::set<std::string>(list.harmless.begin(), list.harmless.end());
    };
    QCOMPARE(leftovers(listOf("blip", kBlipDefaults)),
             (std::set<std::string>{"text_decoder.bert.embeddings.position_ids"}));
    QCOMPARE(leftovers(listOf("hf", kClipDefaults)),
             (std::set<std::string>{"text_model.embeddings.position_ids", "vision_model.embeddings.position_ids"}));
    QVERIFY(leftovers(listOf("open", kOpenB32)).contains("attn_mask"));
}

namespace {

/// Opens a checkpoint of these tensors.
Checkpoint checkpointOf(const QTemporaryDir& folder, const std::vector<TensorToWrite>& tensors)
{
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "model.safetensors";
    if (!writeSafetensors(file, tensors, [](const TensorToWrite&, std::span<std::byte>) {}))
        throw std::runtime_error("cannot write a test file");
    return Checkpoint::openFile(file).value();
}

using Tensors = std::vector<TensorToWrite>;

} // namespace

void TensorListTest::acceptsWhatFits_data()
{
    QTest::addColumn<Tensors>("tensors");
    const TensorToWrite a{"a", Dtype::F32, {2, 3}};
    const TensorToWrite b{"b", Dtype::F32, {}};
    QTest::newRow("bare") << Tensors{a, b};
    QTest::newRow("with the tied one") << Tensors{a, b, {"tied", Dtype::F32, {2}}};
    QTest::newRow("with a leftover of any type and shape") << Tensors{a, b, {"left.over", Dtype::I64, {7}}};
    QTest::newRow("half precision") << Tensors{{"a", Dtype::F16, {2, 3}}, {"b", Dtype::BF16, {}}};
}

void TensorListTest::acceptsWhatFits()
{
    QFETCH(Tensors, tensors);
    QTemporaryDir folder;
    const Result<void> fits = checkTensors(checkpointOf(folder, tensors), kSmall);
    QVERIFY2(fits, fits ? "" : fits.error().message.c_str());
}

void TensorListTest::namesWhatDoesNotFit_data()
{
    QTest::addColumn<Tensors>("tensors");
    QTest::addColumn<QString>("message");
    const TensorToWrite a{"a", Dtype::F32, {2, 3}};
    const TensorToWrite b{"b", Dtype::F32, {}};
    QTest::newRow("missing") << Tensors{b} << "asks for: missing: a.";
    QTest::newRow("all missing") << Tensors{} << "asks for: missing: a, b.";
    QTest::newRow("unexpected") << Tensors{a, b, {"c", Dtype::F32, {1}}} << "asks for: unexpected: c.";
    QTest::newRow("like a leftover, but not it")
        << Tensors{a, b, {"x.left.over", Dtype::I64, {1}}} << "unexpected: x.left.over.";
    QTest::newRow("transposed") << Tensors{{"a", Dtype::F32, {3, 2}}, b}
                                << "of another shape: a ([3, 2] instead of [2, 3]).";
    QTest::newRow("flat") << Tensors{{"a", Dtype::F32, {6}}, b} << "of another shape: a ([6] instead of [2, 3]).";
    QTest::newRow("[1] is no scalar") << Tensors{a, {"b", Dtype::F32, {1}}}
                                      << "of another shape: b ([1] instead of []).";
    QTest::newRow("tied of another shape")
        << Tensors{a, b, {"tied", Dtype::F32, {3}}} << "of another shape: tied ([3] instead of [2]).";
    QTest::newRow("whole numbers") << Tensors{{"a", Dtype::I8, {2, 3}}, b} << "not of floating point: a (I8).";
    QTest::newRow("double precision") << Tensors{{"a", Dtype::F64, {2, 3}}, b} << "not of floating point: a (F64).";
    QTest::newRow("each kind") << Tensors{{"b", Dtype::I64, {}}, {"tied", Dtype::F32, {1}}, {"z", Dtype::F32, {1}}}
                               << "missing: a; unexpected: z; of another shape: tied ([1] instead of [2]); not of "
                                  "floating point: b (I64).";
}

void TensorListTest::namesWhatDoesNotFit()
{
    QFETCH(Tensors, tensors);
    QFETCH(QString, message);
    QTemporaryDir folder;
    const Result<void> fits = checkTensors(checkpointOf(folder, tensors), kSmall);
    QVERIFY(!fits);
    QCOMPARE(fits.error().code, ErrorCode::Corrupt);
    QVERIFY2(QString::fromStdString(fits.error().message).endsWith(message), fits.error().message.c_str());
    QVERIFY(fits.error().message.find("model.safetensors") != std::string::npos);
}

void TensorListTest::namesTheFirstOfMany()
{
    TensorList list;
    for (char name = 'a'; name <= 'z'; ++name)
        list.required.push_back({std::string(1, name), {1}});
    QTemporaryDir folder;
    const Result<void> fits = checkTensors(checkpointOf(folder, {}), list);
    QVERIFY(!fits);
    QVERIFY2(fits.error().message.find("missing: a, b, c, d, e and 21 more.") != std::string::npos,
             fits.error().message.c_str());
}

void TensorListTest::countsWithoutWrapping()
{
    constexpr std::int64_t kHalf = std::int64_t{1} << 32;
    QVERIFY(!parameterCount({{{"a", {kHalf, kHalf}}}, {}, {}}));
    QVERIFY(!parameterCount({{{"a", {kHalf, kHalf / 2}}, {"b", {kHalf, kHalf / 2}}}, {}, {}}));
    QCOMPARE(parameterCount({{{"a", {kHalf, 1}}, {"b", {}}}, {}, {}}), std::optional<std::uint64_t>(4294967297u));
}

QTEST_APPLESS_MAIN(TensorListTest)
#include "tensor_list_test.moc"
