#include <semaphore>

#include <QSignalSpy>
#include <QTest>

#include "core/metrics/histogram.h"
#include "core/metrics/stage.h"
#include "core/services/comparison_service.h"
#include "services_fixture.h"
#include "tests/core/inference/fake_engine.h"
#include "tests/support/picture_files.h"

using namespace vidimus;
using namespace vidimus::services;
namespace fs = std::filesystem;
namespace stage = metrics::stage;

/// The comparison on real pictures; the other engine is a made one whose times are known.
class ServicesComparisonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<ServicesFixture>();
        m_log.names.clear();
        m_log.onCall = [](const std::string&, std::stop_token) {};
        m_progress.clear();
    }

    void cleanup()
    {
        m_service.reset();
        m_parts.reset();
    }

    void bothEnginesAreTimed()
    {
        import(5);
        make(true);
        const std::optional<Comparison> comparison = compare({});
        QVERIFY(comparison);
        QCOMPARE(comparison->pictures, 5);
        QCOMPARE(comparison->failures, 0);
        QCOMPARE(comparison->decode.count, 5u);
        QCOMPARE(comparison->inUse.captionModel, std::string("mock"));
        QCOMPARE(comparison->inUse.captionOrigin, Origin::Mock);
        for (const std::string_view name : {stage::kCaption, stage::kEmbed, stage::kDescribe}) {
            QVERIFY(comparison->inUse.stage(name));
            QCOMPARE(comparison->inUse.stage(name)->count, 5u); // the warm-up is not among them
        }
        QVERIFY(comparison->other);
        QCOMPARE(comparison->other->captionModel, std::string("fake"));
        // 10 + 20 + 30 µs a caption and 5 + 15 µs a vector, to the width of a bucket.
        QVERIFY(std::abs(comparison->other->stage(stage::kCaption)->p50Ms - 0.060) < 0.002);
        QVERIFY(std::abs(comparison->other->stage(stage::kEmbed)->p50Ms - 0.020) < 0.001);
        QVERIFY(std::abs(comparison->other->stage(stage::kDescribe)->p50Ms - 0.080) < 0.002);
        QCOMPARE(m_log.calls().size(), 12u); // two for every picture, and two to warm up
        QCOMPARE(m_progress.front(), std::pair(0, 5));
        QCOMPARE(m_progress.back(), std::pair(5, 5));
    }

    void withoutOthersOnlyThoseInUseAreTimed()
    {
        import(2);
        make(false);
        const std::optional<Comparison> comparison = compare({});
        QVERIFY(comparison);
        QVERIFY(!comparison->other);
        QCOMPARE(comparison->inUse.stage(stage::kDescribe)->count, 2u);
        QVERIFY(m_service->otherMetrics().summaries().empty());
    }

    void theChosenAreTaken()
    {
        const std::vector<PhotoId> ids = import(4);
        make(true);
        const std::optional<Comparison> first = compare({ids[0], ids[2]});
        QCOMPARE(QString::fromStdString(first->firstFailure), QString());
        QCOMPARE(first->pictures, 2);
        QCOMPARE(m_service->otherMetrics().snapshots().front().second.count(), 2u);
        QCOMPARE(compare({ids[1]})->pictures, 1);
        QCOMPARE(m_service->otherMetrics().snapshots().front().second.count(), 1u); // of the last run alone
    }

    void manyAreThinnedOut()
    {
        import(ComparisonService::kOfLibrary + 7);
        make(false);
        QCOMPARE(compare({})->pictures, ComparisonService::kOfLibrary);
    }

    void anEmptyLibraryUsesTheSamples()
    {
        test::writePictures(m_parts->root() / "samples", {.count = 3});
        make(false, m_parts->root() / "samples");
        QCOMPARE(compare({})->pictures, 3);
    }

    void nothingToCompareOnIsSaid()
    {
        make(false);
        QVERIFY(!compare({}));
        QVERIFY2(m_failure.contains(QStringLiteral("add some first")), qPrintable(m_failure));
    }

    void lostPicturesAreCountedNotFatal()
    {
        const std::vector<PhotoId> ids = import(3);
        fs::remove(m_files.front());
        make(true);
        const std::optional<Comparison> comparison = compare(ids);
        QVERIFY(comparison);
        QCOMPARE(comparison->pictures, 2);
        QCOMPARE(comparison->failures, 1);
        QVERIFY(QString::fromStdString(comparison->firstFailure).contains(QStringLiteral("not where it was")));
        for (const fs::path& file : m_files)
            fs::remove(file);
        QVERIFY(!compare(ids));
        QVERIFY2(m_failure.startsWith(QStringLiteral("None of the pictures")), qPrintable(m_failure));
    }

    void canBeCancelled()
    {
        import(3);
        std::counting_semaphore<> reached(0);
        m_log.onCall = [&reached](const std::string&, std::stop_token stop) {
            reached.release();
            std::binary_semaphore stopped(0);
            const std::stop_callback callback(stop, [&stopped] { stopped.release(); });
            stopped.acquire();
        };
        make(true);
        QSignalSpy cancelled(m_service.get(), &ComparisonService::cancelled);
        m_service->start({});
        QVERIFY(m_service->isRunning());
        reached.acquire();
        m_service->cancel();
        QTRY_COMPARE(cancelled.count(), 1);
        QVERIFY(!m_service->isRunning());
    }

    void closingDoesNotWaitForTheEnd()
    {
        import(3);
        std::counting_semaphore<> reached(0);
        m_log.onCall = [&reached](const std::string&, std::stop_token stop) {
            reached.release();
            std::binary_semaphore stopped(0);
            const std::stop_callback callback(stop, [&stopped] { stopped.release(); });
            stopped.acquire();
        };
        make(true);
        m_service->start({});
        reached.acquire();
        m_service.reset();
        QCOMPARE(m_log.calls().size(), 1u);
    }

private:
    std::vector<PhotoId> import(int count)
    {
        m_files = test::writePictures(m_parts->pictures(), {.count = count});
        m_parts->pipeline->import({m_parts->pictures()});
        (void)m_parts->pipeline->waitUntilIdle();
        std::vector<PhotoId> ids;
        const auto photos = m_parts->library->query().all(storage::SortOrder::NewestFirst);
        for (const storage::PhotoRef& photo : *photos)
            ids.push_back(photo.id);
        return ids;
    }

    void make(bool withOther, const fs::path& samples = {})
    {
        std::function<std::unique_ptr<inference::Engine>()> other;
        if (withOther)
            other = [this] { return std::make_unique<inference::FakeEngine>(m_log); };
        m_service.reset(new ComparisonService({*m_parts->library, *m_parts->inference, other, Origin::Mock, samples}));
    }

    std::optional<Comparison> compare(const std::vector<PhotoId>& chosen)
    {
        std::optional<Comparison> result;
        bool ended = false;
        QObject context;
        connect(m_service.get(), &ComparisonService::progressChanged, &context,
                [this](int done, int total) { m_progress.emplace_back(done, total); });
        connect(m_service.get(), &ComparisonService::finished, &context, [&](const Comparison& comparison) {
            result = comparison;
            ended = true;
        });
        connect(m_service.get(), &ComparisonService::failed, &context, [&](const QString& reason) {
            m_failure = reason;
            ended = true;
        });
        m_service->start(chosen);
        (void)QTest::qWaitFor([&ended] { return ended; }, 30'000);
        return result;
    }

    inference::EngineLog m_log;
    std::unique_ptr<ServicesFixture> m_parts;
    std::unique_ptr<ComparisonService> m_service;
    std::vector<fs::path> m_files;
    std::vector<std::pair<int, int>> m_progress;
    QString m_failure;
};

QTEST_MAIN(ServicesComparisonTest)
#include "services_comparison.moc"
