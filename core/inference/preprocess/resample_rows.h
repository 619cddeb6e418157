#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/inference/preprocess/resample_window.h"

namespace vidimus::inference {

/// The horizontal pass for a run of columns of the resized picture.
class RowResampler {
public:
    /// Columns [first, first + count) of `axis`.
    RowResampler(const ResampleAxis& axis, std::int64_t first, int count);

    /// `source`: a whole row of RGB pixels. `result`: `count` RGB pixels. Not from two threads at once.
    void resample(const std::uint8_t* source, std::uint8_t* result);

    /// A weight is high * 2^8 + low: products of 16-bit numbers are what every processor is quickest at.
    struct Column {
        int first = 0;           ///< of the part of the row that is read
        int size = 0;            ///< weights, with the zeros that fill them up
        std::size_t weights = 0; ///< where in `high` and `low` they begin
    };
    struct Columns {
        std::vector<Column> columns;
        std::vector<std::int16_t> high;
        std::vector<std::int16_t> low;
    };

private:
    Columns m_columns;
    int m_firstSource = 0; ///< the part of a row that the columns need
    int m_sources = 0;
    std::size_t m_planeSize = 0;
    std::vector<std::int16_t> m_planes; ///< that part's red, green and blue, each with room for the last window's zeros
};

/// The vertical pass for one row of the resized picture: `rows` are the window's, each from the first byte wanted.
void blendRows(std::span<const std::uint8_t* const> rows, std::span<const std::int32_t> weights,
               std::span<std::uint8_t> result);

} // namespace vidimus::inference
