#include <QTest>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

/// What a person may type, character for character, against a library of three captions.
class StorageTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_fixture.open();
        QVERIFY(m_library);
        add("/trip/IMG_2041.jpg", 1, "two dogs running on a beach");
        add("/trip/café-münchen.jpg", 2, "a cup of coffee on a table");
        add("/trip/dog.png", 3, "a red barn NEAR a lake and a 50mm lens");
    }

    void match_data()
    {
        QTest::addColumn<QStringList>("all");
        QTest::addColumn<QStringList>("none");
        QTest::addColumn<bool>("prefix");
        QTest::addColumn<QList<int>>("contents");
        const QStringList no;
        QTest::newRow("stem") << QStringList{"dog"} << no << false << QList<int>{1, 3};
        QTest::newRow("both words") << QStringList{"dog", "beach"} << no << false << QList<int>{1};
        QTest::newRow("file name") << QStringList{"2041"} << no << false << QList<int>{1};
        QTest::newRow("accents") << QStringList{"cafe", "munchen"} << no << false << QList<int>{2};
        QTest::newRow("phrase") << QStringList{"red barn"} << no << false << QList<int>{3};
        QTest::newRow("phrase not in order") << QStringList{"barn red"} << no << false << QList<int>{};
        QTest::newRow("being typed") << QStringList{"bea"} << no << true << QList<int>{1};
        QTest::newRow("not being typed") << QStringList{"bea"} << no << false << QList<int>{};
        QTest::newRow("left out") << QStringList{"dog"} << QStringList{"beach"} << false << QList<int>{3};
        QTest::newRow("operator AND") << QStringList{"dog AND"} << no << false << QList<int>{};
        QTest::newRow("operator alone") << QStringList{"AND"} << no << false << QList<int>{3};
        QTest::newRow("quote") << QStringList{"\""} << no << false << QList<int>{};
        QTest::newRow("quote inside") << QStringList{"red \"barn"} << no << false << QList<int>{3};
        QTest::newRow("NEAR(") << QStringList{"NEAR("} << no << false << QList<int>{3};
        QTest::newRow("column filter") << QStringList{"name:dog"} << no << false << QList<int>{};
        QTest::newRow("caret") << QStringList{"^two"} << no << false << QList<int>{1};
        QTest::newRow("star") << QStringList{"*"} << no << false << QList<int>{};
        QTest::newRow("punctuation beside a word") << QStringList{"beach", "!!!"} << no << false << QList<int>{1};
        QTest::newRow("semicolon and drop") << QStringList{"'; DROP TABLE photo; --"} << no << false << QList<int>{};
        QTest::newRow("nothing") << no << no << false << QList<int>{};
        QTest::newRow("right to left") << QStringList{QString::fromUtf8("שלום")} << no << false << QList<int>{};
        QTest::newRow("ten thousand characters") << QStringList{QString(10000, 'x')} << no << false << QList<int>{};
        QStringList many;
        for (int i = 0; i < 5000; ++i)
            many << QStringLiteral("beach");
        QTest::newRow("five thousand words") << many << no << true << QList<int>{1};
    }

    void match()
    {
        QFETCH(QStringList, all);
        QFETCH(QStringList, none);
        QFETCH(bool, prefix);
        QFETCH(QList<int>, contents);
        TextQuery query;
        for (const QString& term : all)
            query.all.push_back(term.toStdString());
        for (const QString& term : none)
            query.none.push_back(term.toStdString());
        query.lastIsPrefix = prefix;
        const auto matches = m_library->text().match(query, 100);
        QVERIFY2(matches, matches ? "" : matches.error().message.c_str());
        QList<int> found;
        for (const TextMatch& match : *matches)
            found << m_contents.value(match.photo.value);
        std::sort(found.begin(), found.end());
        QCOMPARE(found, contents);
    }

    void limitHolds() { QCOMPARE(m_library->text().match({{"a"}, {}, false}, 1)->size(), 1u); }

    void zeroByteEndsNothing()
    {
        QCOMPARE(m_library->text().match({{std::string("be\0ach", 6)}, {}, false}, 10)->size(), 1u);
    }

    void withAny()
    {
        QCOMPARE(m_library->text().withAny({"coffee", "barn"})->size(), 2u);
        QVERIFY(m_library->text().withAny({})->empty());
        QVERIFY(m_library->text().withAny({"-", "\""})->empty());
    }

private:
    void add(const char* path, unsigned char content, const char* caption)
    {
        const PhotoId photo = addPhoto(*m_library, path, content);
        m_contents.insert(photo.value, content);
        const DescribedPhoto answer{photo, Caption{caption, 0.5f, {}}, 0, {}, 0, {}, {}};
        QVERIFY(m_library->descriptions().add({&answer, 1}, 100));
    }

    LibraryFixture m_fixture;
    std::unique_ptr<Library> m_library;
    QHash<qint64, int> m_contents;
};

QTEST_GUILESS_MAIN(StorageTextTest)
#include "storage_text.moc"
