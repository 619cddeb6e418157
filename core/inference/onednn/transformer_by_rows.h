#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/error.h"
#include "core/inference/onednn/aligned_buffer.h"
#include "core/inference/onednn/attention_shape.h"
#include "core/inference/onednn/dnnl_products.h"
#include "core/inference/onednn/operand.h"
#include "core/inference/onednn/packed_block.h"
#include "core/inference/step_hook.h"

namespace vidimus::inference {

/// Blocks in a row for many tokens: each thread takes a few dozen rows at a time through everything between one attention
/// and the next, and the queries of one head at a time through attention. So what a step leaves for the next one stays
/// in the thread's own cache, and threads wait for one another twice a block.
/// Keeps the memory its passes need. Thread: one caller; uses OpenMP's threads.
class TransformerByRows {
public:
    explicit TransformerByRows(const DnnlProducts& products) : m_engine(products.engine()) {}

    /// Whether there are enough rows for every thread to make good use of a weight it has fetched.
    static bool suits(std::int64_t rows);

    /// As PackedTransformer. Throws what oneDNN throws.
    Result<void> operator()(const std::vector<PackedBlock>& blocks, Numeric numeric, float* x,
                            const AttentionShape& shape, const StepGate& gate);

private:
    /// What each thread has of its own.
    struct Worker {
        explicit Worker(const dnnl::engine& engine) : products(engine) {}

        DnnlProducts products;
        Operand input;
        Operand hidden;
        AlignedBuffer<float> product;
        std::vector<float> row;
        AlignedBuffer<std::byte> probabilities;
    };
    /// Rows [from, to) of x, or of one head's queries.
    struct Span {
        std::int64_t from;
        std::int64_t to;
        std::int64_t size() const { return to - from; }
    };

    enum Part { Queries, Keys, Values };

    Worker& worker() const;
    void makeRoom(std::int64_t width, const AttentionShape& shape);
    /// In what queries, keys and values are kept.
    Numeric partNumeric(Part part) const;
    /// A head's [length, d], counted through all sequences.
    std::byte* head(Part part, std::int64_t number) const;
    /// [length]: what the head's rows were divided by.
    float* scales(Part part, std::int64_t number) const;

    /// q, k, v of the rows = qkv(norm1(x))
    void enter(Worker& worker, const PackedBlock& block, const float* x, Span rows);
    /// Mixed values of the queries `queries` of a head, counted through all sequences.
    void attend(Worker& worker, std::int64_t number, Span queries);
    /// x += projection(mixed); x += fc2(activation(fc1(norm2(x))))
    void leave(Worker& worker, const PackedBlock& block, float* x, Span rows);

    dnnl::engine m_engine;
    std::vector<std::unique_ptr<Worker>> m_workers;
    Numeric m_numeric = Numeric::Fp32;
    AttentionShape m_shape;
    std::int64_t m_width = 0;
    AlignedBuffer<std::byte> m_parts; ///< q, k, v: [3, sequences, heads, length, d], with room for fp32
    AlignedBuffer<float> m_scales;    ///< [3, sequences, heads, length]
    AlignedBuffer<float> m_mixed;     ///< [rows, width]
};

} // namespace vidimus::inference
