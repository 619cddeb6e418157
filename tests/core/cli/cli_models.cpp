#include <fstream>

#include <QTest>

#include "cli_fixture.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

/// models list, as far as it needs no LibTorch.
class CliModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << Words{}
                                 << QByteArray("it needs list, install, verify, remove, forget or synthesize");
        QTest::newRow("something else") << Words{"uninstall"} << QByteArray("there is no \"uninstall\"");
        QTest::newRow("install what") << Words{"install"} << QByteArray("blip-base");
        QTest::newRow("install an unknown one") << Words{"install", "gpt"} << QByteArray("there is no model \"gpt\"");
        QTest::newRow("remove what") << Words{"remove"} << QByteArray("remove needs a NAME");
        QTest::newRow("forget what") << Words{"forget"} << QByteArray("forget needs a NAME");
        QTest::newRow("from for list") << Words{"list", "--from", "x"} << QByteArray("are for install");
        QTest::newRow("list takes nothing") << Words{"list", "all"} << QByteArray("list takes no \"all\"");
        QTest::newRow("synthesize without arch") << Words{"synthesize", "--out", "x"} << QByteArray("--arch and --out");
        QTest::newRow("synthesize without folder")
            << Words{"synthesize", "--arch", "blip-base"} << QByteArray("--arch and --out");
        QTest::newRow("arch for list") << Words{"list", "--arch", "blip-base"} << QByteArray("are for synthesize");
        QTest::newRow("unknown arch") << Words{"synthesize", "--arch", "vgg", "--out", "x"} << QByteArray("vgg");
    }
    void mistakes()
    {
        QFETCH(Words, arguments);
        QFETCH(QByteArray, says);
        arguments.insert(arguments.begin(), "models");
        const Ran ran = CliFixture().run(arguments);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.errHas(says.toStdString()), ran.all().c_str());
    }

    void whatModelsSaid()
    {
        const CliFixture fixture;
        fixture.importSome(3);
        const Ran listed = fixture.run({"models", "list", "--json"});
        QCOMPARE(listed.json()["said"].size(), std::size_t(2));
        for (const Json& said : listed.json()["said"]) {
            QCOMPARE(said["pictures"].get<int>(), 3);
            QVERIFY(said["bytes"].get<int>() > 0);
            QVERIFY(said["in_use"].get<bool>());
            const Ran refused = fixture.run({"models", "forget", said["id"].get<std::string>()});
            QCOMPARE(refused.code, 3);
            QVERIFY2(refused.errHas("is in use"), refused.all().c_str());
        }
        QVERIFY2(fixture.run({"models", "list"}).outHas("3 pictures"), "");
        const Ran unknown = fixture.run({"models", "forget", "nobody"});
        QCOMPARE(unknown.code, 3);
        QVERIFY2(unknown.errHas("has said nothing in this library"), unknown.all().c_str());
    }

    void forgettingNeedsALibrary()
    {
        const CliFixture fixture;
        QCOMPARE(fixture.run({"models", "forget", "nobody"}).code, 3);
        QVERIFY(!fs::exists(fixture.libraryFolder()));
    }

    void nothingInstalled()
    {
        const CliFixture fixture;
        const Ran ran = fixture.run({"models", "list", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"folder", "models", "available", "bytes_on_disk", "said"}));
        QCOMPARE(ran.json()["folder"].get<std::string>(), fixture.models().string());
        QVERIFY(ran.json()["models"].empty());
        QCOMPARE(keysOf(ran.json()["available"][0]),
                 (Words{"name", "title", "role", "repository", "bytes", "bytes_exact", "memory_bytes", "licence",
                        "languages", "installed", "unfinished_bytes"}));
        const Ran people = fixture.run({"models", "list"});
        QVERIFY2(people.outHas("No model is installed in") && people.outHas("huggingface.co"), people.all().c_str());
        const Ran verify = fixture.run({"models", "verify"});
        QCOMPARE(verify.code, 3);
        QVERIFY2(verify.errHas("huggingface.co"), verify.all().c_str());
    }

    void listsWhatIsThere()
    {
        const CliFixture fixture;
        test::writeTinyBlip(fixture.models() / "a-nan", {1, true});
        test::writeTinyBlip(fixture.models() / "b-blip");
        test::writeTinyClip(fixture.models() / "c-clip");
        test::writeTinyClip(fixture.models() / "d-clip", {2});
        test::writeTinyClip(fixture.models() / "e-cut");
        fs::remove(fixture.models() / "e-cut" / "model.safetensors");

        const Ran ran = fixture.run({"models", "list", "--json", "--mode", "auto"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        const Json models = ran.json()["models"];
        QCOMPARE(models.size(), 5u);
        const Words roles{"captioner", "captioner", "embedder", "embedder", "embedder"};
        const std::vector<bool> used{false, true, true, false, false};
        for (std::size_t i = 0; i < models.size(); ++i) {
            QCOMPARE(keysOf(models[i]), (Words{"name", "role", "id", "path", "bytes", "in_use", "problem"}));
            QCOMPARE(models[i]["role"].get<std::string>(), roles[i]);
            QCOMPARE(models[i]["in_use"].get<bool>(), used[i]);
            QCOMPARE(models[i]["problem"].get<std::string>().empty(), used[i]);
        }
        QVERIFY(models[0]["bytes"].get<std::int64_t>() > 1000);
        QVERIFY(models[4]["bytes"].is_null());
        QVERIFY(models[2]["id"] != models[3]["id"]);

        const Ran mock = fixture.run({"models", "list", "--json"});
        for (const Json& model : mock.json()["models"])
            QVERIFY(!model["in_use"].get<bool>());
        const Ran people = fixture.run({"models", "list", "--mode", "auto"});
        QVERIFY2(people.outHas("b-blip") && people.outHas("Another embedder comes before it."), people.all().c_str());
    }

    void namesThatAreNone()
    {
        const CliFixture fixture;
        const Ran ran = fixture.run({"models", "verify", "--json", "absent"});
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.json()["models"].size(), 1u);
        QCOMPARE(keysOf(ran.json()["models"][0]), (Words{"name", "role", "path", "ok", "problem", "seconds"}));
        QVERIFY(!ran.json()["models"][0]["ok"].get<bool>());
    }

    void doctorNamesThem()
    {
        const CliFixture fixture;
        test::writeTinyBlip(fixture.models() / "blip");
        fs::create_directories(fixture.models() / "bad");
        std::ofstream(fixture.models() / "bad" / "config.json") << "{";
        const Ran ran = fixture.run({"doctor", "--json"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        std::map<std::string, Json> checks;
        for (const Json& check : ran.json()["checks"])
            checks[check["name"].get<std::string>()] = check;
        QCOMPARE(checks.at("model blip")["status"].get<std::string>(), std::string("ok"));
        QCOMPARE(checks.at("model bad")["status"].get<std::string>(), std::string("warning"));
        QVERIFY(!checks.at("model bad")["remedy"].get<std::string>().empty());
        QVERIFY(!checks.at("SQLite")["detail"].get<std::string>().empty());
        QVERIFY(checks.at("pictures")["detail"].get<std::string>().rfind("exiv2 ", 0) == 0);
    }
};

QTEST_GUILESS_MAIN(CliModelsTest)
#include "cli_models.moc"
