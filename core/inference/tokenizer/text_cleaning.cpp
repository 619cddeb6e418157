#include "core/inference/tokenizer/text_cleaning.h"

#include <algorithm>
#include <cstddef>

#include "core/inference/tokenizer/character_repair.h"
#include "core/inference/tokenizer/html_unescape.h"
#include "core/inference/tokenizer/unicode.h"

namespace vidimus::inference {

namespace {

/// Text is repaired again while that changes it. Only text nested on purpose needs more than three rounds; without a
/// limit such text would take a quadratic time.
constexpr int kMostRounds = 32;

/// ftfy's: a longer line is repaired in parts.
constexpr std::size_t kLongestLine = 1'000'000;

bool needsNoRepair(std::u32string_view line)
{
    return std::all_of(line.begin(), line.end(),
                       [](char32_t c) { return (c >= 0x20 && c < 0x7F && c != U'&') || c == U'\n' || c == U'\t'; });
}

std::u32string repairLine(std::u32string_view line, bool resolveReferences)
{
    std::u32string text(line);
    for (int round = 0; round < kMostRounds && !needsNoRepair(text); ++round) {
        std::u32string repaired = resolveReferences ? repairHtmlReferences(text) : text;
        repaired = repairCharacters(repaired);
        repaired = composed(withoutControls(withoutTerminalEscapes(repaired)));
        if (repaired == text)
            break;
        text = std::move(repaired);
    }
    return text;
}

std::u32string withSingleSpaces(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    bool wordEnded = false;
    for (const char32_t c : text) {
        if (isWhiteSpace(c)) {
            wordEnded = !out.empty();
            continue;
        }
        if (wordEnded)
            out.push_back(U' ');
        wordEnded = false;
        out.push_back(c);
    }
    return out;
}

} // namespace

std::u32string repairText(std::u32string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    bool resolveReferences = true;
    while (!text.empty()) {
        const std::size_t lineEnd = text.find(U'\n');
        const std::size_t length =
            std::min(lineEnd == std::u32string_view::npos ? text.size() : lineEnd + 1, kLongestLine);
        const std::u32string_view line = text.substr(0, length);
        if (line.find(U'<') != std::u32string_view::npos)
            resolveReferences = false;
        out += repairLine(line, resolveReferences);
        text.remove_prefix(length);
    }
    return out;
}

std::u32string cleanText(std::u32string_view text)
{
    return lowerCase(withSingleSpaces(unescapeHtml(unescapeHtml(repairText(text)))));
}

} // namespace vidimus::inference
