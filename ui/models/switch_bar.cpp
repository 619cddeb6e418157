#include "ui/models/switch_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/models/model_words.h"

namespace vidimus::ui {

namespace {

using State = ingest::Progress::State;

constexpr int kThousandths = 1000;

} // namespace

SwitchBar::SwitchBar(services::Services& services, QWidget* parent)
    : QFrame(parent)
    , m_services(services)
    , m_title(new QLabel(this))
    , m_words(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_pause(new QPushButton(this))
    , m_back(new QPushButton(tr("Go back"), this))
{
    setObjectName(QStringLiteral("modelBar"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("secondary"));
    m_words->setFont(format::tabular(format::captionSize(font())));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_bar->setRange(0, kThousandths);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far the new model is"));
    m_back->setObjectName(QStringLiteral("link"));
    m_back->setAccessibleName(m_back->text());
    m_back->setToolTip(tr("Let the earlier model work again; what the new one said is kept"));
    connect(m_pause, &QPushButton::clicked, this, &SwitchBar::pauseOrGoOn);
    connect(m_back, &QPushButton::clicked, this, &SwitchBar::goBack);

    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_bar);
    words->addWidget(m_words);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 12, 12);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_back, 0, Qt::AlignTop);
    row->addWidget(m_pause, 0, Qt::AlignTop);

    connect(&services.imports, &services::ImportService::progressChanged, this, &SwitchBar::renew);
    connect(&services.imports, &services::ImportService::finished, this, &SwitchBar::renew);
    connect(&services.manager, &services::ModelManager::changed, this, &SwitchBar::renew);
    renew();
}

void SwitchBar::renew()
{
    const search::SwitchState now = m_services.search.switchState();
    const ingest::Progress& progress = m_services.imports.progress();
    const QStringList text =
        switchText(m_services.engine, now, progress, m_services.manager.list()).split(QLatin1Char('\n'));
    setVisible(text.size() == 2);
    if (text.size() != 2)
        return;
    m_title->setText(text.front());
    m_words->setText(text.back());
    const auto share = switchShare(now, progress);
    m_bar->setVisible(share.has_value());
    m_bar->setValue(static_cast<int>(share.value_or(0) * kThousandths));
    const bool works = progress.state == State::Working || progress.state == State::Scanning;
    m_pause->setText(works ? tr("Pause") : tr("Continue"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setEnabled(progress.state != State::Cancelling);
    m_back->setVisible(m_services.manager.earlier() != nullptr);
}

void SwitchBar::pauseOrGoOn()
{
    switch (m_services.imports.progress().state) {
    case State::Idle:
        m_services.imports.resumeUnfinished();
        break;
    case State::Paused:
        m_services.imports.unpause();
        break;
    case State::Scanning:
    case State::Working:
    case State::Cancelling:
        m_services.imports.pause();
        break;
    }
}

void SwitchBar::goBack()
{
    if (const services::ModelEntry* earlier = m_services.manager.earlier()) {
        m_services.manager.choose(earlier->key);
        m_services.manager.askRestart();
    }
}

} // namespace vidimus::ui
