#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "app/cli/terminal.h"

namespace vidimus::cli {

/// How far a job is: a bar that is drawn over itself on a terminal, a line every few seconds elsewhere.
/// Thread: one at a time.
class ProgressLine {
public:
    struct State {
        std::int64_t done = 0;
        std::int64_t total = 0;
        bool growing = false; ///< `total` is not final: no percentage
        std::string text;     ///< "12 of 300 files, 84 a second, 3.4 s left"
        std::string detail;   ///< what is being done; shown where there is room
    };

    ProgressLine(std::ostream& err, const Terminal& terminal) : m_err(err), m_terminal(terminal) {}

    void show(const State& state);
    /// Makes room for an ordinary line.
    void clear();

private:
    void draw(const State& state);

    std::ostream& m_err;
    const Terminal m_terminal;
    bool m_drawn = false;
    std::optional<std::chrono::steady_clock::time_point> m_lastLine;
};

} // namespace vidimus::cli
