#include "core/index/exact_index.h"

#include <algorithm>
#include <mutex>
#include <new>
#include <shared_mutex>
#include <unordered_map>

#include "core/base/huge_pages.h"
#include "core/index/checked_index.h"
#include "core/index/helper_threads.h"
#include "core/index/top_neighbours.h"
#include "core/index/vector_code.h"

namespace vidimus::index {

namespace {

/// So many rows are handed out to a thread at a time: a megabyte of them, for CLIP.
constexpr std::size_t kRowsAtOnce = 2048;

/// The high parts of all vectors lie side by side and are all that a search reads of most of them. The few that could be
/// among the best by that, the bounds of the rounding considered, are compared closely.
class ExactIndex final : public CheckedIndex<VectorIndex> {
public:
    explicit ExactIndex(int dimension) : CheckedIndex(dimension), m_code(dimension, CodeDepth::Bits16) {}

    std::size_t size() const override;
    bool contains(PhotoId id) const override;
    std::vector<PhotoId> ids() const override;
    bool remove(PhotoId id) override;

private:
    using Row = std::size_t;

    Result<void> addUnit(PhotoId id, const std::vector<float>& unit) override;
    Result<std::vector<Neighbour>> searchUnit(const std::vector<float>& query, std::size_t k,
                                              const IdSet* among) const override;

    void makeRoom();
    void makeRoomHigh();
    const std::int8_t* high(Row row) const { return m_high.data() + row * m_code.highBytes(); }
    const std::byte* low(Row row) const { return m_low.data() + row * m_code.lowBytes(); }
    Neighbour compare(const CodedQuery& query, Row row) const;
    std::vector<Neighbour> searchAll(const CodedQuery& query, std::size_t k, const IdSet* among) const;
    std::vector<Neighbour> searchThese(const CodedQuery& query, std::size_t k, const IdSet& among) const;

    const VectorCode m_code;
    mutable HelperThreads m_helpers;
    mutable std::shared_mutex m_mutex; ///< guards all below
    std::vector<std::int8_t> m_high;   ///< [rows, highBytes]
    std::vector<std::byte> m_low;      ///< [rows, lowBytes]
    std::vector<float> m_scales;
    std::vector<float> m_uncertainties; ///< of the cosines by the high parts
    std::vector<PhotoId> m_ids;         ///< whose vector each row is
    std::unordered_map<PhotoId, Row> m_rows;
};

std::size_t ExactIndex::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_ids.size();
}

bool ExactIndex::contains(PhotoId id) const
{
    const std::shared_lock lock(m_mutex);
    return m_rows.contains(id);
}

std::vector<PhotoId> ExactIndex::ids() const
{
    std::shared_lock lock(m_mutex);
    std::vector<PhotoId> ids = m_ids;
    lock.unlock();
    std::sort(ids.begin(), ids.end());
    return ids;
}

Result<void> ExactIndex::addUnit(PhotoId id, const std::vector<float>& unit)
{
    try {
        std::vector<std::int8_t> high(m_code.highBytes());
        std::vector<std::byte> low(m_code.lowBytes());
        const float scale = m_code.encode(unit, high.data(), low.data());
        const float uncertainty = m_code.uncertainty(low.data(), scale);
        const std::unique_lock lock(m_mutex);
        // All memory first: what comes after the id is entered must not fail.
        makeRoom();
        const auto [found, isNew] = m_rows.try_emplace(id, m_ids.size());
        const auto row = static_cast<std::ptrdiff_t>(found->second);
        if (isNew) {
            m_ids.push_back(id);
            m_scales.push_back(scale);
            m_uncertainties.push_back(uncertainty);
            m_high.insert(m_high.end(), high.begin(), high.end());
            m_low.insert(m_low.end(), low.begin(), low.end());
        } else {
            m_scales[found->second] = scale;
            m_uncertainties[found->second] = uncertainty;
            std::copy(high.begin(), high.end(), m_high.begin() + row * std::ssize(high));
            std::copy(low.begin(), low.end(), m_low.begin() + row * std::ssize(low));
        }
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Internal, "There is not enough memory for the vector index.");
    }
    return {};
}

/// Under the exclusive lock: for one more row.
void ExactIndex::makeRoom()
{
    const auto forOneMore = [](auto& values, std::size_t size) {
        if (values.capacity() - values.size() < size)
            values.reserve(std::max(values.size() + size, values.size() * 3 / 2));
    };
    forOneMore(m_ids, 1);
    forOneMore(m_scales, 1);
    forOneMore(m_uncertainties, 1);
    forOneMore(m_low, m_code.lowBytes());
    if (m_high.capacity() - m_high.size() < m_code.highBytes())
        makeRoomHigh();
}

void ExactIndex::makeRoomHigh()
{
    std::vector<std::int8_t> larger;
    larger.reserve(std::max(m_high.size() * 3 / 2, kRowsAtOnce * m_code.highBytes()));
    preferHugePages(larger.data(), larger.capacity());
    larger.insert(larger.end(), m_high.begin(), m_high.end());
    m_high = std::move(larger);
}

bool ExactIndex::remove(PhotoId id)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_rows.find(id);
    if (found == m_rows.end())
        return false;
    // The last row moves into the gap, so that the rows stay without holes.
    const Row gap = found->second;
    const Row last = m_ids.size() - 1;
    m_rows.erase(found);
    if (gap != last) {
        std::copy_n(high(last), m_code.highBytes(), m_high.data() + gap * m_code.highBytes());
        std::copy_n(low(last), m_code.lowBytes(), m_low.data() + gap * m_code.lowBytes());
        m_scales[gap] = m_scales[last];
        m_uncertainties[gap] = m_uncertainties[last];
        m_ids[gap] = m_ids[last];
        m_rows[m_ids[gap]] = gap;
    }
    m_ids.pop_back();
    m_scales.pop_back();
    m_uncertainties.pop_back();
    m_high.resize(last * m_code.highBytes());
    m_low.resize(last * m_code.lowBytes());
    return true;
}

Neighbour ExactIndex::compare(const CodedQuery& query, Row row) const
{
    return {m_ids[row], m_code.closely(query, high(row), low(row), m_scales[row])};
}

Result<std::vector<Neighbour>> ExactIndex::searchUnit(const std::vector<float>& query, std::size_t k,
                                                      const IdSet* among) const
{
    const CodedQuery coded = m_code.query(query);
    const std::shared_lock lock(m_mutex);
    const std::size_t wanted = std::min(k, among ? std::min(among->size(), m_ids.size()) : m_ids.size());
    if (wanted == 0)
        return std::vector<Neighbour>();
    // Looking up a row costs about as much as reading eight.
    if (among && among->size() < m_ids.size() / 8)
        return searchThese(coded, wanted, *among);
    return searchAll(coded, wanted, among);
}

std::vector<Neighbour> ExactIndex::searchThese(const CodedQuery& query, std::size_t k, const IdSet& among) const
{
    TopNeighbours best(k);
    for (const PhotoId id : among) {
        if (const auto found = m_rows.find(id); found != m_rows.end())
            best.offer(compare(query, found->second));
    }
    return best.take();
}

std::vector<Neighbour> ExactIndex::searchAll(const CodedQuery& query, std::size_t k, const IdSet* among) const
{
    const std::size_t count = m_ids.size();
    std::vector<float> rough(count);
    m_helpers.forEach((count + kRowsAtOnce - 1) / kRowsAtOnce, [&](std::size_t block) {
        const Row end = std::min(count, (block + 1) * kRowsAtOnce);
        for (Row row = block * kRowsAtOnce; row < end; ++row)
            rough[row] = m_code.roughly(query, high(row), m_scales[row]);
    });

    // The filter is asked only about those that are similar enough to matter.
    const auto passes = [&](Row row) { return !among || std::binary_search(among->begin(), among->end(), m_ids[row]); };
    TopNeighbours atLeast(k);
    for (Row row = 0; row < count; ++row) {
        const float similarity = rough[row] - m_uncertainties[row];
        if (atLeast.wouldKeep(similarity) && passes(row))
            atLeast.offer({m_ids[row], similarity});
    }
    // At least k are at least as similar as this, so what is surely below it cannot be among the best k. (Beyond -1 and
    // 1 there are only ties.)
    const float least = atLeast.size() < k || atLeast.worst() <= -1.f ? -2.f : std::min(atLeast.worst(), 1.f);
    TopNeighbours best(k);
    for (Row row = 0; row < count; ++row) {
        if (rough[row] + m_uncertainties[row] >= least && passes(row))
            best.offer(compare(query, row));
    }
    return best.take();
}

} // namespace

std::unique_ptr<VectorIndex> makeExactIndex(int dimension)
{
    return std::make_unique<ExactIndex>(dimension);
}

} // namespace vidimus::index
