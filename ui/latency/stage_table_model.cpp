#include "ui/latency/stage_table_model.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/common/format.h"
#include "ui/latency/latency_stages.h"

namespace vidimus::ui {

StageTableModel::StageTableModel(services::EngineStatus inUse, Origin otherOrigin, QObject* parent)
    : QAbstractTableModel(parent)
    , m_engine(std::move(inUse))
    , m_otherOrigin(otherOrigin)
    , m_rows(latencyStages().size())
{}

StageTableModel::Figures StageTableModel::figuresOf(const metrics::HistogramSnapshot* snapshot)
{
    if (snapshot == nullptr)
        return {};
    const auto ms = [](std::chrono::nanoseconds time) {
        return std::chrono::duration<double, std::milli>(time).count();
    };
    return {snapshot->count(), ms(snapshot->quantile(0.50)), ms(snapshot->quantile(0.95)), ms(snapshot->sum())};
}

void StageTableModel::take(const LatencyFeed& feed)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::string_view stage = latencyStages()[i].name;
        const Row row{figuresOf(feed.inUse().all(stage)), figuresOf(feed.other().all(stage))};
        if (row == m_rows[i])
            continue;
        m_rows[i] = row;
        const int at = static_cast<int>(i);
        Q_EMIT dataChanged(index(at, Models), index(at, ColumnCount - 1));
    }
}

int StageTableModel::costliestRow() const
{
    const auto found = std::max_element(m_rows.begin(), m_rows.end(), [](const Row& one, const Row& two) {
        return one.inUse.totalMs + one.other.totalMs < two.inUse.totalMs + two.other.totalMs;
    });
    return found->inUse.count + found->other.count > 0 ? static_cast<int>(found - m_rows.begin()) : -1;
}

int StageTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StageTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString StageTableModel::text(const QModelIndex& index) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const LatencyStage& stage = latencyStages()[static_cast<std::size_t>(index.row())];
    const auto time = [](const Figures& figures, double ms) {
        return figures.count > 0 ? format::milliseconds(ms) : QStringLiteral("–");
    };
    switch (index.column()) {
    case Stage:
        return stage.label();
    case Models:
        return originText(stage.models, m_engine.captions.origin, m_engine.vectors.origin);
    case Median:
        return time(row.inUse, row.inUse.p50Ms);
    case High:
        return time(row.inUse, row.inUse.p95Ms);
    case Count:
        return row.inUse.count > 0 ? format::count(static_cast<std::int64_t>(row.inUse.count)) : QStringLiteral("–");
    case OtherMedian:
        return time(row.other, row.other.p50Ms);
    case OtherHigh:
        return time(row.other, row.other.p95Ms);
    default:
        return {};
    }
}

QVariant StageTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::TextAlignmentRole:
        return QVariant(index.column() <= Models ? Qt::AlignVCenter | Qt::AlignLeft
                                                 : Qt::AlignVCenter | Qt::AlignRight);
    case Qt::ToolTipRole:
        return latencyStages()[static_cast<std::size_t>(index.row())].explanation();
    default:
        return {};
    }
}

QVariant StageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section <= Models ? Qt::AlignVCenter | Qt::AlignLeft : Qt::AlignVCenter | Qt::AlignRight);
    const QString other = format::text(originName(m_otherOrigin));
    const bool toolTip = role == Qt::ToolTipRole;
    if (!toolTip && role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Stage:
        return toolTip ? tr("What is timed") : tr("Stage");
    case Models:
        return toolTip ? tr("Where the models come from that do it") : tr("Models");
    case Median:
        return toolTip ? tr("Half of them took no longer, since the program was started") : tr("p50");
    case High:
        return toolTip ? tr("95 of 100 took no longer, since the program was started") : tr("p95");
    case Count:
        return toolTip ? tr("How many were measured") : tr("Count");
    case OtherMedian:
        return toolTip ? tr("With the other models of the last comparison: half of them took no longer")
                       : tr("%1 p50").arg(other);
    case OtherHigh:
        return toolTip ? tr("With the other models of the last comparison: 95 of 100 took no longer")
                       : tr("%1 p95").arg(other);
    default:
        return {};
    }
}

} // namespace vidimus::ui
