#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"

/// What a person says of photos, as values. No SQLite and no Qt here, so that the window may include them.
namespace vidimus::storage {

using AlbumId = Id<struct AlbumTag>;

enum class Flag { Rejected = -1, None = 0, Picked = 1 };

constexpr int kMaxRating = 5;

/// What a person says of one photo, apart from what models say.
struct PersonMarks {
    std::optional<std::string> caption; ///< none: the model's words stand; never empty
    int rating = 0;                     ///< 0..5; 0 is not rated
    bool favourite = false;
    Flag flag = Flag::None;
    std::optional<std::int64_t> reviewedAt; ///< when the model's caption was accepted as it is

    friend bool operator==(const PersonMarks&, const PersonMarks&) = default;
};

struct PersonPhoto {
    PhotoId photo;
    PersonMarks marks;

    friend bool operator==(const PersonPhoto&, const PersonPhoto&) = default;
};

struct TagCount {
    std::string name;
    std::int64_t photos = 0;
};

/// Photos that carry a tag, or are to.
struct TagUse {
    std::string tag;
    std::vector<PhotoId> photos;

    friend bool operator==(const TagUse&, const TagUse&) = default;
};

struct Album {
    AlbumId id;
    std::string name;
    std::optional<std::string> query; ///< a smart album: what is searched for; none: put together by hand
    std::int64_t createdAt = 0;

    friend bool operator==(const Album&, const Album&) = default;
};

struct AlbumCount {
    Album album;
    std::int64_t photos = 0; ///< of an album put together by hand
};

/// A photo's place in an album: ascending, gaps are fine.
struct AlbumPlace {
    PhotoId photo;
    std::int64_t position = 0;

    friend bool operator==(const AlbumPlace&, const AlbumPlace&) = default;
};

} // namespace vidimus::storage
