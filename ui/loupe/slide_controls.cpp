#include "ui/loupe/slide_controls.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

SlideControls::SlideControls(const KeyMap& keys, QWidget* parent)
    : QFrame(parent)
    , m_keys(keys)
    , m_pause(new QToolButton(this))
    , m_seconds(new QToolButton(this))
    , m_loops(new QToolButton(this))
    , m_choices(new QActionGroup(this))
{
    setObjectName(QStringLiteral("slideControls"));
    auto* leave = new QToolButton(this);
    leave->setIcon(icon(QStringLiteral("close")));
    leave->setAccessibleName(tr("End the slide show"));
    keys.explain(*leave, leave->accessibleName(), Command::StepBack);
    m_loops->setIcon(icon(QStringLiteral("retry")));
    m_loops->setCheckable(true);
    m_loops->setAccessibleName(KeyMap::name(Command::SlidesLoop));
    keys.explain(*m_loops, m_loops->accessibleName(), Command::SlidesLoop);
    m_seconds->setToolTip(tr("How long each picture is shown"));
    m_seconds->setAccessibleName(m_seconds->toolTip());
    m_seconds->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_seconds);
    for (const int seconds : kSeconds) {
        QAction* choice = menu->addAction(tr("%Ln second(s)", nullptr, seconds));
        choice->setCheckable(true);
        choice->setData(seconds);
        m_choices->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, seconds] { Q_EMIT secondsChosen(seconds); });
    }
    m_seconds->setMenu(menu);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 4, 4);
    row->setSpacing(4);
    for (QToolButton* button : {m_pause, m_seconds, m_loops, leave}) {
        button->setAutoRaise(true);
        button->setIconSize(QSize(20, 20));
        button->setFocusPolicy(Qt::NoFocus); // the keys are the show's
        row->addWidget(button);
    }
    connect(m_pause, &QToolButton::clicked, this, &SlideControls::pauseAsked);
    connect(m_loops, &QToolButton::clicked, this, &SlideControls::loopsChosen);
    setState(false, kSeconds.front(), false);
    connect(leave, &QToolButton::clicked, this, &SlideControls::leaveAsked);
    connect(&keys, &KeyMap::changed, this, &SlideControls::tellPauseKey);
}

void SlideControls::tellPauseKey()
{
    m_pause->setToolTip(m_keys.withKey(m_pause->accessibleName(), Command::SlidesPause));
}

void SlideControls::setState(bool paused, int seconds, bool loops)
{
    m_pause->setIcon(icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setAccessibleName(paused ? tr("Go on") : tr("Pause"));
    tellPauseKey();
    m_seconds->setText(tr("%L1 s").arg(seconds));
    m_loops->setChecked(loops);
    for (QAction* choice : m_choices->actions())
        choice->setChecked(choice->data().toInt() == seconds);
    adjustSize();
}

} // namespace vidimus::ui
