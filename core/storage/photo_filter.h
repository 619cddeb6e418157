#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/storage/photo_query.h"

namespace vidimus::storage {

class Database;

/// Below a folder of this name, or of a name that begins like this where there is none; "a/b" is b below a. Case does not
/// matter.
struct InFolder {
    std::string name;
    friend bool operator==(const InFolder&, const InFolder&) = default;
};

/// A camera whose name holds all these words. Case does not matter.
struct OfCamera {
    std::string name;
    friend bool operator==(const OfCamera&, const OfCamera&) = default;
};

struct WithTag {
    std::string name;
    friend bool operator==(const WithTag&, const WithTag&) = default;
};

/// Put into an album of this name by hand.
struct InAlbum {
    std::string name;
    friend bool operator==(const InAlbum&, const InAlbum&) = default;
};

/// By capture time (wall clock) or, without one, the file's: seconds, from <= time < end.
struct InTime {
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> end;
    friend bool operator==(const InTime&, const InTime&) = default;
};

/// 0..5, both ends in it; 0 is not rated.
struct Rated {
    int least = 0;
    int most = 5;
    friend bool operator==(const Rated&, const Rated&) = default;
};

/// Of the caption shown; photos without one are in no span.
struct Confident {
    double least = 0;
    double most = 1;
    bool leastCounts = true;
    bool mostCounts = true;
    friend bool operator==(const Confident&, const Confident&) = default;
};

struct OfFormat {
    std::string format;
    friend bool operator==(const OfFormat&, const OfFormat&) = default;
};

enum class PictureShape {
    Landscape,
    Portrait,
    Square,
    Panorama ///< at least twice as long as high, or the other way round
};

struct OfShape {
    PictureShape shape = PictureShape::Landscape;
    friend bool operator==(const OfShape&, const OfShape&) = default;
};

enum class PictureState {
    Favourite,
    Edited,      ///< a person wrote its caption
    Undescribed, ///< without a caption of the model in use
    Picked,
    Rejected,
    Tagged
};

struct InState {
    PictureState state = PictureState::Undescribed;
    friend bool operator==(const InState&, const InState&) = default;
};

/// Caption, tags, name or place hold these words, one after the other.
struct WithWords {
    std::string words;
    friend bool operator==(const WithWords&, const WithWords&) = default;
};

using PhotoFilter =
    std::variant<InFolder, OfCamera, WithTag, InAlbum, InTime, Rated, Confident, OfFormat, OfShape, InState, WithWords>;

struct CameraCount {
    std::string camera;
    std::int64_t photos = 0;
};

/// Which photos a filter lets through. Photos of which no place is known any more are left out. Thread: any.
class FilterIndex {
public:
    FilterIndex(const Database& database, const ModelKeys& keys) : m_database(database), m_keys(keys) {}

    /// Ascending.
    Result<std::vector<PhotoId>> matching(const PhotoFilter& filter) const;
    /// Every photo, ascending.
    Result<std::vector<PhotoId>> all() const;

    /// The newest of them first, at most `limit`. `photos` ascending.
    Result<std::vector<PhotoId>> newest(const std::vector<PhotoId>& photos, std::size_t limit) const;

    /// By number, most first.
    Result<std::vector<CameraCount>> cameras() const;

private:
    const Database& m_database;
    const ModelKeys& m_keys;
};

} // namespace vidimus::storage
