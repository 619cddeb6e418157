#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "core/base/error.h"

namespace vidimus::storage {

class Database;

/// What a person asked to import and is not finished: survives a crash, so that the next start can go on.
/// Thread: any.
class ImportRequestStore {
public:
    explicit ImportRequestStore(Database& database) : m_database(database) {}

    Result<void> add(std::span<const std::filesystem::path> roots);
    Result<void> finish(std::span<const std::filesystem::path> roots);
    /// In the order they were asked for.
    Result<std::vector<std::filesystem::path>> unfinished() const;

private:
    Database& m_database;
};

} // namespace vidimus::storage
