#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/index/vector_index.h"

namespace vidimus::index {

/// More similar first, ties by id: the order of every answer.
inline bool comesBefore(const Neighbour& a, const Neighbour& b)
{
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id;
}

/// Keeps the best k of everything offered, in k places of memory.
class TopNeighbours {
public:
    explicit TopNeighbours(std::size_t k) : m_k(k) { m_heap.reserve(k); }

    void offer(const Neighbour& neighbour)
    {
        if (m_heap.size() < m_k) {
            m_heap.push_back(neighbour);
            std::push_heap(m_heap.begin(), m_heap.end(), comesBefore);
        } else if (m_k > 0 && comesBefore(neighbour, m_heap.front())) {
            std::pop_heap(m_heap.begin(), m_heap.end(), comesBefore);
            m_heap.back() = neighbour;
            std::push_heap(m_heap.begin(), m_heap.end(), comesBefore);
        }
    }

    /// Whether a neighbour so similar would be kept, if it came first among equals.
    bool wouldKeep(float similarity) const
    {
        return m_heap.size() < m_k || (m_k > 0 && similarity >= m_heap.front().similarity);
    }
    /// The least similar of those kept; there must be one.
    float worst() const { return m_heap.front().similarity; }
    std::size_t size() const { return m_heap.size(); }

    /// Best first; nothing is left inside.
    std::vector<Neighbour> take()
    {
        std::sort_heap(m_heap.begin(), m_heap.end(), comesBefore);
        return std::exchange(m_heap, {});
    }

private:
    std::size_t m_k;
    std::vector<Neighbour> m_heap; ///< the worst one is in front
};

} // namespace vidimus::index
