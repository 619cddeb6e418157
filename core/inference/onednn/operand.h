#pragma once

#include <cstddef>
#include <cstdint>

#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// `n` values rounded to a type -> what they were divided by: 1 unless in eight bits.
float putValues(Numeric numeric, const float* from, std::byte* into, std::int64_t n);

/// The same of `parts` times n values, each part by a scale of its own: part i -> into + i * apart (bytes) and
/// scales[i * scalesApart].
void putParts(Numeric numeric, const float* from, std::int64_t parts, std::int64_t n, std::byte* into,
              std::int64_t apart, float* scales, std::int64_t scalesApart);

/// Rows of activations as the left factor of a product: rounded to its type, in eight bits each row by a scale of its own.
class Operand {
public:
    /// Room for [rows, width]; the contents are what putRow() makes them.
    void reshape(Numeric numeric, std::int64_t rows, std::int64_t width);

    /// Row `row` from `values` [width]. Thread: any number, on different rows.
    void putRow(std::int64_t row, const float* values);

    Numeric numeric() const { return m_numeric; }
    std::int64_t rows() const { return m_rows; }
    std::int64_t width() const { return m_width; }
    const std::byte* data() const { return m_data.data(); }
    std::byte* row(std::int64_t row) { return m_data.data() + row * m_width * bytesOf(m_numeric); }
    /// What the values of row `row` were divided by; 1 unless in eight bits.
    float scale(std::int64_t row) const { return hasEightBits(m_numeric) ? m_scales.data()[row] : 1.f; }

private:
    Numeric m_numeric = Numeric::Fp32;
    std::int64_t m_rows = 0;
    std::int64_t m_width = 0;
    AlignedBuffer<std::byte> m_data;
    AlignedBuffer<float> m_scales;
};

} // namespace vidimus::inference
