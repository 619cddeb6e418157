#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <thread>
#include <vector>

#include <QBuffer>
#include <QColorSpace>
#include <QFile>
#include <QImageWriter>
#include <QTest>

#include "core/media/decoder.h"
#include "test_pictures.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

namespace {

bool near(const QColor& a, const QColor& b, int tolerance = 24)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance && std::abs(a.alpha() - b.alpha()) <= tolerance;
}

bool isQuarters(const QImage& image, int tolerance = 24)
{
    const QImage wanted = quarters(96, 64);
    return std::ranges::all_of(
        std::initializer_list{Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight},
        [&](Corner corner) { return near(cornerColour(image, corner), cornerColour(wanted, corner), tolerance); });
}

QByteArray fileData(const char* name)
{
    QFile file(QString(MEDIA_TEST_DATA "/%1").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray progressive(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.setQuality(92);
    writer.write(image);
    return bytes;
}

QImage withAlpha(const QImage& image)
{
    QImage result = image.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < result.height(); ++y)
        result.setPixel(0, y, qRgba(255, 255, 255, 0));
    return result;
}

QString messageOf(const Result<QImage>& result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

#define VERIFY_RESULT(result) QVERIFY2(result, qPrintable(messageOf(result)))

} // namespace

class DecoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialise(); }

    void readsEveryFormat_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QImage::Format>("pixels");
        const QImage picture = quarters(96, 64);
        constexpr auto kOpaque = QImage::Format_RGB32;
        constexpr auto kAlpha = QImage::Format_ARGB32_Premultiplied;
        const auto row = [](const char* name, const QByteArray& file, const char* format, QImage::Format pixels) {
            QTest::newRow(name) << file << format << pixels;
        };
        row("jpeg", encoded(picture, "jpeg"), "jpeg", kOpaque);
        row("progressive jpeg", progressive(picture), "jpeg", kOpaque);
        row("cmyk jpeg", fileData("cmyk.jpg"), "jpeg", kOpaque);
        row("png", encoded(picture, "png"), "png", kOpaque);
        row("png with opaque alpha", encoded(picture.convertToFormat(QImage::Format_ARGB32), "png"), "png", kOpaque);
        row("png with alpha", encoded(withAlpha(picture), "png"), "png", kAlpha);
        row("16-bit png", encoded(picture.convertToFormat(QImage::Format_RGBX64), "png"), "png", kOpaque);
        row("16-bit png with alpha", encoded(withAlpha(picture).convertToFormat(QImage::Format_RGBA64), "png"), "png",
            kAlpha);
        row("palette png", encoded(picture.convertToFormat(QImage::Format_Indexed8), "png"), "png", kOpaque);
        row("webp", encoded(picture, "webp"), "webp", kOpaque);
        row("lossless webp", encoded(picture, "webp", 100), "webp", kOpaque);
        row("webp with alpha", encoded(withAlpha(picture), "webp", 100), "webp", kAlpha);
        row("tiff", encoded(picture, "tiff"), "tiff", kOpaque);
        row("16-bit tiff", encoded(picture.convertToFormat(QImage::Format_RGBX64), "tiff"), "tiff", kOpaque);
        row("tiff with alpha", encoded(withAlpha(picture), "tiff"), "tiff", kAlpha);
        row("palette tiff", encoded(picture.convertToFormat(QImage::Format_Indexed8), "tiff"), "tiff", kOpaque);
        row("plain tiff", tiff({rgbPage(picture)}), "tiff", kOpaque);
        row("bmp", encoded(picture, "bmp"), "bmp", kOpaque);
        row("palette bmp", encoded(picture.convertToFormat(QImage::Format_Indexed8), "bmp"), "bmp", kOpaque);
        row("ppm", encoded(picture, "ppm"), "pnm", kOpaque);
#ifdef VIDIMUS_HAVE_RAW
        row("dng", dng(encoded(picture, "jpeg"), {96, 64}, 1), "raw", kOpaque);
#endif
    }

    void readsEveryFormat()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, format);
        QFETCH(QImage::Format, pixels);
        const auto header = readHeader(file);
        QVERIFY2(header, header ? "" : header.error().message.c_str());
        QCOMPARE(QString::fromStdString(header->format), format);
        QVERIFY(header->storedSize == QSize(96, 64) || header->storedSize == QSize(64, 48));
        for (const int shortSide : {1000, 20}) { // as it is, and shrunk
            const auto decoded = decode(file, shortSide);
            VERIFY_RESULT(decoded);
            QCOMPARE(decoded->format(), pixels);
            QVERIFY(isQuarters(*decoded));
            QVERIFY(!decoded->colorSpace().isValid());
        }
    }

    void readsGreyAndOneBit_data()
    {
        QTest::addColumn<QByteArray>("file");
        QImage halves(64, 48, QImage::Format_Grayscale8);
        for (int y = 0; y < 48; ++y)
            std::fill_n(halves.scanLine(y), 64, y < 24 ? uchar(0) : uchar(255));
        for (const char* format : {"jpeg", "png", "tiff", "webp", "bmp", "pgm"})
            QTest::addRow("grey %s", format) << encoded(halves, format);
        QTest::addRow("16-bit grey png") << encoded(halves.convertToFormat(QImage::Format_Grayscale16), "png");
        QTest::addRow("16-bit grey tiff") << encoded(halves.convertToFormat(QImage::Format_Grayscale16), "tiff");
        for (const char* format : {"png", "tiff", "bmp", "pbm"})
            QTest::addRow("one-bit %s", format) << encoded(halves.convertToFormat(QImage::Format_Mono), format);
        QTest::addRow("text pgm") << QByteArray("P2 # two\n# lines\n2 4 9\n0 0 0 0\n9 9 9 9\n");
    }

    void readsGreyAndOneBit()
    {
        QFETCH(QByteArray, file);
        for (const int shortSide : {1000, 10}) {
            const auto decoded = decode(file, shortSide);
            VERIFY_RESULT(decoded);
            QCOMPARE(decoded->format(), QImage::Format_RGB32);
            QVERIFY(near(cornerColour(*decoded, Corner::TopLeft), Qt::black));
            QVERIFY(near(cornerColour(*decoded, Corner::BottomRight), Qt::white));
        }
    }

    void goesByContentNotByName()
    {
        // Nothing but bytes comes in: a PNG that was named .jpg is a PNG.
        const auto header = readHeader(encoded(quarters(8, 8), "png"));
        QVERIFY(header);
        QCOMPARE(header->format, std::string("png"));
    }

    void jpegIsDecodedAtExactlyTheScaleThatSuffices_data()
    {
        QTest::addColumn<QSize>("stored");
        QTest::addColumn<int>("shortSide");
        QTest::addColumn<QSize>("decoded");
        QTest::newRow("full") << QSize(640, 480) << 480 << QSize(640, 480);
        QTest::newRow("more than there is") << QSize(640, 480) << 481 << QSize(640, 480);
        QTest::newRow("half") << QSize(640, 480) << 240 << QSize(320, 240);
        QTest::newRow("just not half") << QSize(640, 480) << 241 << QSize(640, 480);
        QTest::newRow("quarter") << QSize(640, 480) << 100 << QSize(160, 120);
        QTest::newRow("eighth") << QSize(640, 480) << 60 << QSize(80, 60);
        QTest::newRow("beyond an eighth") << QSize(640, 480) << 20 << QSize(27, 20);
        QTest::newRow("odd sides") << QSize(643, 485) << 100 << QSize(160, 121);
        QTest::newRow("portrait") << QSize(480, 640) << 100 << QSize(120, 160);
        QTest::newRow("panorama") << QSize(2000, 50) << 50 << QSize(400, 10);
        QTest::newRow("one pixel") << QSize(1, 1) << 384 << QSize(1, 1);
        QTest::newRow("line") << QSize(1, 900) << 10 << QSize(1, 75);
    }

    void jpegIsDecodedAtExactlyTheScaleThatSuffices()
    {
        QFETCH(QSize, stored);
        QFETCH(int, shortSide);
        QFETCH(QSize, decoded);
        const auto result = decode(encoded(quarters(stored.width(), stored.height()), "jpeg"), shortSide);
        VERIFY_RESULT(result);
        QCOMPARE(result->size(), decoded);
    }

    void sidesKeepTheirPromise_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"jpeg", "png", "webp"})
            QTest::newRow(format) << QByteArray(format);
    }

    void sidesKeepTheirPromise()
    {
        QFETCH(QByteArray, format);
        for (const QSize stored : {QSize(1000, 700), QSize(333, 999), QSize(811, 97), QSize(64, 64)}) {
            const QByteArray file = encoded(quarters(stored.width(), stored.height()), format.constData());
            for (const int shortSide : {1, 7, 64, 100, 350, 5000}) {
                const auto decoded = decode(file, shortSide);
                VERIFY_RESULT(decoded);
                const int shorter = std::min(decoded->width(), decoded->height());
                const int longer = std::max(decoded->width(), decoded->height());
                QVERIFY(longer <= 8 * shortSide);
                const bool tooLong = std::max(stored.width(), stored.height()) > 8 * shortSide;
                if (!tooLong)
                    QVERIFY(shorter >= std::min({shortSide, stored.width(), stored.height()}));
            }
        }
    }

    void averagesWhenItShrinks()
    {
        // Black and white by turns: every block of 2 x 2 is a middle grey, whatever the strips.
        QImage board(2000, 1501, QImage::Format_RGB32);
        for (int y = 0; y < board.height(); ++y) {
            for (int x = 0; x < board.width(); ++x)
                board.setPixel(x, y, (x + y) % 2 == 0 ? 0xFFFFFFFFu : 0xFF000000u);
        }
        const auto decoded = decode(encoded(board, "png"), 750);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->size(), QSize(1000, 751));
        for (int y = 0; y < decoded->height(); ++y) {
            for (int x = 0; x < decoded->width(); ++x)
                QVERIFY(std::abs(qRed(decoded->pixel(x, y)) - 128) <= 1);
        }
    }

    void convertsToSrgb_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QColor>("wanted");
        QImage wide(64, 64, QImage::Format_RGB32);
        wide.fill(qRgb(200, 120, 60));
        wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
        QImage converted = wide;
        converted.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
        const QColor wanted = converted.pixelColor(0, 0);
        QVERIFY(!near(wanted, QColor(200, 120, 60), 8));
        QTest::newRow("png") << encoded(wide, "png") << wanted;
        QTest::newRow("jpeg") << encoded(wide, "jpeg") << wanted;
        QTest::newRow("webp") << encoded(wide, "webp") << wanted;
        QTest::newRow("tiff") << encoded(wide, "tiff") << wanted;
        QImage plain = wide;
        plain.setColorSpace(QColorSpace(QColorSpace::SRgb));
        QTest::newRow("srgb png") << encoded(plain, "png") << QColor(200, 120, 60);
    }

    void convertsToSrgb()
    {
        QFETCH(QByteArray, file);
        QFETCH(QColor, wanted);
        for (const int shortSide : {64, 16}) {
            const auto decoded = decode(file, shortSide);
            VERIFY_RESULT(decoded);
            QVERIFY2(near(decoded->pixelColor(3, 3), wanted, 5), qPrintable(decoded->pixelColor(3, 3).name()));
        }
    }

    void showsTheFirstFrameOrPage()
    {
        const auto animation = decode(gif({20, 10}, {{QSize(20, 10), Qt::red}, {QSize(20, 10), Qt::blue}}), 100);
        VERIFY_RESULT(animation);
        QCOMPARE(animation->pixelColor(5, 5), QColor(Qt::red));
        QCOMPARE(animation->size(), QSize(20, 10));

        QImage second(30, 30, QImage::Format_RGB32);
        second.fill(Qt::blue);
        const auto pages = decode(tiff({rgbPage(quarters(96, 64)), rgbPage(second)}), 100);
        VERIFY_RESULT(pages);
        QVERIFY(isQuarters(*pages));
    }

    void damageBehindTheFirstFrameDoesNoHarm()
    {
        QByteArray file = gif({20, 10}, {{QSize(20, 10), Qt::red}, {QSize(20, 10), Qt::blue}});
        file.chop(30);
        const auto decoded = decode(file, 100);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->pixelColor(5, 5), QColor(Qt::red));
    }

    void transparentGifKeepsItsAlpha()
    {
        const auto decoded = decode(gif({8, 8}, {{QSize(8, 8), Qt::red}}, true), 100);
        VERIFY_RESULT(decoded);
        QVERIFY(decoded->hasAlphaChannel());
        QCOMPARE(decoded->pixelColor(4, 4).alpha(), 0);
    }

    void jpegMayBeFollowedByAnything()
    {
        // Motion photos append a video, multi-picture files more JPEGs.
        const QByteArray picture = encoded(quarters(96, 64), "jpeg");
        const auto decoded = decode(picture + QByteArray(5000, 'v') + picture.first(100), 1000);
        VERIFY_RESULT(decoded);
        QVERIFY(isQuarters(*decoded));
    }

    void jpegCommentDoesNoHarm()
    {
        const auto decoded = decode(jpegWithSegment(encoded(quarters(96, 64), "jpeg"), 0xFE, "a comment"), 1000);
        VERIFY_RESULT(decoded);
        QVERIFY(isQuarters(*decoded));
    }

    void pngTextsAreLeftAside()
    {
        QByteArray file = encoded(quarters(96, 64), "png");
        const QByteArray packed = QByteArray("Comment\0\0", 9) + qCompress(QByteArray(1 << 20, 'x')).sliced(4);
        for (int i = 0; i < 50; ++i)
            file = pngWithChunk(file, "zTXt", packed);
        const auto decoded = decode(file, 1000);
        VERIFY_RESULT(decoded);
        QVERIFY(isQuarters(*decoded));
        QVERIFY(decoded->textKeys().isEmpty());
    }

    void limitsHoldBeforeDecoding_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("shortSide");
        QTest::addColumn<DecodeLimits>("limits");
        QTest::addColumn<QString>("message");
        const QByteArray png = encoded(quarters(2000, 1000), "png");
        const QByteArray jpeg = encoded(quarters(2000, 1000), "jpeg");
        DecodeLimits pixels;
        pixels.maxPixels = 1'000'000;
        QTest::newRow("pixels") << png << 100 << pixels
                                << "The picture claims 2,000 × 1,000 pixels, more than the 1 megapixels Vidimus takes.";
        DecodeLimits memory;
        memory.maxDecodedBytes = 5 << 20;
        const QString tooMuch = "Decoding the picture would take 8 MB of memory, more than the 5 MB Vidimus takes.";
        QTest::newRow("memory") << png << 100 << memory << tooMuch;
        QTest::newRow("scaled jpeg fits") << jpeg << 500 << memory << QString();
        QTest::newRow("full jpeg does not") << jpeg << 1000 << memory << tooMuch;
        QTest::newRow("progressive jpeg keeps coefficients")
            << progressive(quarters(2000, 1000)) << 100 << memory
            << "Decoding the picture would take 12 MB of memory, more than the 5 MB Vidimus takes.";
        DecodeLimits bytes;
        bytes.maxFileBytes = 1000;
        QTest::newRow("file") << jpeg << 100 << bytes << "The file has 1 MB, more than the 1 MB Vidimus takes.";
    }

    void limitsHoldBeforeDecoding()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, shortSide);
        QFETCH(DecodeLimits, limits);
        QFETCH(QString, message);
        const auto decoded = decode(file, shortSide, limits);
        QCOMPARE(messageOf(decoded), message);
        if (!decoded)
            QCOMPARE(decoded.error().code, ErrorCode::TooLarge);
    }

    void largeOrdinaryPicturesDecode()
    {
        // Both are above the limits Qt starts with (128 or 256 MB); a 108-megapixel JPEG is what telephones make.
        QImage grey(12000, 9000, QImage::Format_Grayscale8);
        grey.fill(90);
        const QByteArray jpeg = encoded(grey, "jpeg", 50);
        const auto full = decode(jpeg, 9000);
        VERIFY_RESULT(full);
        QCOMPARE(full->size(), QSize(12000, 9000));
        const auto scaled = decode(jpeg, 400);
        VERIFY_RESULT(scaled);
        QCOMPARE(scaled->size(), QSize(750, 563)); // an eighth in the decoder, halved after it

        QImage square(8000, 8000, QImage::Format_RGB32);
        square.fill(qRgb(10, 200, 30));
        const QByteArray pngFile = encoded(square, "png");
        const auto png = decode(pngFile, 400);
        VERIFY_RESULT(png);
        QCOMPARE(png->size(), QSize(400, 400));
        QVERIFY(near(png->pixelColor(399, 399), QColor(10, 200, 30), 1));
        const auto fullPng = decode(pngFile, 8000);
        VERIFY_RESULT(fullPng);
        QCOMPARE(fullPng->size(), QSize(8000, 8000));
    }

    void picturesDecodeSideBySide()
    {
        const std::vector<QByteArray> files = {
            encoded(quarters(960, 640), "jpeg"),
            encoded(quarters(960, 640), "png"),
            encoded(quarters(960, 640), "webp"),
            encoded(quarters(960, 640), "tiff"),
#ifdef VIDIMUS_HAVE_RAW
            dng(encoded(quarters(96, 64), "jpeg"), {96, 64}, 1),
#endif
        };
        std::vector<int> wrong(4, 0);
        std::vector<std::jthread> threads;
        for (std::size_t thread = 0; thread < wrong.size(); ++thread) {
            threads.emplace_back([&, thread] {
                for (std::size_t i = 0; i < 20; ++i) {
                    const auto decoded = decode(files[(i + thread) % files.size()], 64);
                    if (!decoded || !isQuarters(*decoded))
                        ++wrong[thread];
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong, std::vector<int>(4, 0));
    }

    void extensionsAreLowerCaseWithoutDot()
    {
        const auto& extensions = pictureExtensions();
        QVERIFY(std::ranges::find(extensions, "jpg") != extensions.end());
        QVERIFY(std::ranges::find(extensions, "svg") == extensions.end());
        for (const std::string& extension : extensions)
            QVERIFY(std::ranges::all_of(extension, [](char c) { return std::islower(c) || std::isdigit(c); }));
    }

    void rgbPixelsLieOnWhite()
    {
        QImage image(3, 1, QImage::Format_ARGB32);
        image.setPixel(0, 0, qRgba(10, 20, 30, 255));
        image.setPixel(1, 0, qRgba(255, 0, 0, 0));
        image.setPixel(2, 0, qRgba(0, 0, 0, 128));
        const RgbImage rgb = toRgbImage(image);
        QCOMPARE(rgb.width, 3);
        QCOMPARE(rgb.height, 1);
        QCOMPARE(rgb.pixels, (std::vector<std::uint8_t>{10, 20, 30, 255, 255, 255, 127, 127, 127}));

        const RgbImage opaque = toRgbImage(quarters(5, 4)); // rows that QImage pads
        QCOMPARE(opaque.pixels.size(), std::size_t(60));
        QCOMPARE(opaque.row(0)[0], std::uint8_t(0xE0));
        QCOMPARE(opaque.row(3)[14], std::uint8_t(0x00));
        QCOMPARE(opaque.row(3)[12], std::uint8_t(0xE0));
        QVERIFY(toRgbImage(QImage()).empty());
    }
};

QTEST_GUILESS_MAIN(DecoderTest)
#include "decoder_test.moc"
