#include <QTest>

#include "core/ingest/run_state.h"

using namespace vidimus;
using ingest::RunState;

namespace {

constexpr PhotoId kPhoto{7};

} // namespace

/// Which runs are on, and what keeps one open: the pipeline is torn down when this says that nothing is.
class RunStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDescribedOutsideARun()
    {
        RunState state;
        QVERIFY(!state.describeBegins(kPhoto));
        begin(state);
        QVERIFY(state.describeBegins(kPhoto));
    }

    void aPhotoIsWithTheModelsOnce()
    {
        RunState state;
        begin(state);
        QVERIFY(state.describeBegins(kPhoto));
        QVERIFY(!state.describeBegins(kPhoto));
        state.describeEnded(kPhoto);
        QVERIFY(state.describeBegins(kPhoto));
    }

    /// The feeder may be on its way with photos it read before the cancel: nobody would wait for their answers.
    void whoReadBeforeTheCancelComesTooLate()
    {
        RunState state;
        begin(state);
        state.markBacklog();
        QVERIFY(state.waitForBacklog({}).mark > 0);
        state.cancel(std::nullopt);
        QVERIFY(!state.describeBegins(kPhoto));
        state.requestDone();
        QVERIFY(state.tryEnd());
        QVERIFY(!state.token().stop_requested()); // the next run's
        QVERIFY(!state.describeBegins(kPhoto));
        QVERIFY(state.idle());
    }

    void aRunStaysOpenUntilTheModelsHaveAnswered_data()
    {
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("to its end") << false;
        QTest::newRow("cancelled") << true;
    }

    void aRunStaysOpenUntilTheModelsHaveAnswered()
    {
        QFETCH(const bool, cancelled);
        RunState state;
        begin(state);
        QVERIFY(state.describeBegins(kPhoto));
        state.requestDone();
        if (cancelled)
            state.cancel(std::nullopt);
        QVERIFY(!state.tryEnd());
        QVERIFY(!state.idle());
        state.describeEnded(kPhoto);
        const auto ended = state.tryEnd();
        QVERIFY(ended);
        QCOMPARE(ended->cancelled, cancelled);
        QVERIFY(state.idle());
    }

private:
    static void begin(RunState& state)
    {
        state.requestAdded();
        QVERIFY(state.requestBegins({}));
    }
};

QTEST_GUILESS_MAIN(RunStateTest)
#include "ingest_run_state.moc"
