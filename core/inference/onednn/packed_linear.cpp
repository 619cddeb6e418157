#include "core/inference/onednn/packed_linear.h"

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

PackedLinear::PackedLinear(DnnlProducts& products, Numeric numeric, std::span<const float> weight,
                           std::span<const float> bias, std::int64_t out, std::int64_t in)
    : m_products(&products)
    , m_numeric(numeric)
    , m_out(out)
    , m_in(in)
    , m_scale(static_cast<std::size_t>(out), 1.f)
    , m_bias(bias.begin(), bias.end())
{
    m_bias.resize(static_cast<std::size_t>(out), 0.f);
    if (numeric != Numeric::Int8) {
        m_packed = products.pack(numeric, Numeric::Fp32, weight.data(), out, in);
        return;
    }
    Operand rounded;
    rounded.reshape(numeric, out, in);
#pragma omp parallel for
    for (std::int64_t row = 0; row < out; ++row) {
        rounded.putRow(row, weight.data() + row * in);
        m_scale[static_cast<std::size_t>(row)] = rounded.scale(row);
    }
    m_packed = products.pack(numeric, numeric, rounded.row(0), out, in);
}

void PackedLinear::product(DnnlProducts& products, const Operand& x, float* out) const
{
    products.multiply(m_numeric, x.data(), m_packed, out, x.rows(), m_out, m_in);
}

void PackedLinear::finishRow(const Operand& x, std::int64_t row, const float* product, float* out) const
{
    rows::scaleAndBias(product, x.scale(row), m_scale.data(), m_bias.data(), out, m_out);
}

void PackedLinear::addFinishedRow(const Operand& x, std::int64_t row, const float* product, float* onto) const
{
    rows::addScaleAndBias(product, x.scale(row), m_scale.data(), m_bias.data(), onto, m_out);
}

} // namespace vidimus::inference
