#pragma once

#include <cstddef>

namespace vidimus::index {

/// Sum of a[i] * b[i]. The order of the additions, and so the last bits, depend on the processor.
using DotProduct = float (*)(const float* a, const float* b, std::size_t count);

/// The quickest one this processor can run. Builds are for any x86-64, so it is chosen when the program runs.
DotProduct dotProductForThisCpu();

} // namespace vidimus::index
