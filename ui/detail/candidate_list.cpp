#include "ui/detail/candidate_list.h"

#include <algorithm>

#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/when_done.h"
#include "ui/detail/candidate_row.h"

namespace vidimus::ui {

CandidateList::CandidateList(services::Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_toggle(new QPushButton(tr("Other captions"), this))
    , m_message(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_again(new QPushButton(tr("Try again"), this))
    , m_rows(new QVBoxLayout)
{
    m_toggle->setObjectName(QStringLiteral("textLink"));
    m_toggle->setToolTip(tr("What else the model would say of this picture"));
    m_toggle->setAccessibleName(tr("Other captions of the model"));
    m_toggle->setCheckable(true);
    m_message->setObjectName(QStringLiteral("secondary"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("Asking the model"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_message);
    column->addWidget(m_busy);
    column->addWidget(m_again, 0, Qt::AlignLeft);
    m_rows->setSpacing(2);
    column->addLayout(m_rows);
    connect(m_toggle, &QPushButton::clicked, this, [this](bool on) { on ? open() : close(); });
    connect(m_again, &QPushButton::clicked, this, &CandidateList::ask);
    setState(State::Closed);
}

void CandidateList::setPhoto(PhotoId photo)
{
    if (photo == m_photo)
        return;
    m_photo = photo;
    close();
}

void CandidateList::open()
{
    if (m_photo && (m_state == State::Closed || m_state == State::Failed))
        ask();
}

void CandidateList::close()
{
    if (m_state == State::Busy)
        m_services.candidates.cancel();
    ++m_ticket; // an answer under way is of no use any more
    m_focusWhenShown = false;
    show({});
    setState(State::Closed);
}

void CandidateList::ask()
{
    const quint64 ticket = ++m_ticket;
    setState(State::Busy);
    whenDone(this, m_services.candidates.ask(m_photo), [this, ticket](const Result<std::vector<Caption>>& captions) {
        if (ticket != m_ticket)
            return;
        if (captions) {
            show(*captions);
            setState(State::Shown);
            return;
        }
        m_message->setText(captions.error().code == ErrorCode::Cancelled ? tr("The question was given up for another.")
                                                                         : format::text(captions.error().message));
        setState(State::Failed);
    });
}

void CandidateList::show(const std::vector<Caption>& captions)
{
    for (CandidateRow* row : m_candidates) {
        m_rows->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_candidates.clear();
    QWidget* last = m_again;
    for (const Caption& caption : captions) {
        auto* row = new CandidateRow(caption, this);
        row->installEventFilter(this);
        connect(row, &QAbstractButton::clicked, this, [this, row] {
            const QString words = row->words();
            setCurrent(words);
            Q_EMIT chosen(words);
        });
        m_rows->addWidget(row);
        row->show();
        setTabOrder(last, row); // made late, it would be reached after everything else in the window
        last = row;
        m_candidates.push_back(row);
    }
    setCurrent(m_current);
}

void CandidateList::setCurrent(const QString& words)
{
    m_current = words;
    for (CandidateRow* row : m_candidates)
        row->setChecked(row->words() == words);
}

void CandidateList::focusFirst()
{
    m_focusWhenShown = m_candidates.empty();
    if (!m_candidates.empty())
        m_candidates.front()->setFocus(Qt::TabFocusReason);
}

void CandidateList::setState(State state)
{
    m_state = state;
    m_toggle->setChecked(state != State::Closed);
    if (state == State::Busy)
        m_message->setText(tr("Asking the model…"));
    m_message->setVisible(state == State::Busy || state == State::Failed);
    m_busy->setVisible(state == State::Busy);
    m_again->setVisible(state == State::Failed);
    if (state == State::Shown && m_focusWhenShown)
        focusFirst();
    updateGeometry();
    Q_EMIT changed();
}

bool CandidateList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto* row = qobject_cast<CandidateRow*>(watched);
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool next = key == Qt::Key_Down;
        if (row != nullptr && (next || key == Qt::Key_Up)) {
            const auto here = std::find(m_candidates.begin(), m_candidates.end(), row) - m_candidates.begin();
            const auto there = here + (next ? 1 : -1);
            if (there >= 0 && there < static_cast<std::ptrdiff_t>(m_candidates.size()))
                m_candidates[static_cast<std::size_t>(there)]->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (row != nullptr && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            row->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vidimus::ui
