#include <filesystem>
#include <fstream>

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;
namespace fs = std::filesystem;

class StorageLibraryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Killed between making the file and writing into it.
    void anEmptyLockIsNobodys()
    {
        const LibraryFixture fixture;
        std::filesystem::create_directories(fixture.folder());
        std::ofstream(fixture.folder() / "library.lock").flush();
        const auto library = fixture.open();
        QVERIFY(library);
        QVERIFY(!fixture.open()); // it is a lock all the same
    }

    void createsAndOpensAgain()
    {
        const LibraryFixture fixture;
        PhotoId photo;
        {
            const auto library = fixture.open();
            QVERIFY(library);
            photo = addPhoto(*library, "/pictures/a.jpg", 1);
            QVERIFY(photo);
        }
        const auto library = fixture.open();
        QVERIFY(library);
        const auto details = library->query().details(photo);
        QVERIFY(details);
        QCOMPARE(details->card.path, fs::path("/pictures/a.jpg"));
        QVERIFY(library->integrityProblems()->empty());
    }

    void secondWriterIsRefusedWhileReadersAreNot()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        QVERIFY(addPhoto(*library, "/a.jpg", 1));

        const auto second = Library::open(fixture.folder());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Busy);
        QVERIFY2(second.error().message.find(std::to_string(QCoreApplication::applicationPid())) != std::string::npos,
                 second.error().message.c_str());

        const auto reader = fixture.open({LibraryAccess::ReadOnly, 0});
        QVERIFY(reader);
        QCOMPARE(reader->query().all(SortOrder::NewestFirst)->size(), 1u);
        // The reader sees what is committed after it was opened.
        QVERIFY(addPhoto(*library, "/b.jpg", 2));
        QCOMPARE(reader->query().all(SortOrder::NewestFirst)->size(), 2u);
        QCOMPARE(reader->photos().remove({}).error().code, ErrorCode::ReadOnly);
    }

    void readingNothingIsNotFound()
    {
        const LibraryFixture fixture;
        const auto library = Library::open(fixture.folder(), {LibraryAccess::ReadOnly, 0});
        QVERIFY(!library);
        QCOMPARE(library.error().code, ErrorCode::NotFound);
        QVERIFY(!fs::exists(fixture.folder()));
    }

    void versions_data()
    {
        QTest::addColumn<int>("minCompatible");
        QTest::addColumn<bool>("opens");
        QTest::newRow("newer but compatible") << 1 << true;
        QTest::newRow("too new") << 99 << false;
    }

    void versions()
    {
        QFETCH(int, minCompatible);
        QFETCH(bool, opens);
        const LibraryFixture fixture;
        fixture.open().reset();
        {
            SQLite::Database db((fixture.folder() / "library.sqlite").string(), SQLite::OPEN_READWRITE);
            db.exec("PRAGMA user_version = 99; UPDATE schema_info SET min_compatible = " +
                    std::to_string(minCompatible));
        }
        for (const LibraryAccess access : {LibraryAccess::ReadWrite, LibraryAccess::ReadOnly}) {
            const auto library = Library::open(fixture.folder(), {access, 0});
            QCOMPARE(library.has_value(), opens);
            if (!opens)
                QCOMPARE(library.error().code, ErrorCode::NewerVersion);
        }
    }

    void damagedCatalogueIsReported()
    {
        const LibraryFixture fixture;
        fixture.open().reset();
        std::ofstream(fixture.folder() / "library.sqlite", std::ios::binary) << std::string(8192, 'x');
        const auto library = Library::open(fixture.folder());
        QVERIFY(!library);
        QCOMPARE(library.error().code, ErrorCode::Corrupt);
    }

    void damagedThumbnailsAreMadeAnew()
    {
        const LibraryFixture fixture;
        const Thumbnail thumbnail{ContentHash{}, "data"};
        QVERIFY(fixture.open()->thumbnails().add({&thumbnail, 1}));
        std::ofstream(fixture.folder() / "thumbnails.sqlite", std::ios::binary) << std::string(8192, 'x');
        const auto library = fixture.open();
        QVERIFY(library);
        QVERIFY(!library->thumbnails().find({})->has_value());
        QVERIFY(library->thumbnails().add({&thumbnail, 1}));
        QCOMPARE(library->thumbnails().find({})->value(), std::string("data"));
    }

    void readingWithoutThumbnails()
    {
        const LibraryFixture fixture;
        fixture.open().reset();
        fs::remove(fixture.folder() / "thumbnails.sqlite");
        const auto library = fixture.open({LibraryAccess::ReadOnly, 0});
        QVERIFY(library);
        QVERIFY(!library->thumbnails().find({})->has_value());
        QVERIFY(!fs::exists(fixture.folder() / "thumbnails.sqlite"));
    }

    void fullDiskKeepsWhatWasCommitted()
    {
        const LibraryFixture fixture;
        fixture.open().reset();
        int stored = 0;
        {
            const auto library = fixture.open({LibraryAccess::ReadWrite, 60});
            QVERIFY(library);
            Result<std::vector<LookedResult>> last = std::vector<LookedResult>{};
            for (int i = 0; i < 5000 && last; ++i) {
                LookedFile file = lookedFile("/pictures/" + std::string(200, 'n') + std::to_string(i) + ".jpg", 0);
                file.hash.bytes[0] = static_cast<unsigned char>(i);
                file.hash.bytes[1] = static_cast<unsigned char>(i >> 8);
                last = library->photos().add({&file, 1}, 100);
                stored += last ? 1 : 0;
            }
            QVERIFY(!last);
            QCOMPARE(last.error().code, ErrorCode::OutOfSpace);
        }
        QVERIFY(stored > 0);
        const auto library = fixture.open();
        QVERIFY(library->integrityProblems()->empty());
        QCOMPARE(library->query().counts()->photos, stored);
    }

    void failedBatchLeavesNothing()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const auto result = library->batch([&]() -> Result<void> {
            if (!addPhoto(*library, "/a.jpg", 1))
                return fail(ErrorCode::Internal, "could not add");
            return fail(ErrorCode::Cancelled, "changed my mind");
        });
        QVERIFY(!result);
        QCOMPARE(library->query().counts()->photos, 0);
        QVERIFY(addPhoto(*library, "/a.jpg", 1));
    }

    void folderThatCannotBeMade()
    {
        const LibraryFixture fixture;
        fs::create_directories(fixture.folder().parent_path());
        std::ofstream(fixture.folder()) << "a file stands here";
        const auto library = Library::open(fixture.folder());
        QVERIFY(!library);
        QVERIFY2(library.error().message.find(displayPath(fixture.folder())) != std::string::npos,
                 library.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(StorageLibraryTest)
#include "storage_library.moc"
