#include <atomic>

#include <QDialogButtonBox>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "core/inference/local/local_models.h"
#include "tests/support/hub_server.h"
#include "tests/support/picture_files.h"
#include "tests/support/tiny_models.h"
#include "ui/models/model_row.h"
#include "ui/models/model_window.h"
#include "ui/models/model_words.h"
#include "ui/models/stand_in_bar.h"
#include "ui/models/switch_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;
namespace fs = std::filesystem;

using State = services::ModelEntry::State;

/// The model manager, driven by its buttons, against a hub that misbehaves.
class WindowManagerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_published = std::make_unique<QTemporaryDir>();
        m_hub = std::make_unique<HubServer>();
        m_hub->add("tiny/blip", writeTinyBlip(published() / "blip"));
        m_hub->add("tiny/clip", writeTinyOpenClip(published() / "clip"));
        m_fixture = std::make_unique<WindowFixture>(
            [this](app::EngineRequest& request, const fs::path& root) {
                request.mode = services::ModelMode::Auto;
                request.models = root / "models";
                request.cache = root / "cache";
                request.openWhenNeeded = true;
                request.starter = m_starter;
                const services::ChosenModels chosen =
                    services::Settings(QString::fromStdString((root / "settings.ini").string())).chosenModels();
                request.preferred = {chosen.captioner, chosen.embedder};
                request.open.embedder = [this](const inference::ModelFolder& model, Origin origin,
                                               const inference::RunOptions& run) {
                    if (model.folder.filename() == "b-clip")
                        m_held.wait(true);
                    return inference::openEmbedder(model, origin, run);
                };
            },
            *models::parseCatalogue(m_hub->catalogue(), "test"));
        show();
    }
    void cleanup()
    {
        m_hub->bytesPerTick = 0;
        release();
        m_fixture.reset();
        m_starter.clear();
    }

    void catalogueIsShown()
    {
        QCOMPARE(manager().list().entries.size(), std::size_t(2));
        QVERIFY(manager().list().entries[0].captions);
        QVERIFY(button("blip", "Install")->isVisible());
        QVERIFY(!button("blip", "Pause")->isVisible());
        const auto facts = row("blip").findChildren<QLabel*>();
        QVERIFY(std::any_of(facts.begin(), facts.end(), [](const QLabel* label) {
            return label->text().contains(QStringLiteral("about")) &&
                   label->text().contains(QStringLiteral("CC0-1.0")) &&
                   label->text().contains(QStringLiteral("English"));
        }));
        QVERIFY(!window().isModal());
    }

    void keysReachWhatStandsThereFromTheTopDown()
    {
        std::vector<const QWidget*> reached;
        for (QWidget* next = window().nextInFocusChain(); next != &window(); next = next->nextInFocusChain()) {
            if (next->isVisible() && qobject_cast<QPushButton*>(next) != nullptr)
                reached.push_back(next);
        }
        const std::vector<const QWidget*> expected{button("blip", "Install"), button("clip", "Install"),
                                                   named<QPushButton>("Show the folder"),
                                                   named<QPushButton>("Install from a folder…")};
        QVERIFY(reached == expected);
    }

    void installPauseResume()
    {
        m_hub->bytesPerTick = 6'000;
        press("blip", "Install");
        QTRY_VERIFY(entry("blip").progress.done > 40'000);
        QVERIFY2(row("blip").stateText().contains(QStringLiteral(" of ")), qPrintable(row("blip").stateText()));
        QVERIFY(row("blip").findChild<QProgressBar*>()->isVisible());
        press("blip", "Pause");
        QTRY_COMPARE(entry("blip").state, State::Paused);
        QVERIFY(entry("blip").unfinishedBytes > 40'000);
        QVERIFY2(row("blip").stateText().startsWith(QStringLiteral("Paused")), qPrintable(row("blip").stateText()));

        // As after a restart.
        m_fixture->close();
        m_fixture->open();
        show();
        QTRY_COMPARE(entry("blip").state, State::Paused);
        m_hub->bytesPerTick = 0;
        press("blip", "Resume");
        QTRY_COMPARE(entry("blip").state, State::Installed);
        QVERIFY(m_hub->cdn().questions().back().rangeStart().value_or(0) > 40'000);
        QVERIFY(button("blip", "Use")->isVisible());
        QVERIFY(manager().list().bytesOnDisk > 100'000);
    }

    void failsWithItsReasonAndIsTriedAgain()
    {
        m_hub->interfere([](const HttpQuestion& question) -> std::optional<HttpReply> {
            if (question.path.find("open_clip_config") == std::string::npos)
                return std::nullopt;
            return HttpReply{403, {}, {}};
        });
        press("clip", "Install");
        QTRY_COMPARE(entry("clip").state, State::Failed);
        QVERIFY2(row("clip").stateText().contains(QStringLiteral("403")), qPrintable(row("clip").stateText()));
        QVERIFY(button("clip", "Retry")->isVisible());
        m_hub->interfere({});
        press("clip", "Retry");
        QTRY_COMPARE(entry("clip").state, State::Installed);
        QVERIFY(row("clip").stateText().isEmpty());
    }

    void givenUpForGood()
    {
        m_hub->bytesPerTick = 6'000;
        press("blip", "Install");
        press("clip", "Install");
        QCOMPARE(row("clip").stateText(), QStringLiteral("waits for its turn"));
        QTRY_VERIFY(entry("blip").progress.done > 20'000);
        press("clip", "Give up");
        press("blip", "Give up");
        QTRY_VERIFY(!manager().isBusy());
        QTRY_COMPARE(entry("blip").state, State::Available);
        QCOMPARE(entry("clip").state, State::Available);
        QCOMPARE(entry("blip").unfinishedBytes, std::uint64_t(0));
    }

    void fromAFolder()
    {
        manager().installFrom(published() / "blip");
        QTRY_COMPARE(entry("blip").state, State::Installed);
        writeTinyBlip(published() / "my own", {5});
        manager().installFrom(published() / "my own");
        QTRY_VERIFY(manager().list().find("my own") && entry("my own").state == State::Installed);
        QVERIFY(window().row("my own"));
        QVERIFY(m_hub->hub().questions().empty());
        manager().installFrom(published());
        QTRY_VERIFY(named<QLabel>("Notice")->isVisible());
        QVERIFY2(named<QLabel>("Notice")->text().contains(QStringLiteral("model")),
                 qPrintable(named<QLabel>("Notice")->text()));
        QTRY_VERIFY(!manager().isBusy());
    }

    /// Two folders of one name in the folders of two owners are two models.
    void ofOneNameButAnotherOwner()
    {
        install("blip");
        const ModelId first = entry("blip").id;
        writeTinyBlip(m_fixture->root() / "models" / "somebody" / "blip", {7});
        writeTinyBlip(m_fixture->root() / "models" / "zoe" / "blip", {8});
        manager().refresh();
        QTRY_VERIFY(manager().list().find("somebody/blip"));
        QVERIFY(manager().list().find("zoe/blip"));
        QCOMPARE(entry("blip").id, first);
    }

    void verifiedAndRemoved()
    {
        install("blip");
        press("blip", "Verify");
        QTRY_VERIFY2(row("blip").stateText().startsWith(QStringLiteral("Every file")),
                     qPrintable(row("blip").stateText()));
        press("blip", "Remove…");
        auto* box = window().findChild<QMessageBox*>();
        QVERIFY(box);
        QVERIFY(fs::exists(m_fixture->root() / "models" / "tiny" / "blip")); // it asks first
        for (QAbstractButton* choice : box->buttons())
            if (choice->text() == QStringLiteral("Remove"))
                choice->click();
        QTRY_COMPARE(entry("blip").state, State::Available);
        QVERIFY(!fs::exists(m_fixture->root() / "models" / "tiny"));
    }

    void usedAfterItIsOpenedAnew()
    {
        QCOMPARE(m_fixture->services().engine.captions.origin, Origin::Mock);
        install("blip");
        press("blip", "Use");
        QVERIFY(manager().restartNeeded());
        bool asked = false;
        connect(&manager(), &services::ModelManager::restartAsked, this, [&asked] { asked = true; });
        auto* anew = named<QPushButton>("Open anew");
        QVERIFY(anew->isVisible());
        anew->click();
        QVERIFY(asked);
        m_fixture->close();
        m_fixture->open();
        show();
        QCOMPARE(m_fixture->services().engine.captions.origin, Origin::Local);
        QTRY_VERIFY(entry("blip").inUse);
        QVERIFY(!button("blip", "Remove…")->isVisible());
        // Not even by asking for it: the folder is held.
        manager().remove("blip");
        QTRY_VERIFY(!manager().isBusy());
        QVERIFY(fs::exists(m_fixture->root() / "models" / "tiny" / "blip"));
    }

    void standInIsSaidAndSentAway()
    {
        auto* bar = m_fixture->window().findChild<StandInBar*>();
        QVERIFY(bar->isVisible());
        window().hide();
        auto* get = m_fixture->find<QPushButton>(QStringLiteral("Get the full models…"));
        get->click();
        QVERIFY(window().isVisible());
        m_fixture->find<QToolButton>(QStringLiteral("Do not say this again"))->click();
        QVERIFY(!bar->isVisible());
        m_fixture->close();
        m_fixture->open();
        QVERIFY(!m_fixture->window().findChild<StandInBar*>()->isVisible());
    }

    void starterIsNamedForWhatItIs()
    {
        m_fixture->close();
        m_starter = published() / "starter";
        writeTinyBlip(m_starter / "blip", {8});
        writeTinyClip(m_starter / "clip", {8});
        m_fixture->open();
        show();
        QCOMPARE(m_fixture->services().engine.captions.model, std::string("starter: drawn scenes"));
        auto* bar = m_fixture->window().findChild<StandInBar*>();
        const auto labels = bar->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(QStringLiteral("Photographs need the full models"));
        }));
        QTRY_VERIFY(manager().list().find("starter/blip"));
        QVERIFY(entry("starter/blip").inUse);
        QVERIFY(!button("starter/blip", "Remove…")->isVisible());
    }

    /// One embedder takes over from another: said, held, gone on with, and gone back from; what the earlier one said is
    /// kept until a person drops it.
    void oneModelTakesOverFromAnother()
    {
        useTwoEmbedders();
        press("b-clip", "Use");
        m_fixture->close();
        m_held = true;
        m_fixture->open(false);
        show();
        auto* bar = window().findChild<SwitchBar*>();
        QTRY_VERIFY(bar->isVisible());
        QTRY_VERIFY2(says(*bar, "0 of 6 looked at · answers come from"), qPrintable(words(*bar)));
        QVERIFY2(says(*bar, "takes over"), qPrintable(words(*bar)));
        QTRY_VERIFY(entry("a-clip").photosDescribed == 6);
        // It answers, so it keeps what it said.
        press("a-clip", "Forget…");
        choose("Forget");
        QTRY_VERIFY(named<QLabel>("Notice")->isVisible());
        QVERIFY2(named<QLabel>("Notice")->text().contains(QStringLiteral("answer searches")),
                 qPrintable(named<QLabel>("Notice")->text()));
        QTRY_VERIFY(!manager().isBusy());

        QTRY_VERIFY(named<QPushButton>("Pause"));
        named<QPushButton>("Pause")->click();
        QTRY_VERIFY2(says(*bar, "paused"), qPrintable(words(*bar)));
        named<QPushButton>("Continue")->click();
        QTRY_VERIFY(named<QPushButton>("Pause"));
        release();
        QTRY_VERIFY(!bar->isVisible());
        QVERIFY(m_fixture->settle());

        QCOMPARE(entry("a-clip").photosDescribed, std::int64_t(6));
        press("a-clip", "Forget…");
        choose("Forget");
        QTRY_COMPARE(entry("a-clip").photosDescribed, std::int64_t(0));
        QVERIFY(!button("a-clip", "Forget…")->isVisible());
        QVERIFY(!button("b-clip", "Forget…")->isVisible()); // in use
    }

    void goneBackBeforeItIsDone()
    {
        useTwoEmbedders();
        press("b-clip", "Use");
        m_fixture->close();
        m_held = true;
        m_fixture->open(false);
        show();
        QTRY_VERIFY(named<QPushButton>("Go back") && named<QPushButton>("Go back")->isVisible());
        bool asked = false;
        connect(&manager(), &services::ModelManager::restartAsked, this, [&asked] { asked = true; });
        named<QPushButton>("Go back")->click();
        QVERIFY(asked);
        release();
        m_fixture->close();
        m_fixture->open();
        show();
        QTRY_VERIFY(entry("a-clip").inUse);
        QVERIFY(!window().findChild<SwitchBar*>()->isVisible());
    }

private:
    /// A library that the first one looked at, and a second one beside it.
    void useTwoEmbedders()
    {
        m_fixture->close();
        writeTinyClip(m_fixture->root() / "models" / "a-clip", {1});
        writeTinyBlip(m_fixture->root() / "models" / "c-blip");
        m_fixture->open();
        writePictures(m_fixture->pictures(), {6, {300, 200}});
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
        writeTinyClip(m_fixture->root() / "models" / "b-clip", {2});
        show();
        QTRY_VERIFY(manager().list().find("b-clip"));
    }
    void choose(const char* text)
    {
        auto* box = window().findChild<QMessageBox*>();
        QVERIFY(box);
        for (QAbstractButton* choice : box->buttons())
            if (choice->text() == QLatin1String(text))
                choice->click();
        QTRY_VERIFY(!window().findChild<QMessageBox*>());
    }
    void release()
    {
        m_held = false;
        m_held.notify_all();
    }
    static QString words(const QWidget& bar)
    {
        QStringList all;
        for (const QLabel* label : bar.findChildren<QLabel*>())
            all << label->text();
        return all.join(QLatin1Char('|'));
    }
    static bool says(const QWidget& bar, const char* text) { return words(bar).contains(QString::fromUtf8(text)); }

    fs::path published() const { return m_published->path().toStdString(); }
    services::ModelManager& manager() { return m_fixture->services().manager; }
    const services::ModelEntry& entry(const char* key) { return *manager().list().find(key); }
    ModelWindow& window() { return m_fixture->window().models(); }
    ModelRow& row(const char* key) { return *window().row(key); }
    void show()
    {
        window().open();
        QTRY_VERIFY(!manager().list().entries.empty() && !manager().isBusy());
    }
    template <typename Widget>
    Widget* named(const char* name)
    {
        for (Widget* widget : window().findChildren<Widget*>())
            if (widget->accessibleName() == QString::fromUtf8(name))
                return widget;
        return nullptr;
    }
    QPushButton* button(const char* key, const char* text)
    {
        for (QPushButton* candidate : row(key).findChildren<QPushButton*>())
            if (candidate->text() == QString::fromUtf8(text))
                return candidate;
        return nullptr;
    }
    void press(const char* key, const char* text)
    {
        QVERIFY2(button(key, text)->isVisible(), text);
        button(key, text)->click();
    }
    void install(const char* key)
    {
        press(key, "Install");
        QTRY_COMPARE(entry(key).state, State::Installed);
    }

    std::unique_ptr<QTemporaryDir> m_published;
    std::unique_ptr<HubServer> m_hub;
    fs::path m_starter;
    std::atomic<bool> m_held = false; ///< the second embedder does not open yet
    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowManagerTest)
#include "window_manager.moc"
