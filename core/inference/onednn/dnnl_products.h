#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include <oneapi/dnnl/dnnl.hpp>

#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/numeric.h"
#include "core/inference/onednn/weight_memory.h"

namespace vidimus::inference {

/// Matrix products of oneDNN, made for the processor at hand when first needed and kept. The differences between its
/// versions 2 and 3 end here.
///
/// Thread: one caller. A product uses all of OpenMP's threads, or only the caller's where the first one was asked for
/// inside a parallel region: each thread of it has an object of its own then.
class DnnlProducts {
public:
    DnnlProducts() : DnnlProducts(dnnl::engine(dnnl::engine::kind::cpu, 0)) {}
    /// Beside `other`, whose packed weights it can use.
    explicit DnnlProducts(const dnnl::engine& engine) : m_engine(engine), m_stream(m_engine) {}

    const dnnl::engine& engine() const { return m_engine; }

    /// Whether oneDNN has an exact product of such factors for this processor that is not its plain reference loop.
    bool has(Numeric numeric) const;
    /// Which of the two forms suits this processor, if any.
    std::optional<Numeric> eightBits() const;
    /// Of weights in eight bits. Without VNNI two products of bytes are added in 16 bits, where 255 * 127 * 2 has no room:
    /// weights are left seven bits then. Found out by multiplying.
    int largestWeight(Numeric eightBits);

    /// weight [out, in], row-major, in the type `from` -> of `numeric`, in the order oneDNN wants it in. Rounds fp32 to
    /// bf16; eight bits have to be given as such, signed. The result lies in this object's memory.
    dnnl::memory pack(Numeric numeric, Numeric from, const void* weight, std::int64_t out, std::int64_t in);

    /// x [rows, in] of `numeric` (row-major), packed [out, in] -> product [rows, out], fp32.
    void multiply(Numeric numeric, const void* x, const dnnl::memory& packed, float* product, std::int64_t rows,
                  std::int64_t out, std::int64_t in);

    /// Batches of small products: a [batch, m, k] and b -> product [batch, m, n], fp32.
    /// b is [batch, n, k] when `transposed` (scores: q k^T), else [batch, k, n] (mixing values).
    void multiplyBatch(Numeric numeric, const void* a, const void* b, bool transposed, float* product,
                       std::int64_t batch, std::int64_t m, std::int64_t n, std::int64_t k);

private:
    using Key = std::tuple<Numeric, std::int64_t, std::int64_t, std::int64_t, std::int64_t, int>;
    struct Product {
        dnnl::matmul primitive;
        dnnl::memory left, right, result, scratch; ///< without memory of their own
        std::unordered_map<int, dnnl::memory> arguments;
    };

    Product& product(const Key& key, const dnnl::memory::desc& left, const dnnl::memory::desc& right,
                     const dnnl::memory::desc& result);
    void execute(Product& product, const void* left, float* result);

    dnnl::engine m_engine;
    dnnl::stream m_stream;
    WeightMemory m_weights;
    std::map<Key, Product> m_products;
    AlignedBuffer<std::byte> m_scratch;
    std::optional<int> m_largestOfUint8;
};

} // namespace vidimus::inference
