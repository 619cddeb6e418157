#include <atomic>
#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/net/download.h"
#include "core/net/part_file.h"
#include "download_scenarios.h"
#include "tests/support/http_server.h"

using namespace vidimus;
using namespace vidimus::net;
using namespace std::chrono_literals;
using test::HttpQuestion;
using test::HttpReply;
using test::HttpServer;
using namespace vidimus::test;

namespace {

const QByteArray& kContent = wantedContent();
const QByteArray& kOther = otherContent();

RetryPolicy quick(int tries = 4)
{
    RetryPolicy policy;
    policy.tries = tries;
    policy.first = 4ms;
    policy.longest = 20ms;
    policy.mostPatience = 3s;
    return policy;
}

} // namespace
Q_DECLARE_METATYPE(Scenario)

/// Downloads from a server that misbehaves in every way we have heard of.
class DownloadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void whereNobodyAnswers_data();
    void whereNobodyAnswers();
    void fullDiskWhileWriting();
    void cancelledAndGoneOnWith();
    void waitsAsTheServerWishes();
    void tellsHowFarItIs();
    void damagedStateIsBegunAnew_data();
    void damagedStateIsBegunAnew();
    void recordsWhatTheHubSays();

private:
    std::filesystem::path target() const { return std::filesystem::path(m_folder->path().toStdString()) / "weights"; }
    QByteArray read(const std::filesystem::path& file) const
    {
        QFile opened(QString::fromStdString(file.string()));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    void writePart(const QByteArray& bytes, const std::string& url, const std::string& tag = "\"one\"",
                   const std::string& hash = {}) const
    {
        auto part = PartFile::open(target(), url, {});
        QVERIFY(part.has_value());
        QVERIFY(part->restart({url, tag, hash, kContent.size(), {}}).has_value());
        QVERIFY(part->append(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))))
                    .has_value());
    }
    Result<Downloaded> fetch(const std::string& url, const std::string& hash = {}, const std::stop_token& stop = {},
                             const OnDownloadProgress& progress = {}, const RetryPolicy& policy = quick())
    {
        NetSettings settings;
        settings.stall = 500ms;
        HttpClient client(settings);
        Downloader downloader(client, policy, m_clock);
        return downloader.fetch({url, target(), "weights", hash, std::nullopt}, stop, progress);
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

void DownloadTest::states_data()
{
    QTest::addColumn<Scenario>("scenario");
    for (const test::NamedScenario& row : test::downloadScenarios())
        QTest::newRow(row.name) << row.scenario;
}

void DownloadTest::states()
{
    QFETCH(Scenario, scenario);
    std::atomic<int> count{0};
    HttpServer server([&](const HttpQuestion& question) { return scenario.script(++count, question); });
    const std::string url = server.url("/weights");
    if (scenario.before != Before::Nothing)
        writePart(scenario.before == Before::Part ? kContent.left(kPart) : kContent, url);

    const auto result = fetch(url, scenario.expectHash);
    const std::string message = result ? std::string() : result.error().message;
    if (scenario.error) {
        QVERIFY(!result);
        QVERIFY2(result.error().code == *scenario.error, message.c_str());
        QVERIFY2(message.find(scenario.says) != std::string::npos, message.c_str());
        QVERIFY2(message.size() > 20 && message.back() == '.', message.c_str());
        QVERIFY(!std::filesystem::exists(target()));
        QCOMPARE(PartFile::bytesOf(target()) >= std::uint64_t(kPart), scenario.partStays);
    } else {
        QVERIFY2(result.has_value(), message.c_str());
        QVERIFY(read(target()) == scenario.result);
        QCOMPARE(result->digest.sha256, sha256(scenario.result));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("weights")});
    }
    // Qt asks again by itself where a connection closes before it has begun to read.
    if (scenario.closes)
        QVERIFY(count.load() >= scenario.questions);
    else if (scenario.questions >= 0)
        QCOMPARE(count.load(), scenario.questions);
    for (const HttpQuestion& question : server.questions())
        QCOMPARE(question.field("accept-encoding"), std::string("identity"));
    if (scenario.before == Before::Part)
        QCOMPARE(server.questions().front().rangeStart().value_or(0), std::uint64_t(kPart));
}

void DownloadTest::whereNobodyAnswers_data()
{
    QTest::addColumn<QString>("url"); // empty: a server that has gone
    QTest::newRow("refused") << QString();
    QTest::newRow("no such host") << QStringLiteral("https://no-such-host.invalid/weights");
}

void DownloadTest::whereNobodyAnswers()
{
    QFETCH(QString, url);
    HttpServer server([](const HttpQuestion& question) { return sound(question); });
    const std::string there = url.isEmpty() ? server.url("/weights") : url.toStdString();
    writePart(kContent.left(kPart), there);
    server.stop();
    const auto result = fetch(there, sha256(kContent), {}, {}, quick(2));
    QVERIFY(!result);
    QCOMPARE(int(result.error().code), int(ErrorCode::Unreachable));
    QVERIFY2(result.error().message.find("kept") != std::string::npos, result.error().message.c_str());
    QCOMPARE(PartFile::bytesOf(target()), std::uint64_t(kPart));
}

void DownloadTest::fullDiskWhileWriting()
{
    HttpServer server([](const HttpQuestion& question) { return sound(question); });
    const std::string url = server.url("/weights");
    // The system refuses to write more, as it does on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 65'536;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto full = fetch(url, sha256(kContent));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!full);
    QVERIFY2(full.error().code == ErrorCode::OutOfSpace, full.error().message.c_str());
    QVERIFY(PartFile::bytesOf(target()) > 0);
    QVERIFY(PartFile::bytesOf(target()) <= 65'536);

    const auto again = fetch(url, sha256(kContent));
    QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    QVERIFY(read(target()) == kContent);
    QVERIFY(server.questions().back().rangeStart().value_or(0) > 0);
}

void DownloadTest::cancelledAndGoneOnWith()
{
    HttpServer server([](const HttpQuestion& question) {
        HttpReply reply = sound(question);
        reply.bytesPerTick = 8'000;
        return reply;
    });
    const std::string url = server.url("/weights");
    std::stop_source stop;
    const auto cancelled = fetch(url, {}, stop.get_token(), [&](const DownloadProgress& progress) {
        if (progress.done > 20'000)
            stop.request_stop();
    });
    QVERIFY(!cancelled);
    QCOMPARE(int(cancelled.error().code), int(ErrorCode::Cancelled));
    const std::uint64_t there = PartFile::bytesOf(target());
    QVERIFY(there > 20'000 && there < std::uint64_t(kContent.size()));
    QVERIFY(!fetch(url, {}, stop.get_token())); // stopped before it began: nothing is asked
    QCOMPARE(server.questions().size(), std::size_t(1));

    const auto result = fetch(url);
    QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
    QCOMPARE(server.questions().back().rangeStart().value_or(0), there);
    QCOMPARE(server.questions().back().field("if-range"), std::string("\"one\""));
    QVERIFY(read(target()) == kContent);
}

void DownloadTest::waitsAsTheServerWishes()
{
    std::atomic<int> count{0};
    HttpServer server([&](const HttpQuestion& question) {
        return ++count == 1 ? status(429, {{"Retry-After", "1"}}) : sound(question);
    });
    bool waited = false;
    std::chrono::milliseconds told{0};
    const auto start = std::chrono::steady_clock::now();
    const auto result = fetch(server.url("/weights"), {}, {}, [&](const DownloadProgress& progress) {
        if (progress.phase != DownloadProgress::Phase::Waiting)
            return;
        waited = !progress.note.empty();
        told = progress.wait;
    });
    QVERIFY(result.has_value());
    QVERIFY(waited);
    QVERIFY(told >= 1s);
    QVERIFY(std::chrono::steady_clock::now() - start >= 1s);

    // Whoever stops while it waits does not wait for it.
    count = 0;
    std::filesystem::remove(target());
    std::stop_source stop;
    const auto stopped = fetch(server.url("/weights"), {}, stop.get_token(), [&](const DownloadProgress& progress) {
        if (progress.phase == DownloadProgress::Phase::Waiting)
            stop.request_stop();
    });
    QVERIFY(!stopped);
    QCOMPARE(int(stopped.error().code), int(ErrorCode::Cancelled));
}

void DownloadTest::tellsHowFarItIs()
{
    HttpServer server([](const HttpQuestion& question) {
        HttpReply reply = sound(question);
        reply.bytesPerTick = 2'000;
        return reply;
    });
    std::vector<DownloadProgress> told;
    QVERIFY(fetch(server.url("/weights"), {}, {}, [&](const DownloadProgress& progress) { told.push_back(progress); }));
    QVERIFY(told.size() >= 4);
    QCOMPARE(int(told.front().phase), int(DownloadProgress::Phase::Asking));
    std::uint64_t last = 0;
    bool speed = false;
    for (const DownloadProgress& progress : told) {
        QVERIFY(progress.done >= last);
        last = progress.done;
        speed = speed || progress.bytesPerSecond.value_or(0) > 1000;
        if (progress.phase == DownloadProgress::Phase::Downloading)
            QCOMPARE(progress.total.value_or(0), std::uint64_t(kContent.size()));
    }
    QCOMPARE(last, std::uint64_t(kContent.size()));
    QVERIFY(speed);
}

void DownloadTest::damagedStateIsBegunAnew_data()
{
    QTest::addColumn<QByteArray>("state"); // empty: none
    QTest::newRow("none") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"version\": 1, \"sour");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("another version") << QByteArray("{\"version\": 2, \"source\": \"URL\"}");
    QTest::newRow("of something else") << QByteArray("{\"version\": 1, \"source\": \"https://example.com/\"}");
    QTest::newRow("of a shorter file") << QByteArray("{\"version\": 1, \"source\": \"URL\", \"total\": 10}");
}

void DownloadTest::damagedStateIsBegunAnew()
{
    QFETCH(QByteArray, state);
    HttpServer server([](const HttpQuestion& question) { return sound(question); });
    const std::string url = server.url("/weights");
    writePart(kOther.left(kPart), url);
    QFile file(QString::fromStdString(target().string()) + QStringLiteral(".part.json"));
    if (state.isEmpty()) {
        QVERIFY(file.remove());
    } else {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(state.replace("URL", QByteArray::fromStdString(url)));
        file.close();
    }
    QVERIFY(fetch(url, sha256(kContent)));
    QVERIFY(!server.questions().front().rangeStart());
    QVERIFY(read(target()) == kContent);
}

void DownloadTest::recordsWhatTheHubSays()
{
    HttpServer cdn([](const HttpQuestion& question) {
        HttpReply reply = sound(question);
        reply.fields.emplace_back("X-Repo-Commit", "forged");
        reply.fields.emplace_back("X-Linked-Etag", '"' + sha256(kOther) + '"');
        return reply;
    });
    HttpServer hub([&](const HttpQuestion& question) {
        return status(302, {{"Location", cdn.url(question.path)},
                            {"X-Repo-Commit", "c0ffee"},
                            {"X-Linked-Size", "300000"},
                            {"X-Linked-Etag", '"' + sha256(kContent) + '"'}});
    });
    const auto result = fetch(hub.url("/weights"));
    QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
    QCOMPARE(result->commit, std::string("c0ffee"));
    QCOMPARE(int(result->vouched), int(Vouched::ByServer));
    QCOMPARE(result->bytes, std::uint64_t(kContent.size()));
}

QTEST_GUILESS_MAIN(DownloadTest)
#include "download_test.moc"
