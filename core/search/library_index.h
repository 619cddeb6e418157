#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/index/vector_index.h"
#include "core/storage/vector_store.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::search {

struct LibraryIndexOptions {
    /// Up to so many vectors are compared one by one: as quick as a graph, and never misses. Above, a graph is built.
    std::size_t exactUpTo = 100'000;
};

/// The vectors of a library in memory, kept equal to the database, with a file beside it where building takes long.
/// The file is a cache: absent, stale or damaged, the index is made from the database again, by itself, and queries are
/// answered exactly meanwhile.
///
/// Thread: any. Until the vectors are read, whoever asks for them waits; changes are taken at any time.
class LibraryIndex {
public:
    /// Of the embedder in use.
    LibraryIndex(storage::Library& library, int dimension, LibraryIndexOptions options = {});
    LibraryIndex(storage::Library& library, storage::VectorStore vectors, int dimension,
                 LibraryIndexOptions options = {});
    ~LibraryIndex();
    LibraryIndex(const LibraryIndex&) = delete;
    LibraryIndex& operator=(const LibraryIndex&) = delete;

    /// What it is the index of.
    const storage::VectorStore& vectors() const;

    /// Reads the vectors (and the graph file, when the library is large enough for one). Once.
    Result<void> load(std::stop_token stop = {});
    /// The same on a thread of its own, so that a window can come up meanwhile. A failure is told by what asks later.
    void loadInBackground();

    Result<void> add(PhotoId photo, std::span<const float> vector);
    void remove(std::span<const PhotoId> photos);
    std::size_t size() const;

    Result<std::vector<index::Neighbour>> search(std::span<const float> query, std::size_t k,
                                                 const index::IdSet* among = nullptr) const;

    /// The photos that have a vector here, ascending.
    index::IdSet photos() const;

    /// How queries are answered now, for people: "exact", "HNSW", "exact while the HNSW graph is built". Never waits.
    std::string kind() const;
    /// A sentence when answers are less than they will be; empty otherwise. Never waits.
    std::string note() const;

    /// Writes the graph file where there is a graph that changed. Not from the GUI thread.
    Result<void> save();

    /// Whether memory, file and database agree; a sentence for `doctor`. Problem: an Error that names it.
    Result<std::string> verify() const;
    /// Throws memory and file away and makes them from the database.
    Result<void> rebuild(std::stop_token stop = {});

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::search
