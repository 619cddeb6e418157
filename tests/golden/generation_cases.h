#pragma once

#include <string>

#include <ATen/core/Tensor.h>
#include <nlohmann/json_fwd.hpp>

#include "core/inference/torch/blip_decoder.h"
#include "tests/golden/golden_tensors.h"

namespace vidimus::golden {

/// Every entry of "greedy", "beam" and "batch3" of a BLIP case: ids, scores, probabilities, logits of each step.
/// seen [pictures, tokens, width].
void checkGeneration(const inference::BlipDecoder& decoder, const at::Tensor& seen, const nlohmann::json& described,
                     const GoldenTensors& golden, GoldenChecks& checks);

/// "greedy_ids_per_image_no_prompt_max_length_20" of golden_untied.json.
void checkGreedyOfAll(const inference::BlipDecoder& decoder, const at::Tensor& seen, const nlohmann::json& described,
                      const std::string& prefix, GoldenChecks& checks);

} // namespace vidimus::golden
