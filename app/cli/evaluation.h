#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/cli/caption_scores.h"
#include "app/cli/labelled_pictures.h"
#include "app/cli/retrieval_scores.h"
#include "app/cli/search_scores.h"
#include "core/base/caption.h"
#include "core/base/rgb_image.h"
#include "core/inference/engine.h"

namespace vidimus::cli {

struct CommandContext;

/// What a model makes of the labelled pictures.
struct Answers {
    std::vector<Caption> captions; ///< in order; an empty text: that picture failed
    std::vector<Embedding> vectors;
    int failed = 0;
};

/// Asks for all captions and vectors, some pictures at a time, with progress on stderr.
/// Errors are those that no picture is to blame for: Cancelled, ModelUnavailable.
Result<Answers> askModels(CommandContext& context, inference::Engine& engine,
                          const std::vector<std::shared_ptr<const RgbImage>>& pictures, const std::string& what);

struct Evaluation {
    CaptionScores captions;
    CaptionScores heldOut; ///< of the pictures that are labelled so
    RetrievalScores retrieval;
    SearchEvaluation search; ///< set by the caller, who gives the engine away for it
    int pictures = 0;
    int failed = 0;
};
Result<Evaluation> evaluate(CommandContext& context, const LabelledPictures& labelled, const Answers& answers,
                            inference::Engine& engine);

} // namespace vidimus::cli
