#include "ui/latency/latency_report.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QStringList>

#include "ui/common/format.h"
#include "ui/latency/latency_stages.h"

namespace vidimus::ui {

namespace {

using Row = LatencyReport::Row;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::LatencyReport)
};

LatencyReport::Row rowOf(Row::Measured measured, const metrics::StageSummary& times, const services::EngineMeasure& by)
{
    const LatencyStage::Models models = modelsOf(times.stage);
    return {measured, originText(models, by.captionOrigin, by.vectorOrigin),
            modelsText(models, by.captionModel, by.vectorModel), times};
}

void addEngine(LatencyReport& report, Row::Measured measured, const services::EngineMeasure& measure)
{
    for (const metrics::StageSummary& stage : measure.stages)
        report.rows.push_back(rowOf(measured, stage, measure));
}

QString quoted(QString field)
{
    if (!field.contains(QLatin1Char(',')) && !field.contains(QLatin1Char('"')) && !field.contains(QLatin1Char('\n')))
        return field;
    field.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

QString number(double value)
{
    return QString::number(value, 'f', 3);
}

} // namespace

void addSession(LatencyReport& report, const std::vector<metrics::StageSummary>& stages,
                const services::EngineStatus& engine)
{
    addEngine(report, Row::Measured::Session,
              {engine.captions.model, engine.captions.origin, engine.vectors.model, engine.vectors.origin, stages});
}

void addComparison(LatencyReport& report, const services::Comparison& comparison)
{
    report.rows.push_back({Row::Measured::Comparison, {}, {}, comparison.decode});
    addEngine(report, Row::Measured::Comparison, comparison.inUse);
    if (comparison.other)
        addEngine(report, Row::Measured::Comparison, *comparison.other);
}

QString csvOf(const LatencyReport& report)
{
    QString csv = QStringLiteral("measured,stage,origin,models,count,p50_ms,p95_ms,p99_ms,max_ms,total_ms\r\n");
    for (const Row& row : report.rows) {
        const bool session = row.measured == Row::Measured::Session;
        const QStringList fields{session ? QStringLiteral("session") : QStringLiteral("comparison"),
                                 format::text(row.times.stage),
                                 row.origin,
                                 row.models,
                                 QString::number(row.times.count),
                                 number(row.times.p50Ms),
                                 number(row.times.p95Ms),
                                 number(row.times.p99Ms),
                                 number(row.times.maxMs),
                                 number(row.times.totalMs)};
        QStringList escaped;
        std::transform(fields.begin(), fields.end(), std::back_inserter(escaped), quoted);
        csv += escaped.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return csv;
}

QString textOf(const LatencyReport& report)
{
    std::vector<std::array<QString, 6>> cells;
    std::array<qsizetype, 6> widths{};
    const auto add = [&](const std::array<QString, 6>& line) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], line[i].size());
        cells.push_back(line);
    };
    const auto append = [&](QString& text) {
        for (const auto& line : cells) {
            QString row = line[0].leftJustified(widths[0]) + QLatin1String("  ") + line[1].leftJustified(widths[1]);
            for (std::size_t i = 2; i < line.size(); ++i)
                row += QLatin1String("  ") + line[i].rightJustified(widths[i]);
            text += row + QLatin1Char('\n');
        }
    };
    QString text =
        Words::tr("Vidimus, latency on %1").arg(report.moment) + QLatin1Char('\n') + report.state + QLatin1Char('\n');
    for (const auto measured : {Row::Measured::Session, Row::Measured::Comparison}) {
        cells.clear();
        widths = {};
        add({Words::tr("Stage"), Words::tr("Models"), Words::tr("Count"), Words::tr("p50 ms"), Words::tr("p95 ms"),
             Words::tr("Max ms")});
        for (const Row& row : report.rows) {
            if (row.measured == measured)
                add({format::text(row.times.stage), row.origin, QString::number(row.times.count),
                     number(row.times.p50Ms), number(row.times.p95Ms), number(row.times.maxMs)});
        }
        if (cells.size() == 1)
            continue;
        text += QLatin1Char('\n') +
                (measured == Row::Measured::Session ? Words::tr("Since the program was started")
                                                    : Words::tr("Comparison")) +
                QLatin1Char('\n');
        append(text);
    }
    if (!report.words.isEmpty())
        text += QLatin1Char('\n') + report.words + QLatin1Char('\n');
    return text;
}

} // namespace vidimus::ui
