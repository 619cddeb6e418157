#include "ui/models/model_row.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/models/model_words.h"

namespace vidimus::ui {

namespace {

using State = services::ModelEntry::State;

constexpr int kThousandths = 1000;

QLabel* quietLine(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QStringLiteral("secondary"));
    label->setFont(format::captionSize(label->font()));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

bool isTrouble(State state)
{
    return state == State::Failed || state == State::Broken;
}

} // namespace

ModelRow::ModelRow(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_chip(new QLabel(this))
    , m_purpose(new QLabel(this))
    , m_facts(quietLine(this))
    , m_state(quietLine(this))
    , m_bar(new QProgressBar(this))
    , m_buttons(new QWidget(this))
{
    setObjectName(QStringLiteral("modelRow"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_chip->setObjectName(QStringLiteral("chip"));
    m_chip->setFont(format::captionSize(font()));
    m_purpose->setTextFormat(Qt::PlainText);
    m_purpose->setWordWrap(true);
    m_bar->setRange(0, kThousandths);
    m_bar->setTextVisible(false);
    m_state->setFont(format::tabular(m_state->font()));

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_chip);
    head->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addLayout(head);
    words->addWidget(m_purpose);
    words->addWidget(m_facts);
    words->addSpacing(2);
    words->addWidget(m_bar);
    words->addWidget(m_state);

    m_buttons->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // the words take what room there is
    auto* actions = new QHBoxLayout(m_buttons);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(4);
    m_discard = addButton(tr("Give up"), Action::Discard, "link");
    m_discard->setToolTip(tr("Stop, and drop what has arrived"));
    m_verify = addButton(tr("Verify"), Action::Verify, "link");
    m_verify->setToolTip(tr("Read every file and compare it with what was published"));
    m_remove = addButton(tr("Remove…"), Action::Remove, "link");
    m_forget = addButton(tr("Forget…"), Action::Forget, "link");
    m_forget->setToolTip(tr("Drop what this model said of your pictures"));
    m_pause = addButton(tr("Pause"), Action::Pause, "");
    m_resume = addButton(tr("Resume"), Action::Resume, "");
    m_retry = addButton(tr("Retry"), Action::Retry, "");
    m_use = addButton(tr("Use"), Action::Use, "");
    m_use->setToolTip(tr("Let this model do its job from the next start on"));
    m_install = addButton(tr("Install"), Action::Install, "");

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 12, 12);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_buttons, 0, Qt::AlignTop);
}

QPushButton* ModelRow::addButton(const QString& text, Action action, const char* style)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(style));
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT asked(m_key, action); });
    m_buttons->layout()->addWidget(button);
    return button;
}

void ModelRow::offer(std::initializer_list<QPushButton*> shown)
{
    for (QPushButton* button :
         {m_install, m_resume, m_retry, m_pause, m_discard, m_use, m_verify, m_remove, m_forget}) {
        button->setVisible(std::find(shown.begin(), shown.end(), button) != shown.end());
        button->setAccessibleName(tr("%1: %2").arg(m_title->text(), button->text()));
    }
}

void ModelRow::showEntry(const services::ModelEntry& entry)
{
    m_key = QString::fromStdString(entry.key);
    m_title->setText(format::text(entry.title));
    setAccessibleName(m_title->text());
    const QString chip = entry.inUse                       ? tr("in use")
                         : entry.state == State::Broken    ? tr("damaged")
                         : entry.starter                   ? tr("bundled")
                         : entry.state == State::Installed ? tr("installed")
                         : entry.state == State::Gone      ? tr("not installed")
                                                           : QString();
    m_chip->setText(chip);
    m_chip->setVisible(!chip.isEmpty());
    m_purpose->setText(format::text(entry.purpose));
    m_purpose->setVisible(!entry.purpose.empty());
    m_facts->setText(modelFacts(entry));
    showProgress(entry);
    offerWhatFits(entry);
    m_forget->setVisible(entry.photosDescribed > 0 && !entry.inUse &&
                         (entry.state == State::Installed || entry.state == State::Gone));
}

void ModelRow::offerWhatFits(const services::ModelEntry& entry)
{
    switch (entry.state) {
    case State::Available:
        offer({m_install});
        break;
    case State::Working:
        if (entry.inCatalogue)
            offer({m_pause, m_discard});
        else
            offer({m_pause});
        break;
    case State::Paused:
        offer({m_resume, m_discard});
        break;
    case State::Failed:
        if (entry.unfinishedBytes > 0)
            offer({m_retry, m_discard});
        else
            offer({m_retry});
        break;
    case State::Installed:
        if (entry.starter && entry.inUse)
            offer({});
        else if (entry.starter)
            offer({m_use});
        else if (entry.inUse || entry.chosen)
            offer({m_verify});
        else
            offer({m_use, m_verify, m_remove, m_forget});
        break;
    case State::Broken:
        if (entry.inCatalogue)
            offer({m_retry, m_remove});
        else
            offer({m_remove});
        break;
    case State::Removing:
    case State::Verifying:
    case State::Gone:
        offer({});
        break;
    }
}

void ModelRow::showProgress(const services::ModelEntry& entry)
{
    const QString state = modelStateText(entry);
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    const QString kind = isTrouble(entry.state) ? QStringLiteral("trouble") : QStringLiteral("secondary");
    if (m_state->objectName() != kind) {
        m_state->setObjectName(kind);
        m_state->style()->unpolish(m_state);
        m_state->style()->polish(m_state);
    }
    const bool part = entry.state == State::Paused || (entry.state == State::Failed && entry.unfinishedBytes > 0);
    const std::uint64_t done = part ? entry.unfinishedBytes : entry.progress.done;
    const std::uint64_t total = part ? entry.bytes : entry.progress.total;
    m_bar->setVisible(entry.state == State::Working || part);
    m_bar->setValue(total == 0
                        ? 0
                        : static_cast<int>(std::min<double>(kThousandths, kThousandths * static_cast<double>(done) /
                                                                              static_cast<double>(total))));
    m_bar->setAccessibleName(tr("%1: how far it is").arg(m_title->text()));
}

QString ModelRow::stateText() const
{
    return m_state->text();
}

} // namespace vidimus::ui
