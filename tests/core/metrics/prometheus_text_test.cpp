#include "core/metrics/prometheus_text.h"

#include <QRegularExpression>
#include <QTest>

#include "core/metrics/histogram.h"
#include "core/metrics/registry.h"

using namespace vidimus::metrics;
using namespace std::chrono_literals;

class PrometheusTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void empty();
    void oneStage();
    void everyLineIsWellFormed();
    void escapesLabels();
};

namespace {

QStringList linesOf(const Registry& registry)
{
    QStringList lines = QString::fromStdString(prometheusText(registry)).split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast(); // the text ends with a newline
    return lines;
}

} // namespace

void PrometheusTextTest::empty()
{
    const Registry registry;
    QCOMPARE(linesOf(registry),
             QStringList({"# HELP vidimus_stage_duration_seconds Time spent in each stage, per picture or query.",
                          "# TYPE vidimus_stage_duration_seconds histogram"}));
}

void PrometheusTextTest::oneStage()
{
    Registry registry;
    registry.histogram("decode").record(200us);
    registry.histogram("decode").record(30ms);
    registry.histogram("decode").record(30ms);
    registry.histogram("decode").record(100s);
    const QStringList lines = linesOf(registry);
    const auto has = [&](const char* line) { return lines.contains(QString::fromLatin1(line)); };
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"0.0001\"} 0"));
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"0.00025\"} 1"));
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"0.025\"} 1"));
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"0.05\"} 3"));
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"60\"} 3"));
    QVERIFY(has("vidimus_stage_duration_seconds_bucket{stage=\"decode\",le=\"+Inf\"} 4"));
    QVERIFY(has("vidimus_stage_duration_seconds_sum{stage=\"decode\"} 100.0602"));
    QVERIFY(has("vidimus_stage_duration_seconds_count{stage=\"decode\"} 4"));
}

void PrometheusTextTest::everyLineIsWellFormed()
{
    Registry registry;
    for (const char* stage : {"decode", "caption", "embed_text"}) {
        for (int i = 0; i < 50; ++i)
            registry.histogram(stage).record(std::chrono::microseconds(1 << (i % 25)));
    }
    const QStringList lines = linesOf(registry);
    QCOMPARE(lines.filter("# HELP").size(), 1);
    QCOMPARE(lines.filter("# TYPE").size(), 1);
    const QRegularExpression sample("^vidimus_stage_duration_seconds_(bucket|sum|count)\\{stage=\"[a-z_]+\"(,le=\"([0-"
                                    "9.]+|\\+Inf)\")?\\} [0-9.]+$");
    quint64 before = 0;
    QString stage;
    for (const QString& line : lines) {
        if (line.startsWith('#'))
            continue;
        QVERIFY2(sample.match(line).hasMatch(), qPrintable(line));
        if (!line.contains("_bucket"))
            continue;
        // Cumulative: within a stage no bucket has less than the one before.
        const QString itsStage = line.section('"', 1, 1);
        const quint64 count = line.section(' ', -1).toULongLong();
        QVERIFY2(itsStage != stage || count >= before, qPrintable(line));
        stage = itsStage;
        before = count;
    }
}

void PrometheusTextTest::escapesLabels()
{
    Registry registry;
    registry.histogram("a\"b\\c\nd").record(1ms);
    const QStringList lines = linesOf(registry);
    QVERIFY(lines.contains(QStringLiteral("vidimus_stage_duration_seconds_count{stage=\"a\\\"b\\\\c\\nd\"} 1")));
}

QTEST_APPLESS_MAIN(PrometheusTextTest)
#include "prometheus_text_test.moc"
