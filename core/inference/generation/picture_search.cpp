#include "core/inference/generation/picture_search.h"

#include <cmath>
#include <utility>

namespace vidimus::inference {

namespace {

float unchanged(float value)
{
    return value;
}

/// length^penalty as the originals have it: a power in double, of which float32 sums are divided in float32.
float divisor(int length, double penalty)
{
    return static_cast<float>(std::pow(length, penalty));
}

} // namespace

Result<void> GreedySearch::advance(SearchContext& context, std::span<const float> logits)
{
    TokenScores& row = context.scores.front();
    if (auto assigned = row.assign(logits); !assigned)
        return assigned;
    context.applyRules(m_tree, m_node, m_generated, row, unchanged);
    context.best.clear();
    context.best.addRow(0, row, context.rules, unchanged, unchanged);
    const int token = context.best.best().front().token;
    m_node = m_tree.add(m_node, token, std::exp(row.logProbability(logits[static_cast<std::size_t>(token)])));
    ++m_generated;

    m_continuations.clear();
    const bool full = static_cast<int>(context.prompt.size()) + m_generated >= context.options.maxLength;
    if (token != context.options.endId && !full)
        m_continuations.push_back({token, 0});
    return {};
}

std::vector<Hypothesis> GreedySearch::results(const SearchContext& /*context*/) const
{
    return {m_tree.hypothesis(m_node, 0)};
}

Result<void> BeamSearch::advance(SearchContext& context, std::span<const float> logits)
{
    const GenerationOptions& options = context.options;
    context.best.clear();
    for (std::size_t beam = 0; beam < m_running.size(); ++beam) {
        TokenScores& row = context.scores[beam];
        if (auto assigned = row.assign(logits.subspan(beam * context.vocabSize, context.vocabSize)); !assigned)
            return assigned;
        const auto logProbability = [&row](float logit) { return row.logProbability(logit); };
        context.applyRules(m_tree, m_running[beam].node, m_generated, row, logProbability);
        context.best.addRow(static_cast<int>(beam), row, context.rules, logProbability,
                            [sum = m_running[beam].score](float value) { return value + sum; });
    }
    ++m_generated;
    const bool full = static_cast<int>(context.prompt.size()) + m_generated >= options.maxLength;

    // The best `beams` of the candidates may finish; those behind them are there only so that `beams` go on in any case.
    const auto beams = static_cast<std::size_t>(options.beams);
    const auto candidates = context.best.best();
    std::vector<Beam> running;
    m_continuations.clear();
    for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
        const Candidate& candidate = candidates[rank];
        const bool ends = candidate.token == options.endId || full;
        if (ends ? rank >= beams : running.size() == beams)
            continue;
        const TokenScores& row = context.scores[static_cast<std::size_t>(candidate.row)];
        const float logit = row.logits()[static_cast<std::size_t>(candidate.token)];
        const int node = m_tree.add(m_running[static_cast<std::size_t>(candidate.row)].node, candidate.token,
                                    std::exp(row.logProbability(logit)));
        if (ends) {
            finish(options, {node, candidate.score});
        } else {
            running.push_back({node, candidate.score});
            m_continuations.push_back({candidate.token, candidate.row});
        }
    }
    m_running = std::move(running);
    if (!canImprove(context)) {
        m_running.clear();
        m_continuations.clear();
    }
    return {};
}

void BeamSearch::finish(const GenerationOptions& options, Beam beam)
{
    beam.score /= divisor(m_generated, options.lengthPenalty);
    const auto better = [](const Beam& a, const Beam& b) { return a.score > b.score; };
    m_finished.insert(std::upper_bound(m_finished.begin(), m_finished.end(), beam, better), beam);
    if (m_finished.size() > static_cast<std::size_t>(options.beams))
        m_finished.pop_back();
}

bool BeamSearch::canImprove(const SearchContext& context) const
{
    const GenerationOptions& options = context.options;
    if (m_running.empty())
        return false;
    if (m_finished.size() < static_cast<std::size_t>(options.beams))
        return true;
    if (options.earlyStopping == EarlyStopping::WhenFull)
        return false;
    const bool atLongest = options.earlyStopping == EarlyStopping::Never && options.lengthPenalty > 0;
    const int length = atLongest ? options.maxLength - static_cast<int>(context.prompt.size()) : m_generated;
    return m_running.front().score / divisor(length, options.lengthPenalty) > m_finished.back().score;
}

std::vector<Hypothesis> BeamSearch::results(const SearchContext& context) const
{
    std::vector<Hypothesis> result;
    for (const Beam& beam : m_finished) {
        if (result.size() < static_cast<std::size_t>(context.options.returned))
            result.push_back(m_tree.hypothesis(beam.node, beam.score));
    }
    return result;
}

} // namespace vidimus::inference
