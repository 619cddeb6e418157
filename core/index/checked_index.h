#pragma once

#include <span>
#include <vector>

#include "core/index/unit_vector.h"
#include "core/index/vector_index.h"

namespace vidimus::index {

/// What every index does first: vectors that have no direction are refused, the others get length 1.
template <typename Base>
class CheckedIndex : public Base {
public:
    explicit CheckedIndex(int dimension) : m_dimension(dimension) {}

    int dimension() const final { return m_dimension; }

    Result<void> add(PhotoId id, std::span<const float> vector) final
    {
        const Result<std::vector<float>> unit = unitVector(vector, m_dimension);
        if (!unit)
            return fail(unit.error());
        return addUnit(id, *unit);
    }

    Result<std::vector<Neighbour>> search(std::span<const float> query, std::size_t k, const IdSet* among) const final
    {
        const Result<std::vector<float>> unit = unitVector(query, m_dimension);
        if (!unit)
            return fail(unit.error());
        return searchUnit(*unit, k, among);
    }

protected:
    virtual Result<void> addUnit(PhotoId id, const std::vector<float>& unit) = 0;
    virtual Result<std::vector<Neighbour>> searchUnit(const std::vector<float>& query, std::size_t k,
                                                      const IdSet* among) const = 0;

private:
    const int m_dimension;
};

} // namespace vidimus::index
