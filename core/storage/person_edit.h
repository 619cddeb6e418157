#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/storage/person_records.h"

/// What a person changes, as values that can be kept and taken back. No SQLite and no Qt here.
/// Photos that are no longer in the library are passed over by all of them.
namespace vidimus::storage {

/// Sets what is given and leaves the rest of each photo's marks as they are.
struct MarkPhotos {
    std::vector<PhotoId> photos;
    std::optional<std::string> caption; ///< empty: back to the model's words
    std::optional<int> rating;          ///< 0..5
    std::optional<bool> favourite;
    std::optional<Flag> flag;
    std::optional<bool> reviewed; ///< the model's caption is right as it is
};

/// Off when all of them are favourites, else on.
struct ToggleFavourite {
    std::vector<PhotoId> photos;
};

/// Each photo's marks as they were once.
struct RestoreMarks {
    std::vector<PersonPhoto> photos;
};

/// A tag known in another case keeps its spelling.
struct AddTags {
    std::vector<TagUse> uses;
};

struct RemoveTags {
    std::vector<TagUse> uses;
};

/// On every photo that carries it; joins the tag of the new name where there is one.
struct RenameTag {
    std::string tag;
    std::string name;
};

struct DropTag {
    std::string tag;
};

/// Makes an album (id 0: a new one), or changes the name and query of one there is; `places` are added to it.
struct PutAlbum {
    Album album;
    std::vector<AlbumPlace> places;
};

struct DropAlbum {
    AlbumId album;
};

/// At the end, in this order; those that are in it already stay where they are.
struct AppendToAlbum {
    AlbumId album;
    std::vector<PhotoId> photos;
};

/// At the places given, whether in the album already or not.
struct PlaceInAlbum {
    AlbumId album;
    std::vector<AlbumPlace> places;
};

struct TakeFromAlbum {
    AlbumId album;
    std::vector<PhotoId> photos;
};

using PersonEdit = std::variant<MarkPhotos, ToggleFavourite, RestoreMarks, AddTags, RemoveTags, RenameTag, DropTag,
                                PutAlbum, DropAlbum, AppendToAlbum, PlaceInAlbum, TakeFromAlbum>;

/// What became of edits that were made.
struct MadeEdits {
    std::vector<PersonEdit>
        inverse;                 ///< made in this order, they restore exactly what was there; empty: nothing changed
    std::vector<PhotoId> photos; ///< whose marks or tags changed, each once
    bool tagsChanged = false;
    bool albumsChanged = false; ///< which there are, or what is in them
    AlbumId album;              ///< the last one made, if any
};

} // namespace vidimus::storage
