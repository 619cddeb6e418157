#include "ui/keys/cheat_sheet_page.h"

#include <algorithm>

#include <QPainter>
#include <QStyle>

#include "ui/common/format.h"
#include "ui/keys/key_map.h"

namespace vidimus::ui {

namespace {

constexpr int kSide = 32;
constexpr int kTop = 28;
constexpr int kBetween = 32;
constexpr int kGroupGap = 16;
constexpr int kLineGap = 3;
constexpr int kWordsToKeys = 12;
constexpr int kMostColumns = 4;
constexpr int kLetters = 34; ///< so many of them wide is a column, about

} // namespace

CheatSheetPage::CheatSheetPage(const KeyMap& keys, QWidget* parent) : QWidget(parent), m_keys(keys) {}

std::vector<CheatSheetPage::Group> CheatSheetPage::groups() const
{
    std::vector<Group> all;
    for (const CommandInfo& info : allCommands()) {
        if (m_keys.keys(info.command).isEmpty())
            continue;
        const QString name = KeyMap::groupName(info.group);
        if (all.empty() || all.back().name != name)
            all.push_back({name, {}});
        all.back().commands.push_back(info.command);
    }
    return all;
}

int CheatSheetPage::lineHeight() const
{
    return fontMetrics().height() + kLineGap;
}

QFont CheatSheetPage::titleFont() const
{
    QFont title = font();
    title.setWeight(QFont::DemiBold);
    return title;
}

int CheatSheetPage::heightOf(const Group& group) const
{
    return (static_cast<int>(group.commands.size()) + 1) * lineHeight() + kLineGap + kGroupGap;
}

int CheatSheetPage::widestLine(const std::vector<Group>& groups) const
{
    int widest = 0;
    for (const Group& group : groups) {
        widest = std::max(widest, QFontMetrics(titleFont()).horizontalAdvance(group.name));
        for (const Command command : group.commands)
            widest = std::max(widest, fontMetrics().horizontalAdvance(KeyMap::name(command)) + kWordsToKeys +
                                          fontMetrics().horizontalAdvance(m_keys.allKeysText(command)));
    }
    return widest;
}

std::vector<CheatSheetPage::Column> CheatSheetPage::columns(const std::vector<Group>& groups, QSize room) const
{
    const auto fitting = [&room](int wide) {
        return std::clamp((room.width() - 2 * kSide + kBetween) / (wide + kBetween), 1, kMostColumns);
    };
    const auto fits = [this, &room](const std::vector<Column>& all) {
        return std::all_of(all.begin(), all.end(), [this, &room](const Column& column) {
            return headHeight() + column.height <= room.height();
        });
    };
    const int most = fitting(fontMetrics().averageCharWidth() * kLetters);
    const std::vector<Column> uncut = columns(groups, std::min(most, fitting(widestLine(groups))));
    if (fits(uncut))
        return uncut;
    const std::vector<Column> dense = columns(groups, most);
    return fits(dense) ? dense : uncut;
}

std::vector<CheatSheetPage::Column> CheatSheetPage::columns(const std::vector<Group>& groups, int count) const
{
    // The lowest height at which the groups, in their order, fit into so many columns.
    int limit = 0;
    int whole = 0;
    for (const Group& group : groups) {
        limit = std::max(limit, heightOf(group));
        whole += heightOf(group);
    }
    limit = std::max(limit, whole / count);
    for (;; limit += lineHeight()) {
        std::vector<Column> columns(1);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const int height = heightOf(groups[i]);
            if (columns.back().height + height > limit && !columns.back().groups.empty())
                columns.emplace_back();
            columns.back().groups.push_back(static_cast<int>(i));
            columns.back().height += height;
        }
        if (static_cast<int>(columns.size()) <= count)
            return columns;
    }
}

int CheatSheetPage::headHeight() const
{
    return kTop + QFontMetrics(format::titleSize(font())).height() + kGroupGap;
}

int CheatSheetPage::heightFor(QSize room) const
{
    int height = 0;
    for (const Column& column : columns(groups(), room))
        height = std::max(height, column.height);
    return height + headHeight();
}

void CheatSheetPage::setRoom(QSize room)
{
    m_room = room;
    setMinimumHeight(heightFor(room));
    update();
}

QString CheatSheetPage::spoken() const
{
    QStringList lines;
    for (const Group& group : groups()) {
        for (const Command command : group.commands)
            lines << tr("%1: %2").arg(KeyMap::name(command), m_keys.allKeysText(command));
    }
    return lines.join(QLatin1Char('\n'));
}

void CheatSheetPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor text = palette().color(QPalette::WindowText);
    const QColor quiet = palette().color(QPalette::PlaceholderText);
    const auto mirrored = [this](const QRect& area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
    const int leading = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int trailing = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter;

    painter.setFont(format::titleSize(font()));
    painter.setPen(text);
    const QRect title(kSide, kTop, width() - 2 * kSide, painter.fontMetrics().height());
    painter.drawText(mirrored(title), leading, tr("All keys"));
    const int begin = title.bottom() + kGroupGap;

    const std::vector<Group> all = groups();
    const std::vector<Column> shown = columns(all, m_room);
    const int count = static_cast<int>(shown.size());
    const int wide = std::min((width() - 2 * kSide - (count - 1) * kBetween) / count,
                              fontMetrics().averageCharWidth() * kLetters * 3 / 2);
    int x = kSide;
    for (const Column& column : shown) {
        int y = begin;
        for (const int index : column.groups) {
            const Group& group = all[static_cast<std::size_t>(index)];
            painter.setFont(titleFont());
            painter.setPen(text);
            painter.drawText(mirrored(QRect(x, y, wide, lineHeight())), leading,
                             painter.fontMetrics().elidedText(group.name, Qt::ElideRight, wide));
            painter.setPen(palette().color(QPalette::Mid));
            y += lineHeight() + kLineGap;
            painter.drawLine(mirrored(QRect(x, y - kLineGap, wide, 1)).topLeft(),
                             mirrored(QRect(x, y - kLineGap, wide, 1)).topRight());
            painter.setFont(font());
            for (const Command command : group.commands) {
                const QString keys = m_keys.allKeysText(command);
                const int room = wide - painter.fontMetrics().horizontalAdvance(keys) - kWordsToKeys;
                painter.setPen(quiet);
                painter.drawText(mirrored(QRect(x, y, wide, lineHeight())), trailing, keys);
                painter.setPen(text);
                painter.drawText(mirrored(QRect(x, y, room, lineHeight())), leading,
                                 painter.fontMetrics().elidedText(KeyMap::name(command), Qt::ElideRight, room));
                y += lineHeight();
            }
            y += kGroupGap;
        }
        x += wide + kBetween;
    }
}

} // namespace vidimus::ui
