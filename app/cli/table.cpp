#include "app/cli/table.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "app/cli/text_layout.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastFlexible = 8;

} // namespace

Table::Table(std::vector<Column> columns, const Terminal& terminal)
    : m_columns(std::move(columns)), m_terminal(terminal)
{
    for (const Column& column : m_columns)
        m_widths.push_back(displayWidth(column.title));
}

void Table::measure(const std::vector<Row>& rows)
{
    for (const Row& row : rows)
        for (std::size_t i = 0; i < m_widths.size(); ++i)
            m_widths[i] = std::max(m_widths[i], displayWidth(row[i]));

    std::vector<std::size_t> flexible;
    std::size_t room = static_cast<std::size_t>(m_terminal.width);
    const auto take = [&room](std::size_t width) { room -= std::min(room, width); };
    take(kGap * (m_widths.size() - 1));
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        if (m_columns[i].fit == Fit::Always)
            take(m_widths[i]);
        else if (m_terminal.outIsTerminal || i + 1 < m_widths.size())
            flexible.push_back(i);
    }
    // The narrow ones keep what they need; what is left is shared by the wide ones.
    std::sort(flexible.begin(), flexible.end(),
              [&](std::size_t a, std::size_t b) { return m_widths[a] < m_widths[b]; });
    for (std::size_t done = 0; done < flexible.size(); ++done) {
        const std::size_t share = std::max(kLeastFlexible, room / (flexible.size() - done));
        std::size_t& width = m_widths[flexible[done]];
        width = std::min(width, share);
        take(width);
    }
}

std::string Table::line(const Row& row) const
{
    std::string text;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        const bool last = i + 1 == m_columns.size();
        std::string cell = row[i];
        if (!last || m_terminal.outIsTerminal) {
            if (column.fit == Fit::CutEnd)
                cell = cutEnd(cell, m_widths[i], m_terminal.utf8);
            else if (column.fit == Fit::CutStart)
                cell = cutStart(cell, m_widths[i], m_terminal.utf8);
        }
        if (column.alignRight)
            cell = padLeft(std::move(cell), m_widths[i]);
        else if (!last)
            cell = padRight(std::move(cell), m_widths[i]);
        text += cell;
        if (!last)
            text.append(kGap, ' ');
    }
    return text;
}

void Table::printHeader(std::ostream& out) const
{
    Row titles;
    for (const Column& column : m_columns)
        titles.push_back(column.title);
    out << (m_terminal.colours ? "\x1b[1m" : "") << line(titles) << (m_terminal.colours ? "\x1b[0m" : "") << '\n';
}

void Table::printRow(std::ostream& out, const Row& row) const
{
    out << line(row) << '\n';
}

} // namespace vidimus::cli
