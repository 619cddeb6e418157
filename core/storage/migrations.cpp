#include "core/storage/migrations.h"

#include <array>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/storage/sqlite_error.h"

namespace vidimus::storage {

namespace {

constexpr std::array kLibrarySchema{
    Migration{1, 1, R"sql(
CREATE TABLE model (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,        -- ModelId
    title     TEXT NOT NULL,               -- for people
    origin    TEXT NOT NULL,
    dimension INTEGER NOT NULL DEFAULT 0,  -- of its vectors; 0 for a captioner
    revision  INTEGER NOT NULL DEFAULT 0   -- grows with every vector added or removed: tells a stale index file
);

CREATE TABLE photo (
    id           INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: an index file may still know a removed one
    hash         BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    byte_size    INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    format       TEXT NOT NULL,
    orientation  INTEGER NOT NULL,
    captured_at  INTEGER,                  -- wall clock
    camera       TEXT NOT NULL,
    latitude     REAL,
    longitude    REAL,
    sort_time    INTEGER NOT NULL,         -- captured_at, else when the file was last changed
    imported_at  INTEGER NOT NULL,
    paths        INTEGER NOT NULL DEFAULT 0, -- kept by the triggers below; 0 hides the photo but keeps its captions
    read_us      INTEGER NOT NULL,
    hash_us      INTEGER NOT NULL,
    decode_us    INTEGER NOT NULL,
    metadata_us  INTEGER NOT NULL,
    thumbnail_us INTEGER NOT NULL
);
-- Covers what a gallery needs for its layout, so that 100,000 pictures are listed without touching their rows.
CREATE INDEX photo_by_time ON photo (sort_time, id, width, height) WHERE paths > 0;

CREATE TABLE photo_path (
    path        BLOB PRIMARY KEY,          -- the system's bytes, see pathToBytes
    folder      BLOB NOT NULL,
    photo_id    INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    byte_size   INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX photo_path_by_photo ON photo_path (photo_id);
CREATE INDEX photo_path_by_folder ON photo_path (folder, photo_id);
CREATE TRIGGER photo_path_added AFTER INSERT ON photo_path BEGIN
    UPDATE photo SET paths = paths + 1 WHERE id = new.photo_id;
END;
CREATE TRIGGER photo_path_removed AFTER DELETE ON photo_path BEGIN
    UPDATE photo SET paths = paths - 1 WHERE id = old.photo_id;
END;
CREATE TRIGGER photo_path_moved AFTER UPDATE OF photo_id ON photo_path WHEN old.photo_id <> new.photo_id BEGIN
    UPDATE photo SET paths = paths - 1 WHERE id = old.photo_id;
    UPDATE photo SET paths = paths + 1 WHERE id = new.photo_id;
END;

CREATE TABLE caption (
    photo_id   INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    model_id   INTEGER NOT NULL REFERENCES model (id),
    text       TEXT NOT NULL,
    confidence REAL NOT NULL,
    tokens     TEXT NOT NULL,              -- JSON [[id, text, probability], …]
    caption_us INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    is_current INTEGER NOT NULL,           -- the one shown and searched
    PRIMARY KEY (photo_id, model_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX caption_current ON caption (photo_id) WHERE is_current;

CREATE TABLE embedding (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    model_id INTEGER NOT NULL REFERENCES model (id),
    vector   BLOB NOT NULL,                -- fp16, little endian, unit length
    embed_us INTEGER NOT NULL,
    revision INTEGER NOT NULL,             -- model.revision when it was added
    PRIMARY KEY (model_id, photo_id)
) WITHOUT ROWID;
CREATE INDEX embedding_by_photo ON embedding (photo_id);
CREATE TRIGGER embedding_removed AFTER DELETE ON embedding BEGIN
    UPDATE model SET revision = revision + 1 WHERE id = old.model_id;
END;

CREATE TABLE description_failure (
    photo_id  INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    model_id  INTEGER NOT NULL REFERENCES model (id),
    code      INTEGER NOT NULL,
    message   TEXT NOT NULL,
    failed_at INTEGER NOT NULL,
    PRIMARY KEY (photo_id, model_id)
) WITHOUT ROWID;

CREATE TABLE file_failure (
    path      BLOB PRIMARY KEY,
    code      INTEGER NOT NULL,
    message   TEXT NOT NULL,
    failed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What a person asked to import and is not finished: taken up again at the next start.
CREATE TABLE import_request (
    id   INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE photo_text USING fts5 (
    caption, tags, name, place, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER photo_removed AFTER DELETE ON photo BEGIN
    DELETE FROM photo_text WHERE rowid = old.id;
END;
)sql"},
};

constexpr std::array kThumbnailSchema{
    Migration{1, 1, R"sql(
CREATE TABLE thumbnail (
    hash BLOB PRIMARY KEY,
    data BLOB NOT NULL
) WITHOUT ROWID;
)sql"},
};

int integerOf(SQLite::Database& database, const std::string& query)
{
    return database.execAndGet(query).getInt();
}

} // namespace

std::span<const Migration> librarySchema()
{
    return kLibrarySchema;
}

std::span<const Migration> thumbnailSchema()
{
    return kThumbnailSchema;
}

Result<void> migrate(SQLite::Database& database, std::span<const Migration> schema, bool mayWrite)
{
    return guarded([&]() -> Result<void> {
        const int known = schema.back().version;
        const int found = integerOf(database, "PRAGMA user_version");
        if (found > known) {
            if (integerOf(database, "SELECT min_compatible FROM schema_info") <= known)
                return {};
            return fail(ErrorCode::NewerVersion, "The library was made by a newer Vidimus: update Vidimus to open it.");
        }
        if (found < known && !mayWrite)
            return fail(
                ErrorCode::Unsupported,
                "The library is of an older Vidimus and has to be brought up to date first: open it once for writing.");
        for (const Migration& step : schema) {
            if (step.version <= found)
                continue;
            SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
            // Two programs may open a new library at once: who came second finds the step done.
            if (integerOf(database, "PRAGMA user_version") >= step.version)
                continue;
            database.exec(step.sql);
            database.exec("CREATE TABLE IF NOT EXISTS schema_info (min_compatible INTEGER NOT NULL);"
                          "DELETE FROM schema_info;"
                          "INSERT INTO schema_info VALUES (" +
                          std::to_string(step.minCompatible) + ");" +
                          "PRAGMA user_version = " + std::to_string(step.version));
            transaction.commit();
        }
        return {};
    });
}

} // namespace vidimus::storage
