#include "core/inference/onednn/plain_weights.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// IEEE half precision to single, subnormals included.
float floatOfHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
    const std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7FFFu) << 13;
    constexpr float kRebias = 0x1p112f;
    const float value = std::bit_cast<float>(magnitude) * kRebias;
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(value));
}

} // namespace

void PlainNorm::operator()(const float* x, float* out) const
{
    rows::layerNorm(x, m_weight.data(), m_bias.data(), m_eps, out, width());
}

PlainWeights PlainWeights::operator/(std::string_view part) const
{
    PlainWeights scoped = *this;
    scoped.m_scope = m_scope / part;
    return scoped;
}

PlainWeights PlainWeights::in(Numeric numeric) const
{
    PlainWeights other = *this;
    other.m_numeric = numeric;
    return other;
}

std::vector<float> PlainWeights::values(std::string_view name) const
{
    const TensorView& tensor = m_scope[name];
    std::vector<float> copy = copied(tensor);
    release(tensor);
    return copy;
}

void PlainWeights::release(const TensorView& tensor) const
{
    constexpr std::size_t kLarge = 1 << 20;
    if (tensor.bytes.size() >= kLarge)
        m_scope.checkpoint().release();
}

std::vector<float> PlainWeights::copied(const TensorView& tensor)
{
    std::vector<float> out(tensor.bytes.size() / sizeOf(tensor.dtype));
    if (tensor.dtype == Dtype::F32) {
        std::memcpy(out.data(), tensor.bytes.data(), tensor.bytes.size());
        return out;
    }
    if (tensor.dtype != Dtype::F16 && tensor.dtype != Dtype::BF16)
        throw std::runtime_error("the weight " + tensor.name + " is of type " + std::string(dtypeName(tensor.dtype)));
    std::vector<std::uint16_t> halves(out.size());
    std::memcpy(halves.data(), tensor.bytes.data(), tensor.bytes.size());
    if (tensor.dtype == Dtype::BF16) {
        rows::toFloat(halves.data(), out.data(), static_cast<std::int64_t>(out.size()));
    } else {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = floatOfHalf(halves[i]);
    }
    return out;
}

PackedLinear PlainWeights::packed(std::span<const float> weight, std::span<const float> bias, std::int64_t out) const
{
    return {*m_products, m_numeric, weight, bias, out, static_cast<std::int64_t>(weight.size()) / out};
}

PackedLinear PlainWeights::linear() const
{
    const TensorView& weight = m_scope["weight"];
    const std::vector<float> bias = has("bias") ? values("bias") : std::vector<float>();
    const std::int64_t out = weight.shape.front();
    if (weight.dtype == Dtype::F32 && reinterpret_cast<std::uintptr_t>(weight.bytes.data()) % alignof(float) == 0) {
        const std::span<const float> mapped(reinterpret_cast<const float*>(weight.bytes.data()),
                                            weight.bytes.size() / sizeof(float));
        PackedLinear linear = packed(mapped, bias, out);
        release(weight);
        return linear;
    }
    return packed(values("weight"), bias, out);
}

PackedLinear PlainWeights::fused(std::initializer_list<std::string_view> parts) const
{
    std::vector<float> weight;
    std::vector<float> bias;
    std::int64_t out = 0;
    for (const std::string_view part : parts) {
        const PlainWeights layer = *this / part;
        const std::vector<float> more = layer.values("weight");
        const std::vector<float> moreBias = layer.values("bias");
        weight.insert(weight.end(), more.begin(), more.end());
        bias.insert(bias.end(), moreBias.begin(), moreBias.end());
        out += layer.m_scope["weight"].shape.front();
    }
    return packed(weight, bias, out);
}

} // namespace vidimus::inference
