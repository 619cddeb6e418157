#include <csignal>
#include <cstdio>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "core/net/download.h"
#include "core/net/part_file.h"
#include "tests/support/http_server.h"

using namespace vidimus;
using namespace vidimus::net;
using test::HttpQuestion;
using test::HttpReply;
using test::HttpServer;

namespace {

constexpr int kKills = 8;
constexpr int kSize = 6'000'000;

QByteArray content()
{
    QByteArray bytes(kSize, Qt::Uninitialized);
    QRandomGenerator random(7);
    random.fillRange(reinterpret_cast<quint32*>(bytes.data()), kSize / 4);
    return bytes;
}

/// This program in a process of its own: fetches one file.
int fetchInChild(const QStringList& arguments)
{
    HttpClient client;
    const SystemClock clock;
    Downloader downloader(client, {}, clock);
    const auto result =
        downloader.fetch({arguments[2].toStdString(), arguments[3].toStdString(), "weights", {}, std::nullopt}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return result ? 0 : 1;
}

} // namespace

/// kill -9 in the middle of a download, again and again: nothing that had arrived is fetched twice, and what has its name
/// in the end is right.
class DownloadCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAndGoneOnWith()
    {
        const QByteArray bytes = content();
        HttpServer server([&](const HttpQuestion& question) {
            const std::uint64_t start = question.rangeStart().value_or(0);
            HttpReply reply{200, {{"ETag", "\"one\""}}, bytes.mid(static_cast<qsizetype>(start))};
            if (start > 0) {
                reply.status = 206;
                reply.fields.emplace_back("Content-Range", "bytes " + std::to_string(start) + "-" +
                                                               std::to_string(kSize - 1) + "/" + std::to_string(kSize));
            }
            reply.bytesPerTick = 40'000;
            return reply;
        });
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("weights"));
        const std::filesystem::path file = target.toStdString();
        const QStringList arguments{QStringLiteral("--fetch"), QString::fromStdString(server.url("/weights")), target};

        std::uint64_t kept = 0;
        for (int kill = 0; kill < kKills; ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), arguments);
            QVERIFY(child.waitForStarted());
            // Killed as soon as it has got further than the one before it.
            const std::uint64_t enough = kept + 200'000 + QRandomGenerator::system()->bounded(300'000);
            QTRY_VERIFY_WITH_TIMEOUT(PartFile::bytesOf(file) >= enough, 20'000);
            child.kill(); // SIGKILL
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            QVERIFY(!QFile::exists(target)); // nothing that is not whole has the name
            const std::uint64_t there = PartFile::bytesOf(file);
            QVERIFY(there >= enough);
            kept = there;
        }
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), arguments);
        QVERIFY(child.waitForFinished());
        QVERIFY2(child.exitCode() == 0, child.readAllStandardError().constData());
        QFile result(target);
        QVERIFY(result.open(QIODevice::ReadOnly));
        QVERIFY(result.readAll() == bytes);

        std::uint64_t last = 0;
        const auto questions = server.questions();
        QCOMPARE(questions.size(), std::size_t(kKills + 1));
        for (std::size_t i = 1; i < questions.size(); ++i) {
            const std::uint64_t start = questions[i].rangeStart().value_or(0);
            QVERIFY(start > last);
            last = start;
        }
        QCOMPARE(last, kept);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("weights")});
        qInfo("%d kills; the last run had %d of %d bytes to fetch", kKills, int(kSize - kept), kSize);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--fetch"))
        return fetchInChild(arguments);
    DownloadCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "download_crash.moc"
