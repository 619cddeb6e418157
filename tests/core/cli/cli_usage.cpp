#include <QTest>

#include "cli_fixture.h"

using namespace vidimus;
using namespace vidimus::cli;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

/// How command lines are read: flags in any place, operands byte for byte, mistakes named.
class CliUsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << Words{} << QByteArray("a command is needed");
        QTest::newRow("flags alone") << Words{"--json"} << QByteArray("a command is needed");
        QTest::newRow("unknown command") << Words{"fetch"} << QByteArray("there is no command \"fetch\"");
        QTest::newRow("a later release's command") << Words{"serve"} << QByteArray("there is no command \"serve\"");
        QTest::newRow("unknown option") << Words{"list", "--bogus"} << QByteArray("--bogus");
        QTest::newRow("unknown global option") << Words{"--bogus", "list"} << QByteArray("--bogus");
        QTest::newRow("value missing") << Words{"list", "--limit"} << QByteArray("--limit");
        QTest::newRow("no number") << Words{"list", "--limit", "many"} << QByteArray("--limit");
        QTest::newRow("out of range") << Words{"search", "x", "--limit", "0"} << QByteArray("--limit");
        QTest::newRow("unknown mode") << Words{"--mode", "magic", "list"} << QByteArray("--mode");
        QTest::newRow("unknown device") << Words{"--device", "tpu", "list"} << QByteArray("--device");
        QTest::newRow("unknown precision") << Words{"--precision", "fp8", "list"} << QByteArray("--precision");
        QTest::newRow("unknown order") << Words{"list", "--sort", "sideways"} << QByteArray("--sort");
        QTest::newRow("library empty") << Words{"--library", "", "list"} << QByteArray("--library needs a folder");
        QTest::newRow("library empty after =") << Words{"--library=", "list"} << QByteArray("--library needs a folder");
        QTest::newRow("list takes no operand") << Words{"list", "these"} << QByteArray("it takes no \"these\"");
        QTest::newRow("search for nothing") << Words{"search"} << QByteArray("it needs words");
        QTest::newRow("search for blanks") << Words{"search", " "} << QByteArray("it needs words");
        QTest::newRow("caption without file") << Words{"caption"} << QByteArray("it needs a FILE");
        QTest::newRow("embed without input") << Words{"embed", "--text"} << QByteArray("it needs a FILE, or --text");
        QTest::newRow("show without id") << Words{"show"} << QByteArray("it needs one ID");
        QTest::newRow("show two") << Words{"show", "1", "2"} << QByteArray("it needs one ID");
        QTest::newRow("id is no number") << Words{"show", "7x"} << QByteArray("7x is no ID");
        QTest::newRow("id is zero") << Words{"remove", "0"} << QByteArray("0 is no ID");
        QTest::newRow("remove without id") << Words{"remove"} << QByteArray("it needs an ID");
        QTest::newRow("import of an empty path") << Words{"import", ""} << QByteArray("a PATH is empty");
    }
    void mistakes()
    {
        QFETCH(Words, arguments);
        QFETCH(QByteArray, says);
        const CliFixture fixture;
        const Ran ran = fixture.run(arguments);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.errHas(says.toStdString()), ran.all().c_str());
        QVERIFY2(ran.errHas("--help"), ran.all().c_str());
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
        QVERIFY(ran.out.empty());
        QVERIFY(!std::filesystem::exists(fixture.libraryFolder()));
    }

    void help_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("all") << Words{"--help"} << QByteArray("import");
        QTest::newRow("exit codes") << Words{"--help"} << QByteArray("130 interrupted");
        for (const char* command :
             {"import", "search", "list", "show", "remove", "caption", "embed", "models", "doctor", "bench"})
            QTest::newRow(command) << Words{command, "--help"}
                                   << QByteArray("Usage: vidimusctl ") + command + " [OPTIONS]";
        QTest::newRow("operands") << Words{"import", "--help"} << QByteArray("[PATH...]");
        QTest::newRow("short") << Words{"search", "-h"} << QByteArray("--image FILE");
        QTest::newRow("version") << Words{"--version"} << QByteArray("vidimusctl ");
    }
    void help()
    {
        QFETCH(Words, arguments);
        QFETCH(QByteArray, says);
        const Ran ran = CliFixture().run(arguments);
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.outHas(says.toStdString()), ran.all().c_str());
        QVERIFY(ran.err.empty());
    }

    void globalFlagsStandAnywhere_data()
    {
        QTest::addColumn<Words>("arguments");
        const std::string other = "OTHER"; // put in below
        QTest::newRow("before") << Words{"--library", other, "--json", "list"};
        QTest::newRow("after") << Words{"list", "--library", other, "--json"};
        QTest::newRow("around") << Words{"--json", "list", "--library=" + other};
    }
    void globalFlagsStandAnywhere()
    {
        QFETCH(Words, arguments);
        CliFixture fixture;
        fixture.importSome(1);
        const std::string other = (fixture.root() / "other").string();
        QCOMPARE(fixture.run({"--library", other, "import", fixture.pictures().string()}).code, 0);
        std::filesystem::remove_all(fixture.libraryFolder());
        for (std::string& argument : arguments)
            if (const auto at = argument.find("OTHER"); at != std::string::npos)
                argument.replace(at, 5, other);
        const Ran ran = fixture.run(arguments);
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["photos"].size(), 1u);
    }

    /// Each of these is a text to be embedded, whatever it looks like.
    void operandsStayAsTheyAre_data()
    {
        QTest::addColumn<Words>("before");
        QTest::addColumn<QByteArray>("operand");
        QTest::newRow("a list, one would think") << Words{} << QByteArray("[2019]");
        QTest::newRow("braces") << Words{} << QByteArray("{}");
        QTest::newRow("separator") << Words{} << QByteArray("%%");
        QTest::newRow("a command's name") << Words{} << QByteArray("list");
        QTest::newRow("newline") << Words{} << QByteArray("one\ntwo");
        QTest::newRow("a dash") << Words{} << QByteArray("-");
        QTest::newRow("after --") << Words{"--"} << QByteArray("--json");
        QTest::newRow("-- twice") << Words{"--"} << QByteArray("--");
        QTest::newRow("plus") << Words{} << QByteArray("++");
        QTest::newRow("commas") << Words{} << QByteArray("a,b");
        QTest::newRow("quotes") << Words{} << QByteArray("\"a b\"");
    }
    void operandsStayAsTheyAre()
    {
        QFETCH(Words, before);
        QFETCH(QByteArray, operand);
        Words arguments{"embed", "--json", "--text"};
        arguments.insert(arguments.end(), before.begin(), before.end());
        arguments.push_back(operand.toStdString());
        const Ran ran = CliFixture().run(arguments);
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["vectors"].size(), 1u);
        QCOMPARE(ran.json()["vectors"][0]["input"].get<std::string>(), operand.toStdString());
    }

    void dashedWordsAreForQueriesOnly()
    {
        CliFixture fixture;
        fixture.importSome(1);
        const Ran query = fixture.run({"search", "--json", "picture", "-people"});
        QVERIFY2(query.code == 0, query.all().c_str());
        QCOMPARE(query.json()["query"].get<std::string>(), std::string("picture -people"));
        QCOMPARE(fixture.run({"search", "picture", "--people"}).code, 2);
        QCOMPARE(fixture.run({"import", "-people"}).code, 2);
    }

    void flagsWithoutEffectSaySo_data()
    {
        QTest::addColumn<Words>("flags");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("cuda") << Words{"--device", "cuda"} << QByteArray("--device cuda has no effect");
        QTest::newRow("int8") << Words{"--precision", "int8"} << QByteArray("--precision int8 has no effect");
        QTest::newRow("models") << Words{"--models", "/models"} << QByteArray("--models has no effect");
        QTest::newRow("auto is what happens anyway") << Words{"--device", "auto"} << QByteArray();
        QTest::newRow("so is the processor") << Words{"--device", "cpu"} << QByteArray();
    }
    void flagsWithoutEffectSaySo()
    {
        QFETCH(Words, flags);
        QFETCH(QByteArray, says);
        CliFixture fixture;
        fixture.importSome(1);
        for (Words command : {Words{"embed", "--text", "dog"}, Words{"list"}, Words{"search", "dog"}}) {
            command.insert(command.end(), flags.begin(), flags.end());
            const Ran ran = fixture.run(command);
            QVERIFY2(ran.code == 0, ran.all().c_str());
            QVERIFY2(says.isEmpty() ? ran.err.empty() : ran.errHas(says.toStdString()), ran.all().c_str());
            QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), says.isEmpty() ? 0 : 1);
        }
    }

    void realModelsThatAreNotThere()
    {
        const CliFixture fixture;
        for (const Words& command : {Words{"embed", "--text", "dog"}, Words{"import", "/nowhere"}}) {
            Words arguments{"--mode", "real"};
            arguments.insert(arguments.end(), command.begin(), command.end());
            const Ran ran = fixture.run(arguments);
            QCOMPARE(ran.code, 3);
            QVERIFY2(ran.errHas("vidimusctl: ") && ran.errHas("--mode mock"), ran.all().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(CliUsageTest)
#include "cli_usage.moc"
