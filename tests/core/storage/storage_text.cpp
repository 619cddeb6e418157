#include <algorithm>
#include <cstring>

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
        QTest::addColumn<bool>("prefix");
        QTest::addColumn<QList<int>>("contents");
        QTest::newRow("stem") << QStringList{"dog"} << false << QList<int>{1, 3};
        QTest::newRow("both words") << QStringList{"dog", "beach"} << false << QList<int>{1};
        QTest::newRow("file name") << QStringList{"2041"} << false << QList<int>{1};
        QTest::newRow("accents") << QStringList{"cafe", "munchen"} << false << QList<int>{2};
        QTest::newRow("phrase") << QStringList{"red barn"} << false << QList<int>{3};
        QTest::newRow("phrase not in order") << QStringList{"barn red"} << false << QList<int>{};
        QTest::newRow("being typed") << QStringList{"bea"} << true << QList<int>{1};
        QTest::newRow("not being typed") << QStringList{"bea"} << false << QList<int>{};
        QTest::newRow("operator AND") << QStringList{"dog AND"} << false << QList<int>{};
        QTest::newRow("operator alone") << QStringList{"AND"} << false << QList<int>{3};
        QTest::newRow("quote") << QStringList{"\""} << false << QList<int>{};
        QTest::newRow("quote inside") << QStringList{"red \"barn"} << false << QList<int>{3};
        QTest::newRow("NEAR(") << QStringList{"NEAR("} << false << QList<int>{3};
        QTest::newRow("column filter") << QStringList{"name:dog"} << false << QList<int>{};
        QTest::newRow("caret") << QStringList{"^two"} << false << QList<int>{1};
        QTest::newRow("star") << QStringList{"*"} << false << QList<int>{};
        QTest::newRow("punctuation beside a word") << QStringList{"beach", "!!!"} << false << QList<int>{1};
        QTest::newRow("semicolon and drop") << QStringList{"'; DROP TABLE photo; --"} << false << QList<int>{};
        QTest::newRow("nothing") << QStringList() << false << QList<int>{};
        QTest::newRow("right to left") << QStringList{QString::fromUtf8("שלום")} << false << QList<int>{};
        QTest::newRow("ten thousand characters") << QStringList{QString(10000, 'x')} << false << QList<int>{};
        QStringList many;
        for (int i = 0; i < 5000; ++i)
            many << QStringLiteral("beach");
        QTest::newRow("five thousand words") << many << true << QList<int>{1};
    }

    void match()
    {
        QFETCH(QStringList, all);
        QFETCH(bool, prefix);
        QFETCH(QList<int>, contents);
        TextQuery query;
        for (const QString& term : all)
            query.all.push_back(term.toStdString());
        query.lastIsPrefix = prefix;
        const auto matches = m_library->text().match(query, 100);
        QVERIFY2(matches, matches ? "" : matches.error().message.c_str());
        QList<int> found;
        for (const PhotoId photo : matches->photos)
            found << m_contents.value(photo.value);
        std::sort(found.begin(), found.end());
        QCOMPARE(found, contents);
    }

    void limitHolds() { QCOMPARE(m_library->text().match({{"a"}}, 1)->photos.size(), 1u); }

    void zeroByteEndsNothing()
    {
        QCOMPARE(m_library->text().match({{std::string("be\0ach", 6)}}, 10)->photos.size(), 1u);
    }

    void onlyAmongSome()
    {
        const PhotoId barn = m_library->text().match({{"barn"}}, 1)->photos.at(0);
        const PhotoId beach = m_library->text().match({{"beach"}}, 1)->photos.at(0);
        const std::vector<PhotoId> both{std::min(barn, beach), std::max(barn, beach)};
        const std::vector<PhotoId> one{barn};
        const std::vector<PhotoId> none;
        QCOMPARE(m_library->text().match({{"dog"}}, 10, &both)->photos.size(), 2u);
        QCOMPARE(m_library->text().match({{"dog"}}, 1, &one)->photos, one);
        QCOMPARE(m_library->text().match({{"coffee"}}, 10, &both)->photos.size(), 0u);
        QCOMPARE(m_library->text().match({{"dog"}}, 10, &none)->photos.size(), 0u);
        // The connection is the same: nothing of the filter is left behind.
        QCOMPARE(m_library->text().match({{"a"}}, 10)->photos.size(), 3u);
    }

    /// What is everywhere is not ranked, and who knows an order gets all of them to apply it to.
    void tooManyToRank()
    {
        constexpr std::size_t kMany = TextIndex::kMostRanked + 1;
        const LibraryFixture fixture;
        const auto library = fixture.open();
        QVERIFY(library);
        std::vector<LookedFile> files;
        for (std::size_t i = 0; i < kMany; ++i) {
            files.push_back(lookedFile("/many/" + std::to_string(i) + ".jpg", 0));
            std::memcpy(files.back().hash.bytes.data(), &i, sizeof i);
        }
        const auto added = library->photos().add(files, 100);
        QVERIFY(added);
        std::vector<DescribedPhoto> described(kMany);
        for (std::size_t i = 0; i < kMany; ++i) {
            described[i].photo = (*added)[i].photo;
            described[i].caption = Caption{i == 0 ? "sky" : "sea and sky", 0.5f, {}};
        }
        QVERIFY(library->descriptions().add(described, 100));

        const auto everywhere = library->text().match({{"sky"}}, 5);
        QVERIFY(everywhere);
        QVERIFY(!everywhere->ranked);
        QCOMPARE(everywhere->all.size(), kMany);
        QVERIFY(std::is_sorted(everywhere->all.begin(), everywhere->all.end()));
        const std::vector<PhotoId> newest(everywhere->all.rbegin(), everywhere->all.rbegin() + 5);
        QCOMPARE(everywhere->photos, newest);

        const auto fewer = library->text().match({{"sea"}}, 5);
        QVERIFY(fewer->ranked);
        QCOMPARE(fewer->photos.size(), 5u);
        QVERIFY(fewer->all.empty());
        const std::vector<PhotoId> some(newest.rbegin(), newest.rend());
        const auto among = library->text().match({{"sky"}}, 5, &some);
        QVERIFY(among->ranked);
        QCOMPARE(among->photos.size(), 5u);
    }

    void counts()
    {
        QCOMPARE(*m_library->text().count({{"dog"}}), 2);
        QCOMPARE(*m_library->text().count({{}}), 0);
    }

    void wordsFound()
    {
        const PhotoId beach = m_library->text().match({{"beach"}}, 1)->photos.at(0);
        const auto found = m_library->text().wordsFound({{"dog", "run", "coffee", "img"}, true}, beach);
        QVERIFY(found);
        QCOMPARE(found->size(), 2u);
        QCOMPARE(found->at(0).column, std::string("caption"));
        QCOMPARE(found->at(0).words, (std::vector<std::string>{"dogs", "running"}));
        QCOMPARE(found->at(1).column, std::string("name"));
        QVERIFY(m_library->text().wordsFound({{"coffee"}}, beach)->empty());
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
