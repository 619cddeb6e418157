#pragma once

#include <span>
#include <vector>

#include "core/base/error.h"

namespace vidimus::index {

/// The vector scaled to length 1, so that a dot product is the cosine also for vectors that were rounded on their way.
/// InvalidArgument for another number of values, for values that are not finite and for a vector without a direction.
Result<std::vector<float>> unitVector(std::span<const float> vector, int dimension);

} // namespace vidimus::index
