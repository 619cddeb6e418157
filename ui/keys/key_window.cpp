#include "ui/keys/key_window.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/common/screen_room.h"
#include "ui/keys/key_catcher.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

namespace {

constexpr QSize kSize(560, 600);
constexpr int kCommandRole = Qt::UserRole;
enum Column { kName, kKeys };

} // namespace

KeyWindow::KeyWindow(KeyMap& keys, QWidget* parent)
    : QDialog(parent)
    , m_keys(keys)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_catcher(new KeyCatcher(this))
    , m_takeOver(new QPushButton(tr("Take it over"), this))
    , m_leave(new QPushButton(tr("Leave it"), this))
    , m_change(new QPushButton(tr("Change…"), this))
    , m_add(new QPushButton(tr("Add a key…"), this))
    , m_clear(new QPushButton(tr("No key"), this))
    , m_reset(new QPushButton(tr("As it was"), this))
    , m_resetAll(new QPushButton(tr("All as they were"), this))
{
    setObjectName(QStringLiteral("keyWindow"));
    setWindowTitle(tr("Keyboard shortcuts"));
    setModal(false);
    resize(kSize);
    buildParts();
    fill();
    connect(m_filter, &QLineEdit::textChanged, this, &KeyWindow::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        say({});
        refresh();
    });
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, [this] { change(false); });
    connect(m_change, &QPushButton::clicked, this, [this] { change(false); });
    connect(m_add, &QPushButton::clicked, this, [this] { change(true); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (const auto command = chosen())
            m_keys.setKeys(*command, {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (const auto command = chosen())
            propose(infoOf(*command).keys);
    });
    connect(m_resetAll, &QPushButton::clicked, &m_keys, &KeyMap::resetAll);
    connect(m_catcher, &KeyCatcher::caught, this, &KeyWindow::take);
    connect(m_catcher, &KeyCatcher::givenUp, this, [this] {
        say({});
        if (m_catcher->hasFocus()) // by Esc
            m_list->setFocus(Qt::OtherFocusReason);
    });
    connect(m_takeOver, &QPushButton::clicked, this, [this] { settle(true); });
    connect(m_leave, &QPushButton::clicked, this, [this] { settle(false); });
    connect(&m_keys, &KeyMap::changed, this, &KeyWindow::refresh);
    say({});
    refresh();
}

void KeyWindow::buildParts()
{
    m_filter->setObjectName(QStringLiteral("keyFilter"));
    m_filter->setPlaceholderText(tr("Filter by name or key"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    if (auto* clear = m_filter->findChild<QToolButton*>()) {
        clear->setAccessibleName(tr("Clear the filter"));
        clear->setToolTip(clear->accessibleName());
    }
    m_filter->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("keyList"));
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(12);
    m_list->setUniformRowHeights(true);
    m_list->ensurePolished(); // rows are measured once, and as high as the style sheet wants them
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(kKeys, QHeaderView::ResizeToContents);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->installEventFilter(this);
    for (QPushButton* button : {m_takeOver, m_leave, m_change, m_add, m_clear, m_reset, m_resetAll}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
    }
    m_takeOver->setObjectName(QStringLiteral("primary"));
    m_catcher->setMinimumHeight(m_leave->sizeHint().height()); // the list stays as it is when a question comes

    auto* question = new QHBoxLayout;
    question->setSpacing(8);
    question->addWidget(m_catcher, 1);
    question->addWidget(m_takeOver);
    question->addWidget(m_leave);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_change, m_add, m_clear, m_reset})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_resetAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    column->addLayout(question);
    column->addLayout(buttons);
}

void KeyWindow::fill()
{
    QTreeWidgetItem* group = nullptr;
    std::optional<CommandGroup> last;
    for (const CommandInfo& info : allCommands()) {
        if (last != info.group) {
            group = new QTreeWidgetItem(m_list, {KeyMap::groupName(info.group)});
            group->setFlags(Qt::ItemIsEnabled);
            QFont font = m_list->font();
            font.setWeight(QFont::DemiBold);
            group->setFont(kName, font);
            last = info.group;
        }
        auto* item = new QTreeWidgetItem(group, {KeyMap::name(info.command)});
        item->setData(kName, kCommandRole, static_cast<int>(info.command));
    }
    m_list->expandAll();
}

void KeyWindow::open()
{
    if (isHidden())
        resize(size().boundedTo(screenRoom(*this)));
    show();
    raise();
    activateWindow();
    if (m_list->currentItem() == nullptr)
        m_list->setCurrentItem(m_list->topLevelItem(0)->child(0));
    m_filter->setFocus(Qt::OtherFocusReason);
}

QTreeWidgetItem* KeyWindow::itemOf(Command command) const
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = m_list->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j) {
            if (group->child(j)->data(kName, kCommandRole).toInt() == static_cast<int>(command))
                return group->child(j);
        }
    }
    return nullptr;
}

void KeyWindow::choose(Command command)
{
    m_list->setCurrentItem(itemOf(command));
}

std::optional<Command> KeyWindow::chosen() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    if (item == nullptr || item->parent() == nullptr)
        return std::nullopt;
    return static_cast<Command>(item->data(kName, kCommandRole).toInt());
}

void KeyWindow::refresh()
{
    bool allDefault = true;
    for (const CommandInfo& info : allCommands()) {
        QTreeWidgetItem* item = itemOf(info.command);
        const bool isDefault = m_keys.isDefault(info.command);
        allDefault = allDefault && isDefault;
        const QString keys = m_keys.allKeysText(info.command);
        item->setText(kKeys, keys.isEmpty() ? tr("none") : keys);
        QFont font = m_list->font();
        font.setItalic(!isDefault);
        item->setFont(kKeys, font);
        item->setToolTip(kKeys, isDefault ? QString() : tr("Changed by you"));
        item->setForeground(kKeys, keys.isEmpty() ? palette().brush(QPalette::PlaceholderText)
                                                  : palette().brush(QPalette::Text));
    }
    const auto command = chosen();
    m_change->setEnabled(command.has_value());
    m_add->setEnabled(command.has_value());
    m_clear->setEnabled(command && !m_keys.keys(*command).isEmpty());
    m_reset->setEnabled(command && !m_keys.isDefault(*command));
    m_resetAll->setEnabled(!allDefault);
}

void KeyWindow::filter(const QString& text)
{
    const QString wanted = text.trimmed();
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            const bool fits = item->text(kName).contains(wanted, Qt::CaseInsensitive) ||
                              item->text(kKeys).contains(wanted, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
            if (fits && first == nullptr)
                first = item;
        }
        group->setHidden(!any);
    }
    // What the buttons are about is to be seen.
    if (m_list->currentItem() == nullptr || m_list->currentItem()->isHidden())
        m_list->setCurrentItem(first);
}

void KeyWindow::change(bool beside)
{
    const auto command = chosen();
    if (!command)
        return;
    m_beside = beside;
    say({});
    m_catcher->begin(tr("Press the new keys for “%1”. Esc leaves it.").arg(KeyMap::name(*command)));
}

void KeyWindow::take(const QKeySequence& key)
{
    const auto command = chosen();
    if (!command)
        return;
    if (const QString reason = KeyMap::refusal(*command, key); !reason.isEmpty()) {
        say(reason);
        m_list->setFocus(Qt::OtherFocusReason);
        return;
    }
    QList<QKeySequence> keys = m_beside ? m_keys.keys(*command) : QList<QKeySequence>();
    if (!keys.contains(key))
        keys << key;
    propose(keys);
}

void KeyWindow::propose(const QList<QKeySequence>& keys)
{
    QStringList taken;
    for (const QKeySequence& key : keys) {
        QStringList names;
        for (const Command holder : m_keys.holders(*chosen(), key))
            names << tr("“%1”").arg(KeyMap::name(holder));
        if (!names.isEmpty())
            taken << tr("%1 belongs to %2.").arg(KeyMap::textOf(key), names.join(QStringLiteral(", ")));
    }
    m_pending = keys;
    if (taken.isEmpty()) {
        settle(true);
        return;
    }
    say(taken.join(QLatin1Char(' ')));
    m_takeOver->show();
    m_leave->show();
    m_takeOver->setFocus(Qt::OtherFocusReason);
}

void KeyWindow::settle(bool takeOver)
{
    const auto command = chosen();
    if (takeOver && command && m_pending)
        m_keys.setKeys(*command, *m_pending);
    say({});
    m_list->setFocus(Qt::OtherFocusReason);
}

void KeyWindow::say(const QString& text)
{
    if (text.isEmpty())
        m_pending.reset();
    m_takeOver->hide();
    m_leave->hide();
    m_catcher->setText(text.isEmpty() ? tr("Enter changes the keys of the chosen command.") : text);
    m_catcher->setAccessibleName(m_catcher->text());
}

QString KeyWindow::notice() const
{
    return m_catcher->text();
}

void KeyWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void KeyWindow::keyPressEvent(QKeyEvent* event)
{
    auto* button = qobject_cast<QPushButton*>(focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Esc in the middle of a question answers it, and does not close the window.
    if (event->key() == Qt::Key_Escape && m_pending)
        settle(false);
    else if (enter && button != nullptr)
        button->click();
    else
        QDialog::keyPressEvent(event);
}

bool KeyWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (watched == m_list && enter) {
            change(false);
            return true;
        }
        if (watched == m_filter && (enter || key == Qt::Key_Down)) {
            m_list->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace vidimus::ui
