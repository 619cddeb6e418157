#include "core/inference/onednn/dnnl_products.h"

#include <cstring>

namespace vidimus::inference {

namespace {

using dnnl::memory;
using Dims = memory::dims;
using Type = memory::data_type;
using Tag = memory::format_tag;

Type typeOf(Numeric numeric)
{
    return numeric == Numeric::Fp32 ? Type::f32 : numeric == Numeric::Bf16 ? Type::bf16 : Type::s8;
}

dnnl::matmul::primitive_desc matmul(const dnnl::engine& engine, const memory::desc& a, const memory::desc& b,
                                    const memory::desc& c)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, a, b, c};
#else
    return {dnnl::matmul::desc(a, b, c), engine};
#endif
}

/// The order of a weight must not depend on how many rows it is multiplied with: it is packed for this many.
constexpr std::int64_t kTypicalRows = 64;

void* unconst(const void* data)
{
    return const_cast<void*>(data); // oneDNN knows no read-only memory; factors are only read
}

} // namespace

bool DnnlProducts::has(Numeric numeric)
{
    try {
        const auto product = matmul(m_engine, {{kTypicalRows, 256}, typeOf(numeric), Tag::ab},
                                    {{256, 256}, typeOf(numeric), Tag::any}, {{kTypicalRows, 256}, Type::f32, Tag::ab});
        return std::strstr(product.impl_info_str(), "ref") == nullptr;
    } catch (const dnnl::error&) {
        return false;
    }
}

memory DnnlProducts::pack(Numeric numeric, Numeric from, const void* weight, std::int64_t out, std::int64_t in)
{
    const Type type = typeOf(numeric);
    const auto product = matmul(m_engine, {{kTypicalRows, in}, type, Tag::ab}, {{in, out}, type, Tag::any},
                                {{kTypicalRows, out}, Type::f32, Tag::ab});
    memory plain({{in, out}, typeOf(from), Tag::ba}, m_engine, unconst(weight));
    memory packed(product.weights_desc(), m_engine);
    dnnl::reorder(plain, packed).execute(m_stream, plain, packed);
    m_stream.wait();
    return packed;
}

void DnnlProducts::multiply(Numeric numeric, const void* x, const memory& packed, float* product, std::int64_t rows,
                            std::int64_t out, std::int64_t in)
{
    const memory::desc left({rows, in}, typeOf(numeric), Tag::ab);
    const memory::desc right = packed.get_desc();
    const memory::desc result({rows, out}, Type::f32, Tag::ab);
    const Key key{numeric, 0, rows, out, in, 0};
    auto known = m_products.find(key);
    if (known == m_products.end())
        known = m_products.emplace(key, dnnl::matmul(matmul(m_engine, left, right, result))).first;
    known->second.execute(m_stream, {{DNNL_ARG_SRC, memory(left, m_engine, unconst(x))},
                                     {DNNL_ARG_WEIGHTS, packed},
                                     {DNNL_ARG_DST, memory(result, m_engine, product)}});
    m_stream.wait();
}

void DnnlProducts::multiplyBatch(Numeric numeric, const void* a, const void* b, bool transposed, float* product,
                                 std::int64_t batch, std::int64_t m, std::int64_t n, std::int64_t k)
{
    const memory::desc left({batch, m, k}, typeOf(numeric), Tag::abc);
    const memory::desc right({batch, k, n}, typeOf(numeric), transposed ? Tag::acb : Tag::abc);
    const memory::desc result({batch, m, n}, Type::f32, Tag::abc);
    const Key key{numeric, batch, m, n, k, transposed ? 1 : 2};
    auto known = m_products.find(key);
    if (known == m_products.end())
        known = m_products.emplace(key, dnnl::matmul(matmul(m_engine, left, right, result))).first;
    known->second.execute(m_stream, {{DNNL_ARG_SRC, memory(left, m_engine, unconst(a))},
                                     {DNNL_ARG_WEIGHTS, memory(right, m_engine, unconst(b))},
                                     {DNNL_ARG_DST, memory(result, m_engine, product)}});
    m_stream.wait();
}

} // namespace vidimus::inference
