#include "core/index/exact_index.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "core/index/dot_product.h"
#include "core/index/top_neighbours.h"
#include "core/index/unit_vector.h"

namespace vidimus::index {

namespace {

class ExactIndex final : public VectorIndex {
public:
    explicit ExactIndex(int dimension) : m_dimension(dimension) {}

    int dimension() const override { return m_dimension; }
    std::size_t size() const override;
    bool contains(PhotoId id) const override;
    std::vector<PhotoId> ids() const override;
    Result<void> add(PhotoId id, std::span<const float> vector) override;
    bool remove(PhotoId id) override;
    Result<std::vector<Neighbour>> search(std::span<const float> query, std::size_t k,
                                          const IdSet* among) const override;

private:
    float* row(std::size_t index) { return m_values.data() + index * static_cast<std::size_t>(m_dimension); }
    Neighbour compare(const std::vector<float>& query, std::size_t index) const;

    const int m_dimension;
    const DotProduct m_dot = dotProductForThisCpu();
    mutable std::shared_mutex m_mutex; ///< guards all below
    std::vector<float> m_values;       ///< [rows, dimension]
    std::vector<PhotoId> m_ids;        ///< whose vector each row is
    std::unordered_map<PhotoId, std::size_t> m_rows;
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

Result<void> ExactIndex::add(PhotoId id, std::span<const float> vector)
{
    const Result<std::vector<float>> unit = unitVector(vector, m_dimension);
    if (!unit)
        return fail(unit.error());
    const std::unique_lock lock(m_mutex);
    if (const auto found = m_rows.find(id); found != m_rows.end()) {
        std::copy(unit->begin(), unit->end(), row(found->second));
        return {};
    }
    m_rows.emplace(id, m_ids.size());
    m_ids.push_back(id);
    m_values.insert(m_values.end(), unit->begin(), unit->end());
    return {};
}

bool ExactIndex::remove(PhotoId id)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_rows.find(id);
    if (found == m_rows.end())
        return false;
    // The last row moves into the gap, so that the rows stay without holes.
    const std::size_t gap = found->second;
    const std::size_t last = m_ids.size() - 1;
    m_rows.erase(found);
    if (gap != last) {
        std::copy_n(row(last), m_dimension, row(gap));
        m_ids[gap] = m_ids[last];
        m_rows[m_ids[gap]] = gap;
    }
    m_ids.pop_back();
    m_values.resize(last * static_cast<std::size_t>(m_dimension));
    return true;
}

Neighbour ExactIndex::compare(const std::vector<float>& query, std::size_t index) const
{
    const float* const values = m_values.data() + index * query.size();
    return {m_ids[index], std::clamp(m_dot(query.data(), values, query.size()), -1.f, 1.f)};
}

Result<std::vector<Neighbour>> ExactIndex::search(std::span<const float> query, std::size_t k, const IdSet* among) const
{
    const Result<std::vector<float>> unit = unitVector(query, m_dimension);
    if (!unit)
        return fail(unit.error());
    const std::shared_lock lock(m_mutex);
    TopNeighbours best(std::min(k, among ? std::min(among->size(), m_ids.size()) : m_ids.size()));
    if (!among) {
        for (std::size_t index = 0; index < m_ids.size(); ++index)
            best.offer(compare(*unit, index));
        return best.take();
    }
    for (const PhotoId id : *among) {
        if (const auto found = m_rows.find(id); found != m_rows.end())
            best.offer(compare(*unit, found->second));
    }
    return best.take();
}

} // namespace

std::unique_ptr<VectorIndex> makeExactIndex(int dimension)
{
    return std::make_unique<ExactIndex>(dimension);
}

} // namespace vidimus::index
