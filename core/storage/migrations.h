#pragma once

#include <span>

#include "core/base/error.h"

namespace SQLite {
class Database;
}

namespace vidimus::storage {

/// One step of the schema. Steps are never edited once released: a change is a new step.
struct Migration {
    int version;       ///< PRAGMA user_version after it
    int minCompatible; ///< the oldest program version number (as here) that may still open the result
    const char* sql;   ///< run as a whole in one transaction
};

/// The schema of library.sqlite, oldest step first.
std::span<const Migration> librarySchema();
/// The schema of thumbnails.sqlite.
std::span<const Migration> thumbnailSchema();

/// Brings the file to the newest schema this program knows. NewerVersion when the file was made by a program too new
/// for this one; a failed step leaves the file as it was before that step.
/// With `mayWrite` false it only checks (Unsupported when the file would need a step first).
Result<void> migrate(SQLite::Database& database, std::span<const Migration> schema, bool mayWrite);

} // namespace vidimus::storage
