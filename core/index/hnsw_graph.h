#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/base/ids.h"
#include "core/index/vector_code.h"

namespace vidimus::index {

/// Of one node: what hnswlib calls the internal id.
using Slot = std::uint32_t;

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
    ~HnswGraph();

    std::size_t size() const;
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
    void hide(Slot slot);
    bool isHidden(Slot slot) const;
    PhotoId idOf(Slot slot) const;

    const VectorCode& code() const { return m_code; }
    /// About the `candidates` most similar nodes, in no order, hidden ones left out.
    std::vector<Slot> nearest(std::span<const float> unit, std::size_t candidates) const;
    float similarity(const CodedQuery& query, Slot slot) const;

    // For the file.
    std::size_t linkBytes() const;
    std::size_t upperLinkBytes() const;
    std::size_t vectorBytes() const;
    std::size_t linksPerNode() const;
    int level(Slot slot) const;
    int topLevel() const;
    Slot entryPoint() const;
    std::span<std::byte> links(Slot slot);
    std::span<const std::byte> links(Slot slot) const;
    /// Of all upper levels of the node.
    std::span<std::byte> upperLinks(Slot slot);
    std::span<const std::byte> upperLinks(Slot slot) const;
    std::span<std::byte> vector(Slot slot);
    std::span<const std::byte> vector(Slot slot) const;
    void setId(Slot slot, PhotoId id);
    /// So many nodes of these levels in an empty graph, all bytes zero; the caller fills them.
    void restore(std::span<const int> levels, Slot entryPoint, int topLevel);
    /// Once they are filled: counts the hidden ones.
    void setHidden(std::size_t count);
    /// Whether every link leads to a node that exists on its level: hnswlib follows links without looking.
    bool linksAreSound() const;

private:
    /// Distance (less is nearer) and node.
    using Reached = std::pair<float, Slot>;

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

    class Private;

    const VectorCode m_code;
    const std::unique_ptr<Private> d;
    /// [i]: the nodes of level i + 1 and above.
    std::vector<std::vector<Slot>> m_upper;
};

} // namespace vidimus::index
