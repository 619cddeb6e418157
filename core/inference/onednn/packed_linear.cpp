#include "core/inference/onednn/packed_linear.h"

#include <numeric>

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
    if (hasEightBits(numeric))
        packEightBits(weight);
    else
        m_packed = products.pack(numeric, Numeric::Fp32, weight.data(), out, in);
}

void PackedLinear::packEightBits(std::span<const float> weight)
{
    const bool raised = m_numeric == Numeric::Uint8;
    const int most = m_products->largestWeight(m_numeric);
    std::vector<std::int8_t> rounded(weight.size());
    if (raised)
        m_raisedSum.resize(static_cast<std::size_t>(m_out));
#pragma omp parallel for
    for (std::int64_t row = 0; row < m_out; ++row) {
        std::int8_t* const values = rounded.data() + row * m_in;
        m_scale[static_cast<std::size_t>(row)] = rows::toInt8(weight.data() + row * m_in, values, m_in, most);
        if (raised)
            m_raisedSum[static_cast<std::size_t>(row)] =
                static_cast<float>(rows::kRaised * std::accumulate(values, values + m_in, 0));
    }
    m_packed = m_products->pack(m_numeric, m_numeric, rounded.data(), m_out, m_in);
}

void PackedLinear::product(DnnlProducts& products, const Operand& x, float* out) const
{
    products.multiply(m_numeric, x.data(), m_packed, out, x.rows(), m_out, m_in);
}

void PackedLinear::finishColumns(const Operand& x, std::int64_t row, std::int64_t first, std::int64_t count,
                                 const float* product, float* out) const
{
    product += first;
    const float* const scale = m_scale.data() + first;
    const float* const bias = m_bias.data() + first;
    if (!m_raisedSum.empty())
        rows::scaleAndBias(product, m_raisedSum.data() + first, x.scale(row), scale, bias, out, count);
    else
        rows::scaleAndBias(product, x.scale(row), scale, bias, out, count);
}

void PackedLinear::finishActivatedRow(const Operand& x, std::int64_t row, const float* product, Activation activation,
                                      float* out) const
{
    finishRow(x, row, product, out);
    if (hasEightBits(m_numeric))
        rows::activateRoughly(activation, out, m_out);
    else
        rows::activate(activation, out, m_out);
}

void PackedLinear::addFinishedRow(const Operand& x, std::int64_t row, const float* product, float* onto) const
{
    if (!m_raisedSum.empty())
        rows::addScaleAndBias(product, m_raisedSum.data(), x.scale(row), m_scale.data(), m_bias.data(), onto, m_out);
    else
        rows::addScaleAndBias(product, x.scale(row), m_scale.data(), m_bias.data(), onto, m_out);
}

} // namespace vidimus::inference
