#include "ui/detail/tag_editor.h"

#include <algorithm>
#include <utility>

#include <QAbstractItemView>
#include <QCompleter>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

namespace {

constexpr int kFieldWidth = 120;
constexpr int kChipText = 180;

} // namespace

TagEditor::TagEditor(QWidget* parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(4, this))
    , m_field(new QLineEdit(this))
    , m_completer(new QCompleter(&m_known, this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_field->setObjectName(QStringLiteral("tagField"));
    m_field->setPlaceholderText(tr("Add a tag"));
    m_field->setAccessibleName(tr("Add a tag"));
    m_field->setMinimumWidth(kFieldWidth);
    m_field->setMaxLength(2000);
    m_flow->addWidget(m_field);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setMaxVisibleItems(8);
    m_field->setCompleter(m_completer);
    connect(m_field, &QLineEdit::returnPressed, this, &TagEditor::addTyped);
    // Chosen from the list: that is the tag. Queued, because the field gets the text only after this signal.
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &TagEditor::addTyped,
            Qt::QueuedConnection);
    m_field->installEventFilter(this);
    m_completer->popup()->installEventFilter(this);
}

void TagEditor::setTags(const std::vector<storage::TagCount>& tags, std::size_t photos)
{
    const std::vector<Chip> before = std::exchange(m_chips, {});
    for (const Chip& chip : before)
        m_flow->removeWidget(chip.frame);
    m_flow->removeWidget(m_field); // the chips stand before it
    QWidget* last = m_field;
    for (const storage::TagCount& tag : tags) {
        const Chip chip = makeChip(tag, photos);
        m_flow->addWidget(chip.frame);
        chip.frame->show();
        setTabOrder(last, chip.remove);
        last = chip.remove;
        m_chips.push_back(chip);
    }
    setTabOrder(last, m_field); // the keys reach them in the order they stand in
    m_flow->addWidget(m_field);
    // Who takes tags off by the keyboard stays at it.
    const auto held =
        std::find_if(before.begin(), before.end(), [](const Chip& chip) { return chip.remove->hasFocus(); });
    if (held != before.end()) {
        const auto place = static_cast<std::size_t>(held - before.begin());
        QWidget* next = place < m_chips.size() ? m_chips[place].remove : static_cast<QWidget*>(m_field);
        next->setFocus(Qt::OtherFocusReason);
    }
    for (const Chip& chip : before) {
        chip.frame->hide();
        chip.frame->deleteLater();
    }
    updateGeometry();
}

TagEditor::Chip TagEditor::makeChip(const storage::TagCount& tag, std::size_t photos)
{
    const QString name = format::text(tag.name);
    auto* chip = new QFrame(this);
    chip->setObjectName(QStringLiteral("tagChip"));
    auto* label = new QLabel(chip);
    label->setTextFormat(Qt::PlainText);
    label->setText(label->fontMetrics().elidedText(name, Qt::ElideMiddle, kChipText));
    label->setToolTip(QStringLiteral("<p>%1</p>").arg(name.toHtmlEscaped())); // never markup of its own
    auto* row = new QHBoxLayout(chip);
    row->setContentsMargins(8, 1, 1, 1);
    row->setSpacing(2);
    row->addWidget(label);
    const bool some = tag.photos < static_cast<std::int64_t>(photos);
    if (some) {
        auto* count = new QLabel(format::count(tag.photos), chip);
        count->setObjectName(QStringLiteral("secondary"));
        count->setFont(format::captionSize(count->font()));
        count->setToolTip(tr("%1 of %2 pictures carry it").arg(format::count(tag.photos), format::count(photos)));
        row->addSpacing(2);
        row->addWidget(count);
    }
    auto* remove = new QToolButton(chip);
    remove->setIcon(icon(QStringLiteral("close")));
    remove->setIconSize(QSize(12, 12));
    remove->setToolTip(tr("Take this tag off"));
    remove->setAccessibleName(tr("Take off %1").arg(name));
    connect(remove, &QToolButton::clicked, this, [this, name] { Q_EMIT removed(name); });
    row->addWidget(remove);
    return {chip, remove};
}

void TagEditor::useKeys(const KeyMap& keys)
{
    const auto tell = [this, &keys] {
        m_field->setToolTip(keys.withKey(tr("Several at once with commas between"), Command::EditTags));
    };
    tell();
    connect(&keys, &KeyMap::changed, this, tell);
}

void TagEditor::setKnown(const QStringList& tags)
{
    if (tags != m_known.stringList())
        m_known.setStringList(tags);
}

void TagEditor::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void TagEditor::addTyped()
{
    QStringList tags;
    for (const QString& part : m_field->text().split(QLatin1Char(','))) {
        if (const QString tag = part.simplified(); !tag.isEmpty())
            tags << tag;
    }
    m_field->clear();
    if (!tags.isEmpty())
        Q_EMIT added(tags);
}

bool TagEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // not the window's while one types
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    // The list is open and nothing in it chosen: what was typed counts.
    if (watched == m_completer->popup() && enter && !m_completer->popup()->currentIndex().isValid()) {
        m_completer->popup()->hide();
        addTyped();
        return true;
    }
    if (watched == m_field && key == Qt::Key_Escape) {
        m_field->clear();
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vidimus::ui
