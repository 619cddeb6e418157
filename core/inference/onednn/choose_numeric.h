#pragma once

#include <filesystem>

#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Whether this processor multiplies such factors quicker than one by one.
bool canMultiply(Numeric numeric);

/// Measures a product of the size that models are made of (some tens of milliseconds) and keeps the answer in the file
/// `kept` for this processor and this many threads; reads it there when it was measured before. An empty path keeps
/// nothing. Thread: any.
Numeric quickerOfFp32AndBf16(int threads, const std::filesystem::path& kept);

} // namespace vidimus::inference
