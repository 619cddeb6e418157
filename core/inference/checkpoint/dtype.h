#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vidimus::inference {

/// The element types of the safetensors format that are read here: all but the 8-bit and smaller floats and complex ones.
enum class Dtype { F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, Bool };

std::size_t sizeOf(Dtype dtype); ///< bytes of one element
/// "F32", "BF16", … as the header of a file spells it.
std::string_view dtypeName(Dtype dtype);
std::optional<Dtype> dtypeFromName(std::string_view name);

} // namespace vidimus::inference
