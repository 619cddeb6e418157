#include <QTest>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;
namespace fs = std::filesystem;

class StoragePhotosTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outcomes()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const auto add = [&](const char* path, unsigned char content) {
            const LookedFile file = lookedFile(path, content);
            return library->photos().add({&file, 1}, 100)->front();
        };
        const LookedResult first = add("/a.jpg", 1);
        QCOMPARE(first.outcome, Outcome::Imported);
        QCOMPARE(add("/a.jpg", 1).outcome, Outcome::Duplicate);

        const LookedResult second = add("/copy.jpg", 1);
        QCOMPARE(second.outcome, Outcome::Duplicate);
        QCOMPARE(second.photo, first.photo);
        QCOMPARE(library->photos().pathsOf(first.photo)->size(), 2u);

        const LookedResult changed = add("/a.jpg", 2);
        QCOMPARE(changed.outcome, Outcome::Updated);
        QVERIFY(changed.photo != first.photo);
        QCOMPARE(*library->photos().pathsOf(first.photo), std::vector<fs::path>{"/copy.jpg"});
    }

    void photoWithoutPlaceIsHiddenAndComesBack()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        addPhoto(*library, "/a.jpg", 2); // another picture lies there now
        QCOMPARE(library->query().counts()->photos, 1);
        QVERIFY(library->query().cards({&photo, 1})->empty());
        QCOMPARE(addPhoto(*library, "/moved/a.jpg", 1), photo);
        QCOMPARE(library->query().counts()->photos, 2);
    }

    void knownFileTellsSizeAndTime()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        QVERIFY(!library->photos().knownFile("/a.jpg")->has_value());
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const auto known = library->photos().knownFile("/a.jpg");
        QVERIFY(*known);
        QCOMPARE((*known)->photo, photo);
        QCOMPARE((*known)->byteSize, 1001u);
        QCOMPARE((*known)->modifiedNs, 1'700'000'000'000'000'000);
    }

    void anyBytesMakeAPath()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const fs::path path = pathFromBytes("/with\nnewline/\xff\xfe not utf8 '\"%_ ü.jpg");
        const PhotoId photo = addPhoto(*library, path, 1);
        QCOMPARE(library->query().details(photo)->card.path, path);
        QVERIFY(library->photos().knownFile(path)->has_value());
    }

    void order_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<QList<int>>("contents");
        QTest::newRow("newest") << static_cast<int>(SortOrder::NewestFirst) << QList<int>{2, 3, 1};
        QTest::newRow("oldest") << static_cast<int>(SortOrder::OldestFirst) << QList<int>{1, 3, 2};
        QTest::newRow("added") << static_cast<int>(SortOrder::RecentlyAdded) << QList<int>{3, 2, 1};
    }

    void order()
    {
        QFETCH(int, order);
        QFETCH(QList<int>, contents);
        const LibraryFixture fixture;
        const auto library = fixture.open();
        QList<PhotoId> byContent(4);
        byContent[1] = addPhoto(*library, "/1.jpg", 1, 1000);
        byContent[2] = addPhoto(*library, "/2.jpg", 2, 3000);
        byContent[3] = addPhoto(*library, "/3.jpg", 3, 2000);
        const auto refs = library->query().all(static_cast<SortOrder>(order));
        QCOMPARE(refs->size(), 3u);
        for (int i = 0; i < 3; ++i)
            QCOMPARE((*refs)[static_cast<std::size_t>(i)].id, byContent[contents[i]]);
        QCOMPARE(refs->front().aspect, 400.f / 300.f);
    }

    void cardsComeInTheOrderAsked()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId a = addPhoto(*library, "/a.jpg", 1);
        const PhotoId b = addPhoto(*library, "/b.jpg", 2);
        const std::vector<PhotoId> asked{b, PhotoId{999}, a};
        const auto cards = library->query().cards(asked);
        QCOMPARE(cards->size(), 2u);
        QCOMPARE(cards->front().id, b);
        QCOMPARE(cards->front().state, DescribeState::Pending);
    }

    void removeTakesEverythingAlong()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/holiday.jpg", 1);
        DescribedPhoto described{photo, Caption{"a red square", 0.5f, {}}, 10, Embedding{1, 0, 0, 0}, 10, {}, {}};
        QVERIFY(library->descriptions().add({&described, 1}, 100));
        QCOMPARE(library->text().match({{"holiday"}}, 10)->photos.size(), 1u);

        const std::vector<PhotoId> gone{photo, PhotoId{12345}};
        QCOMPARE(*library->photos().remove(gone), 1);
        QCOMPARE(library->query().details(photo).error().code, ErrorCode::NotFound);
        QVERIFY(library->text().match({{"holiday"}}, 10)->photos.empty());
        QVERIFY(library->vectors().photos()->empty());
        QVERIFY(!library->photos().knownFile("/holiday.jpg")->has_value());
        QVERIFY(library->integrityProblems()->empty());
        // An answer of the models that comes too late is dropped.
        QVERIFY(library->descriptions().add({&described, 1}, 100));
        QVERIFY(library->vectors().photos()->empty());
        // The number is not used again: an index file may still know it.
        QVERIFY(addPhoto(*library, "/holiday.jpg", 1) > photo);
    }

    void detailsTellEverything()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        LookedFile file = lookedFile("/a.jpg", 7, 1234);
        file.metadata.camera = "Canon EOS R6";
        file.metadata.position = GeoPosition{47.5, -8.25};
        file.metadata.orientation = 6;
        file.times = {1, 2, 3, 4, 5, {}, {}};
        const PhotoId photo = library->photos().add({&file, 1}, 777)->front().photo;
        const auto details = library->query().details(photo);
        QCOMPARE(details->hash, file.hash);
        QCOMPARE(details->byteSize, 1007u);
        QCOMPARE(details->metadata.camera, std::string("Canon EOS R6"));
        QCOMPARE(details->metadata.position->longitude, -8.25);
        QCOMPARE(details->metadata.capturedAt.value(), 1234);
        QCOMPARE(details->metadata.orientation, 6);
        QCOMPARE(details->importedAt, 777);
        QCOMPARE(details->times.thumbnail, 5);
        QVERIFY(!details->times.caption);
        QVERIFY(!details->caption);
    }

    void foldersAreCounted()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        addPhoto(*library, "/one/a.jpg", 1);
        addPhoto(*library, "/one/b.jpg", 2);
        addPhoto(*library, "/two/a.jpg", 1);
        const auto folders = library->query().folders();
        QCOMPARE(folders->size(), 2u);
        QCOMPARE(folders->front().folder, fs::path("/one"));
        QCOMPARE(folders->front().photos, 2);
        QCOMPARE(folders->back().photos, 1);

        const auto inOne = library->query().inFolder("/one", SortOrder::RecentlyAdded);
        QCOMPARE(inOne->size(), 2u);
        QVERIFY(inOne->front().id > inOne->back().id);
        const auto inTwo = library->query().inFolder("/two", SortOrder::RecentlyAdded);
        QCOMPARE(inTwo->size(), 1u);
        QCOMPARE(inTwo->front().id, inOne->back().id);
        QVERIFY(library->query().inFolder("/on", SortOrder::RecentlyAdded)->empty());
    }

    void importRequestsAreKept()
    {
        const LibraryFixture fixture;
        const std::vector<fs::path> roots{"/b", "/a"};
        QVERIFY(fixture.open()->importRequests().add(roots));
        const auto library = fixture.open();
        QCOMPARE(*library->importRequests().unfinished(), roots);
        QVERIFY(library->importRequests().finish({roots.data(), 1}));
        QCOMPARE(*library->importRequests().unfinished(), std::vector<fs::path>{"/a"});
    }

    void fileFailuresLastUntilTheFileSucceeds()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const Failure failure{"/a.jpg", {}, ErrorCode::Corrupt, "It ends too early.", 50};
        QVERIFY(library->failures().addFiles({&failure, 1}));
        QVERIFY(library->failures().addFiles({&failure, 1}));
        QCOMPARE(library->failures().all()->size(), 1u);
        QCOMPARE(library->failures().all()->front().message, failure.message);
        QCOMPARE(library->failures().all()->front().code, ErrorCode::Corrupt);
        QCOMPARE(library->query().counts()->failures, 1);
        addPhoto(*library, "/a.jpg", 1);
        QVERIFY(library->failures().all()->empty());
    }
};

QTEST_GUILESS_MAIN(StoragePhotosTest)
#include "storage_photos.moc"
