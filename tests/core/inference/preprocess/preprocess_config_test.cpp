#include <QtTest>

#include "core/inference/preprocess/preprocess_config.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

const QByteArray kOldClip = R"({"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true,
    "feature_extractor_type": "CLIPFeatureExtractor", "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "size": 224})";
const QByteArray kClip = R"({"crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "do_convert_rgb": true,
    "do_normalize": true, "do_rescale": true, "do_resize": true, "feature_extractor_type": "CLIPFeatureExtractor",
    "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_processor_type": "CLIPImageProcessor",
    "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "rescale_factor": 0.00392156862745098,
    "size": {"shortest_edge": 224}})";
const QByteArray kBlip = R"({"do_normalize": true, "do_resize": true, "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_processor_type": "BlipImageProcessor", "image_std": [0.26862954, 0.26130258, 0.27577711],
    "processor_class": "BlipProcessor", "resample": 3, "size": {"height": 384, "width": 384}, "size_divisor": 32})";

Result<PreprocessConfig> huggingFace(const QByteArray& text)
{
    const auto document = JsonDocument::parse(text.toStdString(), "preprocessor_config.json");
    return document ? readHuggingFacePreprocess(*document) : Result<PreprocessConfig>(fail(document.error()));
}

Result<PreprocessConfig> openClip(const QByteArray& text, int imageSize)
{
    const auto document = JsonDocument::parse(text.toStdString(), "open_clip_config.json");
    return document ? readOpenClipPreprocess(*document, imageSize) : Result<PreprocessConfig>(fail(document.error()));
}

PreprocessConfig clip(int edge, int crop)
{
    PreprocessConfig config;
    config.resize = ResizeMode::ShortestEdge;
    config.edge = edge;
    config.width = config.height = crop;
    return config;
}

PreprocessConfig stretch(int width, int height)
{
    PreprocessConfig config;
    config.width = width;
    config.height = height;
    return config;
}

template <typename Change>
PreprocessConfig with(PreprocessConfig config, Change change)
{
    change(config);
    return config;
}

} // namespace

Q_DECLARE_METATYPE(PreprocessConfig)

class PreprocessConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void huggingFaceRead_data();
    void huggingFaceRead();
    void huggingFaceRefused_data();
    void huggingFaceRefused();
    void openClipRead_data();
    void openClipRead();
    void openClipRefused_data();
    void openClipRefused();
    void openClipImageSize();

private:
    static void compare(const Result<PreprocessConfig>& read, const PreprocessConfig& wanted);
};

void PreprocessConfigTest::compare(const Result<PreprocessConfig>& read, const PreprocessConfig& wanted)
{
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QCOMPARE(read->resize, wanted.resize);
    QCOMPARE(read->resampling, wanted.resampling);
    QCOMPARE(read->cropRounding, wanted.cropRounding);
    QCOMPARE(read->width, wanted.width);
    QCOMPARE(read->height, wanted.height);
    QCOMPARE(read->edge, wanted.edge);
    QVERIFY(read->mean == wanted.mean);
    QVERIFY(read->std == wanted.std);
    QVERIFY(read->fill == wanted.fill);
}

void PreprocessConfigTest::huggingFaceRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<PreprocessConfig>("wanted");
    const auto row = [](const char* name, const QByteArray& text, const PreprocessConfig& wanted) {
        QTest::newRow(name) << text << wanted;
    };
    row("an old CLIP file", kOldClip, clip(224, 224));
    row("a CLIP file", kClip, clip(224, 224));
    row("a BLIP file", kBlip, stretch(384, 384));
    row("CLIP, all defaults", R"({"image_processor_type": "CLIPImageProcessor"})", clip(224, 224));
    row("BLIP, all defaults", R"({"image_processor_type": "BlipImageProcessor"})", stretch(384, 384));
    row("the quick processors", R"({"image_processor_type": "CLIPImageProcessorFast"})", clip(224, 224));
    row("nulls are absent",
        R"({"image_processor_type": "BlipImageProcessorFast", "crop_size": null, "do_center_crop": null,
            "size": {"height": 64, "width": 48}, "resample": null, "do_pad": null, "rescale_factor": null})",
        stretch(48, 64));
    row("the processor from its own class alone",
        R"({"processor_class": "CLIPProcessor", "size": 30, "crop_size": 20})", clip(30, 20));
    row("no processor named, but a crop", R"({"size": 336, "crop_size": 336})", clip(336, 336));
    row("no processor named, but a shortest edge", R"({"size": {"shortest_edge": 224}})", clip(224, 224));
    row("no processor named, both sides", R"({"size": {"height": 10, "width": 12}})", stretch(12, 10));
    row("a BLIP size that is one number", R"({"image_processor_type": "BlipImageProcessor", "size": 96})",
        stretch(96, 96));
    row("CLIP with both sides stretches",
        R"({"image_processor_type": "CLIPImageProcessor", "size": {"height": 30, "width": 40}, "do_center_crop": false})",
        stretch(40, 30));
    row("a crop that is no square",
        R"({"image_processor_type": "CLIPImageProcessor", "size": 64, "crop_size": {"height": 30, "width": 40}})",
        with(clip(64, 30), [](auto& its) { its.width = 40; }));
    row("other means and spreads",
        R"({"image_processor_type": "CLIPImageProcessor", "image_mean": [0.5, 0.25, 0], "image_std": 0.5})",
        with(clip(224, 224), [](auto& its) {
            its.mean = {.5f, .25f, 0.f};
            its.std = {.5f, .5f, .5f};
        }));
    row("not normalised", R"({"image_processor_type": "CLIPImageProcessor", "do_normalize": false})",
        with(clip(224, 224), [](auto& its) {
            its.mean = {0, 0, 0};
            its.std = {1, 1, 1};
        }));
    const Resampling byNumber[] = {Resampling::Nearest, Resampling::Lanczos, Resampling::Bilinear,
                                   Resampling::Bicubic, Resampling::Box,     Resampling::Hamming};
    for (int number = 0; number < 6; ++number) {
        QTest::addRow("filter %d of Pillow", number)
            << QByteArray(R"({"image_processor_type": "CLIPImageProcessor", "resample": )" +
                          QByteArray::number(number) + "}")
            << with(clip(224, 224), [&](auto& its) { its.resampling = byNumber[number]; });
    }
}

void PreprocessConfigTest::huggingFaceRead()
{
    QFETCH(QByteArray, text);
    QFETCH(PreprocessConfig, wanted);
    compare(huggingFace(text), wanted);
}

void PreprocessConfigTest::huggingFaceRefused_data()
{
    QTest::addColumn<QByteArray>("members"); ///< beside the processor's name
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const QByteArray& members, ErrorCode error, const char* key) {
        QTest::addRow("%s", members.constData()) << members << static_cast<int>(error) << QByteArray(key);
    };
    const auto corrupt = ErrorCode::Corrupt;
    const auto unsupported = ErrorCode::Unsupported;
    row(R"("do_resize": false)", unsupported, "do_resize");
    row(R"("do_resize": "yes")", corrupt, "do_resize");
    row(R"("do_rescale": false)", unsupported, "do_rescale");
    row(R"("rescale_factor": 0.0078)", unsupported, "rescale_factor");
    row(R"("rescale_factor": "1/255")", corrupt, "rescale_factor");
    row(R"("do_pad": true)", unsupported, "do_pad");
    row(R"("do_center_crop": false)", unsupported, "do_center_crop");
    row(R"("resample": 6)", unsupported, "resample");
    row(R"("resample": -1)", unsupported, "resample");
    row(R"("resample": 1e300)", corrupt, "resample");
    row(R"("resample": "bicubic")", corrupt, "resample");
    row(R"("size": 0)", corrupt, "size");
    row(R"("size": -224)", corrupt, "size");
    row(R"("size": 224.5)", corrupt, "size");
    row(R"("size": 1000000)", corrupt, "size");
    row(R"("size": 18446744073709551615)", corrupt, "size");
    row(R"("size": [224, 224])", corrupt, "size");
    row(R"("size": {"shortest_edge": "224"})", corrupt, "size.shortest_edge");
    row(R"("size": {"shortest_edge": 224, "longest_edge": 448})", unsupported, "size.longest_edge");
    row(R"("size": {"longest_edge": 224})", unsupported, "size");
    row(R"("size": {})", unsupported, "size");
    row(R"("size": {"height": 224})", unsupported, "size");
    row(R"("size": {"height": 30, "width": 40})", unsupported, "crop_size");
    row(R"("crop_size": {"height": 224})", unsupported, "crop_size");
    row(R"("crop_size": {"height": 224, "width": 0})", corrupt, "crop_size.width");
    row(R"("image_mean": [0.5, 0.5])", corrupt, "image_mean");
    row(R"("image_mean": [0.5, 0.5, "0.5"])", corrupt, "image_mean");
    row(R"("image_mean": [0.5, 0.5, 1e300])", corrupt, "image_mean");
    row(R"("image_std": [0.5, 0.5, 0])", corrupt, "image_std");
    row(R"("image_std": [0.5, 0.5, -1])", corrupt, "image_std");
    row(R"("image_std": {})", corrupt, "image_std");
}

void PreprocessConfigTest::huggingFaceRefused()
{
    QFETCH(QByteArray, members);
    QFETCH(int, error);
    QFETCH(QByteArray, key);
    const auto read = huggingFace(R"({"image_processor_type": "CLIPImageProcessor", )" + members + "}");
    QVERIFY(!read.has_value());
    const QByteArray message(read.error().message.c_str());
    QVERIFY2(static_cast<int>(read.error().code) == error, message.constData());
    QVERIFY2(message.startsWith("preprocessor_config.json: ") && message.contains('"' + key + '"'),
             message.constData());
}

void PreprocessConfigTest::openClipRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<PreprocessConfig>("wanted");
    const PreprocessConfig plain = with(clip(224, 224), [](auto& its) { its.cropRounding = CropRounding::HalfEven; });
    const auto row = [&](const char* name, const QByteArray& members, auto change) {
        QTest::newRow(name) << QByteArray(R"({"preprocess_cfg": {)" + members + "}}") << with(plain, change);
    };
    QTest::newRow("no settings") << QByteArray("{}") << plain;
    QTest::newRow("null") << QByteArray(R"({"preprocess_cfg": null})") << plain;
    row("empty", "", [](auto&) {});
    row("bilinear", R"("interpolation": "bilinear")", [](auto& its) { its.resampling = Resampling::Bilinear; });
    row("random is bicubic", R"("interpolation": "random")", [](auto&) {});
    row("shortest", R"("resize_mode": "shortest", "mode": "RGB", "size": 224)", [](auto&) {});
    row("squash", R"("resize_mode": "squash")", [](auto& its) { its.resize = ResizeMode::Stretch; });
    row("longest, filled", R"("resize_mode": "longest", "fill_color": 128)", [](auto& its) {
        its.resize = ResizeMode::LongestEdge;
        its.fill = {128, 128, 128};
    });
    row("means and spreads", R"("mean": [0.5, 0.5, 0.5], "std": [0.25, 0.5, 1])", [](auto& its) {
        its.mean = {.5f, .5f, .5f};
        its.std = {.25f, .5f, 1.f};
    });
    // The original takes the size from the model, whatever stands here.
    row("another size", R"("size": [336, 336])", [](auto&) {});
}

void PreprocessConfigTest::openClipRead()
{
    QFETCH(QByteArray, text);
    QFETCH(PreprocessConfig, wanted);
    compare(openClip(text, 224), wanted);
}

void PreprocessConfigTest::openClipRefused_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("error");
    const auto row = [](const QByteArray& members, ErrorCode error) {
        QTest::addRow("%s", members.constData()) << members << static_cast<int>(error);
    };
    row(R"("interpolation": "lanczos")", ErrorCode::Unsupported);
    row(R"("interpolation": 3)", ErrorCode::Corrupt);
    row(R"("resize_mode": "tile")", ErrorCode::Unsupported);
    row(R"("mode": "L")", ErrorCode::Unsupported);
    row(R"("fill_color": 256)", ErrorCode::Corrupt);
    row(R"("fill_color": -1)", ErrorCode::Corrupt);
    row(R"("fill_color": 0.5)", ErrorCode::Corrupt);
    row(R"("std": [1, 1, 0])", ErrorCode::Corrupt);
}

void PreprocessConfigTest::openClipRefused()
{
    QFETCH(QByteArray, members);
    QFETCH(int, error);
    const auto read = openClip(R"({"preprocess_cfg": {)" + members + "}}", 224);
    QVERIFY(!read.has_value());
    QCOMPARE(static_cast<int>(read.error().code), error);
    const QByteArray key = members.left(members.indexOf(':'));
    QVERIFY2(QByteArray(read.error().message.c_str()).contains(key), read.error().message.c_str());
}

void PreprocessConfigTest::openClipImageSize()
{
    QCOMPARE(openClip("{}", 0).error().code, ErrorCode::Corrupt);
    QCOMPARE(openClip("{}", 1 << 20).error().code, ErrorCode::Corrupt);
    QCOMPARE(openClip(R"({"preprocess_cfg": []})", 224).error().code, ErrorCode::Corrupt);
    QCOMPARE(openClip("{}", 336)->width, 336);
}

QTEST_GUILESS_MAIN(PreprocessConfigTest)
#include "preprocess_config_test.moc"
