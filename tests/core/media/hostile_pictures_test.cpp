#include <cstdint>
#include <filesystem>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "core/media/picture_file.h"
#include "core/media/thumbnail.h"
#include "hostile_files.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryIsMeasured = false; // sanitizers keep freed memory and shadows
#else
constexpr bool kMemoryIsMeasured = true;
#endif

/// A line of /proc/self/status, in bytes; 0 where there is none.
std::int64_t statusBytes(const QByteArray& name)
{
    QFile file("/proc/self/status");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const qsizetype at = status.indexOf("\n" + name + ":");
    return at < 0 ? 0 : status.sliced(at + name.size() + 2).trimmed().split(' ').first().toLongLong() * 1024;
}

/// Sets the high-water mark back to what is in use now.
void forgetPeak()
{
    QFile file("/proc/self/clear_refs");
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

/// What a pipeline does with a file; the first error, if any.
Result<void> takeIn(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, DecodeLimits().maxFileBytes);
    if (!bytes)
        return fail(bytes.error());
    const auto header = readHeader(*bytes);
    if (!header)
        return fail(header.error());
    readMetadata(*bytes, *header);
    const auto image = decode(*bytes, 384);
    if (!image)
        return fail(image.error());
    const auto thumbnail = makeThumbnail(*image);
    if (!thumbnail)
        return fail(thumbnail.error());
    return {};
}

} // namespace

class HostilePicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initialise();
        QVERIFY(m_folder.isValid());
    }

    void eachIsRefusedInWordsOrRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code"); // -1: read all the same
        QTest::addColumn<QString>("message");
        for (const HostileFile& file : hostileFiles())
            QTest::newRow(file.name.constData())
                << file.bytes << (file.code ? static_cast<int>(*file.code) : -1) << file.message;
    }

    void eachIsRefusedInWordsOrRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QString, message);
        const QString path = m_folder.filePath(QTest::currentDataTag());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();

        forgetPeak();
        const std::int64_t before = statusBytes("VmHWM");
        const auto taken = takeIn(path.toStdString());
        const std::int64_t grown = statusBytes("VmHWM") - before;

        QCOMPARE(taken ? QString() : QString::fromStdString(taken.error().message), message);
        QCOMPARE(taken ? -1 : static_cast<int>(taken.error().code), code);
        constexpr std::int64_t kBound = 64 << 20;
        if (kMemoryIsMeasured)
            QVERIFY2(grown < kBound, qPrintable(QString("took %1 MB").arg(grown >> 20)));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(HostilePicturesTest)
#include "hostile_pictures_test.moc"
