#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/inference/checkpoint/dtype.h"

namespace vidimus::inference {

using Shape = std::vector<std::int64_t>; ///< empty: a scalar

/// A tensor where it lies in a mapped file: nothing is copied. Row-major, little-endian, without padding.
struct TensorView {
    std::string name;
    Dtype dtype = Dtype::F32;
    Shape shape;
    std::span<const std::byte> bytes; ///< size() == product(shape) * sizeOf(dtype); not always aligned to the element
};

/// "[768, 3, 16, 16]", for messages.
std::string shapeText(const Shape& shape);

} // namespace vidimus::inference
