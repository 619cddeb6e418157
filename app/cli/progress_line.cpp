#include "app/cli/progress_line.h"

#include <algorithm>
#include <ostream>

#include "app/cli/text_layout.h"

namespace vidimus::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto kLineEvery = 5s;
constexpr std::size_t kBarWidth = 24;
constexpr const char* kEraseLine = "\r\x1b[2K";

double shareOf(const ProgressLine::State& state)
{
    if (state.total <= 0)
        return 0;
    return std::clamp(static_cast<double>(state.done) / static_cast<double>(state.total), 0.0, 1.0);
}

std::string percentage(const ProgressLine::State& state)
{
    return state.growing || state.total <= 0 ? std::string()
                                             : std::to_string(static_cast<int>(shareOf(state) * 100)) + " %";
}

std::string bar(double share, bool utf8)
{
    const auto full = static_cast<std::size_t>(share * static_cast<double>(kBarWidth));
    std::string text;
    for (std::size_t i = 0; i < kBarWidth; ++i)
        text += i < full ? (utf8 ? "█" : "#") : (utf8 ? "░" : ".");
    return text;
}

} // namespace

void ProgressLine::show(const State& state)
{
    if (m_terminal.errIsTerminal) {
        draw(state);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (!m_lastLine)
        m_lastLine = now; // a short job needs no line
    if (now - *m_lastLine < kLineEvery)
        return;
    m_lastLine = now;
    const std::string share = percentage(state);
    m_err << state.text + (share.empty() ? "" : " (" + share + ")") + "\n" << std::flush;
}

void ProgressLine::draw(const State& state)
{
    std::string line = bar(state.growing ? 0 : shareOf(state), m_terminal.utf8) + " ";
    line += padLeft(percentage(state), 5) + "  " + state.text;
    const auto width = static_cast<std::size_t>(m_terminal.width) - 1; // the last column would wrap
    const std::size_t used = displayWidth(line);
    if (!state.detail.empty() && used + 12 < width)
        line += "  " + cutStart(state.detail, width - used - 2, m_terminal.utf8);
    m_err << kEraseLine + cutEnd(line, width, m_terminal.utf8) << std::flush;
    m_drawn = true;
}

void ProgressLine::clear()
{
    if (!m_drawn)
        return;
    m_err << kEraseLine << std::flush;
    m_drawn = false;
}

} // namespace vidimus::cli
