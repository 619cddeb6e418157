#include "ui/latency/stage_charts.h"

#include <utility>

#include <QBoxLayout>
#include <QLabel>
#include <QStackedLayout>

#include "core/metrics/distribution.h"
#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/latency/chart_legend.h"
#include "ui/latency/latency_colors.h"
#include "ui/latency/spread_chart.h"
#include "ui/latency/time_chart.h"

namespace vidimus::ui {

namespace {

constexpr int kSideBySide = 460;
constexpr int kEnoughForTwo = 210; // of height

QVBoxLayout* column(QWidget& parent)
{
    auto* layout = new QVBoxLayout(&parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    return layout;
}

SpreadChart::Bins binsOf(const metrics::HistogramSnapshot* snapshot)
{
    return snapshot != nullptr ? metrics::logDistribution(*snapshot, SpreadChart::kBinsPerDecade) : SpreadChart::Bins();
}

double ms(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

StageCharts::StageCharts(services::EngineStatus inUse, Origin otherOrigin, QWidget* parent)
    : QWidget(parent)
    , m_engine(std::move(inUse))
    , m_otherOrigin(otherOrigin)
    , m_sides(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_right(new QWidget(this))
    , m_stage(new QLabel(this))
    , m_timeTitle(new ElidedLabel(Qt::ElideRight, this))
    , m_spreadTitle(new ElidedLabel(Qt::ElideRight, this))
    , m_legend(new ChartLegend(this))
    , m_time(new TimeChart(this))
    , m_spread(new SpreadChart(this))
    , m_quiet(new QLabel(tr("Nothing measured in the last five minutes.\nThe curves begin when this panel is opened."),
                         this))
{
    for (ElidedLabel* title : {m_timeTitle, m_spreadTitle}) {
        title->setFont(format::captionSize(font()));
        title->setObjectName(QStringLiteral("secondary"));
    }
    m_timeTitle->setFullText(tr("The last five minutes, ms"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_stage->setFont(bold);
    m_quiet->setObjectName(QStringLiteral("secondary"));
    m_quiet->setAlignment(Qt::AlignCenter);
    m_quiet->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_quiet->setWordWrap(true);

    auto* left = new QWidget(this);
    QVBoxLayout* leftColumn = column(*left);
    leftColumn->addWidget(m_timeTitle);
    auto* chartOrWords = new QStackedLayout;
    chartOrWords->setStackingMode(QStackedLayout::StackAll);
    chartOrWords->addWidget(m_quiet);
    chartOrWords->addWidget(m_time);
    leftColumn->addLayout(chartOrWords, 1);
    QVBoxLayout* rightColumn = column(*m_right);
    rightColumn->addWidget(m_spreadTitle);
    rightColumn->addWidget(m_spread, 1);

    m_sides->setSpacing(16);
    m_sides->addWidget(left, 3);
    m_sides->addWidget(m_right, 2);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_stage);
    head->addWidget(m_legend, 1);
    QVBoxLayout* whole = column(*this);
    whole->setContentsMargins(0, 3, 0, 0); // level with the heading of the table
    whole->setSpacing(4);
    whole->addLayout(head);
    whole->addLayout(m_sides, 1);
}

void StageCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kSideBySide;
    m_sides->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_sides->setSpacing(wide ? 16 : 4);
    m_right->setVisible(wide || height() >= kEnoughForTwo);
}

void StageCharts::show(const LatencyStage& stage, const LatencyFeed& feed)
{
    const metrics::HistogramSnapshot* inUse = feed.inUse().all(stage.name);
    const metrics::HistogramSnapshot* other = feed.other().all(stage.name);
    m_time->show(feed.inUse().history().points(stage.name), feed.other().history().points(stage.name), feed.lastLook());
    m_spread->show(binsOf(inUse), binsOf(other));
    m_quiet->setVisible(m_time->isEmpty());
    showLegend(stage, inUse != nullptr, other != nullptr);
    const std::uint64_t count = (inUse != nullptr ? inUse->count() : 0) + (other != nullptr ? other->count() : 0);
    m_stage->setText(stage.label());
    m_spreadTitle->setFullText(count > 0 ? tr("Spread of %Ln measurement(s), ms", nullptr, static_cast<int>(count))
                                         : tr("Nothing measured of this stage yet"));
    m_spreadTitle->setToolTip(tr("How many of all measurements took how long, in steps of a tenth of a power of ten"));
    const QString words = summary(stage, feed);
    m_time->setAccessibleName(tr("%1 over the last five minutes").arg(stage.label()));
    m_time->setAccessibleDescription(words);
    m_spread->setAccessibleName(tr("Spread of %1").arg(stage.label()));
    m_spread->setAccessibleDescription(words);
}

void StageCharts::showLegend(const LatencyStage& stage, bool inUse, bool other)
{
    const LatencyColors colors = latencyColors(palette());
    std::vector<ChartLegend::Entry> entries;
    const auto add = [&](LatencySeries median, LatencySeries high, const QString& origin) {
        const QString before = origin.isEmpty() ? QString() : origin + QLatin1Char(' ');
        entries.push_back({latencyPen(colors, median), before + tr("p50")});
        entries.push_back({latencyPen(colors, high), before + tr("p95")});
    };
    if (inUse)
        add(LatencySeries::InUseMedian, LatencySeries::InUseHigh,
            originText(stage.models, m_engine.captions.origin, m_engine.vectors.origin));
    if (other)
        add(LatencySeries::OtherMedian, LatencySeries::OtherHigh,
            originText(stage.models, m_otherOrigin, m_otherOrigin));
    m_legend->setEntries(std::move(entries));
}

/// What the charts show, for those who do not see them.
QString StageCharts::summary(const LatencyStage& stage, const LatencyFeed& feed) const
{
    QStringList sentences;
    const auto add = [&](const metrics::HistogramSnapshot* all, const QString& origin) {
        if (all == nullptr)
            return;
        const QString sentence =
            tr("Half took at most %1, 95 of 100 at most %2, of %3 measured.")
                .arg(format::milliseconds(ms(all->quantile(0.50))), format::milliseconds(ms(all->quantile(0.95))),
                     format::count(static_cast<std::int64_t>(all->count())));
        sentences << (origin.isEmpty() ? sentence : tr("%1: %2").arg(origin, sentence));
    };
    add(feed.inUse().all(stage.name), originText(stage.models, m_engine.captions.origin, m_engine.vectors.origin));
    add(feed.other().all(stage.name), originText(stage.models, m_otherOrigin, m_otherOrigin));
    return sentences.isEmpty() ? tr("Nothing measured yet.") : sentences.join(QLatin1Char(' '));
}

} // namespace vidimus::ui
