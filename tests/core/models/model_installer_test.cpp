#include <atomic>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/models/installed_models.h"
#include "core/models/model_hold.h"
#include "core/models/model_installer.h"
#include "core/models/model_pins.h"
#include "core/models/staging.h"
#include "tests/support/hub_server.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::models;
using namespace std::chrono_literals;
using test::HttpQuestion;
using test::HttpReply;
using test::HubServer;

namespace fs = std::filesystem;

namespace {

bool asksFor(const HttpQuestion& question, const char* what)
{
    return question.path.find(what) != std::string::npos;
}

} // namespace

/// Models from a hub on this machine that is more or less well behaved.
class ModelInstallerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_hub = std::make_unique<HubServer>();
        m_hub->add("tiny/blip", test::writeTinyBlip(root() / "published" / "blip"));
        m_hub->add("tiny/clip", test::writeTinyOpenClip(root() / "published" / "clip"));
    }

    void installsAndRecords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("hashes");
        QTest::newRow("captioner") << "blip" << false;
        QTest::newRow("embedder") << "clip" << false;
        QTest::newRow("with hashes of the catalogue") << "blip" << true;
    }
    void installsAndRecords()
    {
        QFETCH(QString, name);
        QFETCH(bool, hashes);
        std::vector<InstallProgress> told;
        const auto installed = download(name, hashes, {}, [&](const InstallProgress& now) { told.push_back(now); });
        QVERIFY2(installed.has_value(), installed ? "" : installed.error().message.c_str());
        QVERIFY(!installed->wasThere);
        QCOMPARE(installed->folder, folder() / "tiny" / name.toStdString());
        QVERIFY(inference::openModelFolder(installed->folder).has_value());

        const auto record = readRecord(installed->folder);
        QVERIFY(record.has_value());
        QCOMPARE(record->commit, std::string(HubServer::kCommit));
        QCOMPARE(record->source, m_hub->url());
        for (const RecordedFile& file : record->files) {
            const bool weights = file.path.ends_with(".safetensors");
            QCOMPARE(file.vouched, std::string(hashes && weights ? "catalogue" : "hub"));
        }
        QCOMPARE(differencesFromRecord(installed->folder, *record, {})->size(), std::size_t(0));
        QVERIFY(!told.empty());
        QCOMPARE(int(told.back().phase), int(InstallProgress::Phase::Finishing));
        QCOMPARE(told.back().done, told.back().total);
        QVERIFY(told.back().totalIsExact);

        // A second time there is nothing to do, and nobody is asked.
        const std::size_t asked = m_hub->hub().questions().size();
        const auto again = download(name, hashes);
        QVERIFY(again && again->wasThere);
        QCOMPARE(m_hub->hub().questions().size(), asked);
    }

    void appearsOnlyWhenWhole()
    {
        std::atomic<bool> seen{false};
        const fs::path target = folder() / "tiny" / "blip";
        const auto installed = download("blip", false, {}, [&](const InstallProgress&) {
            if (fs::exists(target))
                seen = true;
        });
        QVERIFY(installed.has_value());
        QVERIFY(!seen);
        QVERIFY(fs::exists(target));
        QVERIFY(!fs::exists(Staging::folderOf(folder(), "tiny/blip")));
    }

    void wholeModelIsFetchedFromOneCommit()
    {
        QVERIFY(download("blip"));
        bool first = true;
        for (const HttpQuestion& question : m_hub->hub().questions()) {
            QVERIFY2(asksFor(question, first ? "/resolve/main/" : HubServer::kCommit), question.path.c_str());
            first = false;
        }
        // And by the same one after it was removed, whatever main has become.
        QVERIFY(removeModel(folder() / "tiny" / "blip", folder()));
        QVERIFY(!fs::exists(folder() / "tiny"));
        const std::size_t asked = m_hub->hub().questions().size();
        QVERIFY(download("blip"));
        QVERIFY(asksFor(m_hub->hub().questions()[asked], HubServer::kCommit));
    }

    void anotherFileUnderThePinIsRefused()
    {
        QVERIFY(download("blip"));
        QVERIFY(removeModel(folder() / "tiny" / "blip", folder()));
        m_hub->add("tiny/blip", test::writeTinyBlip(root() / "published" / "other", {7}));
        const auto other = download("blip");
        QVERIFY(!other);
        QCOMPARE(int(other.error().code), int(ErrorCode::Corrupt));
    }

    void nextRevisionIsTriedWhereTheWeightsAreMissing()
    {
        m_hub->add("tiny/blip", root() / "published" / "blip", {"refs/pr/50"});
        Catalogue catalogue = *parseCatalogue(m_hub->catalogue(), "test");
        CatalogueModel model = *catalogue.find("blip");
        model.revisions = {"main", "refs/pr/50"};
        ModelInstaller installer(options(), m_clock);
        const auto installed = installer.download(model, {});
        QVERIFY2(installed.has_value(), installed ? "" : installed.error().message.c_str());
        QVERIFY(asksFor(m_hub->hub().questions()[1], "/resolve/refs%2Fpr%2F50/model.safetensors"));
        QCOMPARE(installed->record.commit, std::string(HubServer::kCommit));
    }

    void pausedAndGoneOnWith()
    {
        m_hub->bytesPerTick = 8'000;
        std::stop_source stop;
        const auto paused = download("blip", false, stop.get_token(), [&](const InstallProgress& now) {
            if (now.done > 40'000)
                stop.request_stop();
        });
        QVERIFY(!paused);
        QCOMPARE(int(paused.error().code), int(ErrorCode::Cancelled));
        QVERIFY(!fs::exists(folder() / "tiny"));
        QVERIFY(unfinished("blip") > 40'000);
        m_hub->bytesPerTick = 0;
        // A new installer, as after a restart.
        QVERIFY(download("blip"));
        QVERIFY(m_hub->cdn().questions().back().rangeStart().value_or(0) > 40'000);
        QCOMPARE(unfinished("blip"), std::uint64_t(0));
    }

    void discardedForGood()
    {
        m_hub->interfere([](const HttpQuestion& question) -> std::optional<HttpReply> {
            if (!asksFor(question, "config.json"))
                return std::nullopt;
            return HttpReply{404, {}, {}};
        });
        QVERIFY(!download("blip"));
        QVERIFY(unfinished("blip") > 0); // the weights were there already
        const auto model = *parseCatalogue(m_hub->catalogue(), "test")->find("blip");
        QVERIFY(ModelInstaller(options(), m_clock).discard(model));
        QCOMPARE(unfinished("blip"), std::uint64_t(0));
    }

    void misbehaviourEndsInASentence_data()
    {
        QTest::addColumn<QString>("at"); // what is asked for
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("a config that is none")
            << "config.json" << 200 << QByteArray("hello") << int(ErrorCode::Corrupt);
        QTest::newRow("weights missing") << "model.safetensors" << 404 << QByteArray() << int(ErrorCode::NotFound);
        QTest::newRow("vocabulary missing") << "vocab.txt" << 404 << QByteArray() << int(ErrorCode::NotFound);
        QTest::newRow("refused") << "config.json" << 403 << QByteArray() << int(ErrorCode::PermissionDenied);
        QTest::newRow("busy") << "config.json" << 429 << QByteArray() << int(ErrorCode::Busy);
    }
    void misbehaviourEndsInASentence()
    {
        QFETCH(QString, at);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        m_hub->interfere([=](const HttpQuestion& question) -> std::optional<HttpReply> {
            if (!asksFor(question, qPrintable(at)))
                return std::nullopt;
            return HttpReply{status, {}, body};
        });
        const auto installed = download("blip");
        QVERIFY(!installed);
        QVERIFY2(int(installed.error().code) == code, installed.error().message.c_str());
        QVERIFY(!fs::exists(folder() / "tiny" / "blip"));
        m_hub->interfere({});
        const auto again = download("blip");
        QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
    }

    void aModelThatCannotBeUsedIsNotInstalled()
    {
        m_hub->add("tiny/blip", test::writeTinyBlip(root() / "published" / "nan", {1, true}));
        const auto installed = download("blip");
        QVERIFY(!installed);
        QVERIFY2(installed.error().message.find("cannot be used") != std::string::npos,
                 installed.error().message.c_str());
        QVERIFY(!fs::exists(folder() / "tiny" / "blip"));
    }

    void aDamagedModelIsReplacedUnlessInUse()
    {
        QVERIFY(download("blip"));
        const fs::path target = folder() / "tiny" / "blip";
        fs::resize_file(target / "model.safetensors", 1000);
        {
            const auto hold = ModelHold::shared(target);
            const auto refused = download("blip");
            QVERIFY(!refused);
            QCOMPARE(int(refused.error().code), int(ErrorCode::Busy));
            QCOMPARE(fs::file_size(target / "model.safetensors"), std::uintmax_t(1000));
            QVERIFY(!removeModel(target, folder()));
        }
        const auto again = download("blip");
        QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
        QVERIFY(inference::openModelFolder(target).has_value());
        QCOMPARE(scanInstalled(folder()).size(), std::size_t(1));
    }

    void onlyOneInstallsAtATime()
    {
        const auto staging = Staging::open(folder(), "tiny/blip");
        QVERIFY(staging.has_value());
        const auto second = download("blip");
        QVERIFY(!second);
        QCOMPARE(int(second.error().code), int(ErrorCode::Busy));
    }

    void onlyWhatLiesInTheFolderIsRemoved()
    {
        const fs::path elsewhere = test::writeTinyBlip(root() / "elsewhere");
        const auto refused = removeModel(elsewhere, folder());
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::InvalidArgument));
        QVERIFY(!removeModel(folder(), folder()));
        QVERIFY(!removeModel(folder() / ".." / "elsewhere", folder()));
        QVERIFY(fs::exists(elsewhere / "config.json"));
    }

    void damageIsNamed()
    {
        QVERIFY(download("blip"));
        const fs::path target = folder() / "tiny" / "blip";
        const auto record = readRecord(target);
        fs::remove(target / "vocab.txt");
        fs::resize_file(target / "config.json", 5);
        QFile weights(QString::fromStdString((target / "model.safetensors").string()));
        QVERIFY(weights.open(QIODevice::ReadWrite) && weights.seek(weights.size() - 1));
        weights.putChar('x');
        weights.close();
        const auto differences = differencesFromRecord(target, *record, {});
        QCOMPARE(differences->size(), std::size_t(3));
    }

private:
    fs::path root() const { return m_dir->path().toStdString(); }
    fs::path folder() const { return root() / "models"; }
    InstallerOptions options() const
    {
        InstallerOptions options{folder(), m_hub->url(), {}, {}};
        options.network.stall = 2s;
        options.retry.tries = 3;
        options.retry.first = 5ms;
        options.retry.longest = 10ms;
        return options;
    }
    Result<Installed> download(const QString& name, bool hashes = false, const std::stop_token& stop = {},
                               const OnInstallProgress& progress = {})
    {
        const auto catalogue = parseCatalogue(m_hub->catalogue(hashes), "test");
        ModelInstaller installer(options(), m_clock);
        return installer.download(*catalogue->find(name.toStdString()), stop, progress);
    }
    std::uint64_t unfinished(const char* name)
    {
        return ModelInstaller(options(), m_clock)
            .unfinishedBytes(*parseCatalogue(m_hub->catalogue(), "test")->find(name));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<HubServer> m_hub;
};

QTEST_GUILESS_MAIN(ModelInstallerTest)
#include "model_installer_test.moc"
