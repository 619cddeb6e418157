#include <fstream>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "core/services/import_service.h"
#include "services_fixture.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::services;
namespace fs = std::filesystem;

class ServicesImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<ServicesFixture>();
        m_service = std::make_unique<ImportService>(*m_parts->pipeline, m_parts->root() / "dropped");
    }

    void cleanup()
    {
        m_service.reset();
        m_parts.reset();
    }

    void newsComeInOrderOnTheServicesThread()
    {
        test::writePictures(m_parts->pictures(), {.count = 5});
        QStringList news;
        const QThread* here = QThread::currentThread();
        const auto note = [&](const char* what) {
            QCOMPARE(QThread::currentThread(), here);
            news << QLatin1String(what);
        };
        connect(m_service.get(), &ImportService::photosAdded, this, [&] { note("added"); });
        connect(m_service.get(), &ImportService::photosChanged, this, [&] { note("changed"); });
        QSignalSpy finished(m_service.get(), &ImportService::finished);
        m_service->importPaths({m_parts->pictures()});
        QVERIFY(finished.wait());
        QVERIFY(news.contains(QStringLiteral("added")));
        QCOMPARE(news.first(), QStringLiteral("added"));
        QCOMPARE(news.last(), QStringLiteral("changed"));
        QCOMPARE(finished[0][0].value<ingest::Summary>().imported, 5);
        QCOMPARE(m_service->progress().imported, 5);
    }

    void pastedDataIsKeptAsItCame()
    {
        const QByteArray png = test::encoded(test::photoPicture({120, 80}, 3), "png");
        QSignalSpy finished(m_service.get(), &ImportService::finished);
        m_service->importData(png, QStringLiteral("https://example.org/pics/Red Barn!.png?size=3"));
        QVERIFY(finished.wait());
        QCOMPARE(finished[0][0].value<ingest::Summary>().imported, 1);
        const auto refs = m_parts->library->query().all(storage::SortOrder::NewestFirst);
        const fs::path file = m_parts->library->query().details(refs->front().id)->card.path;
        QCOMPARE(file.parent_path(), m_parts->root() / "dropped");
        QVERIFY2(file.stem().string().ends_with("Red Barn"), file.c_str());
        QCOMPARE(test::readWholeFile(file), png);
    }

    void twoPastesAtOnceAreTwoFiles()
    {
        QSignalSpy added(m_service.get(), &ImportService::photosAdded);
        m_service->importData(test::encoded(test::photoPicture({60, 40}, 1)), {});
        m_service->importData(test::encoded(test::photoPicture({60, 40}, 2)), {});
        QTRY_COMPARE(m_parts->library->query().counts()->photos, 2);
    }

    void dataThatIsNoPictureIsRefused()
    {
        QSignalSpy refused(m_service.get(), &ImportService::dataRefused);
        m_service->importData("<html>not a picture</html>", QStringLiteral("x.png"));
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(!refused[0][0].toString().isEmpty());
        QVERIFY(!fs::exists(m_parts->root() / "dropped"));
    }

    void failuresAreToldAndRetried()
    {
        fs::create_directories(m_parts->pictures());
        std::ofstream(m_parts->pictures() / "broken.jpg") << "no";
        QSignalSpy failures(m_service.get(), &ImportService::failuresChanged);
        QSignalSpy finished(m_service.get(), &ImportService::finished);
        m_service->importPaths({m_parts->pictures()});
        QVERIFY(finished.wait());
        QCOMPARE(failures.count(), 1);
        test::writePicture(m_parts->pictures() / "broken.jpg", test::photoPicture({60, 40}, 1));
        m_service->retry();
        QVERIFY(finished.wait());
        QCOMPARE(finished[1][0].value<ingest::Summary>().imported, 1);
    }

    void pauseAndCancel()
    {
        test::writePictures(m_parts->pictures(), {.count = 30});
        QSignalSpy finished(m_service.get(), &ImportService::finished);
        QSignalSpy progress(m_service.get(), &ImportService::progressChanged);
        m_service->pause();
        m_service->importPaths({m_parts->pictures()});
        QTRY_COMPARE(m_service->progress().state, ingest::Progress::State::Paused);
        QCOMPARE(finished.count(), 0);
        m_service->cancel();
        QVERIFY(finished.wait());
        QVERIFY(finished[0][0].value<ingest::Summary>().cancelled);
        QCOMPARE(m_service->progress().state, ingest::Progress::State::Idle);
        QVERIFY(progress.count() >= 2);
    }

private:
    std::unique_ptr<ServicesFixture> m_parts;
    std::unique_ptr<ImportService> m_service;
};

QTEST_GUILESS_MAIN(ServicesImportTest)
#include "services_import.moc"
