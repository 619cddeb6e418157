#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/storage/photo_query.h"
#include "core/storage/photo_records.h"

namespace vidimus::storage {

class Database;

/// Files that could not be taken in and pictures the models in use could not describe, kept until they succeed or the
/// person clears them. Thread: any.
class FailureStore {
public:
    FailureStore(Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    /// Remembers failed files (those without a photo); a later failure of the same path replaces the earlier.
    Result<void> addFiles(std::span<const Failure> failures);
    /// All of both kinds, latest first.
    Result<std::vector<Failure>> all() const;
    /// So that the next look at the pending photos finds this one again.
    Result<void> forgetDescription(PhotoId photo);
    /// Descriptions that failed because the file was not there: its drive may be back.
    Result<void> forgetMissingFiles();
    Result<void> forgetFile(const std::filesystem::path& path);
    Result<void> clear();

private:
    Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
