#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "app/cli/terminal.h"

namespace vidimus::cli {

/// Rows in aligned columns that fit the terminal. Where the output is no terminal the last column is never shortened:
/// what reads it wants whole paths. Widths are chosen once, so that rows can be printed as they come.
class Table {
public:
    enum class Fit {
        Always, ///< never shortened
        CutEnd, ///< the end is left out where there is no room
        CutStart,
    };
    struct Column {
        std::string title;
        Fit fit = Fit::Always;
        bool alignRight = false;
    };
    using Row = std::vector<std::string>;

    Table(std::vector<Column> columns, const Terminal& terminal);

    /// Chooses the widths by these rows (all of them, or the first of many).
    void measure(const std::vector<Row>& rows);
    void printHeader(std::ostream& out) const;
    void printRow(std::ostream& out, const Row& row) const;

private:
    std::string line(const Row& row) const;

    std::vector<Column> m_columns;
    std::vector<std::size_t> m_widths;
    Terminal m_terminal;
};

} // namespace vidimus::cli
