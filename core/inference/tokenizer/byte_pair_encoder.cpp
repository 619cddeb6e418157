#include "core/inference/tokenizer/byte_pair_encoder.h"

#include <cstddef>
#include <limits>
#include <queue>
#include <tuple>

namespace vidimus::inference {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr int kMergedAway = -1;

struct Symbol {
    int id = 0;
    std::size_t previous = kNone;
    std::size_t next = kNone;
};

/// Two neighbours that may merge. Stale once either has become another symbol.
struct Candidate {
    int rank = 0;
    std::size_t position = 0; ///< of the left one
    int left = 0;
    int right = 0;
    int merged = 0;
};

struct Later {
    bool operator()(const Candidate& a, const Candidate& b) const
    {
        return std::tie(a.rank, a.position) > std::tie(b.rank, b.position);
    }
};

std::uint64_t key(int left, int right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
}

} // namespace

BytePairEncoder::BytePairEncoder(const std::array<int, 256>& inner, const std::array<int, 256>& last,
                                 const std::vector<Merge>& merges)
    : m_inner(inner), m_last(last)
{
    m_rules.reserve(merges.size());
    int rank = 0;
    for (const Merge& merge : merges)
        m_rules.try_emplace(key(merge.left, merge.right), Rule{rank++, merge.merged});
}

const BytePairEncoder::Rule* BytePairEncoder::rule(int left, int right) const
{
    const auto found = m_rules.find(key(left, right));
    return found == m_rules.end() ? nullptr : &found->second;
}

void BytePairEncoder::encode(std::string_view word, std::vector<int>& ids) const
{
    if (word.empty())
        return;
    std::vector<Symbol> symbols(word.size());
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        const bool last = i + 1 == word.size();
        symbols[i] = {last ? m_last[byte] : m_inner[byte], i == 0 ? kNone : i - 1, last ? kNone : i + 1};
    }

    std::vector<Candidate> found;
    const auto consider = [&](std::size_t left) {
        const std::size_t right = left == kNone ? kNone : symbols[left].next;
        if (right == kNone)
            return;
        if (const Rule* merge = rule(symbols[left].id, symbols[right].id))
            found.push_back({merge->rank, left, symbols[left].id, symbols[right].id, merge->merged});
    };
    for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
        consider(i);
    std::priority_queue<Candidate, std::vector<Candidate>, Later> waiting(Later(), std::move(found));
    found.clear();

    // A merge's new neighbours wait until every pair of its rank is done, even where theirs is better: as the original.
    while (!waiting.empty()) {
        const int rank = waiting.top().rank;
        while (!waiting.empty() && waiting.top().rank == rank) {
            const Candidate candidate = waiting.top();
            waiting.pop();
            Symbol& left = symbols[candidate.position];
            if (left.id != candidate.left || left.next == kNone || symbols[left.next].id != candidate.right)
                continue;
            Symbol& right = symbols[left.next];
            left.id = candidate.merged;
            right.id = kMergedAway;
            left.next = right.next;
            if (left.next != kNone)
                symbols[left.next].previous = candidate.position;
            consider(left.previous);
            consider(candidate.position);
        }
        for (const Candidate& candidate : found)
            waiting.push(candidate);
        found.clear();
    }

    for (std::size_t i = 0; i != kNone; i = symbols[i].next)
        ids.push_back(symbols[i].id);
}

} // namespace vidimus::inference
