#pragma once

#include <cstdint>
#include <span>

#include "core/base/error.h"
#include "core/storage/person_edit.h"

namespace vidimus::storage {

class AlbumStore;
class Database;
class MarkStore;
class TagStore;

/// Makes a person's edits and says how to take them back. Thread: any.
class EditMaker {
public:
    EditMaker(Database& database, MarkStore& marks, TagStore& tags, AlbumStore& albums)
        : m_database(database), m_marks(marks), m_tags(tags), m_albums(albums)
    {}

    /// One transaction: all of them or, when one cannot be made, none.
    Result<MadeEdits> make(std::span<const PersonEdit> edits, std::int64_t now);

private:
    Database& m_database;
    MarkStore& m_marks;
    TagStore& m_tags;
    AlbumStore& m_albums;
};

} // namespace vidimus::storage
