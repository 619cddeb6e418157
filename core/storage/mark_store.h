#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/person_edit.h"
#include "core/storage/person_records.h"

namespace vidimus::storage {

class Database;

/// What a person says of photos: own caption, rating, favourite, flag, reviewed. Thread: any.
class MarkStore {
public:
    explicit MarkStore(Database& database) : m_database(database) {}

    /// One per photo, in order; photos that are not in the library have no marks.
    Result<std::vector<PersonPhoto>> marks(std::span<const PhotoId> photos) const;

    /// Each one transaction; the marks before of the photos it changed. InvalidArgument for a rating out of range.
    Result<std::vector<PersonPhoto>> mark(const MarkPhotos& edit, std::int64_t now);
    Result<std::vector<PersonPhoto>> toggleFavourite(const ToggleFavourite& edit, std::int64_t now);
    Result<std::vector<PersonPhoto>> restore(std::span<const PersonPhoto> photos);

private:
    Database& m_database;
};

} // namespace vidimus::storage
