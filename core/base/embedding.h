#pragma once

#include <vector>

namespace vidimus {

/// A picture or a text in a model's joint space: [dimension], unit length, so that a dot product is the cosine.
using Embedding = std::vector<float>;

} // namespace vidimus
