#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "core/index/vector_index.h"

namespace vidimus::index {

struct HnswOptions {
    int links = 16;             ///< M of the paper: links per vector and layer
    int buildCandidates = 100;  ///< efConstruction
    int searchCandidates = 512; ///< ef; raised to 2k where more neighbours are asked for
    /// A filtered search over at most this many photos compares with each of them: filters cost a graph its recall.
    std::size_t exactBelow = 20'000;
};

/// Hierarchical navigable small world graph (Malkov & Yashunin, 2016) over vectors of 12 bits a value, with a file that
/// is a cache: written to a temporary name, synced, renamed; on reading, size, checksum, dimension and stamp are checked.
class HnswIndex : public VectorIndex {
public:
    /// Empty, with room for `capacity` vectors; grows by itself.
    static Result<std::unique_ptr<HnswIndex>> create(int dimension, std::size_t capacity, HnswOptions options = {});
    /// NotFound when absent, Corrupt when damaged or of another dimension. The stamp given at save() comes back in
    /// stamp(): the caller compares it with the database to tell a stale file.
    static Result<std::unique_ptr<HnswIndex>> load(const std::filesystem::path& file, int dimension,
                                                   HnswOptions options = {});

    /// The same as add() one by one, on all processors, and much quicker. `vectors` has one row for each id. Where one is
    /// refused none is added.
    virtual Result<void> addMany(std::span<const PhotoId> ids, std::span<const float> vectors) = 0;

    /// What the index was when save() was called. Searches go on meanwhile, and so do changes, but for the moment it
    /// takes to copy the links.
    virtual Result<void> save(const std::filesystem::path& file, std::uint64_t stamp) const = 0;
    virtual std::uint64_t stamp() const = 0;
};

} // namespace vidimus::index
