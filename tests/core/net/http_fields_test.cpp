#include <QTest>

#include <QUrl>

#include "core/net/http_fields.h"
#include "core/net/proxies.h"
#include "core/net/retry_policy.h"
#include "core/net/transfer_rate.h"
#include "core/net/url_rules.h"

using namespace vidimus;
using namespace vidimus::net;
using namespace std::chrono_literals;

/// What is read out of HTTP's fields, and what follows from it, without any network.
class HttpFieldsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contentRange_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // first-last/total, "-" for what is not there; empty: not read
        QTest::newRow("range") << "bytes 100-199/1000"
                               << "100-199/1000";
        QTest::newRow("one byte") << "bytes 0-0/1"
                                  << "0-0/1";
        QTest::newRow("unknown total") << "bytes 5-9/*"
                                       << "5-9/-";
        QTest::newRow("unsatisfied") << "bytes */1000"
                                     << "---/1000";
        QTest::newRow("nothing known") << "bytes */*"
                                       << "";
        QTest::newRow("backwards") << "bytes 9-5/10"
                                   << "";
        QTest::newRow("beyond the total") << "bytes 0-10/10"
                                          << "";
        QTest::newRow("negative") << "bytes -1-5/10"
                                  << "";
        QTest::newRow("too large a number") << "bytes 0-99999999999999999999/*"
                                            << "";
        QTest::newRow("other unit") << "items 0-1/2"
                                    << "";
        QTest::newRow("no slash") << "bytes 0-1"
                                  << "";
        QTest::newRow("words after it") << "bytes 0-1/2 or so"
                                        << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void contentRange()
    {
        QFETCH(QString, text);
        const auto range = parseContentRange(text.toStdString());
        const auto shown = [](const std::optional<std::uint64_t>& number) {
            return number ? QString::number(*number) : QStringLiteral("-");
        };
        QTEST(range ? shown(range->first) + '-' + shown(range->last) + '/' + shown(range->total) : QString(),
              "expected");
    }

    void retryAfter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds"); // -1: not read
        QTest::newRow("seconds") << "120" << qint64(120);
        QTest::newRow("at once") << "0" << qint64(0);
        QTest::newRow("a date to come") << "Wed, 21 Oct 2026 07:28:30 GMT" << qint64(30);
        QTest::newRow("a date gone by") << "Wed, 21 Oct 2026 07:00:00 GMT" << qint64(0);
        QTest::newRow("ages") << "99999999999" << qint64(365 * 24 * 3600);
        QTest::newRow("negative") << "-5" << qint64(-1);
        QTest::newRow("words") << "soon" << qint64(-1);
        QTest::newRow("nothing") << "" << qint64(-1);
    }
    void retryAfter()
    {
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 10, 21), QTime(7, 28), Qt::UTC);
        const auto wish = parseRetryAfter(
            text.toStdString(), std::chrono::system_clock::time_point(std::chrono::seconds(now.toSecsSinceEpoch())));
        QTEST(wish ? qint64(wish->count()) : qint64(-1), "seconds");
    }

    void tags()
    {
        QCOMPARE(strongTag("\"abc\"").value_or(""), std::string("\"abc\""));
        QVERIFY(!strongTag("W/\"abc\""));
        QVERIFY(!strongTag("abc"));
        QVERIFY(!strongTag("\"\""));
        QCOMPARE(tagContent("W/\"abc\""), std::string("abc"));
        QCOMPARE(tagContent(" \"abc\" "), std::string("abc"));
        QCOMPARE(tagContent("abc"), std::string("abc"));
    }

    void urls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("https") << "https://huggingface.co/x" << true;
        QTest::newRow("http to this machine") << "http://127.0.0.1:8080/x" << true;
        QTest::newRow("http to this machine, IPv6") << "http://[::1]:8080/x" << true;
        QTest::newRow("http to localhost") << "http://localhost/x" << true;
        QTest::newRow("http to the world") << "http://huggingface.co/x" << false;
        QTest::newRow("a name that looks like this machine") << "http://localhost.example.com/x" << false;
        QTest::newRow("a password in it") << "https://me:secret@huggingface.co/x" << false;
        QTest::newRow("a file") << "file:///etc/passwd" << false;
        QTest::newRow("no host") << "https:///x" << false;
        QTest::newRow("nothing") << "" << false;
    }
    void urls()
    {
        QFETCH(QString, url);
        QTEST(checkedUrl(url.toStdString()).has_value(), "allowed");
    }

    void redirects_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("to"); // empty: not followed
        QTest::newRow("elsewhere") << "https://a.example/x" << QByteArray("https://b.example/y?z=1")
                                   << "https://b.example/y?z=1";
        QTest::newRow("a path") << "https://a.example/x/y" << QByteArray("/z") << "https://a.example/z";
        QTest::newRow("no scheme") << "https://a.example/x" << QByteArray("//b.example/y") << "https://b.example/y";
        QTest::newRow("into the clear") << "https://a.example/x" << QByteArray("http://a.example/x") << "";
        QTest::newRow("into the clear on this machine")
            << "https://a.example/x" << QByteArray("http://127.0.0.1/x") << "";
        QTest::newRow("to a file") << "https://a.example/x" << QByteArray("file:///etc/passwd") << "";
        QTest::newRow("from this machine into the clear")
            << "http://127.0.0.1:1/x" << QByteArray("http://a.example/x") << "";
    }
    void redirects()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, location);
        const auto target = redirectTarget(QUrl(from), location);
        QTEST(target ? target->toString() : QString(), "to");
    }

    void tokens_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("carries");
        QTest::newRow("the hub") << "https://huggingface.co/a" << true;
        QTest::newRow("the hub in capitals") << "https://HuggingFace.co/a" << true;
        QTest::newRow("in the clear") << "http://huggingface.co/a" << false;
        QTest::newRow("its CDN") << "https://cdn-lfs.huggingface.co/a" << false;
        QTest::newRow("another port") << "https://huggingface.co:8443/a" << false;
        QTest::newRow("a longer name") << "https://huggingface.co.example.com/a" << false;
        QTest::newRow("another") << "https://example.com/huggingface.co" << false;
    }
    void tokens()
    {
        QFETCH(QString, url);
        NetSettings settings;
        settings.tokenHost = "huggingface.co";
        QVERIFY(!mayCarryToken(QUrl(url), settings)); // no token, nothing to carry
        settings.token = "secret";
        QTEST(mayCarryToken(QUrl(url), settings), "carries");
    }

    void proxies_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<bool>("understood");
        QTest::newRow("the system's") << "" << true;
        QTest::newRow("none") << "none" << true;
        QTest::newRow("http") << "http://proxy.example:3128" << true;
        QTest::newRow("socks") << "socks5://127.0.0.1:1080" << true;
        QTest::newRow("no port") << "http://proxy.example" << false;
        QTest::newRow("no scheme") << "proxy.example:3128" << false;
        QTest::newRow("other scheme") << "ftp://proxy.example:21" << false;
    }
    void proxies()
    {
        QFETCH(QString, setting);
        QTEST(makeProxies(setting.toStdString()).has_value(), "understood");
    }

    void delaysGrowAndEnd()
    {
        RetryPolicy policy;
        policy.tries = 5;
        policy.first = 1s;
        policy.longest = 3s;
        policy.jitter = [] { return 1.0; };
        QCOMPARE(policy.delayAfter(1).value_or(0ms), 1000ms);
        QCOMPARE(policy.delayAfter(2).value_or(0ms), 2000ms);
        QCOMPARE(policy.delayAfter(3).value_or(0ms), 3000ms);
        QCOMPARE(policy.delayAfter(4).value_or(0ms), 3000ms);
        QVERIFY(!policy.delayAfter(5));
        policy.jitter = [] { return 0.0; };
        QCOMPARE(policy.delayAfter(2).value_or(0ms), 1000ms);
        QVERIFY(policy.delayAfter(1, 7s).value_or(0ms) >= 7s); // not before the server wishes
        QVERIFY(!policy.delayAfter(1, std::chrono::hours(2)));
        policy.jitter = {};
        for (int i = 0; i < 100; ++i) {
            const auto delay = policy.delayAfter(1).value_or(0ms);
            QVERIFY(delay >= 500ms && delay <= 1000ms);
        }
    }

    void speedIsOfTheLastSeconds()
    {
        TransferRate rate;
        const TransferRate::Time start{};
        QVERIFY(!rate.bytesPerSecond(start));
        rate.add(1000, start);
        QVERIFY(!rate.bytesPerSecond(start + 100ms)); // too soon to say
        for (int i = 1; i <= 100; ++i)
            rate.add(1000, start + i * 100ms);
        const double fast = rate.bytesPerSecond(start + 10s).value_or(0);
        QVERIFY2(fast > 9000 && fast < 11500, qPrintable(QString::number(fast)));
        for (int i = 101; i <= 200; ++i)
            rate.add(100, start + i * 100ms);
        const double slow = rate.bytesPerSecond(start + 20s).value_or(0);
        QVERIFY2(slow > 900 && slow < 1150, qPrintable(QString::number(slow)));
        QVERIFY(!rate.bytesPerSecond(start + 60s)); // nothing came for long
    }
};

QTEST_GUILESS_MAIN(HttpFieldsTest)
#include "http_fields_test.moc"
