#include <QTest>

#include "core/search/query_words.h"

using namespace vidimus::search;

class SearchQueryWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("meaning");
        QTest::addColumn<QStringList>("required");
        QTest::addColumn<QStringList>("excluded");
        QTest::addColumn<bool>("prefix");
        const QStringList no;
        QTest::newRow("words") << "dog beach"
                               << "dog beach" << QStringList{"dog", "beach"} << no << true;
        QTest::newRow("empty words stay in the meaning")
            << "dog on a beach"
            << "dog on a beach" << QStringList{"dog", "beach"} << no << true;
        QTest::newRow("only empty words") << "the a"
                                          << "the a" << QStringList{"the", "a"} << no << false;
        QTest::newRow("finished word") << "dog "
                                       << "dog" << QStringList{"dog"} << no << false;
        QTest::newRow("phrase") << "\"old barn\" red"
                                << "old barn red" << QStringList{"old barn", "red"} << no << true;
        QTest::newRow("open phrase") << "\"old ba"
                                     << "old ba" << QStringList{"old ba"} << no << false;
        QTest::newRow("minus") << "beach -people"
                               << "beach" << QStringList{"beach"} << QStringList{"people"} << false;
        QTest::newRow("minus phrase") << "beach -\"red ball\""
                                      << "beach" << QStringList{"beach"} << QStringList{"red ball"} << false;
        QTest::newRow("minus alone") << "beach - people"
                                     << "beach people" << QStringList{"beach", "people"} << no << true;
        QTest::newRow("hyphen inside") << "t-shirt"
                                       << "t-shirt" << QStringList{"t-shirt"} << no << true;
        QTest::newRow("minuses") << "---"
                                 << "" << no << no << false;
        QTest::newRow("nothing") << ""
                                 << "" << no << no << false;
        QTest::newRow("spaces") << " \t\n "
                                << "" << no << no << false;
        QTest::newRow("empty quotes") << "\"\""
                                      << "" << no << no << false;
        QTest::newRow("control characters") << "dog\x01\x1f"
                                               "beach"
                                            << "dog beach" << QStringList{"dog", "beach"} << no << true;
        QTest::newRow("only exclusion") << "-people"
                                        << "" << no << QStringList{"people"} << false;
        QTest::newRow("quote in a word") << "5\"lens"
                                         << "5 lens" << QStringList{"5", "lens"} << no << false;
    }

    void parse()
    {
        QFETCH(QString, line);
        QFETCH(QString, meaning);
        QFETCH(QStringList, required);
        QFETCH(QStringList, excluded);
        QFETCH(bool, prefix);
        const QueryWords query = parseQuery(line.toStdString());
        QCOMPARE(QString::fromStdString(query.meaning), meaning);
        QCOMPARE(listOf(query.required), required);
        QCOMPARE(listOf(query.excluded), excluded);
        QCOMPARE(query.lastIsPrefix, prefix);
        QCOMPARE(query.empty(), meaning.isEmpty() && excluded.isEmpty());
    }

    void longLinesAreCutBetweenCharacters()
    {
        QString line;
        for (int i = 0; i < 5000; ++i)
            line += QChar(0x00e4);
        const QueryWords query = parseQuery(line.toStdString());
        QVERIFY(query.meaning.size() <= 2000);
        QVERIFY(!QString::fromStdString(query.meaning).contains(QChar::ReplacementCharacter));
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

QTEST_GUILESS_MAIN(SearchQueryWordsTest)
#include "search_query_words.moc"
