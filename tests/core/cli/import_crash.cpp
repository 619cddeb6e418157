#include <set>

#include <QRandomGenerator>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "cli_fixture.h"
#include "cli_program.h"
#include "core/base/path_text.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "tests/support/random.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

namespace {

constexpr int kKills = 50;
constexpr int kBases = 24; ///< pictures that differ in their pixels; the others in a comment only
constexpr int kNewPerRound = 12;
constexpr int kLongestRunMs = 450; ///< a kill comes somewhere from the program's first instructions to here
constexpr std::int64_t kLongAgo = 1;

/// A folder that gets more pictures before every run.
class GrowingFolder {
public:
    explicit GrowingFolder(fs::path folder) : m_folder(std::move(folder))
    {
        for (int i = 0; i < kBases; ++i) {
            const QImage picture = test::photoPicture({640, 480}, static_cast<std::uint64_t>(i) + 1);
            m_bases.push_back(test::encoded(picture, i % 6 == 0 ? "png" : "jpg"));
        }
    }

    void grow(int count)
    {
        for (int i = 0; i < count; ++i, ++m_count) {
            const QByteArray& base = m_bases[static_cast<std::size_t>(m_count) % m_bases.size()];
            const bool jpeg = base.startsWith("\xFF\xD8");
            if (!jpeg && m_count >= kBases)
                continue; // a PNG takes no comment here, and the same bytes would be a duplicate
            const fs::path file = m_folder / ("folder" + std::to_string(m_count % 5)) /
                                  ("picture" + std::to_string(m_count) + (jpeg ? ".jpg" : ".png"));
            fs::create_directories(file.parent_path());
            test::writeFile(file, jpeg ? test::withJpegComment(base, "number " + std::to_string(m_count)) : base);
            m_files.insert(displayPath(file));
        }
    }

    const fs::path& folder() const { return m_folder; }
    const std::set<std::string>& files() const { return m_files; }

private:
    fs::path m_folder;
    std::vector<QByteArray> m_bases;
    std::set<std::string> m_files;
    int m_count = 0;
};

} // namespace

/// What `import` has reported survives kill -9 at any moment, and an interrupted import goes on without doing again what
/// is done.
class ImportCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesBeingKilled()
    {
        const bool given = qEnvironmentVariableIsSet("VIDIMUS_TEST_SEED");
        const auto seed =
            given ? qEnvironmentVariable("VIDIMUS_TEST_SEED").toULongLong() : QRandomGenerator::system()->generate64();
        qInfo("seed %llu (VIDIMUS_TEST_SEED=… runs it again)", static_cast<unsigned long long>(seed));
        test::Random random(seed);

        const CliFixture fixture;
        GrowingFolder pictures(fixture.pictures());
        int kills = 0;
        for (int round = 0; kills < kKills; ++round) {
            QVERIFY2(round < 4 * kKills, "most runs ended before they could be killed");
            pictures.grow(kNewPerRound);
            CliProgram program({"import", "--library", fixture.libraryFolder().string(), "--verbose", "--quiet",
                                pictures.folder().string()});
            const bool ended = program.waitForEnd(std::chrono::milliseconds(random.integer(0, kLongestRunMs)));
            if (!ended) {
                program.killHard();
                QVERIFY(program.waitForEnd());
            }
            if (program.code() == -1)
                ++kills;
            else
                QVERIFY2(program.code() == 0, program.err().c_str());
            if (!takeReports(program, pictures))
                return;
            checkLibrary(fixture);
            if (QTest::currentTestFailed()) {
                qInfo("after kill %d", kills);
                return;
            }
        }
        qInfo("%d pictures, %zu of them imported in the %d runs that were killed, %zu described",
              int(pictures.files().size()), m_imported.size(), kills, m_described);
        QVERIFY(!m_imported.empty());
        finishAndCompare(fixture, pictures);
    }

private:
    /// Takes note of what the program reported; false when it did something twice.
    bool takeReports(CliProgram& program, const GrowingFolder& pictures)
    {
        for (const std::string& line : program.errLines()) {
            const std::size_t space = line.find(' ');
            const std::string what = line.substr(0, space);
            const std::string path = space == std::string::npos ? std::string() : line.substr(space + 1);
            if (what != "imported" && what != "duplicate") {
                QTest::qFail(("unexpected: " + line).c_str(), __FILE__, __LINE__);
                return false;
            }
            if (!pictures.files().contains(path)) {
                QTest::qFail(("no such picture: " + line).c_str(), __FILE__, __LINE__);
                return false;
            }
            if (what == "imported" && !m_imported.insert(path).second) {
                QTest::qFail(("imported twice: " + path).c_str(), __FILE__, __LINE__);
                return false;
            }
            m_reported.insert(path);
        }
        return true;
    }

    /// Everything reported so far is there, the database is sound, and search works and finds.
    void checkLibrary(const CliFixture& fixture)
    {
        if (!fs::exists(fixture.libraryFolder() / "library.sqlite")) {
            QVERIFY(m_reported.empty()); // killed before it had made one
            return;
        }
        std::string caption;
        std::int64_t captioned = 0;
        {
            // For writing: the lock of a killed program must not stand in the way.
            const auto library = fixture.open(storage::LibraryAccess::ReadWrite);
            const auto problems = library->integrityProblems();
            QVERIFY(problems.has_value());
            QVERIFY2(problems->empty(), problems->empty() ? "" : problems->front().c_str());
            for (const std::string& path : m_reported) {
                const auto known = library->photos().knownFile(path);
                QVERIFY2(known.has_value() && known->has_value(), path.c_str());
            }
            const auto photos = library->query().all(storage::SortOrder::RecentlyAdded);
            QVERIFY(photos.has_value());
            for (const storage::PhotoRef& photo : *photos) {
                const auto details = library->query().details(photo.id);
                QVERIFY(details.has_value());
                QVERIFY(!details->paths.empty());
                // A picture is seen whole or not at all.
                QVERIFY2(library->thumbnails().find(details->hash)->has_value(), details->card.path.c_str());
                if (!details->caption)
                    continue;
                ++captioned;
                caption = details->caption->caption.text;
                captionedId = photo.id.value;
            }
            m_described = static_cast<std::size_t>(captioned);
        }
        const Ran search = fixture.run({"search", "--json", "--limit", "10000", caption.empty() ? "dog" : caption});
        QVERIFY2(search.code == 0, search.all().c_str());
        if (caption.empty())
            return;
        bool found = false;
        for (const Json& result : search.json()["results"])
            found = found || result["id"].get<std::int64_t>() == captionedId;
        QVERIFY2(found, (caption + "\n" + search.all()).c_str());
    }

    /// One run that is let be: it does what is missing and nothing else.
    void finishAndCompare(const CliFixture& fixture, const GrowingFolder& pictures)
    {
        std::int64_t before = 0;
        std::int64_t captionsBefore = 0;
        {
            SQLite::Database db((fixture.libraryFolder() / "library.sqlite").string(), SQLite::OPEN_READWRITE);
            before = db.execAndGet("SELECT count(*) FROM photo_path").getInt64();
            captionsBefore = db.exec("UPDATE caption SET created_at = " + std::to_string(kLongAgo));
        }
        const auto files = static_cast<std::int64_t>(pictures.files().size());
        QVERIFY(captionsBefore > 0);
        QVERIFY(before >= static_cast<std::int64_t>(m_reported.size()));

        const Ran last = fixture.run({"import", "--json", "--quiet", pictures.folder().string()});
        QVERIFY2(last.code == 0, last.all().c_str());
        QCOMPARE(last.json()["imported"].get<std::int64_t>(), files - before);
        QCOMPARE(last.json()["duplicates"].get<std::int64_t>(), before);
        QVERIFY(last.json()["failed"].empty());
        {
            const auto library = fixture.open();
            QCOMPARE(library->query().counts()->photos, files);
            QCOMPARE(library->query().counts()->described, files);
            QCOMPARE(*library->descriptions().pendingCount(), 0);
            QVERIFY(library->integrityProblems()->empty());
            QVERIFY(library->importRequests().unfinished()->empty());
        }
        SQLite::Database db((fixture.libraryFolder() / "library.sqlite").string(), SQLite::OPEN_READONLY);
        const auto kept = db.execAndGet("SELECT count(*) FROM caption WHERE created_at = " + std::to_string(kLongAgo));
        QCOMPARE(static_cast<std::int64_t>(kept.getInt64()), captionsBefore);
        QCOMPARE(static_cast<std::int64_t>(db.execAndGet("SELECT count(*) FROM caption").getInt64()), files);
        QVERIFY(fixture.run({"doctor"}).code == 0);
    }

    std::set<std::string> m_reported; ///< paths, as displayed
    std::set<std::string> m_imported;
    std::size_t m_described = 0;
    std::int64_t captionedId = 0;
};

QTEST_GUILESS_MAIN(ImportCrashTest)
#include "import_crash.moc"
