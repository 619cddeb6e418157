#include <ctime>

#include <QFile>
#include <QTest>

#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "test_pictures.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

namespace {

constexpr std::uint16_t kMake = 271;
constexpr std::uint16_t kModel = 272;
constexpr std::uint16_t kDateTime = 306;
constexpr std::uint16_t kExifDirectory = 34665;
constexpr std::uint16_t kGpsDirectory = 34853;
constexpr std::uint16_t kOriginal = 36867;
constexpr std::uint16_t kDigitized = 36868;

PhotoMetadata metadataOf(const QByteArray& file)
{
    const auto header = readHeader(file);
    return header ? readMetadata(file, *header) : PhotoMetadata{};
}

/// A JPEG with these fields in the first directory.
QByteArray jpegWith(const QList<Field>& fields)
{
    return jpegWithExif(encoded(quarters(64, 48), "jpeg"), tiff({{fields}}));
}

QByteArray jpegWithPosition(const QList<Field>& gps)
{
    return jpegWith({subDirectories(kGpsDirectory, {{gps}})});
}

Field gpsRef(std::uint16_t tag, const char* letter)
{
    return text(tag, letter);
}

QByteArray fileData(const char* name)
{
    QFile file(QString(MEDIA_TEST_DATA "/%1").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialise(); }

    void absentMetadataLeavesFieldsEmpty()
    {
        const PhotoMetadata metadata = metadataOf(encoded(quarters(64, 48), "jpeg"));
        QCOMPARE(metadata.width, 64);
        QCOMPARE(metadata.height, 48);
        QCOMPARE(metadata.format, std::string("jpeg"));
        QCOMPARE(metadata.orientation, 1);
        QVERIFY(!metadata.capturedAt);
        QVERIFY(metadata.camera.empty());
        QVERIFY(!metadata.position);
    }

    void findsTheBlockInEveryContainer_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QList<Field> fields = {text(kMake, "Canon"), text(kModel, "Canon EOS R6"),
                                     subDirectories(kExifDirectory, {{{text(kOriginal, "2020:02:29 23:59:58")}}})};
        const QByteArray exif = tiff({{fields}});
        const QImage picture = quarters(64, 48);
        const QByteArray prefix("Exif\0\0", 6);
        QTest::newRow("jpeg") << jpegWithExif(encoded(picture, "jpeg"), exif);
        QTest::newRow("png") << pngWithChunk(encoded(picture, "png"), "eXIf", exif);
        QTest::newRow("png with prefix") << pngWithChunk(encoded(picture, "png"), "eXIf", prefix + exif);
        QTest::newRow("webp") << webpWithExif(encoded(picture, "webp"), picture.size(), exif);
        QTest::newRow("webp with prefix") << webpWithExif(encoded(picture, "webp"), picture.size(), prefix + exif);
        Directory page = rgbPage(picture);
        page.fields += fields;
        QTest::newRow("tiff") << tiff({page});
    }

    void findsTheBlockInEveryContainer()
    {
        QFETCH(QByteArray, file);
        const PhotoMetadata metadata = metadataOf(file);
        QCOMPARE(metadata.camera, std::string("Canon EOS R6"));
        QVERIFY(metadata.capturedAt);
        QCOMPARE(*metadata.capturedAt, std::int64_t(1583020798)); // 2020-02-29 23:59:58
    }

    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<qint64>("seconds"); // -1: none
        QTest::newRow("ordinary") << QByteArray("2001:02:03 04:05:06") << qint64(981173106);
        QTest::newRow("dashes") << QByteArray("2001-02-03 04:05:06") << qint64(981173106);
        QTest::newRow("before 1970") << QByteArray("1969:12:31 23:59:50") << qint64(-10);
        QTest::newRow("with fraction behind") << QByteArray("2001:02:03 04:05:06.789") << qint64(981173106);
        QTest::newRow("leap second") << QByteArray("2016:12:31 23:59:60") << qint64(1483228799);
        for (const char* nonsense :
             {"0000:00:00 00:00:00", "    :  :     :  :  ", "2001:13:03 04:05:06", "2001:02:30 04:05:06",
              "2001:02:03 24:05:06", "2001:02:03 04:60:06", "0001:01:01 00:00:00", "9999:12:31 00:00:00", "2001:02:03",
              "x", "", "-001:02:03 04:05:06", "2001:02:03 04:05:-6"})
            QTest::newRow(nonsense) << QByteArray(nonsense) << qint64(-1);
    }

    void readsTimes()
    {
        QFETCH(QByteArray, written);
        QFETCH(qint64, seconds);
        const PhotoMetadata metadata =
            metadataOf(jpegWith({subDirectories(kExifDirectory, {{{text(kOriginal, written)}}})}));
        QCOMPARE(metadata.capturedAt.value_or(-1), std::int64_t(seconds));
    }

    void fallsBackToLaterTimes()
    {
        const auto time = [](const QList<Field>& first, const QList<Field>& exif) {
            QList<Field> fields = first;
            fields += subDirectories(kExifDirectory, {{exif}});
            return metadataOf(jpegWith(fields)).capturedAt.value_or(-1);
        };
        const Field changed = text(kDateTime, "1970:01:01 00:00:03");
        const Field digitized = text(kDigitized, "1970:01:01 00:00:02");
        const Field original = text(kOriginal, "1970:01:01 00:00:01");
        QCOMPARE(time({changed}, {original, digitized}), std::int64_t(1));
        QCOMPARE(time({changed}, {digitized}), std::int64_t(2));
        QCOMPARE(time({changed}, {text(kOriginal, "0000:00:00 00:00:00"), digitized}), std::int64_t(2));
        QCOMPARE(time({changed}, {text(kDigitized, "")}), std::int64_t(3));
    }

    void timesDoNotDependOnTheZone()
    {
        const QByteArray file = jpegWith({text(kDateTime, "2001:02:03 04:05:06")});
        const QByteArray before = qgetenv("TZ");
        for (const char* zone : {"UTC", "America/New_York", "Asia/Kathmandu"}) {
            qputenv("TZ", zone);
            tzset();
            QCOMPARE(metadataOf(file).capturedAt.value_or(-1), std::int64_t(981173106));
        }
        qputenv("TZ", before);
        tzset();
    }

    void namesTheCameraOnce_data()
    {
        QTest::addColumn<QByteArray>("make");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QString>("camera");
        const auto row = [](const char* name, const QByteArray& make, const QByteArray& model, const char* camera) {
            QTest::newRow(name) << make << model << QString::fromUtf8(camera);
        };
        row("repeated", "Canon", "Canon EOS R6", "Canon EOS R6");
        row("other case", "CANON", "Canon EOS R6", "Canon EOS R6");
        row("company", "NIKON CORPORATION", "NIKON D850", "NIKON D850");
        row("later word", "EASTMAN KODAK COMPANY", "KODAK Z612", "KODAK Z612");
        row("not repeated", "SONY", "ILCE-7M4", "SONY ILCE-7M4");
        row("make alone", "Apple", "", "Apple");
        row("model alone", "", "iPhone 15", "iPhone 15");
        row("padded", "  Canon   ", " EOS  R6 ", "Canon EOS R6");
        row("nul inside", QByteArray("Canon\0junk", 10), "EOS R6", "Canon EOS R6");
        row("control characters", "Ca\x01non", "EOS\nR6", "Canon EOS R6");
        row("latin-1", "L\xE9ica", "Q", "Léica Q");
        row("utf-8", "L\xC3\xA9ica", "Q", "Léica Q");
        row("endless", "A", QByteArray(5000, 'x'), ("A " + QByteArray(80, 'x')).constData());
    }

    void namesTheCameraOnce()
    {
        QFETCH(QByteArray, make);
        QFETCH(QByteArray, model);
        QFETCH(QString, camera);
        const PhotoMetadata metadata = metadataOf(jpegWith({text(kMake, make), text(kModel, model)}));
        QCOMPARE(QString::fromStdString(metadata.camera), camera);
    }

    void readsPositions_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("present");
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        const auto row = [](const char* name, const QList<Field>& gps, bool present = false, double latitude = 0,
                            double longitude = 0) {
            QTest::newRow(name) << jpegWithPosition(gps) << present << latitude << longitude;
        };
        const Field north = gpsRef(1, "N");
        const Field south = gpsRef(1, "S");
        const Field east = gpsRef(3, "E");
        const Field west = gpsRef(3, "W");
        const Field latitude = rationals(2, {{48, 1}, {51, 1}, {2952, 100}});
        const Field longitude = rationals(4, {{2, 1}, {17, 1}, {4020, 100}});
        row("north east", {north, latitude, east, longitude}, true, 48.8582, 2.2945);
        row("south west", {south, latitude, west, longitude}, true, -48.8582, -2.2945);
        row("degrees alone", {north, rationals(2, {{485, 10}}), east, rationals(4, {{25, 10}})}, true, 48.5, 2.5);
        row("on the equator", {north, rationals(2, {{0, 1}, {0, 1}, {0, 1}}), east, longitude}, true, 0, 2.2945);
        row("no reference", {latitude, longitude});
        row("strange reference", {gpsRef(1, "Q"), latitude, east, longitude});
        row("denominator 0", {north, rationals(2, {{48, 0}, {51, 1}, {0, 1}}), east, longitude});
        row("0 by 0", {north, rationals(2, {{48, 1}, {51, 1}, {0, 0}}), east, longitude});
        row("latitude 200", {north, rationals(2, {{200, 1}, {0, 1}, {0, 1}}), east, longitude});
        row("longitude 181", {north, latitude, east, rationals(4, {{181, 1}, {0, 1}, {0, 1}})});
        row("beyond signed", {north, rationals(2, {{0xFFFFFFFFu, 1}, {0, 1}, {0, 1}}), east, longitude});
        row("latitude alone", {north, latitude});
        row("no fix", {north, rationals(2, {{0, 1}, {0, 1}, {0, 1}}), east, rationals(4, {{0, 1}, {0, 1}, {0, 1}})});
        row("four parts", {north, rationals(2, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}), east, longitude});
        row("wrong type", {north, text(2, "48.5"), east, longitude});
    }

    void readsPositions()
    {
        QFETCH(QByteArray, file);
        QFETCH(bool, present);
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        const auto position = metadataOf(file).position;
        QCOMPARE(position.has_value(), present);
        if (present) {
            QVERIFY(std::abs(position->latitude - latitude) < 1e-4);
            QVERIFY(std::abs(position->longitude - longitude) < 1e-4);
        }
    }

    void sizesAreOfTheUprightPicture()
    {
        const PhotoMetadata metadata =
            metadataOf(jpegWithExif(encoded(quarters(64, 48), "jpeg"), exifWithOrientation(6)));
        QCOMPARE(metadata.orientation, 6);
        QCOMPARE(QSize(metadata.width, metadata.height), QSize(48, 64));
    }

    void oneBadFieldDoesNotHideTheOthers()
    {
        Field lying = text(kMake, "Canon");
        lying.count = 0xFFFFFFF0u; // claims four gigabytes
        const PhotoMetadata metadata =
            metadataOf(jpegWith({lying, text(kModel, "EOS R6"), text(kDateTime, "2001:02:03 04:05:06")}));
        QCOMPARE(metadata.width, 64);
        QCOMPARE(metadata.capturedAt.value_or(-1), std::int64_t(981173106));
    }

    void readsRaw()
    {
#ifndef VIDIMUS_HAVE_RAW
        QSKIP("built without libraw");
#endif
        const PhotoMetadata metadata = metadataOf(dng(encoded(quarters(96, 64), "jpeg"), {64, 96}, 6));
        QCOMPARE(metadata.format, std::string("raw"));
        QCOMPARE(metadata.camera, std::string("Vidimus Test One"));
        QCOMPARE(metadata.orientation, 6);
        QCOMPARE(QSize(metadata.width, metadata.height), QSize(96, 64));
        QCOMPARE(metadata.capturedAt.value_or(-1), std::int64_t(1614834367)); // 2021-03-04 05:06:07
    }

    void readsHeic()
    {
#ifndef VIDIMUS_HAVE_HEIF
        QSKIP("built without libheif");
#endif
        const PhotoMetadata metadata = metadataOf(fileData("turned.heic"));
        QCOMPARE(metadata.format, std::string("heic"));
        QCOMPARE(metadata.orientation, 1); // the file's own rotation counts, not EXIF's
        QCOMPARE(QSize(metadata.width, metadata.height), QSize(96, 64));
        QCOMPARE(metadata.camera, std::string("Vidimus Pocket One"));
        QCOMPARE(metadata.capturedAt.value_or(-1), std::int64_t(1657271411)); // 2022-07-08 09:10:11
    }
};

QTEST_GUILESS_MAIN(MetadataTest)
#include "metadata_test.moc"
