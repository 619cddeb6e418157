#include <csignal>
#include <cstring>

#ifdef __linux__
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "cli_fixture.h"
#include "cli_program.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

using Words = std::vector<std::string>;

namespace {

constexpr int kMany = 400;

/// Many pictures that take a while to decode and no time to make.
void writeMany(const fs::path& folder)
{
    const QByteArray jpeg = test::encoded(test::photoPicture({1600, 1200}, 5));
    fs::create_directories(folder);
    for (int i = 0; i < kMany; ++i)
        test::writeFile(folder / std::to_string(i).append(".jpg"),
                        test::withJpegComment(jpeg, "number " + std::to_string(i)));
}

/// Root may write anywhere; the tests of permissions must hold for it too. Called between fork and exec.
void giveUpOverridingPermissions()
{
#ifdef __linux__
    for (const int capability : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER})
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
#endif
}

/// A 2 MB disk at `folder`, seen by this child only. Called between fork and exec.
void mountSmallDisk(const char* folder)
{
#ifdef __linux__
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", folder, "tmpfs", 0, "size=2m") != 0)
        _exit(99);
#else
    _exit(99);
#endif
}

/// Takes the right to write from a folder and what is in it, and gives it back.
class WriteProtected {
public:
    explicit WriteProtected(fs::path folder) : m_folder(std::move(folder)) { set(fs::perm_options::remove); }
    ~WriteProtected() { set(fs::perm_options::add); }
    WriteProtected(const WriteProtected&) = delete;
    WriteProtected& operator=(const WriteProtected&) = delete;

private:
    void set(fs::perm_options change)
    {
        const auto write = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
        const auto changed = change == fs::perm_options::add ? fs::perms::owner_write : write;
        fs::permissions(m_folder, changed, change);
        for (const auto& entry : fs::directory_iterator(m_folder))
            fs::permissions(entry.path(), changed, change);
    }
    fs::path m_folder;
};

} // namespace

/// The program itself: signals, two at once, libraries that may not be written.
class CliProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void interruptKeepsWhatIsDone_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("kill") << SIGTERM;
    }
    void interruptKeepsWhatIsDone()
    {
        QFETCH(int, signal);
        const CliFixture fixture;
        writeMany(fixture.pictures());
        const std::string library = fixture.libraryFolder().string();
        CliProgram program({"import", "--library", library, "--verbose", "--json", fixture.pictures().string()});
        QVERIFY2(program.waitForLine("imported "), program.err().c_str());
        program.send(signal);
        QVERIFY(program.waitForEnd());
        QVERIFY2(program.code() == 130, program.err().c_str());
        QVERIFY2(program.err().find("run the same command again to go on") != std::string::npos, program.err().c_str());

        const Json json = Json::parse(program.out());
        const auto done = json["imported"].get<std::int64_t>();
        QVERIFY(done > 0 && done < kMany);
        QVERIFY(json["failed"].empty());
        std::int64_t reported = 0;
        {
            const auto kept = fixture.open();
            QCOMPARE(kept->query().counts()->photos, done);
            for (const std::string& line : program.errLines()) {
                if (line.rfind("imported ", 0) != 0)
                    continue;
                ++reported;
                QVERIFY2(kept->photos().knownFile(line.substr(9))->has_value(), line.c_str());
            }
        }
        QCOMPARE(reported, done);

        const Ran rest = fixture.run({"import", "--json"}); // goes on without being told what
        QVERIFY2(rest.code == 0, rest.all().c_str());
        QCOMPARE(rest.json()["imported"].get<std::int64_t>(), kMany - done);
        QCOMPARE(fixture.open()->query().counts()->described, kMany);
    }

    void ignoredInterruptStaysIgnored()
    {
        // What a shell does for a job in the background.
        const CliFixture fixture;
        test::writePictures(fixture.pictures(), {.count = 40});
        CliProgram program(
            {"import", "--library", fixture.libraryFolder().string(), "--verbose", fixture.pictures().string()},
            [] { std::signal(SIGINT, SIG_IGN); });
        QVERIFY(program.waitForLine("imported "));
        program.send(SIGINT);
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.code(), 0);
        QCOMPARE(fixture.open()->query().counts()->photos, 40);
    }

    void twoProgramsOnOneLibrary()
    {
        const CliFixture fixture;
        writeMany(fixture.pictures());
        const std::string library = fixture.libraryFolder().string();
        CliProgram first({"import", "--library", library, "--verbose", fixture.pictures().string()});
        QVERIFY2(first.waitForLine("imported "), first.err().c_str());

        CliProgram second({"import", "--library", library, fixture.pictures().string()});
        QVERIFY(second.waitForEnd());
        QCOMPARE(second.code(), 3);
        const std::string holder = "vidimusctl (process " + std::to_string(first.pid()) + ")";
        QVERIFY2(second.err().find(holder) != std::string::npos, second.err().c_str());

        CliProgram search({"search", "--library", library, "--json", "picture"});
        QVERIFY(search.waitForEnd());
        QVERIFY2(search.code() == 0, search.err().c_str());
        QVERIFY(Json::parse(search.out())["results"].is_array());
        CliProgram list({"list", "--library", library, "--json"});
        QVERIFY(list.waitForEnd());
        QCOMPARE(list.code(), 0);
        QVERIFY(!Json::parse(list.out())["photos"].empty());

        QVERIFY(!first.waitForEnd(std::chrono::milliseconds(0))); // or all this would have shown nothing
        first.send(SIGINT);
        QVERIFY(first.waitForEnd());
        QCOMPARE(first.code(), 130);
    }

    void readOnlyLibrary()
    {
        const CliFixture fixture;
        fixture.importSome(3);
        const std::string library = fixture.libraryFolder().string();
        const WriteProtected guard(fixture.libraryFolder());
        const auto run = [&](Words arguments) {
            arguments.insert(arguments.end(), {"--library", library});
            auto program = std::make_unique<CliProgram>(arguments, giveUpOverridingPermissions);
            program->waitForEnd();
            return program;
        };
        const auto import = run({"import", fixture.pictures().string()});
        QVERIFY2(import->code() == 3, (import->out() + import->err()).c_str());
        QVERIFY2(import->err().rfind("vidimusctl: ", 0) == 0 && import->err().find("read-only") != std::string::npos,
                 import->err().c_str());
        QCOMPARE(import->errLines().size(), 1u);
        QCOMPARE(run({"remove", "1"})->code(), 3);

        const auto list = run({"list", "--json"});
        QVERIFY2(list->code() == 0, list->err().c_str());
        QCOMPARE(Json::parse(list->out())["photos"].size(), 3u);
        const auto search = run({"search", "--json", "picture"});
        QVERIFY2(search->code() == 0, search->err().c_str());
        QVERIFY(!Json::parse(search->out())["results"].empty());
        const auto doctor = run({"doctor", "--json"});
        QVERIFY2(doctor->code() == 0, doctor->out().c_str());
    }

    void newerLibrary()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        {
            SQLite::Database db((fixture.libraryFolder() / "library.sqlite").string(), SQLite::OPEN_READWRITE);
            db.exec("PRAGMA user_version = 99; UPDATE schema_info SET min_compatible = 99");
        }
        for (Words arguments : {Words{"import", fixture.pictures().string()}, Words{"list"}, Words{"search", "x"}}) {
            arguments.insert(arguments.end(), {"--library", fixture.libraryFolder().string()});
            CliProgram program(arguments);
            QVERIFY(program.waitForEnd());
            QCOMPARE(program.code(), 3);
            QVERIFY2(program.err().find("newer") != std::string::npos, program.err().c_str());
            QCOMPARE(program.errLines().size(), 1u);
        }
    }

    void fullDisk()
    {
        const CliFixture fixture;
        writeMany(fixture.pictures());
        fs::create_directories(fixture.libraryFolder());
        const std::string library = fixture.libraryFolder().string();
        CliProgram program({"import", "--library", library, "--json", fixture.pictures().string()},
                           [folder = library.c_str()] { mountSmallDisk(folder); });
        QVERIFY(program.waitForEnd());
        if (program.code() == 99) {
            qInfo("No small disk can be mounted here; a full disk is also tested below the program.");
            return;
        }
        QVERIFY2(program.code() == 3, program.err().c_str());
        QVERIFY2(program.err().find("full") != std::string::npos, program.err().c_str());
        QVERIFY(Json::parse(program.out())["imported"].get<int>() > 0);
    }

    void aLocaleThatIsNotUtf8IsNoMatter()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        CliProgram program({"list", "--library", fixture.libraryFolder().string()}, [] { setenv("LC_ALL", "C", 1); });
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.code(), 0);
    }

    void answersThatCannotBeWritten()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        if (!fs::exists("/dev/full"))
            return;
        CliProgram program({"list", "--library", fixture.libraryFolder().string()},
                           [] { std::freopen("/dev/full", "w", stdout); });
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.code(), 3);
        QVERIFY2(program.err().find("could not be written") != std::string::npos, program.err().c_str());
    }
};

QTEST_GUILESS_MAIN(CliProcessTest)
#include "cli_process.moc"
