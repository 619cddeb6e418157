#include "ui/search/suggestion_list.h"

#include <algorithm>

#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/common/format.h"
#include "ui/common/row_background.h"

namespace vidimus::ui {

namespace {

constexpr int kMostShown = 9;
constexpr int kPadding = 10;
constexpr int kLeast = 280;
constexpr int kMost = 480;
constexpr int kLeastDetail = 48;

class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {120, QFontMetrics(option.font).height() + 10};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        paintRowBackground(*painter, option);
        const QRect room = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        painter->setLayoutDirection(option.direction);
        const QString detail = index.data(Qt::UserRole).toString();
        const QFont small = format::captionSize(option.font);
        const QString text = index.data().toString();
        const QFontMetrics metrics(option.font);
        // What is suggested comes before what it means.
        const int rest = std::max(0, room.width() - metrics.horizontalAdvance(text) - kPadding);
        const QString shown =
            rest < kLeastDetail ? QString() : QFontMetrics(small).elidedText(detail, Qt::ElideRight, rest);
        const int detailWidth = shown.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(shown) + kPadding;
        painter->setFont(small);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, shown);
        painter->setFont(option.font);
        painter->setPen(option.palette.color(QPalette::WindowText));
        painter->drawText(QStyle::visualRect(option.direction, room, room.adjusted(0, 0, -detailWidth, 0)),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideMiddle, room.width() - detailWidth));
    }
};

} // namespace

SuggestionList::SuggestionList(QWidget* over) : QListWidget(over)
{
    setObjectName(QStringLiteral("suggestions"));
    setAccessibleName(tr("Suggestions"));
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setItemDelegate(new Delegate(this));
    connect(this, &QListWidget::itemClicked, this, &SuggestionList::choose);
    hide();
}

void SuggestionList::suggest(std::vector<Suggestion> suggestions, const QWidget& field, const QWidget& under)
{
    m_suggestions = std::move(suggestions);
    clear();
    for (const Suggestion& suggestion : m_suggestions) {
        auto* item = new QListWidgetItem(suggestion.text, this);
        item->setData(Qt::UserRole, suggestion.detail);
        item->setData(Qt::AccessibleTextRole, suggestion.text + QLatin1Char(' ') + suggestion.detail);
    }
    setVisible(!m_suggestions.empty());
    if (m_suggestions.empty())
        return;
    place(field, under);
    raise();
}

void SuggestionList::place(const QWidget& field, const QWidget& under)
{
    const int left = field.mapTo(parentWidget(), QPoint(0, 0)).x();
    const int top = under.mapTo(parentWidget(), QPoint(0, under.height() + 4)).y();
    const int rows = std::min(count(), kMostShown);
    QRect place(left, top, std::clamp(field.width(), kLeast, kMost), rows * sizeHintForRow(0) + 10);
    setGeometry(QStyle::visualRect(layoutDirection(), QRect(left, top, field.width(), 0), place));
}

bool SuggestionList::takeKey(int key)
{
    if (isHidden())
        return false;
    if (key == 0)
        return true; // only asked whether it would
    const int row = currentRow();
    switch (key) {
    case Qt::Key_Down:
        setCurrentRow(std::min(row + 1, count() - 1));
        return true;
    case Qt::Key_Up:
        setCurrentRow(row - 1);
        return true;
    case Qt::Key_Tab:
        choose(item(std::max(0, row)));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0)
            choose(item(row));
        else
            hide();
        return row >= 0;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void SuggestionList::choose(QListWidgetItem* item)
{
    const Suggestion chosenOne = m_suggestions[static_cast<std::size_t>(row(item))];
    hide();
    Q_EMIT chosen(chosenOne.text, chosenOne.command);
}

} // namespace vidimus::ui
