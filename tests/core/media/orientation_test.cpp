#include <cmath>

#include <QImageWriter>
#include <QTest>

#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "test_pictures.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

namespace {

using Store = QByteArray (*)(const QImage& stored, int orientation);

bool near(const QColor& a, const QColor& b)
{
    constexpr int kTolerance = 24; // JPEG and WebP
    return std::abs(a.red() - b.red()) <= kTolerance && std::abs(a.green() - b.green()) <= kTolerance &&
           std::abs(a.blue() - b.blue()) <= kTolerance;
}

QByteArray asJpeg(const QImage& stored, int orientation)
{
    return jpegWithExif(encoded(stored, "jpeg"), exifWithOrientation(orientation));
}

QByteArray asPng(const QImage& stored, int orientation)
{
    return pngWithChunk(encoded(stored, "png"), "eXIf", exifWithOrientation(orientation));
}

QByteArray asPngWithRawProfile(const QImage& stored, int orientation)
{
    const QByteArray exif = exifWithOrientation(orientation);
    const QByteArray profile = "\nexif\n      " + QByteArray::number(exif.size()) + '\n' + exif.toHex() + '\n';
    return pngWithChunk(encoded(stored, "png"), "zTXt",
                        QByteArray("Raw profile type exif\0\0", 23) + qCompress(profile).sliced(4));
}

QByteArray asWebp(const QImage& stored, int orientation)
{
    return webpWithExif(encoded(stored, "webp"), stored.size(), exifWithOrientation(orientation));
}

QByteArray asColourTiff(const QImage& stored, int orientation)
{
    return tiffWithOrientation(encoded(stored, "tiff"), orientation);
}

QByteArray asGreyTiff(const QImage& stored, int orientation)
{
    return tiffWithOrientation(encoded(stored.convertToFormat(QImage::Format_Grayscale8), "tiff"), orientation);
}

} // namespace

class OrientationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialise(); }

    void picturesComeOutUpright_data()
    {
        QTest::addColumn<Store>("store");
        QTest::addColumn<bool>("colour");
        QTest::addColumn<int>("orientation");
        const auto rows = [](const char* name, Store store, bool colour = true) {
            for (int orientation = 1; orientation <= 8; ++orientation)
                QTest::addRow("%s %d", name, orientation) << store << colour << orientation;
        };
        rows("jpeg", asJpeg);
        rows("png", asPng);
        rows("png with raw profile", asPngWithRawProfile);
        rows("webp", asWebp);
        rows("tiff", asColourTiff);
        rows("grey tiff", asGreyTiff, false);
    }

    void picturesComeOutUpright()
    {
        QFETCH(Store, store);
        QFETCH(bool, colour);
        QFETCH(int, orientation);
        QImage upright = quarters(96, 64);
        const QByteArray file = store(storedAs(upright, orientation), orientation);
        if (!colour)
            upright = upright.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_RGB32);

        const auto decoded = decode(file, 1000);
        QVERIFY2(decoded, decoded ? "" : decoded.error().message.c_str());
        QCOMPARE(decoded->size(), upright.size());
        for (const Corner corner : {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight}) {
            QVERIFY2(near(cornerColour(*decoded, corner), cornerColour(upright, corner)),
                     qPrintable(QString("corner %1: %2, wanted %3")
                                    .arg(static_cast<int>(corner))
                                    .arg(cornerColour(*decoded, corner).name(), cornerColour(upright, corner).name())));
        }

        const auto header = readHeader(file);
        QVERIFY(header);
        const PhotoMetadata metadata = readMetadata(file, *header);
        QCOMPARE(metadata.orientation, orientation);
        QCOMPARE(QSize(metadata.width, metadata.height), upright.size());
    }

    void scaledPicturesComeOutUpright()
    {
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const QImage upright = quarters(1203, 805); // sides that no scale divides
            const auto decoded = decode(asJpeg(storedAs(upright, orientation), orientation), 90);
            QVERIFY(decoded);
            QCOMPARE(decoded->size(), QSize(150, 100));
            for (const Corner corner : {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight})
                QVERIFY(near(cornerColour(*decoded, corner), cornerColour(upright, corner)));
        }
    }

    void nonsenseCountsAsUpright_data()
    {
        QTest::addColumn<int>("orientation");
        for (const int orientation : {0, 9, 77, 65535})
            QTest::addRow("%d", orientation) << orientation;
    }

    void nonsenseCountsAsUpright()
    {
        QFETCH(int, orientation);
        const QByteArray file = asJpeg(quarters(96, 64), orientation);
        const auto decoded = decode(file, 1000);
        QVERIFY(decoded);
        QCOMPARE(decoded->size(), QSize(96, 64));
        const auto header = readHeader(file);
        QVERIFY(header);
        QCOMPARE(readMetadata(file, *header).orientation, 1);
    }
};

QTEST_GUILESS_MAIN(OrientationTest)
#include "orientation_test.moc"
