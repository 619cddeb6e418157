#pragma once

#include <memory>

#include "core/index/vector_index.h"

namespace vidimus::index {

/// Compares with every vector: always right (the oracle of the tests), and quick enough for small libraries.
std::unique_ptr<VectorIndex> makeExactIndex(int dimension);

} // namespace vidimus::index
