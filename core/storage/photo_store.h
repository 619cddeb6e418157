#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "core/base/content_hash.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/photo_metadata.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

/// A file that was looked at, ready to be remembered.
struct LookedFile {
    std::filesystem::path path; ///< absolute
    ContentHash hash;
    std::uint64_t byteSize = 0;
    std::int64_t modifiedNs = 0;
    PhotoMetadata metadata;
    PhotoTimes times; ///< caption and embedding are not looked at
};

/// What the library remembers of a path.
struct KnownFile {
    PhotoId photo;
    std::uint64_t byteSize = 0;
    std::int64_t modifiedNs = 0;
};

struct LookedResult {
    PhotoId photo;
    Outcome outcome = Outcome::Imported;
    bool newContent = true; ///< false: the photo was there, perhaps described already
};

/// Photos and the places they lie in. Thread: any.
class PhotoStore {
public:
    explicit PhotoStore(Database& database) : m_database(database) {}

    /// Nothing when the path was never imported.
    Result<std::optional<KnownFile>> knownFile(const std::filesystem::path& path) const;
    /// Nothing when the content is new.
    Result<std::optional<PhotoId>> findByHash(const ContentHash& hash) const;
    Result<std::optional<ContentHash>> hashOf(PhotoId photo) const;
    Result<std::vector<std::filesystem::path>> pathsOf(PhotoId photo) const;

    /// One transaction; an answer per file, in order. A failure recorded for the path is forgotten.
    Result<std::vector<LookedResult>> add(std::span<const LookedFile> files, std::int64_t now);

    /// Takes photos and all that hangs on them out of the library; how many there were.
    Result<int> remove(std::span<const PhotoId> photos);

private:
    Database& m_database;
};

} // namespace vidimus::storage
