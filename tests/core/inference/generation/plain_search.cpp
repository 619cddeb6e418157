#include "tests/core/inference/generation/plain_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vidimus::inference::test {

namespace {

constexpr float kNever = -1e9f;

std::vector<float> logSoftmax(const std::vector<float>& logits)
{
    const float largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - largest);
    std::vector<float> result;
    for (const float logit : logits)
        result.push_back((logit - largest) - static_cast<float>(std::log(sum)));
    return result;
}

/// Repetition penalty, then minimum length.
std::vector<float> processed(std::vector<float> values, const std::vector<int>& sequence,
                             const GenerationOptions& options)
{
    const std::vector<float> before = values;
    const auto penalty = static_cast<float>(options.repetitionPenalty);
    for (const int id : sequence) {
        const auto at = static_cast<std::size_t>(id);
        values[at] = before[at] < 0 ? before[at] * penalty : before[at] / penalty;
    }
    if (static_cast<int>(sequence.size()) < options.minLength)
        values[static_cast<std::size_t>(options.endId)] = -std::numeric_limits<float>::infinity();
    return values;
}

struct Sequence {
    std::vector<int> ids; ///< with the prompt
    std::vector<float> probabilities;
    float score = 0;
    bool finished = false;
};

std::vector<Sequence> bestOf(std::vector<Sequence> all, std::size_t count)
{
    std::stable_sort(all.begin(), all.end(), [](const Sequence& a, const Sequence& b) { return a.score > b.score; });
    all.resize(std::min(all.size(), count));
    return all;
}

float divisor(int length, double penalty)
{
    return static_cast<float>(std::pow(length, penalty));
}

Hypothesis asHypothesis(const Sequence& sequence, std::size_t promptSize, double score)
{
    return {{sequence.ids.begin() + static_cast<std::ptrdiff_t>(promptSize), sequence.ids.end()},
            sequence.probabilities,
            score};
}

Sequence continued(const Sequence& from, int token, float score, float probability)
{
    Sequence result = from;
    result.ids.push_back(token);
    result.probabilities.push_back(probability);
    result.score = score;
    return result;
}

Hypothesis plainGreedy(const LanguageModel& model, int picture, const std::vector<int>& prompt,
                       const GenerationOptions& options)
{
    Sequence sequence{prompt, {}, 0, false};
    do {
        const auto logits = model(picture, sequence.ids);
        const auto values = processed(logits, sequence.ids, options);
        const auto best = std::max_element(values.begin(), values.end()) - values.begin();
        sequence = continued(sequence, static_cast<int>(best), 0,
                             std::exp(logSoftmax(logits)[static_cast<std::size_t>(best)]));
    } while (sequence.ids.back() != options.endId && static_cast<int>(sequence.ids.size()) < options.maxLength);
    return asHypothesis(sequence, prompt.size(), 0);
}

} // namespace

std::vector<Hypothesis> plainSearch(const LanguageModel& model, int picture, const std::vector<int>& prompt,
                                    const GenerationOptions& options)
{
    if (options.beams == 1)
        return {plainGreedy(model, picture, prompt, options)};
    const auto beams = static_cast<std::size_t>(options.beams);
    std::vector<Sequence> running(beams, Sequence{prompt, {}, kNever, false});
    running.front().score = 0;
    std::vector<Sequence> finished(beams, Sequence{prompt, {}, kNever, false});
    for (bool goesOn = true; goesOn;) {
        std::vector<Sequence> candidates;
        for (const Sequence& beam : running) {
            const auto raw = logSoftmax(model(picture, beam.ids));
            const auto values = processed(raw, beam.ids, options);
            for (std::size_t token = 0; token < values.size(); ++token)
                candidates.push_back(
                    continued(beam, static_cast<int>(token), values[token] + beam.score, std::exp(raw[token])));
        }
        candidates = bestOf(std::move(candidates), 2 * beams);
        const int length = static_cast<int>(candidates.front().ids.size());
        const int generated = length - static_cast<int>(prompt.size());

        std::vector<Sequence> next = candidates;
        for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
            const bool ends = candidates[rank].ids.back() == options.endId || length >= options.maxLength;
            if (ends)
                next[rank].score += kNever;
            Sequence done = candidates[rank];
            done.finished = ends && rank < beams;
            done.score = done.score / divisor(generated, options.lengthPenalty) + (done.finished ? 0 : kNever);
            finished.push_back(done);
        }
        running = bestOf(std::move(next), beams);
        finished = bestOf(std::move(finished), beams);

        const bool full = std::all_of(finished.begin(), finished.end(), [](const auto& one) { return one.finished; });
        const int longest = options.maxLength - static_cast<int>(prompt.size());
        const bool hopeful = options.earlyStopping == EarlyStopping::Never && options.lengthPenalty > 0;
        const float best = running.front().score / divisor(hopeful ? longest : generated, options.lengthPenalty);
        goesOn = length < options.maxLength &&
                 !(full && (options.earlyStopping == EarlyStopping::WhenFull || !(best > finished.back().score)));
    }
    std::vector<Hypothesis> result;
    for (int i = 0; i < options.returned; ++i)
        result.push_back(asHypothesis(finished[static_cast<std::size_t>(i)], prompt.size(),
                                      finished[static_cast<std::size_t>(i)].score));
    return result;
}

} // namespace vidimus::inference::test
