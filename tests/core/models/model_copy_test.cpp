#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/models/folder_copy.h"
#include "core/models/installed_models.h"
#include "core/models/model_installer.h"
#include "tests/support/hub_server.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::models;

namespace fs = std::filesystem;

/// Models from a folder: a USB stick, another machine's cache.
class ModelCopyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_hub = std::make_unique<test::HubServer>(); // nobody asks it: it only writes the catalogue
        m_hub->add("tiny/blip", test::writeTinyBlip(root() / "published"));
        m_catalogue = *parseCatalogue(m_hub->catalogue(true), "test");
    }
    void cleanup() { QVERIFY(m_hub->hub().questions().empty()); }

    void fromManyPlaces_data()
    {
        QTest::addColumn<QString>("place"); // where on the stick the model lies
        QTest::addColumn<bool>("linked");   // as the hub's cache does it
        QTest::newRow("the folder itself") << "" << false;
        QTest::newRow("NAME") << "blip" << false;
        QTest::newRow("OWNER/NAME") << "tiny/blip" << false;
        QTest::newRow("the hub's cache") << "models--tiny--blip/snapshots/0123" << true;
        QTest::newRow("the hub's cache, from above") << "hub/models--tiny--blip/snapshots/0123" << true;
    }
    void fromManyPlaces()
    {
        QFETCH(QString, place);
        QFETCH(bool, linked);
        const fs::path stick = root() / "stick";
        const fs::path there = stick / place.toStdString();
        fs::create_directories(there);
        for (const auto& entry : fs::directory_iterator(root() / "published"))
            if (linked)
                fs::create_symlink(entry.path(), there / entry.path().filename());
            else
                fs::copy(entry.path(), there / entry.path().filename());
        const auto installed = installer().copy(stick, {}, m_catalogue.find("blip"), {});
        QVERIFY2(installed.has_value(), installed ? "" : installed.error().message.c_str());
        QCOMPARE(installed->folder, root() / "models" / "tiny" / "blip");
        QVERIFY(inference::openModelFolder(installed->folder).has_value());
        QVERIFY(fs::is_regular_file(fs::symlink_status(installed->folder / "model.safetensors")));
        for (const RecordedFile& file : installed->record.files)
            QCOMPARE(file.vouched, std::string(file.path == "model.safetensors" ? "catalogue" : "nobody"));
    }

    void whatIsNotThePublishedOneIsRefused()
    {
        const fs::path other = test::writeTinyBlip(root() / "other", {9});
        const auto refused = installer().copy(other, {}, m_catalogue.find("blip"), {});
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::Corrupt));
        QVERIFY(!fs::exists(root() / "models" / "tiny" / "blip"));
        // Under a name of its own it is welcome.
        const auto own = installer().copy(other, "my-blip", nullptr, {});
        QVERIFY2(own.has_value(), own ? "" : own.error().message.c_str());
        QCOMPARE(own->folder, root() / "models" / "my-blip");
        QCOMPARE(scanInstalled(root() / "models").size(), std::size_t(1));
    }

    void whatIsNoModelIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing there") << "mine"
                                       << "nowhere" << int(ErrorCode::NotFound);
        QTest::newRow("an empty folder") << "mine"
                                         << "empty" << int(ErrorCode::NotFound);
        QTest::newRow("damaged") << "mine"
                                 << "damaged" << int(ErrorCode::Corrupt);
        QTest::newRow("a name that leads elsewhere") << "../mine"
                                                     << "published" << int(ErrorCode::InvalidArgument);
        QTest::newRow("a hidden name") << ".mine"
                                       << "published" << int(ErrorCode::InvalidArgument);
        QTest::newRow("no name") << ""
                                 << "published" << int(ErrorCode::InvalidArgument);
    }
    void whatIsNoModelIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, from);
        QFETCH(int, code);
        fs::create_directories(root() / "empty");
        test::writeTinyBlip(root() / "damaged");
        fs::resize_file(root() / "damaged" / "model.safetensors", 100);
        const auto refused = installer().copy(root() / from.toStdString(), name.toStdString(), nullptr, {});
        QVERIFY(!refused);
        QVERIFY2(int(refused.error().code) == code, refused.error().message.c_str());
        QVERIFY(scanInstalled(root() / "models").empty());
    }

    void stoppedLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = installer().copy(root() / "published", "mine", nullptr, stop.get_token());
        QVERIFY(!stopped);
        QCOMPARE(int(stopped.error().code), int(ErrorCode::Cancelled));
        QVERIFY(scanInstalled(root() / "models").empty());
    }

private:
    fs::path root() const { return m_dir->path().toStdString(); }
    ModelInstaller installer() const { return ModelInstaller({root() / "models", m_hub->url(), {}, {}}, m_clock); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<test::HubServer> m_hub;
    Catalogue m_catalogue;
};

QTEST_GUILESS_MAIN(ModelCopyTest)
#include "model_copy_test.moc"
