#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/base/content_hash.h"
#include "core/base/error.h"

namespace vidimus::storage {

class Database;

struct Thumbnail {
    ContentHash hash;
    std::string data; ///< as media::makeThumbnail made it
};

/// Small pictures by content hash, in a file of their own: a cache, so it is lighter on the disk than the catalogue, not
/// part of a backup, and may be deleted at any time. Thread: any.
class ThumbnailStore {
public:
    /// Null: a library read without its cache; nothing is found and nothing can be added.
    explicit ThumbnailStore(std::unique_ptr<Database> database);
    ~ThumbnailStore();

    Result<void> add(std::span<const Thumbnail> thumbnails);
    /// Nothing when the cache does not have it.
    Result<std::optional<std::string>> find(const ContentHash& hash) const;
    Result<void> remove(std::span<const ContentHash> hashes);

private:
    std::unique_ptr<Database> m_database;
};

} // namespace vidimus::storage
