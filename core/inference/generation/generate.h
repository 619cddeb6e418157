#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/inference/generation/caption_decoder.h"

namespace vidimus::inference {

enum class EarlyStopping {
    Heuristic, ///< false: stop when the best running beam, at its present length, cannot beat the worst finished one
    WhenFull,  ///< true: stop as soon as there are `beams` finished hypotheses
    Never,     ///< "never": as Heuristic, with the length that favours the running beams most
};

/// The generation options of the originals that captions use, with their meaning and defaults (Hugging Face
/// transformers 4.57).
struct GenerationOptions {
    int beams = 1;      ///< 1: greedy
    int maxLength = 20; ///< prompt and generated ids together
    int minLength = 0;  ///< the end id is barred while the total length is below
    double lengthPenalty = 1.0;
    double repetitionPenalty = 1.0;
    EarlyStopping earlyStopping = EarlyStopping::Heuristic;
    int endId = 102;
    int returned = 1; ///< hypotheses per picture, at most `beams`
};

struct Hypothesis {
    std::vector<int> ids; ///< generated ones only, the end id included where it was reached
    /// What the model itself gave to each id: softmax of the raw logits, before penalties. [ids.size()]
    std::vector<float> probabilities;
    double score = 0.; ///< beam search: sum of processed log-probabilities / length^lengthPenalty; greedy: 0
};

/// Continues `prompt` for each of `pictures` pictures that `decoder` was made for. Per picture `returned` hypotheses,
/// best first. Pictures do not influence one another: a batch gives what its pictures give alone; one that is done
/// leaves the batch. Errors: Cancelled, InvalidArgument (no room after the prompt, non-finite logits are Corrupt).
Result<std::vector<std::vector<Hypothesis>>> generate(CaptionDecoder& decoder, int pictures,
                                                      std::span<const int> prompt, const GenerationOptions& options,
                                                      std::stop_token stop);

} // namespace vidimus::inference
