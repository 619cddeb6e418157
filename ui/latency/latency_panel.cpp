#include "ui/latency/latency_panel.h"

#include <algorithm>
#include <utility>

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include "core/metrics/process_memory.h"
#include "core/metrics/stage.h"
#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/keys/key_map.h"
#include "ui/latency/comparison_words.h"
#include "ui/latency/latency_export.h"
#include "ui/latency/latency_stages.h"
#include "ui/latency/stage_charts.h"
#include "ui/latency/stage_table_model.h"

namespace vidimus::ui {

namespace {

constexpr std::chrono::seconds kRateWindow{30};
constexpr std::chrono::seconds kSaidFor{5};
constexpr int kRowHeight = 22;

QToolButton* menuButton(const QString& iconName, const QString& text, QMenu* menu, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(20, 20));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace

LatencyPanel::LatencyPanel(services::Services& services, std::function<std::vector<PhotoId>()> chosen, QWidget* parent)
    : QFrame(parent)
    , m_services(services)
    , m_chosen(std::move(chosen))
    , m_feed(services.metrics, services.comparison.otherMetrics())
    , m_model(new StageTableModel(services.engine, services.comparison.otherOrigin(), this))
    , m_export(new LatencyExport(*this, [this] { return report(); }))
{
    setObjectName(QStringLiteral("latencyPanel"));
    setAccessibleName(tr("Latency"));
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("comparisonWords"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setAccessibleName(tr("Result of the comparison"));
    m_words->hide();
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildEmptyPage());
    m_pages->addWidget(buildBody());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 12, 8);
    column->setSpacing(8);
    column->addLayout(buildHeader());
    column->addWidget(m_words);
    column->addWidget(m_pages, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    hide();

    connect(&m_feed, &LatencyFeed::looked, this, &LatencyPanel::refresh);
    connect(m_export, &LatencyExport::said, this, [this](const QString& sentence) {
        m_state->setFullText(sentence);
        m_saidUntil.setRemainingTime(kSaidFor);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_stageChosen = m_stageChosen || !m_choosing;
        showStage();
    });
    m_choosing = true; // before the focus does it, which would look like a choice
    m_table->setCurrentIndex(m_model->index(0, 0));
    m_choosing = false;
    connectComparison();
}

QLayout* LatencyPanel::buildHeader()
{
    auto* title = new QLabel(tr("Latency"), this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    m_state = new ElidedLabel(Qt::ElideRight, this);
    m_state->setObjectName(QStringLiteral("secondary"));
    m_state->setFont(format::tabular(font()));
    m_state->setAccessibleName(tr("Throughput, queue and memory"));
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    m_progress->hide();
    m_compare = new QPushButton(this);
    m_compare->setObjectName(QStringLiteral("link"));
    m_compare->setIconSize(kIconBesideText);
    connect(m_compare, &QPushButton::clicked, this, &LatencyPanel::compareOrStop);

    auto* copies = new QMenu(this);
    m_export->addCopies(*copies);
    auto* files = new QMenu(this);
    m_export->addFiles(*files);
    m_close = new QToolButton(this);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setIconSize(QSize(20, 20));
    m_close->setAccessibleName(tr("Close the latency panel"));
    connect(m_close, &QToolButton::clicked, this, &LatencyPanel::close);

    auto* header = new QHBoxLayout;
    header->setSpacing(4);
    header->addWidget(title);
    header->addSpacing(12);
    header->addWidget(m_state, 1);
    header->addWidget(m_progress);
    header->addWidget(m_compare);
    header->addWidget(menuButton(QStringLiteral("copy"), tr("Copy the times"), copies, this));
    header->addWidget(menuButton(QStringLiteral("save"), tr("Save the times or a picture of them"), files, this));
    header->addWidget(m_close);
    return header;
}

QWidget* LatencyPanel::buildEmptyPage()
{
    auto* page = new QWidget(m_pages);
    auto* title = new QLabel(tr("Nothing measured yet"), page);
    title->setFont(format::titleSize(font()));
    title->setAlignment(Qt::AlignHCenter);
    auto* text = new QLabel(tr("Add pictures or search, and every step shows up here as it is timed.\n"
                               "Or run the models over a few pictures now."),
                            page);
    text->setObjectName(QStringLiteral("secondary"));
    text->setAlignment(Qt::AlignHCenter);
    text->setWordWrap(true);
    m_compareFirst = new QPushButton(tr("Compare now"), page);
    connect(m_compareFirst, &QPushButton::clicked, this, &LatencyPanel::compareOrStop);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 8, 0, 16);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(4);
    column->addWidget(m_compareFirst, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

QWidget* LatencyPanel::buildBody()
{
    auto* body = new QWidget(m_pages);
    m_table = new QTableView(body);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Stages"));
    m_table->setFont(format::tabular(font()));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false); // Tab leaves the table
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setFont(format::captionSize(font()));
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setMinimumHeight(5 * kRowHeight);
    m_charts = new StageCharts(m_services.engine, m_services.comparison.otherOrigin(), body);
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(20);
    row->addWidget(m_table);
    row->addWidget(m_charts, 1);
    fitTable();
    return body;
}

void LatencyPanel::fitTable()
{
    const QFontMetrics metrics(m_table->font());
    const int stage = metrics.horizontalAdvance(QStringLiteral("Preprocess")) + 24;
    const int models = metrics.horizontalAdvance(QStringLiteral("local + mock")) + 16;
    const int time = metrics.horizontalAdvance(QStringLiteral("cloud p50")) + 22;
    const bool others = !m_feed.other().isEmpty();
    const bool mixed = m_services.engine.captions.origin != m_services.engine.vectors.origin;
    int width = 0;
    const auto fit = [&](int section, int wanted, bool shown) {
        m_table->setColumnHidden(section, !shown);
        m_table->setColumnWidth(section, wanted);
        width += shown ? wanted : 0;
    };
    fit(StageTableModel::Stage, stage, true);
    fit(StageTableModel::Models, mixed ? models : metrics.horizontalAdvance(QStringLiteral("Models")) + 20, true);
    fit(StageTableModel::Median, time, true);
    fit(StageTableModel::High, time, true);
    fit(StageTableModel::Count, metrics.horizontalAdvance(QStringLiteral("000,000")) + 16, true);
    fit(StageTableModel::OtherMedian, time, others);
    fit(StageTableModel::OtherHigh, time, others);
    m_table->horizontalHeader()->setFixedHeight(metrics.height() + 6); // a change of style must not move the rows
    m_table->verticalHeader()->setDefaultSectionSize(std::max(kRowHeight, metrics.height() + 5));
    m_table->setFixedWidth(width + 2 * m_table->frameWidth() + 2);
    m_table->updateGeometry();
}

void LatencyPanel::connectComparison()
{
    using services::ComparisonService;
    const ComparisonService& comparison = m_services.comparison;
    connect(&comparison, &ComparisonService::progressChanged, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
        say(tr("Comparing: %1 of %Ln picture(s)", nullptr, total).arg(format::count(done)));
    });
    connect(&comparison, &ComparisonService::finished, this, [this](const services::Comparison& result) {
        m_comparison = result;
        noteImport();
        QString words = comparisonText(result, format::text(m_services.engine.reason()));
        if (m_besideImport)
            words += QLatin1Char(' ') + tr("An import was going on meanwhile: alone, everything is quicker.");
        m_comparisonWords = words;
        say(words);
        showRunning(false);
    });
    connect(&comparison, &ComparisonService::failed, this, [this](const QString& reason) {
        say(reason);
        showRunning(false);
    });
    connect(&comparison, &ComparisonService::cancelled, this, [this] {
        say({});
        showRunning(false);
    });
    showRunning(comparison.isRunning());
}

void LatencyPanel::useKeys(const KeyMap& keys)
{
    keys.explain(*m_close, tr("Close"), Command::StepBack);
}

void LatencyPanel::open()
{
    show();
    QWidget* const first = m_pages->currentIndex() == 0 ? static_cast<QWidget*>(m_compareFirst) : m_table;
    first->setFocus(Qt::OtherFocusReason);
}

void LatencyPanel::close()
{
    hide();
    Q_EMIT closed();
}

void LatencyPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    m_feed.start();
}

void LatencyPanel::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    m_feed.stop(!event->spontaneous()); // a minimised window comes back with its curves
}

void LatencyPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void LatencyPanel::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    const bool looks = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
                       event->type() == QEvent::StyleChange;
    if (looks && m_table != nullptr && m_charts != nullptr) {
        fitTable();
        showStage();
    }
}

void LatencyPanel::refresh()
{
    if (m_saidUntil.hasExpired())
        m_state->setFullText(stateText());
    const bool otherShown = !m_table->isColumnHidden(StageTableModel::OtherMedian);
    if (otherShown == m_feed.other().isEmpty())
        fitTable();
    m_model->take(m_feed);
    const int costliest = m_model->costliestRow();
    m_pages->setCurrentIndex(costliest < 0 ? 0 : 1);
    if (costliest < 0)
        return;
    if (!m_stageChosen && m_table->currentIndex().row() != costliest) {
        m_choosing = true;
        m_table->setCurrentIndex(m_model->index(costliest, 0));
        m_choosing = false;
    } else {
        showStage();
    }
}

void LatencyPanel::showStage()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0 && isVisible())
        m_charts->show(latencyStages()[static_cast<std::size_t>(row)], m_feed);
}

QString LatencyPanel::stateText() const
{
    const metrics::StageHistory& history = m_feed.inUse().history();
    const double described = std::max(history.rate(metrics::stage::kEmbed, kRateWindow),
                                      history.rate(metrics::stage::kCaption, kRateWindow));
    const QString perSecond = QLocale().toString(described, 'f', described > 0 && described < 9.95 ? 1 : 0);
    return tr("%1 pictures/s · %2 waiting for the models · %3 of memory")
        .arg(perSecond, format::count(static_cast<std::int64_t>(m_services.models.waiting())),
             format::bytes(metrics::residentMemoryBytes()));
}

void LatencyPanel::compareOrStop()
{
    if (m_services.comparison.isRunning()) {
        m_services.comparison.cancel();
        return;
    }
    m_besideImport = false;
    noteImport();
    m_services.comparison.start(m_chosen());
    showRunning(true);
}

void LatencyPanel::noteImport()
{
    m_besideImport = m_besideImport || m_services.imports.progress().state != ingest::Progress::State::Idle;
}

void LatencyPanel::showRunning(bool running)
{
    m_compare->setText(running ? tr("Stop comparing") : tr("Compare"));
    m_compare->setIcon(icon(running ? QStringLiteral("cancel") : QStringLiteral("compare")));
    m_compare->setAccessibleName(m_compare->text());
    m_compare->setToolTip(running ? tr("Stop after the step under way")
                                  : tr("Run the models in use, and others beside them, over the chosen pictures, or "
                                       "over some of the library when none is chosen"));
    m_compareFirst->setEnabled(!running);
    m_progress->setVisible(running);
    if (running)
        m_progress->setRange(0, 0);
}

void LatencyPanel::say(const QString& words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

QString LatencyPanel::words() const
{
    return m_words->text();
}

LatencyReport LatencyPanel::report() const
{
    LatencyReport report;
    report.moment = format::moment(QDateTime::currentSecsSinceEpoch());
    report.state = stateText();
    addSession(report, m_services.metrics.summaries(), m_services.engine);
    if (m_comparison) {
        addComparison(report, *m_comparison);
        report.words = m_comparisonWords;
    }
    return report;
}

} // namespace vidimus::ui
