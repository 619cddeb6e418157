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

std::vector<CheatSheetPage::Column> CheatSheetPage::columns(const std::vector<Group>& groups, int width) const
{
    const int wide = fontMetrics().averageCharWidth() * kLetters;
    const int count = std::clamp((width - 2 * kSide + kBetween) / (wide + kBetween), 1, kMostColumns);
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

int CheatSheetPage::heightFor(int width) const
{
    int height = 0;
    for (const Column& column : columns(groups(), width))
        height = std::max(height, column.height);
    return height + kTop + QFontMetrics(format::titleSize(font())).height() + kGroupGap;
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
    const std::vector<Column> shown = columns(all, width());
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
                const int room = wide - painter.fontMetrics().horizontalAdvance(keys) - 12;
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
