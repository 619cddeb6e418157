#include <QTest>

#include "core/metrics/histogram.h"
#include "core/metrics/stage.h"
#include "ui/latency/comparison_words.h"
#include "ui/latency/latency_feed.h"
#include "ui/latency/latency_report.h"
#include "ui/latency/latency_stages.h"
#include "ui/latency/stage_table_model.h"

using namespace vidimus;
using namespace vidimus::ui;
using namespace std::chrono_literals;
namespace stage = metrics::stage;

namespace {

metrics::StageSummary summary(std::string_view name, std::uint64_t count, double p50)
{
    return {std::string(name), count, p50, p50 * 2, p50 * 3, p50 * 4, p50 * static_cast<double>(count)};
}

services::EngineMeasure realModels(double captionMs, double vectorMs)
{
    return {"BLIP base",
            Origin::Local,
            "CLIP ViT-B/32",
            Origin::Local,
            {summary(stage::kCaption, 8, captionMs), summary(stage::kEmbed, 8, vectorMs),
             summary(stage::kDescribe, 8, captionMs + vectorMs)}};
}

services::EngineMeasure mockModels(double ms)
{
    return {"mock", Origin::Mock, "mock", Origin::Mock, {summary(stage::kDescribe, 8, ms)}};
}

} // namespace

/// What the latency panel says, apart from the widgets.
class LatencyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void csvIsExact()
    {
        LatencyReport report;
        addSession(report,
                   {{"decode", 3, 1.5, 2.25, 2.25, 2.5, 6.0004}, {"vision", 12345, 149.06, 180, 190, 200.5, 1e6}},
                   {{"BLIP \"base\"", Origin::Local, {}, {}}, {"mock", Origin::Mock, {}, {}}, services::ModelMode::Auto});
        services::Comparison comparison;
        comparison.decode = {"decode", 1, 7, 7, 7, 7, 7};
        comparison.inUse = {"BLIP base", Origin::Local, "CLIP", Origin::Local, {{"embed", 1, 8, 8, 8, 8, 8}}};
        comparison.other = services::EngineMeasure{
            "mock", Origin::Mock, "mock", Origin::Mock, {{"caption", 1, 0.5, 0.5, 0.5, 0.5, 0.5}}};
        addComparison(report, comparison);
        QCOMPARE(csvOf(report),
                 QStringLiteral("measured,stage,origin,models,count,p50_ms,p95_ms,p99_ms,max_ms,total_ms\r\n"
                                "session,decode,,,3,1.500,2.250,2.250,2.500,6.000\r\n"
                                "session,vision,local + mock,\"BLIP \"\"base\"\", mock\",12345,149.060,180.000,190.000,"
                                "200.500,1000000.000\r\n"
                                "comparison,decode,,,1,7.000,7.000,7.000,7.000,7.000\r\n"
                                "comparison,embed,local,CLIP,1,8.000,8.000,8.000,8.000,8.000\r\n"
                                "comparison,caption,mock,mock,1,0.500,0.500,0.500,0.500,0.500\r\n"));
    }

    void textIsExact()
    {
        LatencyReport report;
        report.moment = QStringLiteral("1 May 2024, 12:00");
        report.state = QStringLiteral("11/s pictures");
        report.words = QStringLiteral("Quick.");
        addSession(report, {{"decode", 3, 1.5, 2.25, 2.25, 2.5, 6}, {"vision", 12345, 149.06, 180, 190, 200.5, 1e6}},
                   {{"b", Origin::Local, {}, {}}, {"c", Origin::Local, {}, {}}, services::ModelMode::Auto});
        QCOMPARE(textOf(report), QStringLiteral("Vidimus, latency on 1 May 2024, 12:00\n"
                                                "11/s pictures\n"
                                                "\n"
                                                "Since the program was started\n"
                                                "Stage   Models  Count   p50 ms   p95 ms   Max ms\n"
                                                "decode              3    1.500    2.250    2.500\n"
                                                "vision  local   12345  149.060  180.000  200.500\n"
                                                "\n"
                                                "Quick.\n"));
    }

    void numbersAreTheSameInEveryLanguage()
    {
        LatencyReport report;
        addSession(report, {{"decode", 1500, 1.5, 1.5, 1.5, 1.5, 1.5}}, {});
        const QString english = csvOf(report);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString german = csvOf(report);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(german, english);
    }

    void ratios_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<double>("than");
        QTest::addColumn<QString>("text");
        QTest::newRow("much faster") << 230.0 << 4600.0 << QStringLiteral("20 times faster");
        QTest::newRow("a little faster") << 100.0 << 140.0 << QStringLiteral("1.4 times faster");
        QTest::newRow("equal") << 100.0 << 102.0 << QStringLiteral("about as fast");
        QTest::newRow("slower") << 300.0 << 100.0 << QStringLiteral("3.0 times slower");
        QTest::newRow("nearly ten") << 10.0 << 99.7 << QStringLiteral("10 times faster");
        QTest::newRow("thousands") << 0.5 << 8653.0 << QStringLiteral("17,000 times faster");
        QTest::newRow("nothing measured") << 0.0 << 100.0 << QStringLiteral("too quick to compare");
    }

    void ratios()
    {
        QFETCH(double, ms);
        QFETCH(double, than);
        QTEST(ratioText(ms, than), "text");
    }

    void bothAreComparedInWords()
    {
        services::Comparison comparison;
        comparison.pictures = 8;
        comparison.inUse = realModels(230, 16);
        comparison.other = mockModels(1.2);
        const QString text = comparisonText(comparison, {});
        QVERIFY2(text.contains(QStringLiteral("A caption by BLIP base takes 230 ms here, 4.6 s in the system this "
                                              "replaces: 20 times faster.")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("A vector by CLIP ViT-B/32 takes 16 ms here, 1.6 s in the system this "
                                              "replaces: 100 times faster.")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("takes 1.2 ms: 205 times faster.")), qPrintable(text));
    }

    void theMockIsNeverHeldAgainstTheReplacedSystem()
    {
        services::Comparison comparison;
        comparison.pictures = 3;
        comparison.failures = 1;
        comparison.firstFailure = "The file is gone.";
        comparison.inUse = mockModels(1.2);
        const QString text = comparisonText(comparison, QStringLiteral("No model is installed."));
        QVERIFY2(text.contains(QStringLiteral("Only the mock was measured, 1.2 ms a picture")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("No model is installed.")));
        QVERIFY(text.contains(QStringLiteral("The file is gone.")));
        QVERIFY(!text.contains(QStringLiteral("replaces")));
    }

    void aRealCaptionerBesideAMockEmbedder()
    {
        services::Comparison comparison;
        comparison.pictures = 1;
        comparison.inUse = realModels(230, 16);
        comparison.inUse.vectorOrigin = Origin::Mock;
        comparison.other = mockModels(1);
        const QString text = comparisonText(comparison, {});
        QVERIFY(text.contains(QStringLiteral("A caption by")));
        QVERIFY(!text.contains(QStringLiteral("A vector by")));
    }

    void originsLabelTheStages()
    {
        using Models = LatencyStage::Models;
        QCOMPARE(originText(Models::None, Origin::Local, Origin::Mock), QString());
        QCOMPARE(originText(Models::Both, Origin::Local, Origin::Mock), QStringLiteral("local + mock"));
        QCOMPARE(originText(Models::Both, Origin::Mock, Origin::Mock), QStringLiteral("mock"));
        QCOMPARE(originText(modelsOf(stage::kText), Origin::Local, Origin::Mock), QStringLiteral("local"));
        QCOMPARE(originText(modelsOf(stage::kEmbedText), Origin::Local, Origin::Mock), QStringLiteral("mock"));
        QCOMPARE(originText(modelsOf("no such stage"), Origin::Local, Origin::Mock), QString());
        QCOMPARE(latencyStages().size(), 9u);
        for (const LatencyStage& row : latencyStages()) {
            QVERIFY(!row.label().isEmpty());
            QVERIFY(!row.explanation().isEmpty());
        }
    }

    void theFeedKeepsFiveMinutesAndForgets()
    {
        metrics::Registry inUse;
        metrics::Registry other;
        LatencyFeed feed(inUse, other);
        for (int second = 0; second < 2 * LatencyFeed::kKeptIntervals; ++second) {
            inUse.histogram(stage::kVision).record(10ms);
            feed.look(metrics::StageHistory::Time{} + std::chrono::seconds(second));
        }
        QCOMPARE(feed.inUse().history().intervals(), std::size_t(LatencyFeed::kKeptIntervals));
        QCOMPARE(feed.inUse().history().points(stage::kVision).size(), std::size_t(LatencyFeed::kKeptIntervals));
        feed.stop(false);
        QCOMPARE(feed.inUse().history().intervals(), std::size_t(LatencyFeed::kKeptIntervals));
        feed.stop(true);
        QCOMPARE(feed.inUse().history().intervals(), 0u);
        QVERIFY(feed.inUse().isEmpty());
        QCOMPARE(inUse.summaries().front().count, 2u * LatencyFeed::kKeptIntervals); // the registry keeps its own
    }

    void theTableShowsBothSides()
    {
        metrics::Registry inUse;
        metrics::Registry other;
        LatencyFeed feed(inUse, other);
        const services::EngineStatus engine{
            {"BLIP", Origin::Local, {}, {}}, {"CLIP", Origin::Local, {}, {}}, services::ModelMode::Auto};
        StageTableModel model(engine, Origin::Mock);
        feed.look({});
        model.take(feed);
        QCOMPARE(model.costliestRow(), -1);
        QCOMPARE(cell(model, 2, StageTableModel::Median), QStringLiteral("–"));
        for (int i = 0; i < 1500; ++i)
            inUse.histogram(stage::kVision).record(150ms);
        inUse.histogram(stage::kDecode).record(20ms);
        other.histogram(stage::kVision).record(1ms);
        feed.look(metrics::StageHistory::Time{} + 1s);
        model.take(feed);
        QCOMPARE(model.costliestRow(), 2);
        QCOMPARE(cell(model, 2, StageTableModel::Stage), QStringLiteral("Vision"));
        QCOMPARE(cell(model, 2, StageTableModel::Models), QStringLiteral("local"));
        QCOMPARE(cell(model, 2, StageTableModel::Count), QStringLiteral("1,500"));
        QVERIFY(cell(model, 2, StageTableModel::Median).endsWith(QStringLiteral(" ms")));
        QCOMPARE(cell(model, 2, StageTableModel::OtherMedian), QStringLiteral("1.0 ms"));
        QCOMPARE(cell(model, 0, StageTableModel::Models), QString());
        QCOMPARE(model.headerData(StageTableModel::OtherHigh, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("mock p95"));
    }

private:
    static QString cell(const StageTableModel& model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};

QTEST_MAIN(LatencyTest)
#include "ui_latency.moc"
