#include <algorithm>
#include <cstdlib>
#include <initializer_list>

#include <QFile>
#include <QTest>
#ifdef VIDIMUS_HAVE_HEIF
#include <libheif/heif.h>
#endif

#include "core/media/decoder.h"
#include "test_pictures.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

namespace {

bool near(const QColor& a, const QColor& b)
{
    constexpr int kTolerance = 24;
    return std::abs(a.red() - b.red()) <= kTolerance && std::abs(a.green() - b.green()) <= kTolerance &&
           std::abs(a.blue() - b.blue()) <= kTolerance;
}

bool isQuarters(const QImage& image)
{
    const QImage wanted = quarters(96, 64);
    return std::ranges::all_of(
        std::initializer_list{Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight},
        [&](Corner corner) { return near(cornerColour(image, corner), cornerColour(wanted, corner)); });
}

[[maybe_unused]] QByteArray fileData(const char* name)
{
    QFile file(QString(MEDIA_TEST_DATA "/%1").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString messageOf(const Result<QImage>& result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

#define VERIFY_RESULT(result) QVERIFY2(result, qPrintable(messageOf(result)))

} // namespace

/// What optional libraries read. Skipped only where the build, or libheif's own plugins, lack the part.
class HeifAndRawTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialise(); }

    void rawShowsItsPreviewTurnedAsTheCameraSays()
    {
#ifndef VIDIMUS_HAVE_RAW
        QSKIP("built without libraw");
#endif
        const QImage upright = quarters(96, 64);
        const QByteArray file = dng(encoded(storedAs(upright, 6), "jpeg"), {64, 96}, 6);
        const auto decoded = decode(file, 1000);
        VERIFY_RESULT(decoded);
        QCOMPARE(decoded->size(), upright.size());
        QVERIFY(isQuarters(*decoded));
    }

    void readsHeic()
    {
#ifdef VIDIMUS_HAVE_HEIF
        if (heif_have_decoder_for_format(heif_compression_HEVC) == 0)
            QSKIP("libheif has no HEVC decoder here");
        const auto header = readHeader(fileData("turned.heic"));
        QVERIFY2(header, header ? "" : header.error().message.c_str());
        QCOMPARE(header->format, std::string("heic"));
        const auto turned = decode(fileData("turned.heic"), 1000);
        VERIFY_RESULT(turned);
        QCOMPARE(turned->size(), QSize(96, 64)); // turned once, although file and EXIF both say so
        QVERIFY(isQuarters(*turned));
        const auto transparent = decode(fileData("transparent.heic"), 1000);
        VERIFY_RESULT(transparent);
        QVERIFY(transparent->hasAlphaChannel());
        QCOMPARE(transparent->pixelColor(60, 10).alpha(), 0);
        QVERIFY(near(transparent->pixelColor(4, 4), cornerColour(quarters(8, 8), Corner::TopLeft)));
        DecodeLimits limits;
        limits.maxPixels = 1000;
        const auto refused = decode(fileData("turned.heic"), 1000, limits);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
#else
        QSKIP("built without libheif");
#endif
    }

    void readsAvif()
    {
#ifdef VIDIMUS_HAVE_HEIF
        if (heif_have_decoder_for_format(heif_compression_AV1) == 0)
            QSKIP("libheif has no AV1 decoder here");
        const auto header = readHeader(fileData("plain.avif"));
        QVERIFY2(header, header ? "" : header.error().message.c_str());
        QCOMPARE(header->format, std::string("avif"));
        const auto decoded = decode(fileData("plain.avif"), 1000);
        VERIFY_RESULT(decoded);
        QVERIFY(isQuarters(*decoded));
#else
        QSKIP("built without libheif");
#endif
    }
};

QTEST_GUILESS_MAIN(HeifAndRawTest)
#include "heif_and_raw_test.moc"
