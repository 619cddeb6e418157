#include "core/inference/onednn/transformer_by_rows.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>

#include <omp.h>

#include "core/inference/onednn/attention_shares.h"
#include "core/inference/onednn/row_kernels.h"

namespace vidimus::inference {

namespace {

/// As many as leave a block's widest product in a second-level cache.
constexpr std::int64_t kRowsAtOnce = 48;
/// Scores and probabilities of as many queries are to fit there as well.
constexpr std::int64_t kScoresAtOnce = 96 * 1024;

/// A share of `count` things: number `index` of `shares`, which differ by one at most.
std::int64_t shareBegin(std::int64_t count, std::int64_t shares, std::int64_t index)
{
    return count * index / shares;
}

/// OpenMP lets no exception out of a parallel region: the first one is kept and thrown after it.
class Rescue {
public:
    template <typename Work>
    void operator()(Work work)
    {
        if (m_failed)
            return;
        try {
            work();
        } catch (...) {
            if (!m_failed.exchange(true))
                m_error = std::current_exception();
        }
    }
    void rethrow() const
    {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    std::atomic<bool> m_failed = false;
    std::exception_ptr m_error;
};

} // namespace

bool TransformerByRows::suits(std::int64_t rows)
{
    constexpr std::int64_t kFewRows = 32;
    return rows >= kFewRows * omp_get_max_threads();
}

TransformerByRows::Worker& TransformerByRows::worker() const
{
    return *m_workers[static_cast<std::size_t>(omp_get_thread_num())];
}

void TransformerByRows::makeRoom(std::int64_t width, const AttentionShape& shape)
{
    while (m_workers.size() < static_cast<std::size_t>(omp_get_max_threads()))
        m_workers.push_back(std::make_unique<Worker>(m_engine));
    m_shape = shape;
    m_width = width;
    m_parts.resize(static_cast<std::size_t>(3 * shape.rows() * width * bytesOf(besideEightBits(m_numeric))));
    m_scales.resize(static_cast<std::size_t>(3 * shape.rows() * shape.heads));
    m_mixed.resize(static_cast<std::size_t>(shape.rows() * width));
}

Numeric TransformerByRows::partNumeric(Part part) const
{
    return part == Values ? besideEightBits(m_numeric) : numericOfScores(m_numeric);
}

std::byte* TransformerByRows::head(Part part, std::int64_t number) const
{
    const std::int64_t begin = part * m_shape.rows() * m_width * bytesOf(besideEightBits(m_numeric));
    return const_cast<std::byte*>(m_parts.data()) + begin +
           number * m_shape.length * (m_width / m_shape.heads) * bytesOf(partNumeric(part));
}

float* TransformerByRows::scales(Part part, std::int64_t number) const
{
    return const_cast<float*>(m_scales.data()) + (part * m_shape.sequences * m_shape.heads + number) * m_shape.length;
}

void TransformerByRows::enter(Worker& worker, const PackedBlock& block, const float* x, Span rows)
{
    const std::int64_t d = m_width / m_shape.heads;
    worker.input.reshape(m_numeric, rows.size(), m_width);
    worker.row.resize(static_cast<std::size_t>(3 * m_width));
    for (std::int64_t i = 0; i < rows.size(); ++i) {
        block.norm1(x + (rows.from + i) * m_width, worker.row.data());
        worker.input.putRow(i, worker.row.data());
    }
    float* const product = worker.product.resize(static_cast<std::size_t>(rows.size() * block.qkv.out()));
    block.qkv.product(worker.products, worker.input, product);
    for (std::int64_t i = 0; i < rows.size(); ++i) {
        block.qkv.finishRow(worker.input, i, product + i * 3 * m_width, worker.row.data());
        const std::int64_t sequence = (rows.from + i) / m_shape.length;
        const std::int64_t position = (rows.from + i) % m_shape.length;
        for (const Part part : {Queries, Keys, Values}) {
            const Numeric numeric = partNumeric(part);
            const std::int64_t size = d * bytesOf(numeric);
            const std::int64_t first = sequence * m_shape.heads;
            putParts(numeric, worker.row.data() + part * m_width, m_shape.heads, d, head(part, first) + position * size,
                     m_shape.length * size, scales(part, first) + position, m_shape.length);
        }
    }
}

void TransformerByRows::attend(Worker& worker, std::int64_t number, Span queries)
{
    const Numeric inner = besideEightBits(m_numeric);
    const std::int64_t length = m_shape.length;
    const std::int64_t d = m_width / m_shape.heads;
    const std::int64_t count = queries.size();
    const float scale = 1.f / std::sqrt(static_cast<float>(d));

    float* const scores = worker.product.resize(static_cast<std::size_t>(count * (length + d)));
    const Numeric looking = partNumeric(Queries);
    worker.products.multiplyBatch(looking, head(Queries, number) + queries.from * d * bytesOf(looking),
                                  head(Keys, number), true, scores, 1, count, length, d);
    std::byte* const probabilities =
        worker.probabilities.resize(static_cast<std::size_t>(count * length * bytesOf(inner)));
    worker.row.resize(static_cast<std::size_t>(count));
    const float* const queryScales = scales(Queries, number) + queries.from;
    const float* const keyScales = scales(Keys, number);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t seen = m_shape.causal ? queries.from + i + 1 : length;
        const ScoreScales scales{queryScales[i], keyScales};
        const float sum = sharesOfValues(m_numeric, scores + i * length, scales, scale, seen, length,
                                         probabilities + i * length * bytesOf(inner));
        worker.row[static_cast<std::size_t>(i)] = 1.f / sum;
    }
    float* const mixed = scores + count * length;
    worker.products.multiplyBatch(inner, probabilities, head(Values, number), false, mixed, 1, count, d, length);
    const std::int64_t first = number / m_shape.heads * m_shape.asked() + queries.from;
    const std::int64_t column = number % m_shape.heads * d;
    for (std::int64_t i = 0; i < count; ++i)
        rows::times(worker.row[static_cast<std::size_t>(i)], mixed + i * d,
                    m_mixed.data() + (first + i) * m_width + column, d);
}

void TransformerByRows::leave(Worker& worker, const PackedBlock& block, float* x, Span rows)
{
    const std::int64_t count = rows.size();
    const std::int64_t inner = block.fc1.out();
    x += rows.from * m_width;
    worker.row.resize(static_cast<std::size_t>(std::max(inner, m_width)));
    float* const product = worker.product.resize(static_cast<std::size_t>(count * std::max(inner, m_width)));

    worker.input.reshape(m_numeric, count, m_width);
    for (std::int64_t i = 0; i < count; ++i)
        worker.input.putRow(i, m_mixed.data() + (rows.from + i) * m_width);
    block.projection.product(worker.products, worker.input, product);
    for (std::int64_t i = 0; i < count; ++i) {
        block.projection.addFinishedRow(worker.input, i, product + i * m_width, x + i * m_width);
        block.norm2(x + i * m_width, worker.row.data());
        worker.input.putRow(i, worker.row.data());
    }

    block.fc1.product(worker.products, worker.input, product);
    worker.hidden.reshape(m_numeric, count, inner);
    for (std::int64_t i = 0; i < count; ++i) {
        block.fc1.finishActivatedRow(worker.input, i, product + i * inner, block.activation, worker.row.data());
        worker.hidden.putRow(i, worker.row.data());
    }

    block.fc2.product(worker.products, worker.hidden, product);
    for (std::int64_t i = 0; i < count; ++i)
        block.fc2.addFinishedRow(worker.hidden, i, product + i * m_width, x + i * m_width);
}

Result<void> TransformerByRows::operator()(const std::vector<PackedBlock>& blocks, Numeric numeric, float* x,
                                           const AttentionShape& shape, const StepGate& gate)
{
    m_numeric = numeric;
    const std::int64_t width = blocks.front().norm1.width();
    makeRoom(width, shape);
    const std::int64_t threads = omp_get_max_threads();
    // Short sequences go through attention in the thread that made their queries: nothing of others is needed there.
    const bool whole = shape.length <= kRowsAtOnce * 3 / 2 && shape.sequences >= threads;

    Rescue rescue;
    for (std::size_t index = 0; index <= blocks.size(); ++index) {
        if (!gate.pass())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const bool done = index == blocks.size();
        if (done)
            shape.keepAnswers(x, width);
        else
            m_shape = shape.ofBlock(index, blocks.size());
        const std::int64_t rows = done ? shape.answers() : shape.rows();
        // As many shares for each thread, none empty.
        const std::int64_t rounds =
            std::max<std::int64_t>(1, (rows + threads * kRowsAtOnce / 2) / (threads * kRowsAtOnce));
        const std::int64_t shares = whole && !done ? shape.sequences : std::min(rows, threads * rounds);
#pragma omp parallel for schedule(dynamic)
        for (std::int64_t share = 0; share < shares; ++share) {
            const Span span{shareBegin(rows, shares, share), shareBegin(rows, shares, share + 1)};
            rescue([&] {
                if (index > 0)
                    leave(worker(), blocks[index - 1], x, span);
                if (!done)
                    enter(worker(), blocks[index], x, span);
                for (int head = 0; whole && !done && head < shape.heads; ++head)
                    attend(worker(), share * shape.heads + head, {0, m_shape.asked()});
            });
        }
        if (done)
            break;
        const std::int64_t queries = m_shape.asked();
        const std::int64_t cuts = // of a head's queries
            std::min(queries, (queries * shape.length + kScoresAtOnce - 1) / kScoresAtOnce);
        const std::int64_t tasks = whole ? 0 : shape.sequences * shape.heads * cuts;
#pragma omp parallel for schedule(dynamic) if (tasks > 0)
        for (std::int64_t task = 0; task < tasks; ++task) {
            const std::int64_t cut = task % cuts;
            const Span span{shareBegin(queries, cuts, cut), shareBegin(queries, cuts, cut + 1)};
            rescue([&] { attend(worker(), task / cuts, span); });
        }
        rescue.rethrow();
    }
    rescue.rethrow();
    return {};
}

} // namespace vidimus::inference
