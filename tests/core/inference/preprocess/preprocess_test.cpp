#include <QtTest>

#include "core/inference/preprocess/preprocess.h"
#include "core/inference/preprocess/resize_plan.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

PreprocessConfig shortest(int edge, int crop, CropRounding rounding)
{
    PreprocessConfig config;
    config.resize = ResizeMode::ShortestEdge;
    config.cropRounding = rounding;
    config.edge = edge;
    config.width = config.height = crop;
    return config;
}

PreprocessConfig longest(int width, int height)
{
    PreprocessConfig config;
    config.resize = ResizeMode::LongestEdge;
    config.cropRounding = CropRounding::HalfEven;
    config.width = width;
    config.height = height;
    config.fill = {10, 20, 30};
    return config;
}

RgbImage plain(int width, int height, std::uint8_t level)
{
    return {width, height,
            std::vector<std::uint8_t>(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), level)};
}

} // namespace

Q_DECLARE_METATYPE(PreprocessConfig)

class PreprocessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plan_data();
    void plan();
    void restIsFilled();
    void croppedLargerThanResized();
    void normaliseInTheOriginalsOrder();
    void pictureSizes_data();
    void pictureSizes();
};

void PreprocessTest::plan_data()
{
    QTest::addColumn<PreprocessConfig>("config");
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<QSize>("resized");
    QTest::addColumn<QPoint>("crop");
    QTest::addColumn<QPoint>("place");
    const auto down = CropRounding::Down;
    const auto even = CropRounding::HalfEven;
    const QPoint origin(0, 0);

    QTest::newRow("stretch") << PreprocessConfig{} << QSize(640, 480) << QSize(384, 384) << origin << origin;
    QTest::newRow("landscape") << shortest(224, 224, down) << QSize(640, 480) << QSize(298, 224) << QPoint(37, 0)
                               << origin;
    QTest::newRow("portrait") << shortest(224, 224, down) << QSize(480, 640) << QSize(224, 298) << QPoint(0, 37)
                              << origin;
    QTest::newRow("the longer side is truncated")
        << shortest(32, 32, down) << QSize(97, 131) << QSize(32, 43) << QPoint(0, 5) << origin;
    QTest::newRow("a rest of 11, rounded down")
        << shortest(32, 32, down) << QSize(43, 32) << QSize(43, 32) << QPoint(5, 0) << origin;
    for (const auto& [rest, offset] : {std::pair{1, 0}, {3, 2}, {5, 2}, {7, 4}, {11, 6}, {21, 10}, {4, 2}})
        QTest::addRow("a rest of %d, halves to even", rest)
            << shortest(32, 32, even) << QSize(32 + rest, 32) << QSize(32 + rest, 32) << QPoint(offset, 0) << origin;
    QTest::newRow("an edge larger than the crop")
        << shortest(256, 224, down) << QSize(600, 300) << QSize(512, 256) << QPoint(144, 16) << origin;
    QTest::newRow("an edge smaller than the crop: the larger half of the rest before")
        << shortest(20, 33, down) << QSize(60, 30) << QSize(40, 20) << QPoint(3, 0) << QPoint(0, 7);
    QTest::newRow("longest, landscape") << longest(224, 224) << QSize(640, 480) << QSize(224, 168) << origin
                                        << QPoint(0, 28);
    QTest::newRow("longest, the smaller half of the rest before")
        << longest(224, 224) << QSize(100, 99) << QSize(224, 222) << origin << QPoint(0, 1);
    QTest::newRow("longest, odd rest") << longest(30, 30) << QSize(30, 15) << QSize(30, 15) << origin << QPoint(0, 7);
    QTest::newRow("longest, halves of pixels to even")
        << longest(10, 10) << QSize(20, 5) << QSize(10, 2) << origin << QPoint(0, 4);
    QTest::newRow("longest, a strip keeps a pixel")
        << longest(224, 224) << QSize(1, 3000) << QSize(1, 224) << origin << QPoint(111, 0);
}

void PreprocessTest::plan()
{
    QFETCH(PreprocessConfig, config);
    QFETCH(QSize, picture);
    QFETCH(QSize, resized);
    QFETCH(QPoint, crop);
    QFETCH(QPoint, place);
    const ResizePlan its = planResize(config, picture.width(), picture.height());
    QCOMPARE(QSize(static_cast<int>(its.resizedWidth), static_cast<int>(its.resizedHeight)), resized);
    QCOMPARE(QPoint(static_cast<int>(its.cropLeft), static_cast<int>(its.cropTop)), crop);
    QCOMPARE(QPoint(its.left, its.top), place);
    const RgbImage result = resizeForModel(plain(picture.width(), picture.height(), 200), config);
    QCOMPARE(QSize(result.width, result.height), QSize(config.width, config.height));
}

void PreprocessTest::restIsFilled()
{
    const RgbImage result = resizeForModel(plain(30, 15, 200), longest(30, 30));
    const auto at = [&result](int x, int y) {
        return std::vector<int>(result.row(y) + 3 * x, result.row(y) + 3 * x + 3);
    };
    const std::vector<int> fill{10, 20, 30};
    const std::vector<int> picture{200, 200, 200};
    QCOMPARE(at(0, 0), fill);
    QCOMPARE(at(29, 6), fill);
    QCOMPARE(at(0, 7), picture);
    QCOMPARE(at(29, 21), picture);
    QCOMPARE(at(0, 22), fill);
    QCOMPARE(at(29, 29), fill);
}

/// Black around it, as Hugging Face pads before normalising.
void PreprocessTest::croppedLargerThanResized()
{
    const RgbImage result = resizeForModel(plain(60, 60, 200), shortest(4, 7, CropRounding::Down));
    int black = 0;
    for (int y = 0; y < 7; ++y) {
        for (int x = 0; x < 7; ++x) {
            const bool inside = x >= 2 && x < 6 && y >= 2 && y < 6;
            QCOMPARE(static_cast<int>(result.row(y)[3 * x]), inside ? 200 : 0);
            black += inside ? 0 : 1;
        }
    }
    QCOMPARE(black, 49 - 16);
}

void PreprocessTest::normaliseInTheOriginalsOrder()
{
    RgbImage image{16, 16, {}};
    for (int value = 0; value < 256; ++value)
        image.pixels.insert(image.pixels.end(), 3, static_cast<std::uint8_t>(value));
    const PreprocessConfig config;
    std::vector<float> out(image.pixels.size());
    normalise(image, config, out);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t value = 0; value < 256; ++value) {
            // Each step rounded to float, as the originals' arrays are.
            const volatile float unit = static_cast<float>(value) / 255.f;
            const volatile float centred = unit - config.mean[channel];
            const volatile float wanted = centred / config.std[channel];
            QVERIFY(out[256 * channel + value] == wanted);
        }
    }
}

void PreprocessTest::pictureSizes_data()
{
    QTest::addColumn<PreprocessConfig>("config");
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<int>("error"); ///< -1: none
    const PreprocessConfig clip = shortest(224, 224, CropRounding::Down);
    const auto row = [](const char* name, const PreprocessConfig& config, QSize picture, int error = -1) {
        QTest::newRow(name) << config << picture << error;
    };
    row("a photograph", clip, {4000, 3000});
    row("one pixel", clip, {1, 1});
    row("one pixel, stretched", {}, {1, 1});
    row("one pixel, longest", longest(224, 224), {1, 1});
    row("a strip", clip, {1, 5000});
    row("a strip that would have over 2^28 pixels", clip, {1, 30000}, static_cast<int>(ErrorCode::TooLarge));
    row("the same, stretched", {}, {1, 30000});
    row("the same, longest", longest(224, 224), {1, 30000});
    row("longer than any picture", {}, {2'000'000, 1}, static_cast<int>(ErrorCode::TooLarge));
    row("no width", clip, {0, 5}, static_cast<int>(ErrorCode::InvalidArgument));
    row("no height", {}, {5, 0}, static_cast<int>(ErrorCode::InvalidArgument));
    row("a negative side", clip, {-3, 5}, static_cast<int>(ErrorCode::InvalidArgument));
}

void PreprocessTest::pictureSizes()
{
    QFETCH(PreprocessConfig, config);
    QFETCH(QSize, picture);
    QFETCH(int, error);
    const auto checked = checkPictureSize(config, picture.width(), picture.height());
    QCOMPARE(checked ? -1 : static_cast<int>(checked.error().code), error);
    if (checked) {
        const RgbImage result = resizeForModel(plain(picture.width(), picture.height(), 9), config);
        const ResizePlan its = planResize(config, picture.width(), picture.height());
        QCOMPARE(static_cast<int>(result.row(its.top)[3 * its.left]), 9);
    }
}

QTEST_GUILESS_MAIN(PreprocessTest)
#include "preprocess_test.moc"
