#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "core/inference/generation/token_rules.h"
#include "core/inference/generation/token_scores.h"

namespace vidimus::inference {

/// One token after one row.
struct Candidate {
    float score = 0;
    int row = 0;
    int token = 0;
};

/// The best few of very many candidates, best first. Among equals the one of the earlier row, then of the smaller token,
/// is the better, whatever the order in which they come.
class BestCandidates {
public:
    explicit BestCandidates(std::size_t wanted) : m_wanted(wanted) { m_best.reserve(wanted + 1); }

    void clear() { m_best.clear(); }
    std::span<const Candidate> best() const { return m_best; }

    /// Every token of a row. `value` turns a raw logit into what the rules speak of, `score` that into the candidate's
    /// score; both must not decrease where their argument grows.
    template <typename Value, typename Score>
    void addRow(int row, const TokenScores& scores, const TokenRules& rules, Value value, Score score);

private:
    static bool better(const Candidate& a, const Candidate& b)
    {
        if (a.score != b.score)
            return a.score > b.score;
        return a.row != b.row ? a.row < b.row : a.token < b.token;
    }
    /// Whether a score is certainly too low.
    bool hopeless(float score) const { return m_best.size() == m_wanted && score < m_best.back().score; }

    void add(const Candidate& candidate)
    {
        if (m_best.size() == m_wanted && !better(candidate, m_best.back()))
            return;
        m_best.insert(std::upper_bound(m_best.begin(), m_best.end(), candidate, better), candidate);
        if (m_best.size() > m_wanted)
            m_best.pop_back();
    }

    std::size_t m_wanted;
    std::vector<Candidate> m_best;
};

template <typename Value, typename Score>
void BestCandidates::addRow(int row, const TokenScores& scores, const TokenRules& rules, Value value, Score score)
{
    const auto logits = scores.logits();
    const auto largest = scores.largestOfBlocks();
    for (std::size_t block = 0; block < largest.size(); ++block) {
        if (hopeless(score(value(largest[block]))))
            continue;
        const std::size_t first = block * TokenScores::kBlock;
        const std::size_t end = std::min(first + TokenScores::kBlock, logits.size());
        for (std::size_t token = first; token < end; ++token) {
            const float its = score(value(logits[token]));
            if (!hopeless(its) && !rules.touches(static_cast<int>(token)))
                add({its, row, static_cast<int>(token)});
        }
    }
    for (const TokenRules::Token& token : rules.tokens())
        add({score(token.value), row, token.id});
}

} // namespace vidimus::inference
