#include <fstream>
#include <map>

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "cli_fixture.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

using Words = std::vector<std::string>;

class CliDoctorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCheckIsWhole()
    {
        const CliFixture fixture;
        fixture.importSome(2);
        const Ran ran = fixture.run({"doctor", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"checks"}));
        Words names;
        for (const Json& check : ran.json()["checks"]) {
            QCOMPARE(keysOf(check), (Words{"name", "status", "detail", "remedy"}));
            const std::string status = check["status"].get<std::string>();
            QVERIFY2(status == "ok" || status == "warning", check.dump().c_str());
            QVERIFY2(!check["detail"].get<std::string>().empty(), check.dump().c_str());
            names.push_back(check["name"].get<std::string>());
        }
        for (const char* name : {"program", "machine", "processor", "GPU", "Qt", "LibTorch", "pictures", "models",
                                 "disk", "database", "writing", "library", "index", "thumbnails"})
            QVERIFY2(std::find(names.begin(), names.end(), name) != names.end(), name);
    }

    void forPeople()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        const Ran ran = fixture.run({"doctor"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.outHas("✓ database"), ran.out.c_str());
        QVERIFY2(ran.outHas("mock"), ran.out.c_str());
    }

    void withoutALibraryNoneIsMade()
    {
        const CliFixture fixture;
        const Ran ran = fixture.run({"doctor", "--json"});
        QCOMPARE(ran.code, 0);
        QVERIFY(checksOf(ran).at("library")["detail"].get<std::string>().find("none yet") != std::string::npos);
        QVERIFY(!fs::exists(fixture.libraryFolder()));
    }

    void lostThumbnailsAreMadeAgain()
    {
        const CliFixture fixture;
        fixture.importSome(3);
        for (const char* file : {"thumbnails.sqlite", "thumbnails.sqlite-wal", "thumbnails.sqlite-shm"})
            fs::remove(fixture.libraryFolder() / file);
        const Ran mended = fixture.run({"doctor", "--json"});
        QCOMPARE(mended.code, 0);
        const std::string detail = checksOf(mended).at("thumbnails")["detail"].get<std::string>();
        QVERIFY2(detail.find("Mended: 3") != std::string::npos, detail.c_str());
        const Ran again = fixture.run({"doctor", "--json"});
        QCOMPARE(checksOf(again).at("thumbnails")["detail"].get<std::string>(), std::string("all 3 there"));
    }

    void lostOriginalsAreNamedAsTheReason()
    {
        const CliFixture fixture;
        fixture.importSome(2);
        fs::remove(fixture.libraryFolder() / "thumbnails.sqlite");
        fs::remove_all(fixture.pictures());
        const Json check = checksOf(fixture.run({"doctor", "--json"})).at("thumbnails");
        QCOMPARE(check["status"].get<std::string>(), std::string("warning"));
        QVERIFY(!check["remedy"].get<std::string>().empty());
    }

    void damagedDatabaseIsAProblem()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        std::ofstream(fixture.libraryFolder() / "library.sqlite", std::ios::binary) << std::string(8192, 'x');
        const Ran ran = fixture.run({"doctor", "--json"});
        QCOMPARE(ran.code, 1);
        QCOMPARE(checksOf(ran).at("library")["status"].get<std::string>(), std::string("problem"));
        QVERIFY(fixture.run({"doctor"}).outHas("✗ library"));
    }

    void newerLibraryIsAProblem()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        {
            SQLite::Database db((fixture.libraryFolder() / "library.sqlite").string(), SQLite::OPEN_READWRITE);
            db.exec("PRAGMA user_version = 99; UPDATE schema_info SET min_compatible = 99");
        }
        const Ran ran = fixture.run({"doctor", "--json"});
        QCOMPARE(ran.code, 1);
        const Json check = checksOf(ran).at("library");
        QVERIFY2(check["detail"].get<std::string>().find("newer") != std::string::npos, check.dump().c_str());
    }

    void aLibraryInUseIsNoProblem()
    {
        const CliFixture fixture;
        fixture.importSome(2);
        const auto writer = fixture.open(storage::LibraryAccess::ReadWrite);
        const Ran ran = fixture.run({"doctor", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        const auto checks = checksOf(ran);
        QVERIFY(checks.at("writing")["detail"].get<std::string>().find("in use by") != std::string::npos);
        QCOMPARE(checks.at("index")["status"].get<std::string>(), std::string("ok"));
    }

    void missingModelsAreAProblem()
    {
        const CliFixture fixture;
        fixture.importSome(1);
        const Ran ran = fixture.run({"doctor", "--json", "--mode", "real"});
        QCOMPARE(ran.code, 1);
        QCOMPARE(checksOf(ran).at("models")["status"].get<std::string>(), std::string("problem"));
        QCOMPARE(checksOf(ran).at("database")["status"].get<std::string>(), std::string("ok"));
    }

private:
    static std::map<std::string, Json> checksOf(const Ran& ran)
    {
        std::map<std::string, Json> checks;
        for (const Json& check : ran.json()["checks"])
            checks[check["name"].get<std::string>()] = check;
        return checks;
    }
};

QTEST_GUILESS_MAIN(CliDoctorTest)
#include "cli_doctor.moc"
