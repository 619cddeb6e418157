#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace vidimus::index {

/// Rows of bytes are filled up with zeros to a multiple of this, so that the products below need no odd ends.
inline constexpr std::size_t kRowBlock = 64;

/// Sums of a[i] * b[i] where one side, or both, are bytes of -127..127. `count` is a multiple of kRowBlock.
struct ByteDot {
    /// At most 65,536 values, so that 32 bits hold the sum.
    std::int32_t (*bytes)(const std::int8_t* a, const std::int8_t* b, std::size_t count);
    /// Words of -32767..32767: a query is kept finer than what it is compared with.
    float (*words)(const std::int16_t* a, const std::int8_t* b, std::size_t count);
};

/// All that this processor can run, the quickest first, what every processor can run last. Builds are for any x86-64, so
/// they are found when the program runs; the results are the same up to the rounding of `words` to a float.
std::span<const ByteDot> byteDotsForThisCpu();

} // namespace vidimus::index
