#include "core/inference/onednn/operand.h"

#include <cstring>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

void putValues(Numeric numeric, const float* from, std::byte* into, std::int64_t n)
{
    if (numeric == Numeric::Fp32)
        std::memcpy(into, from, static_cast<std::size_t>(n) * sizeof(float));
    else
        rows::toBf16(from, reinterpret_cast<std::uint16_t*>(into), n);
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
    if (m_numeric == Numeric::Int8)
        m_scales.data()[index] = rows::toInt8(values, reinterpret_cast<std::int8_t*>(row(index)), m_width);
    else if (m_numeric == Numeric::Uint8)
        m_scales.data()[index] = rows::toUint8(values, reinterpret_cast<std::uint8_t*>(row(index)), m_width);
    else
        putValues(m_numeric, values, row(index), m_width);
}

} // namespace vidimus::inference
