#include <algorithm>
#include <cstdlib>

#include <QFile>
#include <QImage>
#include <QtTest>

#include "core/media/decoder.h"
#include "core/media/pixels.h"
#include "tests/golden/preprocess_goldens.h"
#include "tests/golden/reference_folder.h"

using namespace vidimus;
using namespace vidimus::golden;

namespace {

/// Where the decoder of the application and Pillow differ on purpose, or may.
enum class Difference {
    None,
    Turned,      ///< EXIF orientation: people see the picture upright; the originals do not turn it
    Transparent, ///< laid on white, as people see it; Pillow shows the colours behind full transparency
    Grey16,      ///< scaled to 8 bits; Pillow cuts it off at 255 of 65535, so that it is nearly white
    Rgb16,       ///< rounded to 8 bits; Pillow takes the high byte: a level at most
    Cmyk,        ///< the products of ink and black are rounded otherwise: a level at most
};

const char* nameOf(Difference difference)
{
    switch (difference) {
    case Difference::None:
        return "the same";
    case Difference::Turned:
        return "turned upright";
    case Difference::Transparent:
        return "laid on white";
    case Difference::Grey16:
        return "16-bit grey scaled, not cut off";
    case Difference::Rgb16:
        return "16-bit colours rounded, not cut";
    case Difference::Cmyk:
        return "CMYK rounded otherwise";
    }
    return "";
}

const std::filesystem::path& folder()
{
    static const std::filesystem::path path = referenceFolder() / "preprocess";
    return path;
}

QByteArray bytesOf(const std::string& name)
{
    QFile file(QString::fromStdString((folder() / "images" / name).string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As Qt reads it, neither turned nor laid on anything.
QImage storedImage(const std::string& name)
{
    return QImage::fromData(bytesOf(name));
}

Difference differenceOf(const PreprocessGoldens& goldens, const std::string& name)
{
    const QImage stored = storedImage(name);
    if (goldens.storedTurned(name))
        return Difference::Turned;
    if (goldens.mode(name) == "CMYK")
        return Difference::Cmyk;
    if (stored.format() == QImage::Format_Grayscale16)
        return Difference::Grey16;
    if (stored.hasAlphaChannel())
        return Difference::Transparent;
    return stored.depth() > 32 ? Difference::Rgb16 : Difference::None;
}

int failures(const GoldenChecks& checks)
{
    int failed = 0;
    for (const GoldenCheck& check : checks) {
        if (!check.passed)
            qWarning("%s: %s", check.name.c_str(), check.detail.c_str());
        failed += check.passed ? 0 : 1;
    }
    return failed;
}

int failures(const PreprocessGoldens& goldens, const std::string& name, const RgbImage& image)
{
    GoldenChecks checks;
    goldens.compare(name, image, {}, checks);
    return checks.empty() ? 1 : failures(checks);
}

int largestDifference(const RgbImage& a, const RgbImage& b)
{
    if (a.width != b.width || a.height != b.height)
        return 256;
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        largest = std::max(largest, std::abs(int{a.pixels[i]} - int{b.pixels[i]}));
    return largest;
}

} // namespace

Q_DECLARE_METATYPE(Difference)

class DecodedPreprocessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFile_data();
    void everyFile();

private:
    static void checkTurned(const PreprocessGoldens& goldens, const std::string& name, const QImage& decoded);
    static void checkTransparent(const RgbImage& image, const RgbImage& pillows, const QImage& stored);
    static void checkGrey16(const RgbImage& image, const RgbImage& pillows, const QImage& stored);
};

void DecodedPreprocessTest::initTestCase()
{
    media::initialise();
}

/// A row for each file, with the reason why its pixels are not the originals'.
void DecodedPreprocessTest::everyFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Difference>("difference");
    const PreprocessGoldens goldens(folder());
    for (const std::string& name : goldens.files()) {
        const Difference difference = differenceOf(goldens, name);
        QTest::addRow("%s: %s", name.c_str(), nameOf(difference)) << QString::fromStdString(name) << difference;
    }
}

void DecodedPreprocessTest::everyFile()
{
    QFETCH(QString, name);
    QFETCH(Difference, difference);
    const PreprocessGoldens goldens(folder());
    const std::string file = name.toStdString();
    const auto decoded = media::decode(bytesOf(file), 1 << 20);
    QVERIFY2(decoded.has_value(), decoded ? "" : decoded.error().message.c_str());
    const RgbImage image = media::toRgbImage(*decoded);
    const auto pillows = goldens.decoded(file);
    if (difference == Difference::None) {
        QVERIFY(!pillows || largestDifference(image, *pillows) == 0);
        QCOMPARE(failures(goldens, file, image), 0);
        return;
    }
    QVERIFY2(pillows.has_value(), "nothing to compare with");
    switch (difference) {
    case Difference::None:
        break;
    case Difference::Turned:
        checkTurned(goldens, file, *decoded);
        break;
    case Difference::Transparent:
        checkTransparent(image, *pillows, storedImage(file));
        break;
    case Difference::Grey16:
        checkGrey16(image, *pillows, storedImage(file));
        break;
    case Difference::Rgb16:
    case Difference::Cmyk:
        QVERIFY(largestDifference(image, *pillows) <= 1);
        break;
    }
}

/// Both choices: upright it is what the originals make of the turned picture; turned back it is theirs, bit for bit.
void DecodedPreprocessTest::checkTurned(const PreprocessGoldens& goldens, const std::string& name,
                                        const QImage& decoded)
{
    GoldenChecks checks;
    goldens.compareUpright(name, media::toRgbImage(decoded), checks);
    QVERIFY(!checks.empty());
    QCOMPARE(failures(checks), 0);

    constexpr int kLastOrientation = 8;
    int matching = 0;
    for (int back = 2; back <= kLastOrientation; ++back) {
        const RgbImage stored = media::toRgbImage(media::upright(decoded, back));
        if (largestDifference(stored, *goldens.decoded(name)) != 0)
            continue;
        ++matching;
        QCOMPARE(failures(goldens, name, stored), 0);
    }
    QCOMPARE(matching, 1);
}

void DecodedPreprocessTest::checkTransparent(const RgbImage& image, const RgbImage& pillows, const QImage& stored)
{
    const QImage plain = stored.convertToFormat(QImage::Format_ARGB32);
    QCOMPARE(QSize(image.width, image.height), plain.size());
    int hidden = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const QRgb pixel = plain.pixel(x, y);
            const std::uint8_t* got = image.row(y) + 3 * x;
            const std::uint8_t* theirs = pillows.row(y) + 3 * x;
            const int channels[] = {qRed(pixel), qGreen(pixel), qBlue(pixel)};
            for (int channel = 0; channel < 3; ++channel) {
                QCOMPARE(static_cast<int>(theirs[channel]), channels[channel]);
                // Premultiplied in between, which costs a level.
                const double wanted = (channels[channel] * qAlpha(pixel) + 255. * (255 - qAlpha(pixel))) / 255;
                QVERIFY(std::abs(got[channel] - wanted) <= 1);
                QVERIFY(qAlpha(pixel) < 255 || got[channel] == theirs[channel]);
                QVERIFY(qAlpha(pixel) > 0 || got[channel] == 255);
            }
            hidden += qAlpha(pixel) < 255 ? 1 : 0;
        }
    }
    QVERIFY(hidden > 0);
}

void DecodedPreprocessTest::checkGrey16(const RgbImage& image, const RgbImage& pillows, const QImage& stored)
{
    QCOMPARE(QSize(image.width, image.height), stored.size());
    for (int y = 0; y < image.height; ++y) {
        const auto* row = reinterpret_cast<const quint16*>(stored.constScanLine(y));
        for (int x = 0; x < image.width; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                QVERIFY(std::abs(image.row(y)[3 * x + channel] - row[x] / 257.) <= 1);
                QCOMPARE(int{pillows.row(y)[3 * x + channel]}, std::min(int{row[x]}, 255));
            }
        }
    }
}

QTEST_GUILESS_MAIN(DecodedPreprocessTest)
#include "decoded_preprocess_test.moc"
