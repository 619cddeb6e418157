#pragma once

#include <functional>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/inference/config/blip_config.h"
#include "core/inference/generation/caption_decoder.h"
#include "tests/golden/golden_tensors.h"

namespace vidimus::golden {

/// Decoders about the pictures of a case, by whatever runs the model.
struct CaseDecoders {
    int pictures = 0;
    /// About `count` pictures from `first` on; the one made before is no longer used then.
    std::function<std::unique_ptr<inference::CaptionDecoder>(int first, int count)> make;
};

/// Every entry of "greedy", "beam" and "batch3" of a BLIP case: ids, scores, probabilities, logits of each step.
void checkGeneration(const inference::BlipTextConfig& config, const CaseDecoders& decoders,
                     const nlohmann::json& described, const GoldenTensors& golden, GoldenChecks& checks);

/// "greedy_ids_per_image_no_prompt_max_length_20" of golden_untied.json.
void checkGreedyOfAll(const inference::BlipTextConfig& config, const CaseDecoders& decoders,
                      const nlohmann::json& described, const std::string& prefix, GoldenChecks& checks);

} // namespace vidimus::golden
