#include "core/inference/generation/generate.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "core/inference/generation/picture_search.h"

namespace vidimus::inference {

namespace {

Result<void> checkOptions(const GenerationOptions& options, std::span<const int> prompt, int vocabSize,
                          int maxPositions)
{
    const auto refuse = [](std::string why) { return fail(ErrorCode::InvalidArgument, std::move(why)); };
    const auto inVocabulary = [vocabSize](int id) { return id >= 0 && id < vocabSize; };
    if (prompt.empty() || !std::all_of(prompt.begin(), prompt.end(), inVocabulary))
        return refuse("A caption's beginning must be of one token or more of the model's vocabulary.");
    if (options.beams < 1 || options.returned < 1 || options.returned > options.beams)
        return refuse("Between 1 and " + std::to_string(std::max(options.beams, 1)) +
                      " captions can be returned, as many as there are beams.");
    // So that the first step has twice as many tokens to choose from as beams, the end token aside.
    if (options.beams > 1 && (vocabSize - 1) / 2 < options.beams)
        return refuse("The model's vocabulary is too small for " + std::to_string(options.beams) + " beams.");
    if (!inVocabulary(options.endId))
        return refuse("The token that ends captions is not of the model's vocabulary.");
    if (options.maxLength > maxPositions)
        return refuse("The model can write captions of up to " + std::to_string(maxPositions) + " tokens, not " +
                      std::to_string(options.maxLength) + ".");
    if (prompt.size() >= static_cast<std::size_t>(std::max(options.maxLength, 0)))
        return refuse("The caption's beginning leaves no room for more: " + std::to_string(prompt.size()) +
                      " tokens of " + std::to_string(options.maxLength) + ".");
    if (!(options.repetitionPenalty > 0) || !std::isfinite(static_cast<float>(options.repetitionPenalty)))
        return refuse("The repetition penalty must be a number above 0.");
    const auto largest = static_cast<float>(std::pow(options.maxLength, std::abs(options.lengthPenalty)));
    if (!std::isfinite(largest))
        return refuse("The length penalty is too large, or not a number.");
    return {};
}

/// Which rows of the decoder's answer belong to a search that goes on.
struct Active {
    std::size_t picture = 0;
    std::size_t rows = 1;
};

} // namespace

Result<std::vector<std::vector<Hypothesis>>> generate(CaptionDecoder& decoder, int pictures,
                                                      std::span<const int> prompt, const GenerationOptions& options,
                                                      std::stop_token stop)
{
    const int vocabSize = decoder.vocabSize();
    if (auto checked = checkOptions(options, prompt, vocabSize, decoder.maxPositions()); !checked)
        return fail(checked.error());
    if (pictures < 1)
        return std::vector<std::vector<Hypothesis>>{};
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");

    SearchContext context(options, prompt, vocabSize);
    std::vector<std::unique_ptr<PictureSearch>> searches;
    std::vector<Active> active;
    for (std::size_t picture = 0; picture < static_cast<std::size_t>(pictures); ++picture) {
        if (options.beams == 1)
            searches.push_back(std::make_unique<GreedySearch>());
        else
            searches.push_back(std::make_unique<BeamSearch>());
        active.push_back({picture, 1});
    }

    auto logits = decoder.start(prompt, stop);
    std::vector<int> tokens;
    std::vector<int> sourceRows;
    for (std::size_t rows = active.size();; rows = tokens.size()) {
        if (!logits)
            return fail(logits.error());
        if (logits->size() != rows * context.vocabSize)
            return fail(ErrorCode::Internal, "The caption model answered with a wrong number of rows.");
        tokens.clear();
        sourceRows.clear();
        std::vector<Active> remaining;
        std::size_t firstRow = 0;
        for (const Active& its : active) {
            PictureSearch& search = *searches[its.picture];
            const auto advanced =
                search.advance(context, logits->subspan(firstRow * context.vocabSize, its.rows * context.vocabSize));
            if (!advanced)
                return fail(advanced.error());
            for (const Continuation& next : search.continuations()) {
                tokens.push_back(next.token);
                sourceRows.push_back(static_cast<int>(firstRow) + next.beam);
            }
            if (!search.continuations().empty())
                remaining.push_back({its.picture, search.continuations().size()});
            firstRow += its.rows;
        }
        active = std::move(remaining);
        if (active.empty())
            break;
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        logits = decoder.step(tokens, sourceRows, stop);
    }

    std::vector<std::vector<Hypothesis>> results;
    results.reserve(searches.size());
    for (const auto& search : searches)
        results.push_back(search->results(context));
    return results;
}

} // namespace vidimus::inference
