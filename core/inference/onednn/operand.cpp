#include "core/inference/onednn/operand.h"

#include <cstring>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

float putValues(Numeric numeric, const float* from, std::byte* into, std::int64_t n)
{
    switch (numeric) {
    case Numeric::Fp32:
        std::memcpy(into, from, static_cast<std::size_t>(n) * sizeof(float));
        break;
    case Numeric::Bf16:
        rows::toBf16(from, reinterpret_cast<std::uint16_t*>(into), n);
        break;
    case Numeric::Int8:
        return rows::toInt8(from, reinterpret_cast<std::int8_t*>(into), n);
    case Numeric::Uint8:
        return rows::toUint8(from, reinterpret_cast<std::uint8_t*>(into), n);
    }
    return 1.f;
}

void putParts(Numeric numeric, const float* from, std::int64_t parts, std::int64_t n, std::byte* into,
              std::int64_t apart, float* scales, std::int64_t scalesApart)
{
    if (numeric == Numeric::Int8)
        return rows::toInt8(from, parts, n, reinterpret_cast<std::int8_t*>(into), apart, scales, scalesApart);
    for (std::int64_t i = 0; i < parts; ++i)
        scales[i * scalesApart] = putValues(numeric, from + i * n, into + i * apart, n);
}

void Operand::reshape(Numeric numeric, std::int64_t rows, std::int64_t width)
{
    m_numeric = numeric;
    m_rows = rows;
    m_width = width;
    m_data.resize(static_cast<std::size_t>(rows * width * bytesOf(numeric)));
    if (hasEightBits(numeric))
        m_scales.resize(static_cast<std::size_t>(rows));
}

void Operand::putRow(std::int64_t index, const float* values)
{
    const float scale = putValues(m_numeric, values, row(index), m_width);
    if (hasEightBits(m_numeric))
        m_scales.data()[index] = scale;
}

} // namespace vidimus::inference
