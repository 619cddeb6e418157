#include <fstream>

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include "cli_fixture.h"
#include "cli_program.h"
#include "core/models/install_record.h"
#include "core/models/model_hold.h"
#include "core/net/part_file.h"
#include "tests/support/hub_server.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

using Words = std::vector<std::string>;

namespace {

QByteArray contentOf(const fs::path& file)
{
    QFile opened(QString::fromStdString(file.string()));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

} // namespace

/// models install and remove, from a hub on this machine.
class CliInstallTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CliFixture>();
        m_hub = std::make_unique<test::HubServer>();
        m_hub->add("tiny/blip", test::writeTinyBlip(m_fixture->root() / "published" / "blip"));
        m_hub->add("tiny/clip", test::writeTinyOpenClip(m_fixture->root() / "published" / "clip"));
        std::ofstream(catalogue()) << m_hub->catalogue();
    }

    void installsListsRemoves()
    {
        const Ran installed = run({"install", "blip", "clip", "--json"});
        QVERIFY2(installed.code == 0, installed.all().c_str());
        QCOMPARE(keysOf(installed.json()), (Words{"installed", "failed"}));
        QCOMPARE(installed.json()["installed"].size(), std::size_t(2));
        const Json& first = installed.json()["installed"][0];
        QCOMPARE(keysOf(first),
                 (Words{"name", "path", "was_there", "bytes", "repository", "commit", "source", "seconds"}));
        QCOMPARE(first["commit"].get<std::string>(), std::string(test::HubServer::kCommit));
        QCOMPARE(first["path"].get<std::string>(), (m_fixture->models() / "tiny" / "blip").string());

        const Ran list = run({"list", "--json", "--mode", "auto"});
        QCOMPARE(list.json()["models"].size(), std::size_t(2));
        for (const Json& model : list.json()["models"])
            QVERIFY2(model["in_use"].get<bool>(), list.all().c_str());
        for (const Json& model : list.json()["available"])
            QVERIFY(model["installed"].get<bool>());
        QVERIFY(list.json()["bytes_on_disk"].get<std::int64_t>() > 100'000);

        const Ran again = run({"install", "blip"});
        QVERIFY2(again.code == 0 && again.outHas("BLIP tiny is there already"), again.all().c_str());

        const Ran removed = run({"remove", "blip", "--json"});
        QVERIFY2(removed.code == 0, removed.all().c_str());
        QCOMPARE(keysOf(removed.json()), (Words{"removed", "failed"}));
        QVERIFY(!fs::exists(m_fixture->models() / "tiny" / "blip"));
        QVERIFY(fs::exists(m_fixture->models() / "tiny" / "clip"));
        QCOMPARE(run({"remove", "blip"}).code, 3);
    }

    void oneOfTwoFails()
    {
        m_hub->interfere([](const test::HttpQuestion& question) -> std::optional<test::HttpReply> {
            if (question.path.find("tiny/clip") == std::string::npos)
                return std::nullopt;
            return test::HttpReply{404, {}, {}};
        });
        const Ran some = run({"install", "blip", "clip", "--json"});
        QCOMPARE(some.code, 1);
        QCOMPARE(some.json()["installed"].size(), std::size_t(1));
        QCOMPARE(some.json()["failed"].size(), std::size_t(1));
        QVERIFY2(some.errHas("CLIP tiny could not be installed"), some.all().c_str());
        QCOMPARE(run({"install", "clip"}).code, 3);
    }

    void fromAFolderWithoutTheNetwork()
    {
        const std::size_t asked = m_hub->hub().questions().size();
        const Ran known = run({"install", "blip", "--from", (m_fixture->root() / "published" / "blip").string()});
        QVERIFY2(known.code == 0, known.all().c_str());
        QVERIFY(fs::exists(m_fixture->models() / "tiny" / "blip" / "vidimus.json"));
        const Ran own = run({"install", "mine", "--from", (m_fixture->root() / "published" / "clip").string()});
        QVERIFY2(own.code == 0 && own.outHas("mine is installed in"), own.all().c_str());
        const Ran bad = run({"install", "other", "--from", m_fixture->root().string()});
        QVERIFY2(bad.code == 3 && bad.errHas("other could not be installed"), bad.all().c_str());
        QCOMPARE(m_hub->hub().questions().size(), asked);
    }

    void mirrorIsAskedInstead()
    {
        m_hub->interfere([](const test::HttpQuestion&) { return test::HttpReply{500, {}, {}}; });
        test::HubServer mirror;
        mirror.add("tiny/blip", m_fixture->root() / "published" / "blip");
        const Ran ran = run({"install", "blip", "--mirror", mirror.url()});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QVERIFY(m_hub->hub().questions().empty());
        const Ran clear = run({"install", "clip", "--mirror", "http://example.com"});
        QVERIFY2(clear.code == 3 && clear.errHas("https"), clear.all().c_str());
        const Ran proxy = run({"install", "clip", "--proxy", "nonsense"});
        QVERIFY2(proxy.code == 3 && proxy.errHas("no proxy"), proxy.all().c_str());
    }

    void whatIsInUseStays()
    {
        QVERIFY(run({"install", "blip"}).code == 0);
        const auto hold = models::ModelHold::shared(m_fixture->models() / "tiny" / "blip");
        const Ran removed = run({"remove", "blip"});
        QVERIFY2(removed.code == 3 && removed.errHas("in use"), removed.all().c_str());
        QVERIFY(fs::exists(m_fixture->models() / "tiny" / "blip" / "config.json"));
    }

    void verifyComparesWithWhatWasInstalled()
    {
        QVERIFY(run({"install", "blip"}).code == 0);
        const fs::path vocabulary = m_fixture->models() / "tiny" / "blip" / "vocab.txt";
        const QByteArray before = contentOf(vocabulary);
        std::ofstream(vocabulary, std::ios::binary | std::ios::app) << "extra\n";
        const Ran ran = run({"verify", "blip"});
        QVERIFY2(ran.code == 1 && ran.outHas("vocab.txt has"), ran.all().c_str());
    }

    void starterIsListedAndNamedForWhatItIs()
    {
        const fs::path starter = m_fixture->root() / "starter";
        test::writeTinyBlip(starter / "blip");
        const Ran ran = run({"list", "--mode", "auto"}, starter);
        QVERIFY2(ran.code == 0 && ran.outHas("starter: drawn scenes"), ran.all().c_str());
        QVERIFY2(ran.outHas("No model is installed in"), ran.all().c_str());
        QVERIFY(run({"install", "blip"}, starter).code == 0);
        const Ran later = run({"list", "--json", "--mode", "auto"}, starter);
        QCOMPARE(later.json()["models"].size(), std::size_t(2));
        QVERIFY(later.json()["models"][0]["in_use"].get<bool>());
        QVERIFY(!later.json()["models"][1]["in_use"].get<bool>());
        QCOMPARE(later.json()["models"][1]["name"].get<std::string>(), std::string("starter: drawn scenes"));
    }

    /// The program itself, killed in the middle; the next run goes on where that one was.
    void killedAndGoneOnWith()
    {
        m_hub->bytesPerTick = 6'000;
        const fs::path weights = m_fixture->models() / ".downloads" / "tiny--blip" / "model.safetensors";
        const std::vector<std::string> arguments{
            "models", "install", "blip", "--models", m_fixture->models().string(), "--catalogue", catalogue().string()};
        std::uint64_t kept = 0;
        for (int kill = 0; kill < 3; ++kill) {
            CliProgram program(arguments);
            QTRY_VERIFY_WITH_TIMEOUT(net::PartFile::bytesOf(weights) > kept + 30'000, 20'000);
            program.killHard();
            QVERIFY(program.waitForEnd());
            QCOMPARE(program.code(), -1);
            QVERIFY(!fs::exists(m_fixture->models() / "tiny"));
            kept = net::PartFile::bytesOf(weights);
        }
        m_hub->bytesPerTick = 0;
        CliProgram program(arguments);
        QVERIFY(program.waitForEnd());
        QVERIFY2(program.code() == 0, program.err().c_str());
        QCOMPARE(m_hub->cdn().questions().back().rangeStart().value_or(0), kept);
        for (const auto& file : fs::directory_iterator(m_fixture->root() / "published" / "blip"))
            QVERIFY(contentOf(file.path()) ==
                    contentOf(m_fixture->models() / "tiny" / "blip" / file.path().filename()));
    }

    void interruptedKeepsWhatCame()
    {
        std::stop_source stop;
        stop.request_stop();
        const Ran ran =
            m_fixture->run({"models", "install", "blip", "--catalogue", catalogue().string()}, stop.get_token());
        QVERIFY2(ran.code == 130 && ran.errHas("kept"), ran.all().c_str());
    }

private:
    fs::path catalogue() const { return m_fixture->root() / "catalogue.json"; }
    Ran run(Words arguments, const fs::path& starter = {}) const
    {
        const bool listed = arguments[0] == "install" || arguments[0] == "list";
        arguments.insert(arguments.begin(), "models");
        if (listed)
            arguments.insert(arguments.end(), {"--catalogue", catalogue().string()});
        m_fixture->starter = starter;
        return m_fixture->run(arguments);
    }

    std::unique_ptr<CliFixture> m_fixture;
    std::unique_ptr<test::HubServer> m_hub;
};

QTEST_GUILESS_MAIN(CliInstallTest)
#include "cli_install.moc"
