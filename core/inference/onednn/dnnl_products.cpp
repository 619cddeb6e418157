#include "core/inference/onednn/dnnl_products.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace vidimus::inference {

namespace {

using dnnl::memory;
using Dims = memory::dims;
using Type = memory::data_type;
using Tag = memory::format_tag;

Type weightType(Numeric numeric)
{
    return numeric == Numeric::Fp32 ? Type::f32 : numeric == Numeric::Bf16 ? Type::bf16 : Type::s8;
}

Type leftType(Numeric numeric)
{
    return numeric == Numeric::Uint8 ? Type::u8 : weightType(numeric);
}

/// Its memory for results between steps is the caller's: oneDNN's own belongs to the thread that made the product, which
/// need not be the one that computes it.
dnnl::matmul::primitive_desc matmul(const dnnl::engine& engine, const memory::desc& a, const memory::desc& b,
                                    const memory::desc& c)
{
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
#if DNNL_VERSION_MAJOR >= 3
    return {engine, a, b, c, attributes};
#else
    return {dnnl::matmul::desc(a, b, c), attributes, engine};
#endif
}

/// The order of a weight must not depend on how many rows it is multiplied with: it is packed for this many.
constexpr std::int64_t kTypicalRows = 64;

void* unconst(const void* data)
{
    return const_cast<void*>(data); // oneDNN knows no read-only memory; factors are only read
}

/// The name of what oneDNN would multiply with; empty when there is nothing.
std::string implementation(const dnnl::engine& engine, Numeric numeric)
{
    try {
        return matmul(engine, {{kTypicalRows, 256}, leftType(numeric), Tag::ab},
                      {{256, 256}, weightType(numeric), Tag::any}, {{kTypicalRows, 256}, Type::f32, Tag::ab})
            .impl_info_str();
    } catch (const dnnl::error&) {
        return {};
    }
}

} // namespace

bool DnnlProducts::has(Numeric numeric) const
{
    const std::string name = implementation(m_engine, numeric);
    // "gemm" raises signed bytes itself, anew for every product, and then adds some in 16 bits.
    const bool raises = numeric == Numeric::Int8 && name.find("gemm") != std::string::npos;
    return !name.empty() && name.find("ref") == std::string::npos && !raises;
}

std::optional<Numeric> DnnlProducts::eightBits() const
{
    for (const Numeric form : {Numeric::Int8, Numeric::Uint8})
        if (has(form) && has(besideEightBits(form)))
            return form;
    return std::nullopt;
}

int DnnlProducts::largestWeight(Numeric eightBits)
{
    constexpr int kAll = 127;
    if (eightBits != Numeric::Uint8)
        return kAll;
    if (!m_largestOfUint8) {
        constexpr std::int64_t kSize = 64;
        const std::vector<std::uint8_t> left(kSize * kSize, 255);
        const std::vector<std::int8_t> weights(kSize * kSize, kAll);
        std::vector<float> product(kSize * kSize);
        multiply(eightBits, left.data(), pack(eightBits, eightBits, weights.data(), kSize, kSize), product.data(),
                 kSize, kSize, kSize);
        const bool exact = std::all_of(product.begin(), product.end(),
                                       [](float sum) { return sum == static_cast<float>(kSize * 255 * kAll); });
        m_largestOfUint8 = exact ? kAll : kAll / 2;
    }
    return *m_largestOfUint8;
}

memory DnnlProducts::pack(Numeric numeric, Numeric from, const void* weight, std::int64_t out, std::int64_t in)
{
    const Type type = weightType(numeric);
    const auto product = matmul(m_engine, {{kTypicalRows, in}, leftType(numeric), Tag::ab}, {{in, out}, type, Tag::any},
                                {{kTypicalRows, out}, Type::f32, Tag::ab});
    memory::desc order = product.weights_desc();
    // Where a product takes weights as they are and not in blocks, columns a power of two apart would share the few
    // places that a cache has for them: half the speed, and for an inner layer of 3072 more than that.
    constexpr std::int64_t kApart = 16;
    if (order == memory::desc({in, out}, type, Tag::ab))
        order = memory::desc({in, out}, type, Dims{out + kApart, 1});
    memory plain({{in, out}, weightType(from), Tag::ba}, m_engine, unconst(weight));
    memory packed(order, m_engine, m_weights.take(order.get_size()));
    dnnl::reorder(plain, packed).execute(m_stream, plain, packed);
    m_stream.wait();
    return packed;
}

DnnlProducts::Product& DnnlProducts::product(const Key& key, const memory::desc& left, const memory::desc& right,
                                             const memory::desc& result)
{
    const auto known = m_products.find(key);
    if (known != m_products.end())
        return known->second;
    const auto description = matmul(m_engine, left, right, result);
    const auto empty = [&](const memory::desc& of) { return memory(of, m_engine, nullptr); };
    Product made{
        dnnl::matmul(description), empty(left), empty(right), empty(result), empty(description.scratchpad_desc()), {}};
    made.arguments = {{DNNL_ARG_SRC, made.left},
                      {DNNL_ARG_WEIGHTS, made.right},
                      {DNNL_ARG_DST, made.result},
                      {DNNL_ARG_SCRATCHPAD, made.scratch}};
    m_scratch.resize(description.scratchpad_desc().get_size());
    return m_products.emplace(key, std::move(made)).first->second;
}

void DnnlProducts::execute(Product& product, const void* left, float* result)
{
    product.left.set_data_handle(unconst(left));
    product.result.set_data_handle(result);
    product.scratch.set_data_handle(m_scratch.data());
    product.primitive.execute(m_stream, product.arguments);
    m_stream.wait();
}

void DnnlProducts::multiply(Numeric numeric, const void* x, const memory& packed, float* result, std::int64_t rows,
                            std::int64_t out, std::int64_t in)
{
    Product& found = product({numeric, 0, rows, out, in, 0}, {{rows, in}, leftType(numeric), Tag::ab},
                             packed.get_desc(), {{rows, out}, Type::f32, Tag::ab});
    found.right.set_data_handle(packed.get_data_handle());
    execute(found, x, result);
}

void DnnlProducts::multiplyBatch(Numeric numeric, const void* a, const void* b, bool transposed, float* result,
                                 std::int64_t batch, std::int64_t m, std::int64_t n, std::int64_t k)
{
    Product& found = product(
        {numeric, batch, m, n, k, transposed ? 1 : 2}, {{batch, m, k}, leftType(numeric), Tag::abc},
        {{batch, k, n}, weightType(numeric), transposed ? Tag::acb : Tag::abc}, {{batch, m, n}, Type::f32, Tag::abc});
    found.right.set_data_handle(unconst(b));
    execute(found, a, result);
}

} // namespace vidimus::inference
