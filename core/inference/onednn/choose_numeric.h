#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "core/base/ids.h"

#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Whether this processor multiplies such factors quicker than one by one.
bool canMultiply(Numeric numeric);
/// The form of eight bits that suits this processor, if any.
std::optional<Numeric> eightBits();

/// What to keep a model in: of fp32, bf16 and int8 what multiplies quickest, by measuring a product of the size that models
/// are made of (some tens of milliseconds); int8 (in the form of
/// eightBits()) only where `int8Agrees`, which is asked only then. The answer is kept in
/// the file `kept` for this model, processor and number of threads, and read there the next time, so that the same picture
/// keeps its vector; an empty path keeps nothing. Thread: any.
Numeric chooseNumeric(const ModelId& model, int threads, const std::filesystem::path& kept,
                      const std::function<bool(Numeric)>& int8Agrees);

} // namespace vidimus::inference
