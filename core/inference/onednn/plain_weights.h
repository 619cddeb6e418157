#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/inference/checkpoint/checkpoint_scope.h"
#include "core/inference/onednn/packed_linear.h"

namespace vidimus::inference {

/// Layer norm of one row at a time.
class PlainNorm {
public:
    PlainNorm(std::vector<float> weight, std::vector<float> bias, double eps)
        : m_weight(std::move(weight)), m_bias(std::move(bias)), m_eps(static_cast<float>(eps))
    {}

    std::int64_t width() const { return static_cast<std::int64_t>(m_weight.size()); }
    /// x [width] -> out [width]; they may be the same.
    void operator()(const float* x, float* out) const;

private:
    std::vector<float> m_weight;
    std::vector<float> m_bias;
    float m_eps;
};

/// The tensors of a checkpoint as fp32 values, by their keys, and packed.
class PlainWeights {
public:
    PlainWeights(const Checkpoint& checkpoint, DnnlProducts& products, Numeric numeric)
        : m_scope(checkpoint), m_products(&products), m_numeric(numeric)
    {}

    PlainWeights operator/(std::string_view part) const;
    PlainWeights operator/(int index) const { return *this / std::to_string(index); }
    /// What is packed from here is rounded to `numeric`.
    PlainWeights in(Numeric numeric) const;

    bool has(std::string_view name) const { return m_scope.has(name); }
    /// A copy. Throws std::runtime_error naming a tensor that is not there.
    std::vector<float> values(std::string_view name) const;
    PlainNorm norm(double eps) const { return {values("weight"), values("bias"), eps}; }
    /// "weight" [out, in], and "bias" where there is one.
    PackedLinear linear() const;
    /// Several layers of the same input as one; `parts` are their scopes.
    PackedLinear fused(std::initializer_list<std::string_view> parts) const;
    PackedLinear packed(std::span<const float> weight, std::span<const float> bias, std::int64_t out) const;

private:
    static std::vector<float> copied(const TensorView& tensor);
    /// The file's pages are given back once what was read from them is packed.
    void release(const TensorView& tensor) const;

    CheckpointScope m_scope;
    DnnlProducts* m_products;
    Numeric m_numeric;
};

} // namespace vidimus::inference
