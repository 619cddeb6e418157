#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/person_records.h"

namespace vidimus::storage {

class Database;

/// Tags and the photos that carry them. A tag exists while a photo carries it; its name is the same whatever its case.
/// Thread: any.
class TagStore {
public:
    explicit TagStore(Database& database) : m_database(database) {}

    /// By name, with how many photos of the gallery carry each.
    Result<std::vector<TagCount>> all() const;
    /// Of one photo, by name.
    Result<std::vector<std::string>> of(PhotoId photo) const;
    /// The tags that any of the photos carries, by name; `photos` counts among these.
    Result<std::vector<TagCount>> among(std::span<const PhotoId> photos) const;
    /// Every photo that carries the tag, ascending; none when there is no such tag.
    Result<std::vector<PhotoId>> photos(const std::string& tag) const;

    /// Each one transaction; the uses that were really new, or really there, by the tag's name in the library.
    /// InvalidArgument for what cannot be a tag.
    Result<std::vector<TagUse>> add(std::span<const TagUse> uses);
    Result<std::vector<TagUse>> remove(std::span<const TagUse> uses);

    /// The same of every photo that carries the tag.
    Result<std::vector<TagUse>> drop(const std::string& tag);

private:
    Database& m_database;
};

} // namespace vidimus::storage
