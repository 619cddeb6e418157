#include <set>

#include <QtTest>

#include <QBuffer>
#include <QImageReader>
#include <QTemporaryDir>

#include <exiv2/exiv2.hpp>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus::test;

class TestSupport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSeedIsAPicture();
    void writesEveryFormat_data();
    void writesEveryFormat();
    void gifHoldsItsPixelsAndFrames();
    void exifIsReadBack_data();
    void exifIsReadBack();
    void aCommentChangesTheBytesOnly();
    void writesAsManyAsAsked();
    void variations();
};

void TestSupport::aSeedIsAPicture()
{
    const QSize size(90, 60);
    QCOMPARE(photoPicture(size, 7), photoPicture(size, 7));
    std::set<QByteArray> distinct;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        distinct.insert(encoded(photoPicture(size, seed, 0), "png"));
    QCOMPARE(distinct.size(), std::size_t{50});
}

void TestSupport::writesEveryFormat_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char* format : {"jpg", "png", "webp", "tiff", "bmp"})
        QTest::newRow(format) << QByteArray(format);
}

void TestSupport::writesEveryFormat()
{
    QFETCH(QByteArray, format);
    const QByteArray bytes = encoded(photoPicture({64, 48}, 3), format);
    QCOMPARE(QImage::fromData(bytes).size(), QSize(64, 48));
}

void TestSupport::gifHoldsItsPixelsAndFrames()
{
    const QImage image = photoPicture({70, 50}, 3, 0).convertToFormat(QImage::Format_Indexed8);
    const QImage back = QImage::fromData(gifBytes(image), "gif");
    QCOMPARE(back.convertToFormat(QImage::Format_RGB32), image.convertToFormat(QImage::Format_RGB32));

    QByteArray bytes = gifBytes(image, 3);
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "gif");
    QCOMPARE(reader.imageCount(), 3);
}

void TestSupport::exifIsReadBack_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char* format : {"jpg", "png", "webp", "tiff"})
        QTest::newRow(format) << QByteArray(format);
}

void TestSupport::exifIsReadBack()
{
    QFETCH(QByteArray, format);
    const QByteArray bytes =
        withExif(encoded(photoPicture({64, 48}, 3), format), {.taken = "2023:06:17 18:02:11",
                                                              .orientation = 6,
                                                              .make = "Maker",
                                                              .model = "Model 5",
                                                              .place = ExifFields::Place{-33.8568, 151.2153}});
    const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.constData()),
                                                 static_cast<std::size_t>(bytes.size()));
    image->readMetadata();
    Exiv2::ExifData& exif = image->exifData();
    QCOMPARE(exif["Exif.Photo.DateTimeOriginal"].toString(), "2023:06:17 18:02:11");
    QCOMPARE(exif["Exif.Image.Orientation"].toString(), "6");
    QCOMPARE(exif["Exif.Image.Make"].toString(), "Maker");
    QCOMPARE(exif["Exif.Image.Model"].toString(), "Model 5");
    QCOMPARE(exif["Exif.GPSInfo.GPSLatitudeRef"].toString(), "S");
    QCOMPARE(exif["Exif.GPSInfo.GPSLatitude"].toString(), "33/1 51/1 2448/100");
    QCOMPARE(QImage::fromData(bytes).size(), QSize(64, 48));
}

void TestSupport::aCommentChangesTheBytesOnly()
{
    const QByteArray plain = encoded(photoPicture({64, 48}, 3));
    const QByteArray one = withJpegComment(plain, "one");
    const QByteArray two = withJpegComment(plain, "two");
    QVERIFY(one != two);
    QVERIFY(one != plain);
    QCOMPARE(QImage::fromData(one), QImage::fromData(plain));
}

void TestSupport::writesAsManyAsAsked()
{
    const QTemporaryDir folder;
    const auto files = writePictures(folder.filePath("new").toStdString(), {.count = 12, .extension = "png"});
    QCOMPARE(files.size(), std::size_t{12});
    std::set<QByteArray> contents;
    for (const auto& file : files)
        contents.insert(readWholeFile(file));
    QCOMPARE(contents.size(), std::size_t{12});
}

void TestSupport::variations()
{
    const QImage picture = photoPicture({200, 100}, 9);
    QCOMPARE(varied(picture, {}), picture);
    QCOMPARE(varied(picture, {.keep = 0.9, .scale = 0.5}).size(), QSize(90, 45));
    QCOMPARE(varied(picture, {.turns = 1}).size(), QSize(100, 200));
    QVERIFY(qGray(varied(picture, {.brightness = 30}).pixel(3, 3)) > qGray(picture.pixel(3, 3)));
    QVERIFY(transparentPicture({40, 40}, 1).hasAlphaChannel());
    QCOMPARE(qAlpha(transparentPicture({40, 40}, 1).pixel(0, 0)), 0);
}

QTEST_APPLESS_MAIN(TestSupport)
#include "test_support.moc"
