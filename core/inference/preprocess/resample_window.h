#pragma once

#include <cstdint>
#include <vector>

#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// Fraction bits of a weight. A weighted sum of 8-bit values fits into 32 bits.
constexpr int kWeightBits = 22;

/// The source pixels that one pixel of a resized row (or column) is made of, and what each counts.
struct ResampleWindow {
    int first = 0; ///< source pixel of the first weight
    std::vector<std::int32_t> weights;

    int end() const { return first + static_cast<int>(weights.size()); }
};

/// Computes the windows of one axis as Pillow does: antialiased where the axis shrinks, weights normalised in double and
/// then rounded, halves away from zero.
class ResampleAxis {
public:
    /// From `source` to `resized` pixels, both at least 1. Not for Resampling::Nearest.
    ResampleAxis(int source, std::int64_t resized, Resampling filter);

    /// Of pixel `index` of the resized axis. Both ends of a window never decrease from one index to the next.
    void window(std::int64_t index, ResampleWindow& result) const;
    /// No window has more weights.
    int longestWindow() const;

private:
    double (*m_filter)(double) = nullptr;
    int m_source = 0;
    double m_scale = 1;       ///< source pixels per resized one
    double m_filterScale = 1; ///< the same, at least 1
    double m_support = 0;     ///< of the filter on either side, in source pixels
};

/// For each of `count` pixels of a resized axis from `first` on, the source pixel that Pillow's nearest neighbour takes;
/// -1 where rounding errors lead beyond the end and Pillow leaves the pixel black.
std::vector<int> nearestSources(int source, std::int64_t resized, std::int64_t first, int count);

} // namespace vidimus::inference
