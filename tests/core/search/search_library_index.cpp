#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include "core/search/library_index.h"
#include "core/storage/library.h"
#include "tests/support/picture_files.h"

using namespace vidimus;
using namespace vidimus::search;
namespace fs = std::filesystem;

namespace {

constexpr int kDimension = 32;

/// The same vector for the same number, nearly at right angles to every other.
Embedding vectorOf(std::int64_t number)
{
    std::mt19937_64 random(static_cast<std::uint64_t>(number));
    Embedding vector(kDimension);
    double squares = 0;
    for (float& value : vector) {
        value = static_cast<float>(static_cast<double>(random() >> 11) * 0x1p-53 - 0.5);
        squares += static_cast<double>(value) * value;
    }
    for (float& value : vector)
        value /= static_cast<float>(std::sqrt(squares));
    return vector;
}

} // namespace

/// Small limits stand for large libraries: above `exactUpTo` there is a graph and a file.
class SearchLibraryIndexTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vectorShift = 0;
        auto library = storage::Library::open(fs::path(m_folder->path().toStdString()) / "library");
        QVERIFY(library);
        m_library = std::move(*library);
        QVERIFY(m_library->useModels({"c", "c", Origin::Mock, 0}, {"e", "e", Origin::Mock, kDimension}));
    }

    void cleanup() { m_library.reset(); }

    void smallLibrariesAreComparedOneByOne()
    {
        fill(1, 50);
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        QCOMPARE(index.kind(), std::string("exact"));
        QCOMPARE(index.size(), 50u);
        QCOMPARE(best(index, 17), PhotoId{17});
        QVERIFY(index.save());
        QVERIFY(!fs::exists(file()));
        QVERIFY(index.verify());
    }

    void largeLibrariesGetAGraphAndAFile()
    {
        fill(1, 120);
        {
            LibraryIndex index(*m_library, kDimension, {100});
            QVERIFY(index.load());
            waitForGraph(index);
            QCOMPARE(index.size(), 120u);
            QCOMPARE(best(index, 17), PhotoId{17});
            QVERIFY(index.save());
        }
        QVERIFY(fs::exists(file()));
        LibraryIndex again(*m_library, kDimension, {100});
        QVERIFY(again.load());
        QCOMPARE(again.kind(), std::string("HNSW")); // at once: nothing was built
        QCOMPARE(best(again, 99), PhotoId{99});
        QVERIFY(again.verify());
    }

    void growingPastTheLimitBuildsWhileAnswering()
    {
        fill(1, 100);
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        QCOMPARE(index.kind(), std::string("exact"));
        for (std::int64_t number = 101; number <= 140; ++number) {
            fill(number, number);
            QVERIFY(index.add(PhotoId{number}, vectorOf(number)));
            QCOMPARE(best(index, number), PhotoId{number}); // whichever answers now
        }
        const PhotoId gone{5};
        QVERIFY(m_library->photos().remove({&gone, 1}));
        index.remove({&gone, 1});
        waitForGraph(index);
        QCOMPARE(index.size(), 139u);
        QVERIFY(best(index, 5) != gone);
        QVERIFY(index.verify());
    }

    void staleFileIsBroughtLevel()
    {
        fill(1, 120);
        buildFile();
        fill(121, 130);
        const std::vector<PhotoId> gone{PhotoId{3}, PhotoId{4}};
        QVERIFY(m_library->photos().remove(gone));
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        QCOMPARE(index.kind(), std::string("HNSW"));
        QCOMPARE(index.size(), 128u);
        QCOMPARE(best(index, 125), PhotoId{125});
        QVERIFY(best(index, 3) != PhotoId{3});
        QVERIFY(index.verify());
    }

    void badFileIsBuiltAgain_data()
    {
        QTest::addColumn<int>("keep");
        QTest::addColumn<int>("flip");
        QTest::newRow("empty") << 0 << -1;
        QTest::newRow("cut in the header") << 10 << -1;
        QTest::newRow("cut in the middle") << 5000 << -1;
        QTest::newRow("header flipped") << -1 << 4;
        QTest::newRow("body flipped") << -1 << 6000;
    }

    void badFileIsBuiltAgain()
    {
        QFETCH(int, keep);
        QFETCH(int, flip);
        fill(1, 120);
        buildFile();
        if (keep >= 0) {
            fs::resize_file(file(), static_cast<std::uintmax_t>(keep));
        } else {
            std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekg(flip);
            const char byte = static_cast<char>(bytes.get() ^ 0x55);
            bytes.seekp(flip);
            bytes.put(byte);
        }
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        QCOMPARE(best(index, 77), PhotoId{77}); // answered meanwhile
        waitForGraph(index);
        QCOMPARE(best(index, 77), PhotoId{77});
        QVERIFY(index.verify());
    }

    void fileOfAnotherLibraryIsNotTrusted()
    {
        fill(1, 120);
        buildFile();
        const QByteArray foreign = test::readWholeFile(file());
        m_library.reset();
        init();
        m_vectorShift = 5000; // the same numbers, other pictures
        fill(1, 120);
        fs::create_directories(file().parent_path());
        test::writeFile(file(), foreign);
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        waitForGraph(index);
        QVERIFY(index.verify());
    }

    void fileFromTheFutureIsNotTrusted()
    {
        fill(1, 120);
        buildFile();
        fill(121, 150);
        buildFile();
        const QByteArray later = test::readWholeFile(file());
        m_library.reset();
        init();
        fill(1, 120); // the database as it was, put back from a backup
        fs::create_directories(file().parent_path());
        test::writeFile(file(), later);
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        waitForGraph(index);
        QCOMPARE(index.size(), 120u);
        QVERIFY(index.verify());
    }

    void verifyNoticesADifferenceAndRebuildMendsIt()
    {
        fill(1, 30);
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        const PhotoId lost{7};
        index.remove({&lost, 1});
        QCOMPARE(index.verify().error().code, ErrorCode::Corrupt);
        QVERIFY(index.rebuild());
        QVERIFY(index.verify());
        QVERIFY(index.add(lost, vectorOf(1234)));
        QCOMPARE(index.verify().error().code, ErrorCode::Corrupt);
        QVERIFY(index.rebuild());
        QVERIFY(index.verify());
    }

    void changesWhileLoadingInTheBackgroundCount()
    {
        fill(1, 100);
        LibraryIndex index(*m_library, kDimension, {1000});
        index.loadInBackground();
        fill(101, 101);
        QVERIFY(index.add(PhotoId{101}, vectorOf(101)));
        const PhotoId gone{7};
        QVERIFY(m_library->photos().remove({&gone, 1}));
        index.remove({&gone, 1});
        QCOMPARE(best(index, 101), PhotoId{101}); // waits for the load
        QVERIFY(best(index, 7) != gone);
        QCOMPARE(index.size(), 100u);
        QVERIFY(index.verify());
    }

    void endingWhileLoading()
    {
        fill(1, 100);
        LibraryIndex index(*m_library, kDimension, {1000});
        index.loadInBackground();
    }

    void searchesAndChangesAtOnce()
    {
        fill(1, 150);
        LibraryIndex index(*m_library, kDimension, {120});
        QVERIFY(index.load()); // a graph is being built meanwhile
        std::jthread changes([&] {
            for (std::int64_t round = 0; round < 200; ++round) {
                const PhotoId photo{1000 + round % 10};
                QVERIFY(index.add(photo, vectorOf(photo.value)));
                index.remove({&photo, 1});
            }
        });
        for (std::int64_t round = 0; round < 200; ++round)
            QCOMPARE(best(index, 1 + round % 150), PhotoId{1 + round % 150});
        changes.join();
        waitForGraph(index);
        QVERIFY(index.verify());
    }

private:
    fs::path file() const { return m_library->folder() / "index" / "e.hnsw"; }

    /// Photos whose number is their id and tells their vector.
    void fill(std::int64_t first, std::int64_t last)
    {
        QVERIFY(m_library->batch([&]() -> Result<void> {
            for (std::int64_t number = first; number <= last; ++number) {
                storage::LookedFile looked;
                looked.path = fs::path("/pictures") / std::to_string(number);
                looked.hash.bytes[0] = static_cast<std::uint8_t>(number);
                looked.hash.bytes[1] = static_cast<std::uint8_t>(number >> 8);
                looked.metadata.width = looked.metadata.height = 10;
                const auto added = m_library->photos().add({&looked, 1}, 1);
                if (!added || added->front().photo.value != number)
                    return fail(ErrorCode::Internal, "unexpected id");
                const storage::DescribedPhoto described{
                    PhotoId{number}, {}, 0, vectorOf(number + m_vectorShift), 0, {}, {}};
                if (auto stored = m_library->descriptions().add({&described, 1}, 1); !stored)
                    return stored;
            }
            return {};
        }));
    }

    void buildFile()
    {
        LibraryIndex index(*m_library, kDimension, {100});
        QVERIFY(index.load());
        waitForGraph(index);
        QVERIFY(index.save());
        QVERIFY(fs::exists(file()));
    }

    static void waitForGraph(const LibraryIndex& index) { QTRY_COMPARE(index.kind(), std::string("HNSW")); }

    static PhotoId best(const LibraryIndex& index, std::int64_t number)
    {
        const auto found = index.search(vectorOf(number), 1);
        return found && !found->empty() ? found->front().id : PhotoId{};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::int64_t m_vectorShift = 0;
    std::unique_ptr<storage::Library> m_library;
};

QTEST_GUILESS_MAIN(SearchLibraryIndexTest)
#include "search_library_index.moc"
