#include <set>

#include <QtTest>

#include <QDir>
#include <QFileInfo>
#include <QImageReader>

#include <exiv2/exiv2.hpp>

/// What resources/samples/README.md promises.
class TestSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void areManyAndSmall();
    void everyOneIsRead_data();
    void everyOneIsRead();
    void haveVariety();
    void twoAreNearDuplicates();

private:
    QFileInfoList m_files;
};

namespace {

QImage small(const QString& path)
{
    return QImage(path)
        .scaled(32, 32, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

/// Mean difference of a channel, 0..255.
double difference(const QImage& a, const QImage& b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qRed(a.pixel(x, y)) - qRed(b.pixel(x, y))) +
                   std::abs(qBlue(a.pixel(x, y)) - qBlue(b.pixel(x, y)));
    }
    return sum / (2.0 * a.width() * a.height());
}

} // namespace

void TestSamples::initTestCase()
{
    m_files = QDir(QStringLiteral(VIDIMUS_SAMPLES))
                  .entryInfoList({"*.bmp", "*.gif", "*.jpg", "*.png", "*.tif", "*.webp"}, QDir::Files, QDir::Name);
}

void TestSamples::areManyAndSmall()
{
    QVERIFY(m_files.size() >= 24);
    qint64 bytes = 0;
    for (const QFileInfo& file : m_files)
        bytes += file.size();
    QVERIFY2(bytes < 6'000'000, QByteArray::number(bytes).constData());
}

void TestSamples::everyOneIsRead_data()
{
    QTest::addColumn<QString>("path");
    for (const QFileInfo& file : m_files)
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
}

void TestSamples::everyOneIsRead()
{
    QFETCH(QString, path);
    QImageReader reader(path);
    const QImage image = reader.read();
    QVERIFY2(!image.isNull(), qPrintable(reader.errorString()));
    QVERIFY(image.width() >= 200 && image.width() <= 2400);
}

void TestSamples::haveVariety()
{
    std::set<QByteArray> formats;
    std::set<std::string> cameras;
    std::set<std::string> years;
    int portrait = 0;
    int square = 0;
    int deep = 0;
    int transparent = 0;
    int turned = 0;
    int placed = 0;
    for (const QFileInfo& file : m_files) {
        QImageReader reader(file.filePath());
        formats.insert(reader.format());
        const QImage image = reader.read();
        portrait += image.height() > image.width() ? 1 : 0;
        square += image.height() == image.width() ? 1 : 0;
        deep += image.depth() >= 48 ? 1 : 0;
        if (image.hasAlphaChannel() && qAlpha(image.pixel(0, 0)) < 255)
            ++transparent;
        if (reader.format() == "bmp" || reader.format() == "gif")
            continue;
        const auto metadata = Exiv2::ImageFactory::open(file.filePath().toStdString());
        metadata->readMetadata();
        Exiv2::ExifData& exif = metadata->exifData();
        const auto text = [&](const char* key) {
            const auto at = exif.findKey(Exiv2::ExifKey(key));
            return at == exif.end() ? std::string() : at->toString();
        };
        turned += text("Exif.Image.Orientation") == "6" ? 1 : 0;
        placed += text("Exif.GPSInfo.GPSLatitude").empty() ? 0 : 1;
        cameras.insert(text("Exif.Image.Model"));
        years.insert(text("Exif.Photo.DateTimeOriginal").substr(0, 4));
    }
    QCOMPARE(formats, (std::set<QByteArray>{"bmp", "gif", "jpeg", "png", "tiff", "webp"}));
    QVERIFY(portrait >= 5);
    QVERIFY(square >= 3);
    QCOMPARE(deep, 1);
    QCOMPARE(transparent, 1);
    QCOMPARE(turned, 1);
    QVERIFY(placed >= 10);
    QVERIFY(cameras.size() >= 6);
    QVERIFY(years.contains("2023") && years.contains("2024"));
}

void TestSamples::twoAreNearDuplicates()
{
    const QDir folder(QStringLiteral(VIDIMUS_SAMPLES));
    const QImage one = small(folder.filePath("mountains-at-sunset.jpg"));
    const QImage other = small(folder.filePath("mountains-at-sunset-cropped.jpg"));
    const QImage stranger = small(folder.filePath("poppy-field.jpg"));
    QVERIFY(difference(one, other) < 12);
    QVERIFY(difference(one, stranger) > 25);
}

QTEST_APPLESS_MAIN(TestSamples)
#include "test_samples.moc"
