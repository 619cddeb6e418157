#include <QDateTime>
#include <QTest>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

namespace {

std::vector<PhotoId> idsOf(const std::vector<PhotoRef>& refs)
{
    std::vector<PhotoId> ids;
    for (const PhotoRef& ref : refs)
        ids.push_back(ref.id);
    return ids;
}

} // namespace

/// The orders that a PhotoRef does not tell, and folders.
class StorageOrdersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersInNames_data()
    {
        QTest::addColumn<QStringList>("names"); // in the order they should come out
        QTest::newRow("numbers") << QStringList{"IMG_1.jpg", "IMG_9.jpg", "IMG_10.jpg", "IMG_0100.jpg", "IMG_101.jpg"};
        QTest::newRow("case") << QStringList{"apple.jpg", "Banana.jpg", "cherry.jpg"};
        QTest::newRow("only case") << QStringList{"same.jpg", "SAME.jpg"};
        QTest::newRow("numbers first") << QStringList{"2.jpg", "10.jpg", "a.jpg"};
        QTest::newRow("very long number") << QStringList{"7.jpg", QString(300, QLatin1Char('9')) + ".jpg"};
        QTest::newRow("right to left") << QStringList{"a.jpg", "\u05d0\u05d1.jpg", "\u0627\u0628.jpg"};
        QTest::newRow("nothing but noughts") << QStringList{"0.jpg", "00.jpg", "1.jpg"};
    }

    void numbersInNames()
    {
        QFETCH(QStringList, names);
        const LibraryFixture fixture;
        const auto library = fixture.open();
        // In other folders in the opposite order: only the name counts. Equal names stay as they were added.
        std::vector<PhotoId> expected;
        for (int i = 0; i < names.size(); ++i)
            expected.push_back(addTo(*library, 9 - i, names[i].toStdString(), i + 1));
        const auto refs = library->query().all(SortOrder::ByName);
        QCOMPARE(idsOf(*refs), expected);
    }

    void ordersOfWhatModelsAndPeopleSay()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        std::vector<PhotoId> photos;
        for (int i = 0; i < 5; ++i)
            photos.push_back(addTo(*library, i, "a.jpg", i + 1, 1000 + i));
        const auto describe = [&](int photo, float confidence) {
            DescribedPhoto described;
            described.photo = photos[static_cast<std::size_t>(photo)];
            described.caption = Caption{"a dog", confidence, {}};
            QVERIFY(library->descriptions().add({&described, 1}, 0).has_value());
        };
        describe(0, 0.9f);
        describe(1, 0.2f);
        describe(2, 0.1f);
        describe(3, 0.5f);
        const std::vector<PersonEdit> edits{marked(photos[1], 5), marked(photos[3], 2), worded(photos[2], "my dog")};
        QVERIFY(library->make(edits, 0).has_value());
        // The model has no say in 2, and said nothing of 4.
        QCOMPARE(idsOf(*library->query().all(SortOrder::LeastCertainFirst)),
                 (std::vector{photos[1], photos[3], photos[0], photos[2], photos[4]}));
        QCOMPARE(idsOf(*library->query().all(SortOrder::BestRatedFirst)),
                 (std::vector{photos[1], photos[3], photos[4], photos[2], photos[0]}));
    }

    void sizes()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId small = addPhoto(*library, "/a.jpg", 1); // the fixture's files grow with this number
        const PhotoId large = addPhoto(*library, "/b.jpg", 200);
        const PhotoId middle = addPhoto(*library, "/c.jpg", 90);
        QCOMPARE(idsOf(*library->query().all(SortOrder::LargestFirst)), (std::vector{large, middle, small}));
    }

    void theTimeAddedIsThatOfTheClockHere()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const LookedFile file = lookedFile("/a.jpg", 1, 1000);
        constexpr std::int64_t kAdded = 1'690'000'000;
        const PhotoId photo = library->photos().add({&file, 1}, kAdded)->front().photo;
        const QDateTime here = QDateTime::fromSecsSinceEpoch(kAdded);
        const std::int64_t wallClock = kAdded + here.offsetFromUtc();
        QCOMPARE(library->query().all(SortOrder::RecentlyAdded)->front().sortTime, wallClock);
        QCOMPARE(library->query().refs({&photo, 1}, SortOrder::RecentlyAdded)->front().sortTime, wallClock);
        QCOMPARE(library->query().refs({&photo, 1})->front().sortTime, 1000);
    }

    void everyOrderOfFoldersAndTags_data()
    {
        QTest::addColumn<int>("order");
        for (const SortOrder order :
             {SortOrder::NewestFirst, SortOrder::OldestFirst, SortOrder::RecentlyAdded, SortOrder::ByName,
              SortOrder::LargestFirst, SortOrder::BestRatedFirst, SortOrder::LeastCertainFirst})
            QTest::addRow("%d", static_cast<int>(order)) << static_cast<int>(order);
    }

    /// A part of the library is in the order of the whole.
    void everyOrderOfFoldersAndTags()
    {
        QFETCH(int, order);
        const auto sort = static_cast<SortOrder>(order);
        const LibraryFixture fixture;
        const auto library = fixture.open();
        std::vector<PhotoId> tagged;
        for (int i = 0; i < 20; ++i) {
            const std::string name = std::to_string(i * 7 % 20) + ".jpg";
            const PhotoId photo = addTo(*library, i % 2, name, i * 13 % 20 + 1, 1000 + i * 11 % 20);
            if (i % 2 == 0)
                tagged.push_back(photo);
        }
        const std::vector<PersonEdit> edits{AddTags{{{"even", tagged}}}};
        QVERIFY(library->make(edits, 0).has_value());
        std::vector<PhotoId> expected;
        for (const PhotoId photo : idsOf(*library->query().all(sort))) {
            if (std::find(tagged.begin(), tagged.end(), photo) != tagged.end())
                expected.push_back(photo);
        }
        QCOMPARE(expected.size(), 10u);
        QCOMPARE(idsOf(*library->query().inFolder("/0", sort)), expected);
        QCOMPARE(idsOf(*library->query().tagged("even", sort)), expected);
    }

    void folders()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId b1 = addPhoto(*library, "/b/1.jpg", 1, 1000);
        const PhotoId a1 = addPhoto(*library, "/a/1.jpg", 2, 3000);
        const PhotoId b2 = addPhoto(*library, "/b/2.jpg", 3, 4000);
        const PhotoId upper = addPhoto(*library, "/B/1.jpg", 4, 2000); // differs from /b by case only
        const PhotoId a2 = addPhoto(*library, "/a/2.jpg", 5, 2000);
        const PhotoId twice = addPhoto(*library, "/b/3.jpg", 6, 500);
        QCOMPARE(addPhoto(*library, "/a/copy.jpg", 6, 500), twice);
        const auto sorted = library->query().byFolder(*library->query().all(SortOrder::NewestFirst));
        QCOMPARE(idsOf(sorted->photos), (std::vector{upper, a1, a2, twice, b2, b1}));
        QCOMPARE(sorted->folders, (std::vector<std::filesystem::path>{"/B", "/a", "/b"}));
        QCOMPARE(sorted->photos[0].folder, 0);
        QCOMPARE(sorted->photos[3].folder, 1);
        QCOMPARE(sorted->photos[5].folder, 2);
        QVERIFY(library->query().byFolder({})->folders.empty());
    }

private:
    static MarkPhotos marked(PhotoId photo, int rating)
    {
        MarkPhotos marks;
        marks.photos = {photo};
        marks.rating = rating;
        return marks;
    }

    static MarkPhotos worded(PhotoId photo, const std::string& caption)
    {
        MarkPhotos marks;
        marks.photos = {photo};
        marks.caption = caption;
        return marks;
    }

    static PhotoId addTo(Library& library, int folder, const std::string& name, int content, std::int64_t time = 0)
    {
        const std::filesystem::path path = std::filesystem::path("/") / std::to_string(folder) / name;
        return addPhoto(library, path, static_cast<unsigned char>(content), time);
    }
};

QTEST_GUILESS_MAIN(StorageOrdersTest)
#include "storage_orders.moc"
