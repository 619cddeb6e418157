#include "app/cli/evaluation.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <span>

#include "app/cli/command_context.h"
#include "app/cli/describe_files.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

constexpr std::size_t kAtOnce = 16;

bool isForAll(const Error& error)
{
    return error.code == ErrorCode::Cancelled || error.code == ErrorCode::ModelUnavailable;
}

} // namespace

Result<Answers> askModels(CommandContext& context, inference::Engine& engine,
                          const std::vector<std::shared_ptr<const RgbImage>>& pictures, const std::string& what)
{
    Answers answers;
    ProgressLine progress(context.err, context.terminal);
    for (std::size_t first = 0; first < pictures.size(); first += kAtOnce) {
        std::vector<const RgbImage*> some;
        std::vector<std::size_t> places; // of those that could be read
        const std::size_t end = std::min(first + kAtOnce, pictures.size());
        answers.captions.resize(end);
        answers.vectors.resize(end);
        for (std::size_t i = first; i < end; ++i) {
            if (pictures[i]) {
                some.push_back(pictures[i].get());
                places.push_back(i);
            }
        }
        auto captions = engine.caption(some, {}, context.stop);
        auto vectors = engine.embedImages(some, context.stop);
        for (std::size_t k = 0; k < places.size(); ++k) {
            for (const Error* error :
                 {captions[k] ? nullptr : &captions[k].error(), vectors[k] ? nullptr : &vectors[k].error()}) {
                if (error && isForAll(*error))
                    return fail(*error);
            }
            if (captions[k])
                answers.captions[places[k]] = std::move(captions[k]->caption);
            if (vectors[k])
                answers.vectors[places[k]] = std::move(vectors[k]->vector);
        }
        if (!context.options.quiet)
            progress.show({static_cast<std::int64_t>(end),
                           static_cast<std::int64_t>(pictures.size()),
                           false,
                           what + ": " + counted(static_cast<std::int64_t>(end), "picture"),
                           {}});
    }
    progress.clear();
    for (const Caption& caption : answers.captions)
        answers.failed += caption.text.empty() ? 1 : 0;
    return answers;
}

Result<Evaluation> evaluate(CommandContext& context, const LabelledPictures& labelled, const Answers& answers,
                            inference::Engine& engine)
{
    Evaluation evaluation{CaptionScores(labelled.words), CaptionScores(labelled.words), {}, {}, 0, answers.failed};
    evaluation.pictures = static_cast<int>(labelled.pictures.size());
    for (std::size_t i = 0; i < labelled.pictures.size(); ++i) {
        const Caption& caption = answers.captions[i];
        if (caption.text.empty())
            continue;
        const LabelledPicture& picture = labelled.pictures[i];
        evaluation.captions.add(picture, caption.text, caption.confidence);
        if (picture.heldOut)
            evaluation.heldOut.add(picture, caption.text, caption.confidence);
    }
    auto retrieval = scoreRetrieval(labelled, answers.vectors, [&](const std::string& query) -> Result<Embedding> {
        const std::array<std::string, 1> one{query};
        auto results = engine.embedTexts(one, context.stop);
        if (!results.front())
            return fail(results.front().error());
        return std::move(results.front()->vector);
    });
    if (!retrieval)
        return fail(retrieval.error());
    evaluation.retrieval = std::move(*retrieval);
    return evaluation;
}

} // namespace vidimus::cli
