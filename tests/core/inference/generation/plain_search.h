#pragma once

#include <vector>

#include "core/inference/generation/generate.h"
#include "tests/core/inference/generation/fake_decoder.h"

namespace vidimus::inference::test {

/// What generate() is to give for one picture, worked out without any haste: whole sequences are copied, the whole
/// vocabulary is sorted in each step, and beams that do not exist yet are there with a score of minus a billion, as in
/// the original.
std::vector<Hypothesis> plainSearch(const LanguageModel& model, int picture, const std::vector<int>& prompt,
                                    const GenerationOptions& options);

} // namespace vidimus::inference::test
