#include <cmath>
#include <fstream>

#include <QTest>

#include "cli_fixture.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::vector<std::string>)

using Words = std::vector<std::string>;

/// caption and embed: files and texts, no library.
class CliDescribeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_first = test::writePicture(m_fixture.root() / "first.jpg", test::photoPicture({120, 90}, 1)).string();
        m_second = test::writePicture(m_fixture.root() / "second.png", test::photoPicture({90, 120}, 2)).string();
        m_broken = (m_fixture.root() / "broken.jpg").string();
        std::ofstream(m_broken) << "no picture";
    }

    void cleanup() { QVERIFY(!fs::exists(m_fixture.libraryFolder())); }

    void captionsInJson()
    {
        const Ran ran = m_fixture.run({"caption", "--json", m_second, m_first});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"results", "failed"}));
        QVERIFY(ran.json()["failed"].empty());
        const Json results = ran.json()["results"];
        QCOMPARE(results.size(), 2u);
        QCOMPARE(results[0]["path"].get<std::string>(), m_second); // in the order asked
        for (const Json& result : results) {
            QCOMPARE(keysOf(result),
                     (Words{"path", "caption", "confidence", "tokens", "origin", "model", "milliseconds"}));
            QCOMPARE(keysOf(result["milliseconds"]), (Words{"decode", "preprocess", "vision", "text"}));
            QCOMPARE(result["origin"].get<std::string>(), std::string("mock"));
            double logs = 0;
            for (const Json& token : result["tokens"]) {
                QCOMPARE(keysOf(token), (Words{"id", "text", "probability"}));
                logs += std::log(token["probability"].get<double>());
            }
            // The confidence is the geometric mean of what the tokens say.
            const double mean = std::exp(logs / static_cast<double>(result["tokens"].size()));
            QVERIFY(std::abs(mean - result["confidence"].get<double>()) < 1e-3);
        }
    }

    void captionOptionsReachTheModel()
    {
        const Ran prompted = m_fixture.run({"caption", "--json", "--prompt", "a photograph of", m_first});
        QVERIFY2(prompted.code == 0, prompted.all().c_str());
        QVERIFY(prompted.json()["results"][0]["caption"].get<std::string>().rfind("a photograph of", 0) == 0);
        const Ran brief = m_fixture.run({"caption", "--json", "--max-tokens", "2", "--beams", "3", m_first});
        QVERIFY2(brief.code == 0, brief.all().c_str());
        QVERIFY(brief.json()["results"][0]["tokens"].size() <= 3u); // the end token may be told too
    }

    void badOptions_data()
    {
        QTest::addColumn<Words>("options");
        QTest::newRow("no beams") << Words{"--beams", "0"};
        QTest::newRow("no tokens") << Words{"--max-tokens", "0"};
        QTest::newRow("prompt missing") << Words{"--prompt"};
    }
    void badOptions()
    {
        QFETCH(Words, options);
        Words arguments{"caption", m_first};
        arguments.insert(arguments.end(), options.begin(), options.end());
        QCOMPARE(m_fixture.run(arguments).code, 2);
    }

    void modelFolderThatIsNotThere_data()
    {
        QTest::addColumn<Words>("command");
        QTest::newRow("caption") << Words{"caption", m_first};
        QTest::newRow("embed") << Words{"embed", m_first};
        QTest::newRow("bench") << Words{"bench"};
    }
    void modelFolderThatIsNotThere()
    {
        QFETCH(Words, command);
        command.insert(command.end(), {"--model", "/models/blip"});
        const Ran ran = m_fixture.run(command);
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.errHas("/models/blip"), ran.err.c_str());
    }

    void oneBadFileDoesNotStopTheOthers_data()
    {
        QTest::addColumn<Words>("command");
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("caption") << Words{"caption", "--json"} << QByteArray("results");
        QTest::newRow("embed") << Words{"embed", "--json"} << QByteArray("vectors");
    }
    void oneBadFileDoesNotStopTheOthers()
    {
        QFETCH(Words, command);
        QFETCH(QByteArray, list);
        const std::string missing = (m_fixture.root() / "missing.jpg").string();
        const std::string folder = m_fixture.root().string();
        command.insert(command.end(), {m_first, m_broken, missing, folder, m_second});
        const Ran ran = m_fixture.run(command);
        QVERIFY2(ran.code == 1, ran.all().c_str());
        QCOMPARE(ran.json()[list.toStdString()].size(), 2u);
        const Json failed = ran.json()["failed"];
        QCOMPARE(failed.size(), 3u);
        QCOMPARE(keysOf(failed[0]), (Words{"path", "error"}));
        QCOMPARE(failed[0]["path"].get<std::string>(), m_broken);
        QCOMPARE(failed[1]["path"].get<std::string>(), missing);
        QCOMPARE(failed[2]["path"].get<std::string>(), folder);
        QVERIFY2(ran.errHas(missing + ": "), ran.err.c_str());
        QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 3);
    }

    void captionForPeople()
    {
        const Ran ran = m_fixture.run({"caption", m_first});
        QCOMPARE(ran.code, 0);
        for (const std::string part : {"CAPTION", "● 0.", "mock", "first.jpg"})
            QVERIFY2(ran.outHas(part), ran.out.c_str());
    }

    void embedsInJson()
    {
        const Ran ran = m_fixture.run({"embed", "--json", m_first});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"model", "dimension", "vectors", "failed"}));
        const int dimension = ran.json()["dimension"].get<int>();
        const Json vector = ran.json()["vectors"][0];
        QCOMPARE(keysOf(vector), (Words{"input", "values"}));
        QCOMPARE(vector["input"].get<std::string>(), m_first);
        QCOMPARE(vector["values"].size(), static_cast<std::size_t>(dimension));
        double squares = 0;
        for (const Json& value : vector["values"])
            squares += value.get<double>() * value.get<double>();
        QVERIFY(std::abs(squares - 1) < 1e-4);
    }

    void embedsTexts()
    {
        const Ran ran = m_fixture.run({"embed", "--json", "--text", "a red picture", "a dark picture"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["vectors"].size(), 2u);
        QCOMPARE(ran.json()["vectors"][1]["input"].get<std::string>(), std::string("a dark picture"));
        QVERIFY(ran.json()["vectors"][0]["values"] != ran.json()["vectors"][1]["values"]);

        const Ran empty = m_fixture.run({"embed", "--json", "--text", "", "dog"});
        QCOMPARE(empty.code, 1);
        QCOMPARE(empty.json()["failed"].size(), 1u);

        const Ran people = m_fixture.run({"embed", "--text", "dog"});
        QCOMPARE(people.code, 0);
        QVERIFY2(people.outHas("dog\n") && people.outHas("numbers each"), people.out.c_str());
    }

    void manyFilesOnFewThreadsKeepTheirOrder()
    {
        Words arguments{"embed", "--json", "--threads", "3"};
        for (int i = 0; i < 20; ++i)
            arguments.push_back(i % 3 == 0 ? m_first : m_second);
        const Ran ran = m_fixture.run(arguments);
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(ran.json()["vectors"].size(), 20u);
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(ran.json()["vectors"][i]["input"].get<std::string>(), i % 3 == 0 ? m_first : m_second);
    }

    void interrupted()
    {
        std::stop_source stop;
        stop.request_stop();
        for (const char* command : {"caption", "embed"}) {
            const Ran ran = m_fixture.run({command, "--json", m_first}, stop.get_token());
            QCOMPARE(ran.code, 130);
            QVERIFY(ran.json()["failed"].empty()); // cancelled is not failed
        }
    }

private:
    CliFixture m_fixture;
    std::string m_first;
    std::string m_second;
    std::string m_broken;
};

QTEST_GUILESS_MAIN(CliDescribeTest)
#include "cli_describe.moc"
