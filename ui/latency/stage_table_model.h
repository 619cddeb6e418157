#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "core/services/services.h"
#include "ui/latency/latency_feed.h"

namespace vidimus::ui {

/// A row a stage: what it takes with the models in use and, when they were compared with others, beside it with those.
class StageTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Stage, Models, Median, High, Count, OtherMedian, OtherHigh, ColumnCount };

    /// `otherOrigin` labels the columns of the others.
    StageTableModel(services::EngineStatus inUse, Origin otherOrigin, QObject* parent = nullptr);

    void take(const LatencyFeed& feed);
    /// The stage that took the most time altogether; -1 when nothing was measured.
    int costliestRow() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Figures {
        std::uint64_t count = 0;
        double p50Ms = 0;
        double p95Ms = 0;
        double totalMs = 0;
        friend bool operator==(const Figures&, const Figures&) = default;
    };
    struct Row {
        Figures inUse;
        Figures other;
        friend bool operator==(const Row&, const Row&) = default;
    };

    static Figures figuresOf(const metrics::HistogramSnapshot* snapshot);
    QString text(const QModelIndex& index) const;

    const services::EngineStatus m_engine;
    const Origin m_otherOrigin;
    std::vector<Row> m_rows;
};

} // namespace vidimus::ui
