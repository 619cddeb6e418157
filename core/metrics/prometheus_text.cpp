#include "core/metrics/prometheus_text.h"

#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

#include "core/metrics/histogram.h"
#include "core/metrics/registry.h"

namespace vidimus::metrics {

namespace {

constexpr std::string_view kName = "vidimus_stage_duration_seconds";

/// Two or three steps a decade, from a lookup in memory to a caption on a slow machine.
constexpr std::array kBounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                             0.1,    0.25,    0.5,    1.0,   2.5,    5.0,   10.0, 30.0,  60.0};

/// The shortest text that reads back as the same number; std::to_string would follow the locale.
std::string numberText(double value)
{
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

std::string escapedLabel(std::string_view value)
{
    std::string text;
    for (const char c : value) {
        if (c == '\\' || c == '"')
            text += '\\';
        if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text;
}

void appendSample(std::string& text, std::string_view suffix, const std::string& labels, const std::string& value)
{
    text.append(kName).append(suffix).append("{").append(labels).append("} ").append(value).append("\n");
}

} // namespace

std::string prometheusText(const Registry& registry)
{
    std::string text;
    text.append("# HELP ").append(kName).append(" Time spent in each stage, per picture or query.\n");
    text.append("# TYPE ").append(kName).append(" histogram\n");
    for (const auto& [stage, snapshot] : registry.snapshots()) {
        const std::string labels = "stage=\"" + escapedLabel(stage) + "\"";
        for (const double bound : kBounds) {
            const auto time =
                std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(bound));
            appendSample(text, "_bucket", labels + ",le=\"" + numberText(bound) + "\"",
                         std::to_string(snapshot.countUpTo(time)));
        }
        appendSample(text, "_bucket", labels + ",le=\"+Inf\"", std::to_string(snapshot.count()));
        appendSample(text, "_sum", labels, numberText(std::chrono::duration<double>(snapshot.sum()).count()));
        appendSample(text, "_count", labels, std::to_string(snapshot.count()));
    }
    return text;
}

} // namespace vidimus::metrics
