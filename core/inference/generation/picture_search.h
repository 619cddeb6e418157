#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/inference/generation/best_candidates.h"
#include "core/inference/generation/generate.h"
#include "core/inference/generation/hypothesis_tree.h"
#include "core/inference/generation/token_rules.h"
#include "core/inference/generation/token_scores.h"

namespace vidimus::inference {

/// What the searches of one call share: the request, and room to work in.
struct SearchContext {
    SearchContext(const GenerationOptions& options, std::span<const int> prompt, int vocabSize)
        : options(options)
        , prompt(prompt)
        , vocabSize(static_cast<std::size_t>(vocabSize))
        , scores(static_cast<std::size_t>(options.beams))
        , rules(vocabSize)
        , best(options.beams == 1 ? 1 : 2 * static_cast<std::size_t>(options.beams))
    {}

    /// Sets `rules` for a row that has read the prompt and then `node`; `value` gives what a token counts before them.
    template <typename Value>
    void applyRules(const HypothesisTree& tree, int node, int generated, const TokenScores& row, Value value)
    {
        rules.clear();
        if (options.repetitionPenalty != 1.) {
            const auto penalty = static_cast<float>(options.repetitionPenalty);
            const auto penalise = [&](int token) {
                if (rules.touches(token))
                    return;
                const float before = value(row.logits()[static_cast<std::size_t>(token)]);
                rules.set(token, before < 0 ? before * penalty : before / penalty);
            };
            std::for_each(prompt.begin(), prompt.end(), penalise);
            tree.eachToken(node, penalise);
        }
        if (static_cast<int>(prompt.size()) + generated < options.minLength)
            rules.set(options.endId, -std::numeric_limits<float>::infinity());
    }

    const GenerationOptions& options;
    std::span<const int> prompt;
    std::size_t vocabSize;
    std::vector<TokenScores> scores; ///< one for each beam
    TokenRules rules;
    BestCandidates best;
};

/// A token that a beam goes on with.
struct Continuation {
    int token = 0;
    int beam = 0; ///< of the former step
};

/// The search for one picture's captions. Begins with one beam, the prompt.
class PictureSearch {
public:
    virtual ~PictureSearch() = default;

    /// One step: `logits` [present beams, vocabulary], raw.
    virtual Result<void> advance(SearchContext& context, std::span<const float> logits) = 0;
    /// The beams to go on with, as many as advance() will get rows for; none when the search is done.
    std::span<const Continuation> continuations() const { return m_continuations; }
    /// Best first; when the search is done.
    virtual std::vector<Hypothesis> results(const SearchContext& context) const = 0;

protected:
    HypothesisTree m_tree;
    std::vector<Continuation> m_continuations;
    int m_generated = 0; ///< steps so far, so the length of every present beam without the prompt
};

class GreedySearch final : public PictureSearch {
public:
    Result<void> advance(SearchContext& context, std::span<const float> logits) override;
    std::vector<Hypothesis> results(const SearchContext& context) const override;

private:
    int m_node = HypothesisTree::kRoot;
};

class BeamSearch final : public PictureSearch {
public:
    Result<void> advance(SearchContext& context, std::span<const float> logits) override;
    std::vector<Hypothesis> results(const SearchContext& context) const override;

private:
    struct Beam {
        int node = HypothesisTree::kRoot;
        float score = 0; ///< running: sum of processed log-probabilities; finished: with the length penalty
    };
    void finish(const GenerationOptions& options, Beam beam);
    bool canImprove(const SearchContext& context) const;

    std::vector<Beam> m_running{Beam{}}; ///< best first
    std::vector<Beam> m_finished;        ///< best first, at most `beams`
};

} // namespace vidimus::inference
