#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

// Without hnswlib's own SIMD code: ours picks its instructions when the program runs, and hnswlib's prefetching reads
// past the end of link lists.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include "core/base/ids.h"
#include "core/index/vector_code.h"

namespace vidimus::index {

/// Of one node: what hnswlib calls the internal id.
using Slot = hnswlib::tableint;

/// hnswlib's graph over coded vectors: its memory, its choice of links and its repairs. Ours are the ways through it,
/// which start from many nodes and not from one, the levels, which follow from the slot and not from chance, and
/// additions side by side without a race.
///
/// Walking a graph needs only the high part of the codes; a node holds both.
///
/// Throws what hnswlib throws. Thread: one at a time, but any number in link() at once, or in the const functions.
class HnswGraph {
public:
    HnswGraph(int dimension, std::size_t capacity, int links, int buildCandidates);

    std::size_t size() const { return m_graph.cur_element_count; }
    /// Makes room for so many nodes.
    void reserve(std::size_t capacity);

    /// Adds a node that nothing leads to yet. There must be room.
    Slot append();
    /// Gives a new node its photo and vector; it only touches that node.
    void fill(Slot slot, PhotoId id, std::span<const float> unit);
    /// Connects a filled node. To be called once.
    void link(Slot slot);
    /// Gives a node another photo and vector, and links that suit it. Takes back hide().
    void replace(Slot slot, PhotoId id, std::span<const float> unit);
    /// Takes a node out of all answers; the ways of others still lead over it.
    void hide(Slot slot) { m_graph.markDeletedInternal(slot); }
    bool isHidden(Slot slot) const { return m_graph.isMarkedDeleted(slot); }
    PhotoId idOf(Slot slot) const { return PhotoId{static_cast<std::int64_t>(m_graph.getExternalLabel(slot))}; }

    const VectorCode& code() const { return m_code; }
    /// About the `candidates` most similar nodes, in no order, hidden ones left out.
    std::vector<Slot> nearest(std::span<const float> unit, std::size_t candidates) const;
    float similarity(const CodedQuery& query, Slot slot) const;

    // For the file.
    std::size_t linkBytes() const { return m_graph.size_links_level0_; }
    std::size_t upperLinkBytes() const { return m_graph.size_links_per_element_; }
    std::size_t vectorBytes() const { return m_graph.data_size_; }
    std::size_t linksPerNode() const { return m_graph.M_; }
    int level(Slot slot) const { return m_graph.element_levels_[slot]; }
    int topLevel() const { return m_graph.maxlevel_; }
    Slot entryPoint() const { return m_graph.enterpoint_node_; }
    std::span<std::byte> links(Slot slot);
    std::span<const std::byte> links(Slot slot) const;
    /// Of all upper levels of the node.
    std::span<std::byte> upperLinks(Slot slot);
    std::span<const std::byte> upperLinks(Slot slot) const;
    std::span<std::byte> vector(Slot slot);
    std::span<const std::byte> vector(Slot slot) const;
    void setId(Slot slot, PhotoId id) { m_graph.setExternalLabel(slot, static_cast<hnswlib::labeltype>(id.value)); }
    /// So many nodes of these levels in an empty graph, all bytes zero; the caller fills them.
    void restore(std::span<const int> levels, Slot entryPoint, int topLevel);
    /// Once they are filled: counts the hidden ones.
    void setHidden(std::size_t count) { m_graph.num_deleted_ = count; }
    /// Whether every link leads to a node that exists on its level: hnswlib follows links without looking.
    bool linksAreSound() const;

private:
    /// Distance (less is nearer) and node.
    using Reached = std::pair<float, Slot>;

    class Space final : public hnswlib::SpaceInterface<float> {
    public:
        explicit Space(const VectorCode& code) : m_code(code) {}
        std::size_t get_data_size() override;
        hnswlib::DISTFUNC<float> get_dist_func() override;
        void* get_dist_func_param() override;

    private:
        const VectorCode& m_code;
    };

    void addLevels(Slot slot, int level);
    void encode(std::span<const float> unit, std::byte* vector) const;
    float distance(const std::byte* query, Slot slot) const;
    template <bool BesideLink>
    void copyLinks(Slot slot, int level, std::vector<Slot>& links) const;
    template <bool BesideLink>
    Reached descend(const std::byte* query, Reached from, int fromLevel, int toLevel) const;
    template <bool BesideLink>
    void spread(const std::byte* query, int level, std::size_t candidates, std::vector<Reached>& reached) const;
    std::vector<Reached> entries(const std::byte* query) const;

    const VectorCode m_code;
    Space m_space;
    mutable hnswlib::HierarchicalNSW<float> m_graph;
    /// [i]: the nodes of level i + 1 and above.
    std::vector<std::vector<Slot>> m_upper;
    std::mutex m_top; ///< guards entry point and top level while nodes are linked
};

} // namespace vidimus::index
