#include <algorithm>
#include <fstream>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include "controlled_engine.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/ingest/pipeline.h"
#include "core/media/decoder.h"
#include "core/metrics/registry.h"
#include "core/storage/library.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::ingest;
using namespace vidimus::test;
namespace fs = std::filesystem;

namespace {

/// Writes down what it hears and lets a test wait for it.
class Listener : public PipelineObserver {
public:
    void photosSeen(std::span<const SeenPhoto> photos) override
    {
        const std::lock_guard lock(m_mutex);
        seen.insert(seen.end(), photos.begin(), photos.end());
        m_changed.notify_all();
    }
    void photosDescribed(std::span<const PhotoId> photos) override
    {
        const std::lock_guard lock(m_mutex);
        described.insert(described.end(), photos.begin(), photos.end());
        m_changed.notify_all();
    }
    void photosEmbedded(std::span<const EmbeddedPhoto> photos) override
    {
        const std::lock_guard lock(m_mutex);
        embedded += photos.size();
    }
    void finished(const Summary&) override
    {
        const std::lock_guard lock(m_mutex);
        ++ended;
    }

    void waitForSeen(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return seen.size() >= count; });
    }
    void waitForDescribed(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return described.size() >= count; });
    }

    std::vector<SeenPhoto> seen;
    std::vector<PhotoId> described;
    std::size_t embedded = 0;
    int ended = 0;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

} // namespace

class IngestPipelineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { media::initialise(); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_control = std::make_shared<EngineControl>();
        m_options = {};
        fs::create_directories(pictures());
    }

    void cleanup() { close(); }

    void importsDescribesAndTells()
    {
        writePictures(pictures(), {.count = 12});
        open();
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.imported, 12);
        QCOMPARE(summary.described, 12);
        QCOMPARE(summary.failedCount, 0);
        QVERIFY(!summary.cancelled);
        QCOMPARE(m_listener.seen.size(), 12u);
        QCOMPARE(m_listener.described.size(), 12u);
        QCOMPARE(m_listener.embedded, 12u);
        QCOMPARE(m_listener.ended, 1);
        QCOMPARE(*m_library->descriptions().pendingCount(), 0);
        QVERIFY(m_library->importRequests().unfinished()->empty());
        const auto card = m_library->query().cards({&m_listener.seen.front().id, 1})->front();
        QVERIFY(!card.caption.empty());
        QVERIFY(card.width > 0);
        QVERIFY(m_library->thumbnails().find(*m_library->photos().hashOf(card.id).value())->has_value());
    }

    void secondImportReadsNothing()
    {
        writePictures(pictures(), {.count = 6});
        open();
        m_pipeline->import({pictures()});
        ended();
        const std::uint64_t reads = count("read");
        m_pipeline->import({pictures()});
        const Summary again = ended();
        QCOMPARE(again.imported, 0);
        QCOMPARE(again.duplicates, 6);
        QCOMPARE(again.described, 0);
        QCOMPARE(count("read"), reads);
    }

    void aModelThatCannotBeLoadedMarksNoPicture_data()
    {
        QTest::addColumn<bool>("captioner");
        QTest::addColumn<bool>("embedder");
        QTest::newRow("no captioner") << false << true;
        QTest::newRow("no embedder") << true << false;
        QTest::newRow("neither") << false << false;
    }
    void aModelThatCannotBeLoadedMarksNoPicture()
    {
        QFETCH(bool, captioner);
        QFETCH(bool, embedder);
        constexpr int kPictures = 40; // more than one step of the feeder
        writePictures(pictures(), {.count = kPictures});
        m_control->captioner = captioner;
        m_control->embedder = embedder;
        open();
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.imported, kPictures); // the files are taken in all the same
        QCOMPARE(summary.failedCount, 0);
        QVERIFY(summary.modelProblem);
        QCOMPARE(summary.modelProblem->code, ErrorCode::ModelUnavailable);
        QVERIFY(!summary.stoppedBy);
        QCOMPARE(m_listener.ended, 1);
        QVERIFY(m_library->failures().all()->empty());
        QCOMPARE(*m_library->descriptions().pendingCount(), kPictures);
        QVERIFY(m_library->importRequests().unfinished()->empty());

        {
            const std::lock_guard lock(m_control->mutex);
            m_control->captioner = m_control->embedder = true;
        }
        m_pipeline->resumeUnfinished();
        const Summary resumed = ended();
        QVERIFY(!resumed.modelProblem);
        QCOMPARE(*m_library->descriptions().pendingCount(), 0);
    }

    void sameContentInAnotherPlaceIsOnePhoto()
    {
        const auto files = writePictures(pictures(), {.count = 1});
        open();
        m_pipeline->import({pictures()});
        ended();
        fs::copy_file(files[0], pictures() / "copy.jpg");
        m_pipeline->import({pictures() / "copy.jpg"});
        QCOMPARE(ended().duplicates, 1);
        QCOMPARE(m_library->query().counts()->photos, 1);
        QCOMPARE(m_control->captionCount(), 1);
    }

    void copiesMetInOneImportAreDescribedOnce()
    {
        const auto files = writePictures(pictures(), {.count = 10});
        for (const auto& file : files) {
            for (const char* suffix : {"-copy1.jpg", "-copy2.jpg", "-copy3.jpg"})
                fs::copy_file(file, fs::path(file).concat(suffix));
        }
        open();
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.imported, 10);
        QCOMPARE(summary.duplicates, 30);
        QCOMPARE(summary.described, 10);
        QCOMPARE(m_control->captionCount(), 10);
    }

    void changedFileIsUpdated()
    {
        const auto files = writePictures(pictures(), {.count = 1, .firstSeed = 1});
        open();
        m_pipeline->import({pictures()});
        ended();
        writePicture(files[0], photoPicture({90, 90}, 77));
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.updated, 1);
        QCOMPARE(summary.described, 1);
        QCOMPARE(m_library->query().counts()->photos, 1);
    }

    void badFilesFailAloneAndAreTriedAgain()
    {
        writePictures(pictures(), {.count = 3});
        std::ofstream(pictures() / "empty.jpg");
        std::ofstream(pictures() / "text.png") << "not a picture at all";
        open();
        m_pipeline->import({pictures(), pictures() / "absent.jpg"});
        const Summary summary = ended();
        QCOMPARE(summary.imported, 3);
        QCOMPARE(summary.failedCount, 3);
        for (const storage::Failure& failure : summary.failed)
            QVERIFY(!failure.message.empty());
        QCOMPARE(m_library->failures().all()->size(), 3u);

        writePicture(pictures() / "empty.jpg", photoPicture({80, 60}, 5));
        m_pipeline->retry({});
        const Summary retried = ended();
        QCOMPARE(retried.imported, 1);
        QCOMPARE(retried.failedCount, 2);
        QCOMPARE(m_library->failures().all()->size(), 2u);
    }

    void descriptionThatFailsIsKeptWithItsReasonAndTriedAgain()
    {
        writePictures(pictures(), {.count = 2});
        writePicture(pictures() / "bad.png", plainPicture({50, 40}, Qt::red));
        m_control->failWidth = 50;
        open();
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.imported, 3);
        QCOMPARE(summary.described, 2);
        QCOMPARE(summary.failedCount, 1);
        QCOMPARE(summary.failed.front().path, pictures() / "bad.png");
        QCOMPARE(summary.failed.front().message, std::string("The model stumbled."));

        m_control->failWidth = -1;
        m_pipeline->retry(*m_library->failures().all());
        QCOMPARE(ended().described, 1);
        QVERIFY(m_library->failures().all()->empty());
    }

    void nonsenseOfAModelIsAFailure()
    {
        writePictures(pictures(), {.count = 2});
        m_control->nonsense = true;
        open();
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QCOMPARE(summary.imported, 2);
        QCOMPARE(summary.failedCount, 2);
    }

    void picturesAreSeenWhileTheModelIsBusy()
    {
        // Far more than all queues hold: what does not fit is described later from the library.
        constexpr int kCount = 150;
        writePictures(pictures(), {.count = kCount, .size = {64, 48}});
        m_control->setOpen(false);
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(kCount);
        QCOMPARE(m_control->captionCount(), 0);
        QCOMPARE(m_pipeline->progress().imported, kCount);
        m_control->setOpen(true);
        const Summary summary = ended();
        QCOMPARE(summary.described, kCount);
        QCOMPARE(m_control->captionCount(), kCount);
    }

    void visibleOnesAreDescribedFirst()
    {
        constexpr int kCount = 120;
        writePictures(pictures(), {.count = kCount, .size = {64, 48}});
        m_control->setOpen(false);
        m_control->batch = 1;
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(kCount);
        std::vector<PhotoId> visible;
        for (std::size_t i = kCount - 5; i < kCount; ++i)
            visible.push_back(m_listener.seen[i].id);
        m_pipeline->describeFirst(visible);
        m_control->setOpen(true);
        ended();
        // Behind what was with the models already, before the long rest.
        std::size_t last = 0;
        for (const PhotoId photo : visible) {
            const auto at = std::find(m_listener.described.begin(), m_listener.described.end(), photo);
            last = std::max(last, static_cast<std::size_t>(at - m_listener.described.begin()));
        }
        QVERIFY2(last < 60, qPrintable(QString::number(last)));
    }

    void cancelKeepsWhatIsDone()
    {
        writePictures(pictures(), {.count = 60, .size = {64, 48}});
        m_control->setOpen(false);
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(1);
        m_control->waitUntilCallWaits();
        m_pipeline->cancel();
        const Summary summary = ended();
        QVERIFY(summary.cancelled);
        QVERIFY(summary.imported >= 1);
        QCOMPARE(m_library->query().counts()->photos, summary.imported);
        // A person's cancel is final: nothing is imported behind their back at the next start.
        QVERIFY(m_library->importRequests().unfinished()->empty());

        m_control->setOpen(true);
        m_pipeline->import({pictures()});
        const Summary whole = ended();
        QVERIFY(!whole.cancelled);
        QCOMPARE(whole.imported + whole.duplicates, 60);
        QCOMPARE(m_library->query().counts()->described, 60);
    }

    void pauseHoldsAndUnpauseGoesOn()
    {
        writePictures(pictures(), {.count = 20, .size = {64, 48}});
        open();
        m_pipeline->pause();
        m_pipeline->import({pictures()});
        std::stop_source impatient;
        std::jthread later([&] { impatient.request_stop(); });
        QCOMPARE(m_pipeline->waitUntilIdle(impatient.get_token()).error().code, ErrorCode::Cancelled);
        QCOMPARE(m_pipeline->progress().imported, 0);
        m_pipeline->unpause();
        QCOMPARE(ended().described, 20);
    }

    void shutdownIsResumedAtTheNextStart()
    {
        constexpr int kCount = 80;
        writePictures(pictures(), {.count = kCount, .size = {64, 48}});
        m_control->setOpen(false);
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(3);
        close();

        m_control->setOpen(true);
        open();
        const std::int64_t before = m_library->query().counts()->photos;
        QVERIFY(before >= 3);
        m_pipeline->resumeUnfinished();
        const Summary summary = ended();
        QCOMPARE(m_library->query().counts()->photos, kCount);
        QCOMPARE(m_library->query().counts()->described, kCount);
        QCOMPARE(before + summary.imported, kCount);
        QCOMPARE(m_control->captionCount(), kCount); // none twice
        QVERIFY(m_library->importRequests().unfinished()->empty());
    }

    void closingAtAnyMomentLosesNothing()
    {
        constexpr int kCount = 60;
        writePictures(pictures(), {.count = kCount, .size = {48, 32}});
        for (std::size_t moment = 1; moment < 40; moment += 6) {
            open();
            m_pipeline->import({pictures()});
            m_pipeline->import({pictures()});
            m_listener.waitForSeen(moment);
            close();
            const auto library = storage::Library::open(libraryFolder());
            for (const SeenPhoto& photo : m_listener.seen)
                QVERIFY((*library)->query().details(photo.id));
            QVERIFY((*library)->integrityProblems()->empty());
        }
    }

    void fullDiskStopsTheRunAndKeepsWhatWasTold()
    {
        writePictures(pictures(), {.count = 300, .size = {32, 24}});
        open(60);
        m_pipeline->import({pictures()});
        const Summary summary = ended();
        QVERIFY(summary.stoppedBy);
        QCOMPARE(summary.stoppedBy->code, ErrorCode::OutOfSpace);
        const std::size_t told = m_listener.seen.size();
        close();

        open(); // the disk has room again
        QCOMPARE(m_library->query().counts()->photos, static_cast<std::int64_t>(told));
        QVERIFY(m_library->integrityProblems()->empty());
        m_pipeline->import({pictures()});
        ended();
        QCOMPARE(m_library->query().counts()->described, 300);
    }

    void vanishedFileOfAPendingPhotoFailsAndComesBack()
    {
        const auto files = writePictures(pictures(), {.count = 40, .size = {48, 32}});
        m_control->setOpen(false);
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(40);
        close();
        fs::rename(pictures(), fs::path(pictures()).concat("-away"));

        m_control->setOpen(true);
        open();
        m_pipeline->resumeUnfinished();
        QCOMPARE(ended().failedCount, 40);
        QCOMPARE(m_library->query().counts()->photos, 40); // greyed perhaps, never dropped

        fs::rename(fs::path(pictures()).concat("-away"), pictures());
        m_pipeline->resumeUnfinished();
        QCOMPARE(ended().described, 40);
        QVERIFY(m_library->failures().all()->empty());
    }

    /// What was told as imported is there, what could not be read any more is told, and all of it comes when it is back.
    void driveIsPulledDuringTheImport()
    {
        constexpr int kPictures = 200;
        writePictures(pictures(), {.count = kPictures, .size = {320, 240}});
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(10);
        fs::rename(pictures(), fs::path(pictures()).concat("-away"));
        const Summary summary = ended();
        QVERIFY(!summary.cancelled && !summary.stoppedBy);
        QVERIFY(summary.imported >= 10);
        QCOMPARE(m_library->query().counts()->photos, summary.imported);
        QCOMPARE(m_listener.seen.size(), static_cast<std::size_t>(summary.imported));
        const auto failures = m_library->failures().all();
        int neverSeen = 0; // the others were, and are described when they are back
        for (const auto& failure : *failures) {
            QCOMPARE(failure.code, ErrorCode::NotFound);
            neverSeen += failure.photo == PhotoId{} ? 1 : 0;
        }
        QCOMPARE(neverSeen, kPictures - summary.imported);

        fs::rename(fs::path(pictures()).concat("-away"), pictures());
        m_pipeline->import({pictures()});
        ended();
        QCOMPARE(m_library->query().counts()->described, kPictures);
        QVERIFY(m_library->failures().all()->empty());
    }

    void removedWhileTheModelLooksAtIt()
    {
        writePictures(pictures(), {.count = 1});
        m_control->setOpen(false);
        open();
        m_pipeline->import({pictures()});
        m_listener.waitForSeen(1);
        m_control->waitUntilCallWaits();
        QVERIFY(m_library->photos().remove({&m_listener.seen.front().id, 1}));
        m_control->setOpen(true);
        ended();
        QCOMPARE(m_library->query().counts()->photos, 0);
        QVERIFY(m_library->vectors().photos()->empty());
    }

    void idleWithoutWork()
    {
        open();
        QVERIFY(m_pipeline->waitUntilIdle());
        m_pipeline->cancel();
        m_pipeline->resumeUnfinished();
        QCOMPARE(ended().imported, 0);
        m_pipeline->import({});
        QCOMPARE(ended().imported, 0);
    }

private:
    fs::path pictures() const { return fs::path(m_folder->path().toStdString()) / "pictures"; }
    fs::path libraryFolder() const { return fs::path(m_folder->path().toStdString()) / "library"; }

    void open(std::int64_t maxPages = 0)
    {
        auto library = storage::Library::open(libraryFolder(), {storage::LibraryAccess::ReadWrite, maxPages});
        QVERIFY2(library, library ? "" : library.error().message.c_str());
        m_library = std::move(*library);
        m_metrics = std::make_unique<metrics::Registry>();
        m_inference =
            std::make_unique<inference::InferenceQueue>(std::make_unique<ControlledEngine>(m_control), *m_metrics);
        const inference::EngineInfo info = m_inference->info();
        QVERIFY(m_library->useModels({info.captionModel.id, "mock", Origin::Mock, 0},
                                     {info.embeddingModel.id, "mock", Origin::Mock, info.embeddingDimension}));
        m_pipeline = std::make_unique<Pipeline>(*m_library, *m_inference, *m_metrics, m_clock, m_options);
        m_listener.seen.clear();
        m_listener.described.clear();
        m_listener.embedded = 0;
        m_listener.ended = 0;
        m_pipeline->addObserver(&m_listener);
    }

    void close()
    {
        m_pipeline.reset();
        m_inference.reset();
        m_library.reset();
    }

    Summary ended()
    {
        const auto summary = m_pipeline->waitUntilIdle();
        return summary ? *summary : Summary{};
    }

    std::uint64_t count(const std::string& stage) const
    {
        for (const auto& summary : m_metrics->summaries())
            if (summary.stage == stage)
                return summary.count;
        return 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<EngineControl> m_control;
    SystemClock m_clock;
    PipelineOptions m_options;
    std::unique_ptr<metrics::Registry> m_metrics;
    std::unique_ptr<storage::Library> m_library;
    std::unique_ptr<inference::InferenceQueue> m_inference;
    Listener m_listener;
    std::unique_ptr<Pipeline> m_pipeline;
};

QTEST_GUILESS_MAIN(IngestPipelineTest)
#include "ingest_pipeline.moc"
