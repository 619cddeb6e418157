#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/embedding.h"

namespace vidimus::storage {

/// A vector as stored: IEEE half precision, little endian. Halving costs a cosine less than 0.0005.
std::string packHalf(std::span<const float> vector);
/// Empty when the size is odd.
Embedding unpackHalf(std::string_view bytes);

} // namespace vidimus::storage
