#pragma once

#include <cstdint>
#include <map>
#include <tuple>

#include <oneapi/dnnl/dnnl.hpp>

#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// Matrix products of oneDNN, made for the processor at hand when first needed and kept. The differences between its
/// versions 2 and 3 end here. Thread: one caller; a product itself uses all of OpenMP's threads.
class DnnlProducts {
public:
    DnnlProducts() : m_engine(dnnl::engine::kind::cpu, 0), m_stream(m_engine) {}

    /// Whether oneDNN has a product of such factors for this processor that is not its plain reference loop.
    bool has(Numeric numeric);

    /// weight [out, in], row-major, in the type `from` -> of `numeric`, in the order oneDNN wants it in. Rounds fp32 to
    /// bf16; Int8 has to be given as such.
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

    dnnl::engine m_engine;
    dnnl::stream m_stream;
    std::map<Key, dnnl::matmul> m_products;
};

} // namespace vidimus::inference
