#include <algorithm>
#include <cmath>
#include <numbers>

#include <QCryptographicHash>
#include <QSize>
#include <QtTest>

#include "core/inference/preprocess/pillow_resize.h"
#include "core/inference/preprocess/resample_window.h"

using namespace vidimus;
using namespace vidimus::inference;

Q_DECLARE_METATYPE(vidimus::inference::Resampling)

namespace {

/// Noise: the hardest to get right, as every weight shows.
RgbImage noise(QSize size)
{
    RgbImage image{size.width(), size.height(), {}};
    image.pixels.resize(3 * static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()));
    std::uint32_t state = 1;
    for (std::uint8_t& value : image.pixels)
        value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return image;
}

RgbImage resized(const RgbImage& image, QSize size, Resampling filter)
{
    return resizeLikePillow(image, size.width(), size.height(), filter, {0, 0, size.width(), size.height()});
}

RgbImage cropped(const RgbImage& image, const CropBox& crop)
{
    RgbImage result{crop.width, crop.height, {}};
    for (int y = 0; y < crop.height; ++y) {
        const std::uint8_t* row = image.row(static_cast<int>(crop.top) + y) + 3 * crop.left;
        result.pixels.insert(result.pixels.end(), row, row + 3 * static_cast<std::ptrdiff_t>(crop.width));
    }
    return result;
}

/// The first 16 digits of SHA-256.
QByteArray digest(const RgbImage& image)
{
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(image.pixels.data()),
                                               static_cast<qsizetype>(image.pixels.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().first(16);
}

constexpr Resampling kFilters[] = {Resampling::Nearest, Resampling::Bilinear, Resampling::Bicubic,
                                   Resampling::Lanczos, Resampling::Box,      Resampling::Hamming};

} // namespace

class PillowResizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameAsPillow_data();
    void sameAsPillow();
    void cropChangesNothing_data();
    void cropChangesNothing();
    void hammingInSinglePrecision();
    void sameSizeIsACopy();
    void plainColoursStay();
    void veryLongRow();
    void windowsMoveForward();
};

/// Digests of what Pillow's Image.resize made of the same noise.
void PillowResizeTest::sameAsPillow_data()
{
    QTest::addColumn<Resampling>("filter");
    QTest::addColumn<QSize>("from");
    QTest::addColumn<QSize>("to");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](Resampling filter, QSize from, QSize to, const char* wanted) {
        QTest::addRow("filter %d, %d x %d to %d x %d", static_cast<int>(filter), from.width(), from.height(),
                      to.width(), to.height())
            << filter << from << to << QByteArray(wanted);
    };
    row(Resampling::Nearest, {97, 61}, {40, 33}, "72cc729c70371ef4");
    row(Resampling::Nearest, {33, 17}, {70, 90}, "43a6e0a6a6b3b815");
    row(Resampling::Nearest, {50, 40}, {50, 13}, "9a21b78291fd9653");
    row(Resampling::Nearest, {50, 40}, {7, 40}, "c0e83664498e63f2");
    row(Resampling::Nearest, {300, 5}, {20, 20}, "0dcda5a376cc887b");
    row(Resampling::Nearest, {641, 479}, {64, 48}, "46e88ad50b8e48dd");
    row(Resampling::Bilinear, {97, 61}, {40, 33}, "ca93ad6d6178065d");
    row(Resampling::Bilinear, {33, 17}, {70, 90}, "1753e8dedafed1f0");
    row(Resampling::Bilinear, {50, 40}, {50, 13}, "e8901b7a2ba892c0");
    row(Resampling::Bilinear, {50, 40}, {7, 40}, "6d1873d0637e9147");
    row(Resampling::Bilinear, {300, 5}, {20, 20}, "9d0138ae94c87f44");
    row(Resampling::Bilinear, {641, 479}, {64, 48}, "4db45313edf0a1ee");
    row(Resampling::Bicubic, {97, 61}, {40, 33}, "81e7bc150420e73b");
    row(Resampling::Bicubic, {33, 17}, {70, 90}, "656ea0745bff5d5a");
    row(Resampling::Bicubic, {50, 40}, {50, 13}, "d256cac412bca12e");
    row(Resampling::Bicubic, {50, 40}, {7, 40}, "5390cd5da7b2c149");
    row(Resampling::Bicubic, {300, 5}, {20, 20}, "ff5010051ecc1b4c");
    row(Resampling::Bicubic, {641, 479}, {64, 48}, "8614715224b10143");
    row(Resampling::Lanczos, {97, 61}, {40, 33}, "51de78a8dbd9ca41");
    row(Resampling::Lanczos, {33, 17}, {70, 90}, "10f6a3675b90baf7");
    row(Resampling::Lanczos, {50, 40}, {50, 13}, "9d368f90ccaacf00");
    row(Resampling::Lanczos, {50, 40}, {7, 40}, "824657549363d63d");
    row(Resampling::Lanczos, {300, 5}, {20, 20}, "0caf5f87f11826f6");
    row(Resampling::Lanczos, {641, 479}, {64, 48}, "f25bc60a101859aa");
    row(Resampling::Box, {97, 61}, {40, 33}, "5383d492c27b6a66");
    row(Resampling::Box, {33, 17}, {70, 90}, "43a6e0a6a6b3b815");
    row(Resampling::Box, {50, 40}, {50, 13}, "854adc07e7aa9a48");
    row(Resampling::Box, {50, 40}, {7, 40}, "cae50d8a7c6a53c9");
    row(Resampling::Box, {300, 5}, {20, 20}, "9001f38cc90cb5de");
    row(Resampling::Box, {641, 479}, {64, 48}, "0217809ecfd52589");
    row(Resampling::Hamming, {97, 61}, {40, 33}, "f902f56a05544bd3");
    row(Resampling::Hamming, {33, 17}, {70, 90}, "89733cb3d19eea60");
    row(Resampling::Hamming, {50, 40}, {50, 13}, "68beafc52b755e41");
    row(Resampling::Hamming, {50, 40}, {7, 40}, "9be395ba9b728353");
    row(Resampling::Hamming, {300, 5}, {20, 20}, "357d5a50d6b3e646");
    row(Resampling::Hamming, {641, 479}, {64, 48}, "240a8bcd8441ce8e");
}

void PillowResizeTest::sameAsPillow()
{
    QFETCH(Resampling, filter);
    QFETCH(QSize, from);
    QFETCH(QSize, to);
    QFETCH(QByteArray, wanted);
    const RgbImage result = resized(noise(from), to, filter);
    QCOMPARE(QSize(result.width, result.height), to);
    QCOMPARE(digest(result), wanted);
}

void PillowResizeTest::cropChangesNothing_data()
{
    QTest::addColumn<QSize>("from");
    QTest::addColumn<QSize>("to");
    QTest::newRow("smaller") << QSize(217, 131) << QSize(50, 40);
    QTest::newRow("larger") << QSize(19, 23) << QSize(60, 90);
    QTest::newRow("narrower only") << QSize(217, 30) << QSize(50, 30);
    QTest::newRow("lower only") << QSize(31, 200) << QSize(31, 40);
    QTest::newRow("wider and lower") << QSize(20, 200) << QSize(61, 40);
    QTest::newRow("the same") << QSize(61, 40) << QSize(61, 40);
}

void PillowResizeTest::cropChangesNothing()
{
    QFETCH(QSize, from);
    QFETCH(QSize, to);
    const RgbImage image = noise(from);
    for (const Resampling filter : kFilters) {
        const RgbImage whole = resized(image, to, filter);
        for (const CropBox& crop :
             {CropBox{0, 0, 1, 1}, CropBox{to.width() - 1, to.height() - 1, 1, 1}, CropBox{3, 5, 20, 17},
              CropBox{to.width() - 9, 0, 9, to.height()}, CropBox{0, to.height() - 7, to.width(), 7}}) {
            const RgbImage part = resizeLikePillow(image, to.width(), to.height(), filter, crop);
            QCOMPARE(part.width, crop.width);
            QCOMPARE(part.height, crop.height);
            QVERIFY(part.pixels == cropped(whole, crop).pixels);
        }
    }
}

/// Each weight of the Hamming window against one worked out from Pillow's own constants, 0.54 and 0.46 as floats; the
/// digests above happen not to show the difference.
void PillowResizeTest::hammingInSinglePrecision()
{
    const auto hamming = [](double x) {
        x = std::abs(x) * std::numbers::pi;
        return x == 0. ? 1. : std::sin(x) / x * (double{0.54f} + double{0.46f} * std::cos(x));
    };
    ResampleWindow window;
    constexpr int kSource = 846;
    constexpr int kResized = 249;
    const double scale = double{kSource} / kResized;
    const ResampleAxis axis(kSource, kResized, Resampling::Hamming);
    for (int index = 2; index < kResized - 2; ++index) {
        axis.window(index, window);
        double sum = 0;
        std::vector<double> weights;
        for (int i = window.first; i < window.end(); ++i) {
            const double x = (i + 0.5 - (index + 0.5) * scale) / scale;
            weights.push_back(std::abs(x) < 1. ? hamming(x) : 0.);
            sum += weights.back();
        }
        for (std::size_t i = 0; i < weights.size(); ++i)
            QCOMPARE(window.weights[i], static_cast<std::int32_t>(std::lround(weights[i] / sum * (1 << kWeightBits))));
    }
}

void PillowResizeTest::sameSizeIsACopy()
{
    const RgbImage image = noise({45, 33});
    for (const Resampling filter : kFilters)
        QVERIFY(resized(image, {45, 33}, filter).pixels == image.pixels);
}

/// Weights add up to 1, whatever their number.
void PillowResizeTest::plainColoursStay()
{
    for (const int level : {0, 1, 127, 254, 255}) {
        RgbImage image{999, 7, std::vector<std::uint8_t>(std::size_t{3} * 999 * 7, static_cast<std::uint8_t>(level))};
        for (const Resampling filter : kFilters) {
            for (const QSize size : {QSize(10, 3), QSize(1200, 40), QSize(1, 1)}) {
                const RgbImage result = resized(image, size, filter);
                QVERIFY(std::all_of(result.pixels.begin(), result.pixels.end(),
                                    [level](int value) { return value == level; }));
            }
        }
    }
}

/// So many weights that their low halves would not add up in 32 bits at once: half black, half white.
void PillowResizeTest::veryLongRow()
{
    constexpr int kWidth = 200'000;
    RgbImage image{kWidth, 1, std::vector<std::uint8_t>(std::size_t{3} * kWidth, 0)};
    std::fill(image.pixels.begin() + image.pixels.size() / 2, image.pixels.end(), std::uint8_t{255});
    const RgbImage result = resized(image, {2, 1}, Resampling::Bicubic);
    ResampleWindow window;
    ResampleAxis(kWidth, 2, Resampling::Bicubic).window(0, window);
    std::int64_t sum = std::int64_t{1} << (kWeightBits - 1);
    for (std::size_t i = 0; i < window.weights.size(); ++i)
        sum += std::int64_t{window.weights[i]} * image.pixels[3 * (i + static_cast<std::size_t>(window.first))];
    QCOMPARE(result.pixels[0], static_cast<std::uint8_t>(std::clamp<std::int64_t>(sum >> kWeightBits, 0, 255)));
}

/// What the vertical pass relies on when it forgets rows.
void PillowResizeTest::windowsMoveForward()
{
    ResampleWindow window;
    for (const Resampling filter : kFilters) {
        if (filter == Resampling::Nearest)
            continue;
        for (const int source : {1, 2, 7, 100, 1001}) {
            for (const int size : {1, 2, 7, 99, 100, 101, 640}) {
                const ResampleAxis axis(source, size, filter);
                int first = 0;
                int end = 0;
                for (int i = 0; i < size; ++i) {
                    axis.window(i, window);
                    QVERIFY(window.first >= first && window.end() >= end && window.end() <= source);
                    QVERIFY(!window.weights.empty());
                    QVERIFY(static_cast<int>(window.weights.size()) <= axis.longestWindow());
                    first = window.first;
                    end = window.end();
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(PillowResizeTest)
#include "pillow_resize_test.moc"
