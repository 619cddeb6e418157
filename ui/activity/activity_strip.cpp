#include "ui/activity/activity_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/activity/model_label.h"
#include "ui/activity/progress_text.h"
#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

constexpr int kNoticeMs = 12'000;
constexpr int kBarSteps = 1000;

using State = ingest::Progress::State;

} // namespace

ActivityStrip::ActivityStrip(services::Services& services, QWidget* parent)
    : QFrame(parent)
    , m_imports(services.imports)
    , m_pause(new QAction(icon(QStringLiteral("pause")), tr("Pause"), this))
    , m_cancel(new QAction(icon(QStringLiteral("cancel")), tr("Stop"), this))
    , m_bar(new QProgressBar(this))
    , m_text(new ElidedLabel(Qt::ElideRight, this))
    , m_models(new ModelLabel(services.engine, services.models, this))
    , m_problems(new QPushButton(this))
{
    setObjectName(QStringLiteral("activityStrip"));
    setAccessibleName(tr("Activity"));
    m_pauseButton = iconButton(m_pause, this);
    m_cancelButton = iconButton(m_cancel, this);
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(140);
    m_bar->setAccessibleName(tr("Progress"));
    m_text->setFont(format::tabular(m_text->font()));
    m_problems->setObjectName(QStringLiteral("link"));
    m_problems->setIcon(icon(QStringLiteral("warning")));
    m_problems->setIconSize(QSize(16, 16));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_bar);
    row->addWidget(m_text, 1);
    row->addWidget(m_pauseButton);
    row->addWidget(m_cancelButton);
    row->addWidget(m_models);
    row->addWidget(m_problems);
    setMinimumHeight(40);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    m_noticeTimer.setSingleShot(true);
    m_noticeTimer.setInterval(kNoticeMs);
    connect(&m_noticeTimer, &QTimer::timeout, this, &ActivityStrip::showIdle);
    connect(&m_imports, &services::ImportService::progressChanged, this, &ActivityStrip::onProgress);
    connect(&m_imports, &services::ImportService::finished, this, &ActivityStrip::onFinished);
    connect(m_pause, &QAction::triggered, this, [this] {
        if (m_imports.progress().state == State::Paused)
            m_imports.unpause();
        else
            m_imports.pause();
    });
    connect(m_cancel, &QAction::triggered, &m_imports, &services::ImportService::cancel);
    connect(m_models, &ModelLabel::failed, this, &ActivityStrip::showNotice);
    connect(m_problems, &QPushButton::clicked, this, &ActivityStrip::problemsAsked);
    setCounts({});
    onProgress(m_imports.progress());
    if (services.models.state() == services::ModelService::State::Failed) // before there was a window
        showNotice(services.models.problem());
}

void ActivityStrip::onProgress(const ingest::Progress& progress)
{
    const bool working = progress.state != State::Idle;
    const bool paused = progress.state == State::Paused;
    m_bar->setVisible(working);
    m_pauseButton->setVisible(working);
    m_cancelButton->setVisible(working);
    m_pause->setEnabled(working && progress.state != State::Cancelling);
    m_cancel->setEnabled(working && progress.state != State::Cancelling);
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    if (working) {
        const double share = progressShare(progress);
        // Without a known end the bar stays empty: a moving one would promise something.
        m_bar->setValue(share < 0 ? 0 : static_cast<int>(share * kBarSteps));
        QString text = progressText(progress);
        if (!text.isEmpty())
            text[0] = text[0].toUpper();
        m_text->setFullText(text);
    } else if (m_working) {
        showIdle();
    }
    m_working = working;
    if (!working && !m_noticeTimer.isActive())
        showIdle();
}

void ActivityStrip::onFinished(const ingest::Summary& summary)
{
    m_working = false;
    const bool nothingAsked =
        summary.imported + summary.updated + summary.duplicates + summary.described + summary.failedCount == 0 &&
        !summary.cancelled && !summary.stoppedBy && !summary.modelProblem;
    if (nothingAsked)
        showIdle(); // looking for what an earlier run left undone is not news
    else
        showNotice(summaryText(summary));
}

void ActivityStrip::setCounts(const storage::LibraryCounts& counts)
{
    m_counts = counts;
    const int problems = static_cast<int>(counts.failures);
    m_problems->setVisible(problems > 0);
    m_problems->setText(tr("%Ln problem(s)", nullptr, problems));
    m_problems->setAccessibleName(m_problems->text());
    m_problems->setToolTip(tr("See what went wrong, and try again"));
    if (!m_working && !m_noticeTimer.isActive())
        showIdle();
}

void ActivityStrip::showNotice(const QString& text)
{
    m_notice = text;
    m_noticeTimer.start();
    showIdle();
}

QString ActivityStrip::text() const
{
    return m_text->fullText();
}

void ActivityStrip::showIdle()
{
    if (!m_working)
        m_text->setFullText(m_noticeTimer.isActive() ? m_notice : idleText(m_counts));
}

} // namespace vidimus::ui
