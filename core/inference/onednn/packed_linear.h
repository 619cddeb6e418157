#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "core/inference/config/activation.h"
#include "core/inference/onednn/dnnl_products.h"
#include "core/inference/onednn/operand.h"

namespace vidimus::inference {

/// x W^T + b with the weights rounded and reordered once. In eight bits each output (row of W) has a scale of its own.
class PackedLinear {
public:
    /// weight [out, in] fp32; bias [out], or empty for none. Neither is needed afterwards.
    PackedLinear(DnnlProducts& products, Numeric numeric, std::span<const float> weight, std::span<const float> bias,
                 std::int64_t out, std::int64_t in);

    std::int64_t out() const { return m_out; }
    std::int64_t in() const { return m_in; }

    /// Without scales and bias: [x.rows(), out], to be finished row by row with the functions below.
    void product(const Operand& x, float* out) const { product(*m_products, x, out); }
    /// With the products of a thread that computes alone.
    void product(DnnlProducts& products, const Operand& x, float* out) const;
    void finishRow(const Operand& x, std::int64_t row, const float* product, float* out) const
    {
        finishColumns(x, row, 0, m_out, product, out);
    }
    /// Of a row only `count` columns from `first` on: product [out()] -> out [count].
    void finishColumns(const Operand& x, std::int64_t row, std::int64_t first, std::int64_t count, const float* product,
                       float* out) const;
    /// activation(row), no more exact than what keeps it as the next factor, in the same numeric as this one.
    void finishActivatedRow(const Operand& x, std::int64_t row, const float* product, Activation activation,
                            float* out) const;
    void addFinishedRow(const Operand& x, std::int64_t row, const float* product, float* onto) const;

private:
    void packEightBits(std::span<const float> weight);

    DnnlProducts* m_products;
    Numeric m_numeric;
    std::int64_t m_out;
    std::int64_t m_in;
    dnnl::memory m_packed;
    std::vector<float> m_scale;     ///< [out]; ones unless in eight bits
    std::vector<float> m_bias;      ///< [out]
    std::vector<float> m_raisedSum; ///< [out] of Uint8: what the raise of the left factor adds to a product
};

} // namespace vidimus::inference
