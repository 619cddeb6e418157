#include "core/search/nearest_word.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace vidimus::search {

namespace {

constexpr std::size_t kLongest = 24;

/// Optimal string alignment: Levenshtein with swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

} // namespace

std::string_view nearestWord(std::string_view typed, std::span<const std::string_view> words)
{
    std::string_view nearest;
    std::size_t least = 3;
    if (typed.size() > kLongest)
        return {};
    for (const std::string_view word : words) {
        const std::size_t apart = distance(typed, word);
        if (apart < least && 2 * apart < std::max(typed.size(), word.size())) {
            least = apart;
            nearest = word;
        }
    }
    return nearest;
}

} // namespace vidimus::search
