#include <algorithm>
#include <stdexcept>

#include <QTest>

#include "cli_fixture.h"
#include "cli_program.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

/// The program with real (tiny) models: which answer, what it says, and how it ends.
class CliRealModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_picture = test::writePicture(m_fixture.root() / "one.jpg", test::photoPicture({120, 90}, 1)).string();
        test::writePicture(m_fixture.root() / "two.jpg", test::photoPicture({90, 120}, 2));
        test::writeTinyBlip(m_fixture.models() / "blip");
        test::writeTinyClip(m_fixture.models() / "clip");
        test::writeTinyBlip(nanModels() / "blip", {1, true});
    }

    /// Every way of running the models in one run, and how they compare.
    void benchCompares()
    {
        CliProgram program(
            withModels({"bench", "--compare", "--json", "--images", "2", "--batch", "2", "--tokens", "3"},
                       m_fixture.models().string()),
            environment({}));
        QVERIFY(program.waitForEnd());
        QVERIFY2(program.code() == 0, program.err().c_str());
        const Json answer = Json::parse(program.out());
        for (const char* const stage : {"caption", "embed", "embed_text", "mock.caption", "eager.caption",
                                        "eager.embed_text", "fp32.caption", "fp32.embed", "fp32.embed_text"})
            QVERIFY2(answer["stages"].contains(stage), stage);
        for (const char* const stage : {"caption", "embed", "embed_text"})
            QVERIFY2(answer["ratio_vs_eager"][stage].get<double>() > 0, stage);
    }

    void withoutModels_data()
    {
        QTest::addColumn<Words>("command");
        QTest::newRow("caption") << Words{"caption", "PICTURE"};
        QTest::newRow("embed") << Words{"embed", "PICTURE"};
        QTest::newRow("import") << Words{"import", "PICTURE"};
        QTest::newRow("bench") << Words{"bench", "--images", "1"};
    }
    void withoutModels()
    {
        QFETCH(Words, command);
        const std::string folder = (m_fixture.root() / "none").string();
        CliProgram program(withModels(command, folder), environment({"USE_MOCK_MODELS=false"}));
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.code(), 3);
        for (const char* const part : {"huggingface.co/", "--mode mock", "models synthesize", folder.c_str()})
            QVERIFY2(program.err().find(part) != std::string::npos, program.err().c_str());
        QVERIFY(program.out().empty());
    }

    void autoTakesTheStarterAndSaysWhy_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("nothing installed") << "none";
        QTest::newRow("NaN in it") << "nan";
    }
    void autoTakesTheStarterAndSaysWhy()
    {
        QFETCH(QString, folder);
        const std::string models = (m_fixture.root() / folder.toStdString()).string();
        CliProgram program(withModels({"caption", "--json", "PICTURE"}, models), environment({}));
        QVERIFY(program.waitForEnd());
        QVERIFY2(program.code() == 0, program.err().c_str());
        QVERIFY2(program.err().find(models + ", so the bundled starter captions") != std::string::npos,
                 program.err().c_str());
        QCOMPARE(Json::parse(program.out())["results"][0]["origin"].get<std::string>(), std::string("starter"));
    }

    void captionsAndEmbeds()
    {
        const Json captioned = answerOf({"caption", "--json", "--beams", "3", "PICTURE"});
        const Json result = captioned["results"][0];
        QCOMPARE(result["origin"].get<std::string>(), std::string("local"));
        QVERIFY(result["model"].get<std::string>().rfind("BLIP", 0) == 0);
        QVERIFY(!result["caption"].get<std::string>().empty());
        QVERIFY(!result["tokens"].empty());
        QCOMPARE(result["alternatives"].size(), 2u);
        QCOMPARE(keysOf(result["alternatives"][0]), (Words{"caption", "confidence"}));
        QVERIFY(result["milliseconds"]["vision"].get<double>() > 0);

        const Json embedded = answerOf({"embed", "--json", "--text", "a dog", "a cat"});
        QCOMPARE(embedded["dimension"].get<int>(), test::kTinyDimension);
        QVERIFY(embedded["vectors"][0]["values"] != embedded["vectors"][1]["values"]);
    }

    void aModelByItsFolder()
    {
        const std::string blip = (m_fixture.models() / "blip").string();
        const std::string clip = (m_fixture.models() / "clip").string();
        const std::string none = (m_fixture.root() / "none").string();
        CliProgram caption(withModels({"caption", "--json", "--model", blip, "PICTURE"}, none), environment({}));
        QVERIFY(caption.waitForEnd());
        QVERIFY2(caption.code() == 0 && caption.err().empty(), caption.err().c_str());
        CliProgram wrong(withModels({"caption", "--model", clip, "PICTURE"}, none), environment({}));
        QVERIFY(wrong.waitForEnd());
        QCOMPARE(wrong.code(), 3);
        QVERIFY2(wrong.err().find("what is needed here is a BLIP") != std::string::npos, wrong.err().c_str());
        CliProgram twice(withModels({"bench", "--model", blip, "--model", blip}, none), environment({}));
        QVERIFY(twice.waitForEnd());
        QCOMPARE(twice.code(), 2);
    }

    void importsAndSearches()
    {
        const std::string library = (m_fixture.root() / "real-library").string();
        const Json imported =
            answerOf({"import", "--json", "--library", library, m_picture, (m_fixture.root() / "two.jpg").string()});
        QCOMPARE(imported["imported"].get<int>(), 2);
        QVERIFY(imported["failed"].empty());
        const Json listed = answerOf({"list", "--json", "--library", library});
        for (const Json& photo : listed["photos"]) {
            QCOMPARE(photo["origin"].get<std::string>(), std::string("local"));
            QCOMPARE(photo["state"].get<std::string>(), std::string("done"));
        }
        const Json found = answerOf({"search", "--json", "--library", library, "dog"});
        QVERIFY(!found["results"].empty());
    }

    void verifies()
    {
        const Json sound = answerOf({"models", "verify", "--json"});
        QCOMPARE(sound["models"].size(), 2u);
        for (const Json& model : sound["models"])
            QVERIFY2(model["ok"].get<bool>(), model.dump().c_str());
        CliProgram bad({"models", "verify", "--json", "--models", m_fixture.models().string(),
                        (nanModels() / "blip").string(), "clip"},
                       environment({}));
        QVERIFY(bad.waitForEnd());
        QCOMPARE(bad.code(), 1);
        const Json models = Json::parse(bad.out())["models"];
        QCOMPARE(models.size(), 2u);
        QVERIFY(!models[0]["ok"].get<bool>());
        QVERIFY(!models[0]["problem"].get<std::string>().empty());
        QVERIFY(models[1]["ok"].get<bool>());
    }

private:
    fs::path nanModels() const { return m_fixture.root() / "nan"; }

    std::vector<std::string> environment(std::vector<std::string> more) const
    {
        more.push_back("XDG_CACHE_HOME=" + (m_fixture.root() / "cache").string());
        more.push_back("XDG_CONFIG_HOME=" + (m_fixture.root() / "config").string());
        return more;
    }

    Words withModels(Words command, const std::string& folder) const
    {
        for (std::string& word : command)
            if (word == "PICTURE")
                word = m_picture;
        const std::string library = m_fixture.libraryFolder().string();
        command.insert(command.begin(), {"--models", folder});
        if (std::find(command.begin(), command.end(), "--library") == command.end())
            command.insert(command.begin(), {"--library", library});
        return command;
    }

    Json answerOf(const Words& command) const
    {
        CliProgram program(withModels(command, m_fixture.models().string()), environment({}));
        if (!program.waitForEnd() || program.code() != 0)
            throw std::runtime_error("exit " + std::to_string(program.code()) + ": " + program.err());
        return Json::parse(program.out());
    }

    CliFixture m_fixture;
    std::string m_picture;
};

QTEST_GUILESS_MAIN(CliRealModelsTest)
#include "cli_real_models.moc"
