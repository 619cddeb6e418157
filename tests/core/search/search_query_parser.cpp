#include <QTest>

#include "core/search/query_parser.h"
#include "core/search/query_words.h"
#include "query_text.h"

using namespace vidimus::search;
using namespace vidimus::test;

namespace {

/// A Thursday.
constexpr Day kToday = std::chrono::sys_days(std::chrono::year(2024) / 2 / 29);

ParsedQuery parsed(const QString& line, Day today = kToday)
{
    return parseQuery(line.toStdString(), today);
}

} // namespace

/// The query language: every kind of term, negated, quoted and escaped; plain dates; mistakes with their explanations.
class SearchQueryParserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void terms_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("terms");
        const auto row = [](const char* line, const char* terms) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(terms);
        };
        row("dog beach", "dog beach");
        row("Dog on a Beach", "Dog on a Beach");
        row("\"old barn\" red", "\"old barn\" red");
        row("\"old ba", "\"old ba\"");
        row("“old barn”", "\"old barn\"");
        row("\"a \\\"quoted\\\" word\"", "\"a \"quoted\" word\"");
        row("5\"lens", "5 \"lens\"");
        row("beach -people", "beach -people");
        row("beach −people", "beach -people");
        row("beach -\"red ball\"", "beach -\"red ball\"");
        row("beach - people", "beach people");
        row("--people", "-people");
        row("t-shirt", "t-shirt");
        row("---", "");
        row("", "");
        row(" \t\n ", "");
        row("\"\"", "");
        row("\"  \"", "");
        row("tag:holiday", "tag=holiday");
        row("TAG:Holiday", "tag=Holiday");
        row("-tag:x", "-tag=x");
        row("tag:\"two words\" dog", "tag=\u0074wo words dog");
        row("tag:two\\ words", "tag=two words");
        row("folder:\"My \\\"best\\\" pictures\"", "folder=My \"best\" pictures");
        row("folder:2023/summer", "folder=2023/summer");
        row("-camera:nikon", "-camera=nikon");
        row("album:best", "album=best");
        row("date:2023", "taken[2023-01-01,2024-01-01)");
        row("date:2023-05", "taken[2023-05-01,2023-06-01)");
        row("date:2023-5", "taken[2023-05-01,2023-06-01)");
        row("date:2023/05/14", "taken[2023-05-14,2023-05-15)");
        row("date:2023-12", "taken[2023-12-01,2024-01-01)");
        row("date:2024-02-29", "taken[2024-02-29,2024-03-01)");
        row("date:2023-05..2023-08", "taken[2023-05-01,2023-09-01)");
        row("date:2022..", "taken[2022-01-01,)");
        row("date:..2022", "taken[,2023-01-01)");
        row("date:..", "taken[,)");
        row("date:>=2023-05", "taken[2023-05-01,)");
        row("date:>2023-05", "taken[2023-06-01,)");
        row("date:<2023", "taken[,2023-01-01)");
        row("date:≤2023", "taken[,2024-01-01)");
        row("-date:2023", "-taken[2023-01-01,2024-01-01)");
        row("taken:yesterday", "taken[2024-02-28,2024-02-29)");
        row("date:last-summer", "taken[2023-06-01,2023-09-01)");
        row("date:\"last summer\"", "taken[2023-06-01,2023-09-01)");
        row("date:2023..today", "taken[2023-01-01,2024-03-01)");
        row("rating:3", "rating[3,3]");
        row("rating:>=3", "rating[3,5]");
        row("rating:>3", "rating(3,5]");
        row("rating:<2", "rating[0,2)");
        row("rating:2..4", "rating[2,4]");
        row("rating:..2", "rating[0,2]");
        row("-rating:5", "-rating[5,5]");
        row("stars:≥4", "rating[4,5]");
        row("conf:<0.5", "conf[0,0.5)");
        row("conf:<0,5", "conf[0,0.5)");
        row("conf:>80%", "conf(0.8,1]");
        row("confidence:0.2..0.4", "conf[0.2,0.4]");
        row("type:jpg", "format=jpeg");
        row("type:JPEG", "format=jpeg");
        row("type:landscape", "shape=L");
        row("-type:panorama", "-shape=W");
        row("is:favourite is:favorite", "is=favourite is=favourite");
        row("is:edited is:undescribed is:picked is:rejected", "is=edited is=undescribed is=picked is=rejected");
        row("is:described", "-is=undescribed");
        row("-is:described", "is=undescribed");
        row("is:untagged", "-is=tagged");
        // Not keys.
        row("12:30", "12:30");
        row("note:hello", "note:hello");
        row("https://example.org", "https://example.org");
        row("\\tag:x", "tag:x");
        row("\\-people", "-people");
        row("tag\\:x", "tag:x");
        // Still being typed: no term, no mistake.
        row("dog tag:", "dog");
        row("rating:>=", "");
        row("date:2023-", "taken[2023-01-01,2024-01-01)");
        // Bytes that are no text.
        row("dog\x01\x1f"
            "beach",
            "dog beach");
        row("\u202Etag:\u202Dx\u202C", "tag=x");
        row("سگ ساحل", "سگ ساحل");
        row("\u3000犬\u3000", "犬");
    }

    void terms()
    {
        QFETCH(QString, line);
        QFETCH(QString, terms);
        const ParsedQuery query = parsed(line);
        QCOMPARE(textOf(query), terms);
        QVERIFY2(query.problems.empty(), query.problems.empty() ? "" : query.problems[0].message.c_str());
    }

    void spokenDates_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("terms");
        const auto row = [](const char* line, const char* terms) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(terms);
        };
        row("dog yesterday", "dog spoken[2024-02-28,2024-02-29)");
        row("Today", "spoken[2024-02-29,2024-03-01)");
        row("last summer", "spoken[2023-06-01,2023-09-01)");
        row("last winter", "spoken[2022-12-01,2023-03-01)");
        row("this winter", "spoken[2023-12-01,2024-03-01)");
        row("this summer", "spoken[2024-06-01,2024-09-01)");
        row("summer 2021", "spoken[2021-06-01,2021-09-01)");
        row("june 2023", "spoken[2023-06-01,2023-07-01)");
        row("dog in June 2023 beach", "dog spoken[2023-06-01,2023-07-01) beach");
        row("jun 2023", "spoken[2023-06-01,2023-07-01)");
        row("june, 2023.", "spoken[2023-06-01,2023-07-01)");
        row("14 june 2023", "spoken[2023-06-14,2023-06-15)");
        row("on June 14th, 2023", "spoken[2023-06-14,2023-06-15)");
        row("2023-06-14", "spoken[2023-06-14,2023-06-15)");
        row("last june", "spoken[2023-06-01,2023-07-01)");
        row("last february", "spoken[2023-02-01,2023-03-01)");
        row("this february", "spoken[2024-02-01,2024-03-01)");
        row("this year", "spoken[2024-01-01,2025-01-01)");
        row("last year", "spoken[2023-01-01,2024-01-01)");
        row("last month", "spoken[2024-01-01,2024-02-01)");
        row("this week", "spoken[2024-02-26,2024-03-04)");
        row("last week", "spoken[2024-02-19,2024-02-26)");
        row("last weekend", "spoken[2024-02-24,2024-02-26)");
        row("last 3 days", "spoken[2024-02-27,2024-03-01)");
        row("last 2 weeks", "spoken[2024-02-16,2024-03-01)");
        row("last 1 year", "spoken[2023-03-01,2024-03-01)");
        // May mean something else: words.
        row("summer", "summer");
        row("2023", "2023");
        row("may", "may");
        row("last supper", "last supper");
        row("last may", "spoken[2023-05-01,2023-06-01)");
        row("31 february 2023", "31 spoken[2023-02-01,2023-03-01)");
        row("\"last summer\"", "\"last summer\"");
        row("\\last summer", "last summer");
        row("-last summer", "-last summer");
        row("1899 june 9999", "1899 june 9999");
    }

    void spokenDates()
    {
        QFETCH(QString, line);
        QFETCH(QString, terms);
        QCOMPARE(textOf(parsed(line)), terms);
    }

    void otherDays_data()
    {
        QTest::addColumn<QDate>("today");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("terms");
        QTest::newRow("in the middle of it") << QDate(2026, 7, 15) << "last summer"
                                             << "spoken[2025-06-01,2025-09-01)";
        QTest::newRow("after it") << QDate(2026, 11, 26) << "last summer"
                                  << "spoken[2026-06-01,2026-09-01)";
        QTest::newRow("winter in December") << QDate(2026, 12, 24) << "this winter"
                                            << "spoken[2026-12-01,2027-03-01)";
        QTest::newRow("a month of 31 days") << QDate(2026, 3, 31) << "last 1 month"
                                            << "spoken[2026-03-01,2026-04-01)";
        QTest::newRow("Sunday") << QDate(2026, 11, 29) << "last weekend"
                                << "spoken[2026-11-21,2026-11-23)";
        QTest::newRow("clock in the future") << QDate(2999, 1, 1) << "last month"
                                             << "spoken[2998-12-01,2999-01-01)";
        QTest::newRow("clock at its beginning") << QDate(1970, 1, 1) << "yesterday"
                                                << "spoken[1969-12-31,1970-01-01)";
    }

    void otherDays()
    {
        QFETCH(QDate, today);
        QFETCH(QString, line);
        QFETCH(QString, terms);
        const Day day{std::chrono::days(QDate(1970, 1, 1).daysTo(today))};
        QCOMPARE(textOf(parsed(line, day)), terms);
    }

    void mistakes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("terms");
        QTest::addColumn<QString>("marked");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const char* line, const char* terms, const char* marked, const char* says,
                            const char* suggestion) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(terms) << QString::fromUtf8(marked)
                                << QString::fromUtf8(says) << QString::fromUtf8(suggestion);
        };
        row("dog rating:>=9", "dog", "rating:>=9", "from 0 to 5", "rating:>=5");
        row("rating:-1 dog", "dog", "rating:-1", "from 0 to 5", "rating:0");
        row("rating:many", "", "rating:many", "a number from 0 to 5", "");
        row("rating:4..2", "", "rating:4..2", "ends before it begins", "rating:2..4");
        row("rating:nan", "", "rating:nan", "a number", "");
        row("date:2023-13 dog", "dog", "date:2023-13", "There is no month 13", "date:2023-12");
        row("date:2023-02-30", "", "date:2023-02-30", "2023-02 has 28 days", "date:2023-02-28");
        row("date:23", "", "date:23", "four digits", "date:2023");
        row("date:soon", "", "date:soon", "is no date", "");
        row("date:2023-01-01-01", "", "date:2023-01-01-01", "is no date", "");
        row("date:2023-08..2023-05", "", "date:2023-08..2023-05", "ends before", "date:2023-05..2023-08");
        row("date:0000", "", "date:0000", "1800 to 9999", "");
        row("date:99999999999999999999", "", "date:99999999999999999999", "is no date", "");
        row("camra:nikon dog", "dog", "camra:nikon", "did you mean camera:?", "camera:nikon");
        row("-flder:\"a b\"", "", "-flder:\"a b\"", "did you mean folder:?", "-folder:\"a b\"");
        row("conf:<50", "", "conf:<50", "from 0 to 1", "conf:<0.5");
        row("conf:>7", "", "conf:>7", "from 0 to 1", "conf:>0.07");
        row("type:landscpe", "", "type:landscpe", "is no type", "type:landscape");
        row("type:\"x\u0007y\"", "", "type:\"x\u0007y\"", "is no type", "");
        row("is:favorit", "", "is:favorit", "can be favourite", "is:favorite");
        row("tag: dog", "dog", "tag:", "needs a value", "");
        row("größe camra:x", "größe", "camra:x", "did you mean", "camera:x");
    }

    void mistakes()
    {
        QFETCH(QString, line);
        QFETCH(QString, terms);
        QFETCH(QString, marked);
        QFETCH(QString, says);
        QFETCH(QString, suggestion);
        const ParsedQuery query = parsed(line);
        QCOMPARE(textOf(query), terms);
        QCOMPARE(query.problems.size(), 1u);
        const QueryProblem& problem = query.problems.front();
        QCOMPARE(QString::fromUtf8(
                     line.toUtf8().mid(static_cast<int>(problem.begin), static_cast<int>(problem.end - problem.begin))),
                 marked);
        QVERIFY2(QString::fromStdString(problem.message).contains(says), problem.message.c_str());
        QCOMPARE(QString::fromStdString(problem.suggestion), suggestion);
        if (!suggestion.isEmpty())
            QVERIFY2(parsed(suggestion).problems.empty(), "the suggestion is a mistake as well");
    }

    void writtenTermsAreReadAgain_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : {"nikon", "two words", "a \"quoted\" one", "back\\slash", "-minus", "«quotes»", "a:b",
                                  "größe", "\u3000"}) {
            QTest::newRow(value) << QString::fromUtf8(value);
        }
    }

    void writtenTermsAreReadAgain()
    {
        QFETCH(QString, value);
        const std::string line = writeTerm("camera", value.toStdString(), true) + " dog";
        // A blank of another script is a blank: as a value by itself it is none.
        const QString expected =
            value.trimmed().isEmpty() ? QStringLiteral("dog") : QStringLiteral("-camera=%1 dog").arg(value);
        QCOMPARE(textOf(parseQuery(line, kToday)), expected);
    }

    void positionsAreBytesOfTheLine()
    {
        const std::string line = "größe  tag:\"ä b\" -x";
        const ParsedQuery query = parseQuery(line, kToday);
        QCOMPARE(query.terms.size(), 3u);
        QCOMPARE(line.substr(query.terms[1].begin, query.terms[1].end - query.terms[1].begin), "tag:\"ä b\"");
        QCOMPARE(line.substr(query.terms[2].begin), "-x");
    }

    void anyBytes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe dog \xc3");
        QTest::newRow("zero") << QByteArray("dog\0beach", 9);
        QTest::newRow("full-text operators") << QByteArray("NEAR(a b) AND OR NOT ^x* {caption}: + \"");
        QTest::newRow("quotes only") << QByteArray(1000, '"');
        QTest::newRow("backslashes only") << QByteArray(1000, '\\');
        QTest::newRow("colons") << QByteArray("tag:tag:tag: :::: a:b:c");
        QTest::newRow("many filters") << QByteArray("tag:a ").repeated(1600);
        QTest::newRow("10,000 letters") << QByteArray(10'000, 'a');
        QTest::newRow("20,000 letters of two bytes") << QByteArray("ä").repeated(20'000);
        QTest::newRow("a book") << QByteArray("last summer -\"dog\" rating:9 ").repeated(5'000);
    }

    void anyBytes()
    {
        QFETCH(QByteArray, line);
        const ParsedQuery query = parseQuery(line.toStdString(), kToday);
        const auto size = static_cast<std::size_t>(line.size());
        std::size_t last = 0;
        for (const Term& term : query.terms) {
            QVERIFY(term.begin >= last && term.begin < term.end && term.end <= size);
            last = term.end;
        }
        for (const QueryProblem& problem : query.problems)
            QVERIFY(problem.begin <= problem.end && problem.end <= size && !problem.message.empty());
        const QueryWords words = wordsOf(query);
        QVERIFY(words.meaning.size() <= 2000);
        QCOMPARE(QString::fromStdString(words.meaning).toStdString(), words.meaning); // sound UTF-8
        QVERIFY(words.against.size() <= 4);
    }

    void longLinesAreCutAndSaySo()
    {
        const ParsedQuery query = parseQuery(std::string(10'001, 'a'), kToday);
        QCOMPARE(query.problems.size(), 1u);
        QVERIFY(query.problems[0].message.find("10,000") != std::string::npos);
        QVERIFY(parseQuery(std::string(10'000, 'a'), kToday).problems.empty());
    }

    void words_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("meaning");
        QTest::addColumn<QStringList>("required");
        QTest::addColumn<QStringList>("against");
        QTest::addColumn<bool>("prefix");
        const QStringList no;
        QTest::newRow("words") << "dog beach"
                               << "dog beach" << QStringList{"dog", "beach"} << no << true;
        QTest::newRow("empty words stay in the meaning")
            << "dog on a beach"
            << "dog on a beach" << QStringList{"dog", "beach"} << no << true;
        QTest::newRow("only empty words") << "the a"
                                          << "the a" << QStringList{"the", "a"} << no << false;
        QTest::newRow("ends with an empty word") << "dog on"
                                                 << "dog on" << QStringList{"dog"} << no << false;
        QTest::newRow("finished word") << "dog "
                                       << "dog" << QStringList{"dog"} << no << false;
        QTest::newRow("phrase") << "\"old barn\" red"
                                << "old barn red" << QStringList{"old barn", "red"} << no << true;
        QTest::newRow("open phrase") << "\"old ba"
                                     << "old ba" << QStringList{"old ba"} << no << false;
        QTest::newRow("exclusion") << "beach -people -\"red ball\""
                                   << "beach" << QStringList{"beach"} << QStringList{"people", "red ball"} << false;
        QTest::newRow("filters say nothing") << "beach tag:sea june 2023"
                                             << "beach" << QStringList{"beach"} << no << false;
        QTest::newRow("only exclusion") << "-people"
                                        << "" << no << QStringList{"people"} << false;
    }

    void words()
    {
        QFETCH(QString, line);
        QFETCH(QString, meaning);
        QFETCH(QStringList, required);
        QFETCH(QStringList, against);
        QFETCH(bool, prefix);
        const QueryWords words = wordsOf(parsed(line));
        QCOMPARE(QString::fromStdString(words.meaning), meaning);
        QCOMPARE(listOf(words.required), required);
        QCOMPARE(listOf(words.against), against);
        QCOMPARE(words.lastIsPrefix, prefix);
    }

private:
    static QStringList listOf(const std::vector<std::string>& words)
    {
        QStringList list;
        for (const std::string& word : words)
            list << QString::fromStdString(word);
        return list;
    }
};

QTEST_GUILESS_MAIN(SearchQueryParserTest)
#include "search_query_parser.moc"
