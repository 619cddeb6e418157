#pragma once

#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/ids.h"
#include "core/storage/person_records.h"

namespace vidimus::storage {

/// From caption, rating, favourite, flag and reviewed_at, in this order from `column` on.
PersonMarks marksOf(SQLite::Statement& row, int column);

/// By name.
std::vector<std::string> readTags(SQLite::Database& db, PhotoId photo);

} // namespace vidimus::storage
