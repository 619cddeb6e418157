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
    // What a person says of a photo, apart from what models say: no model writes to these tables.
    // An older Vidimus would put a model's words over a person's in photo_text, so it may not write here.
    Migration{2, 2, R"sql(
CREATE TABLE person_photo (
    photo_id    INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    caption     TEXT CHECK (caption <> ''),  -- NULL: the model's words stand
    rating      INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
    favourite   INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    flag        INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (-1, 0, 1)), -- rejected, none, picked
    reviewed_at INTEGER                      -- when the model's caption was accepted as it is
);
CREATE INDEX person_captioned ON person_photo (photo_id) WHERE caption IS NOT NULL;
CREATE INDEX person_rated ON person_photo (rating, photo_id) WHERE rating > 0;
CREATE INDEX person_favourite ON person_photo (photo_id) WHERE favourite;
CREATE INDEX person_flagged ON person_photo (flag, photo_id) WHERE flag <> 0;
CREATE INDEX caption_by_confidence ON caption (confidence, photo_id) WHERE is_current;

CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    key  TEXT NOT NULL UNIQUE              -- tagKey(name): the same for "Ärger" and "ärger"
);
CREATE TABLE photo_tag (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    tag_id   INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (photo_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX photo_tag_by_tag ON photo_tag (tag_id, photo_id);

CREATE TABLE album (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: an album taken back keeps its id
    name       TEXT NOT NULL CHECK (trim(name) <> ''),
    query      TEXT,                       -- a smart album: what is searched for; NULL: put together by hand
    created_at INTEGER NOT NULL
);
CREATE TABLE album_photo (
    album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,             -- ascending; gaps are fine
    PRIMARY KEY (album_id, photo_id)
) WITHOUT ROWID;
CREATE INDEX album_photo_in_order ON album_photo (album_id, position, photo_id);
CREATE INDEX album_photo_by_photo ON album_photo (photo_id);

-- photo_text holds the words shown, whoever changes them: the person's caption before the model's, and the tags.
CREATE VIEW shown_caption AS
    SELECT p.id AS photo_id, coalesce(own.caption, c.text, '') AS words
    FROM photo p
    LEFT JOIN person_photo own ON own.photo_id = p.id
    LEFT JOIN caption c ON c.photo_id = p.id AND c.is_current;
CREATE VIEW shown_tags AS
    SELECT p.id AS photo_id,
           coalesce((SELECT group_concat(t.name, ' ') FROM photo_tag u JOIN tag t ON t.id = u.tag_id
                     WHERE u.photo_id = p.id), '') AS words
    FROM photo p;

CREATE TRIGGER person_caption_added AFTER INSERT ON person_photo WHEN new.caption IS NOT NULL BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = new.photo_id)
    WHERE rowid = new.photo_id;
END;
CREATE TRIGGER person_caption_changed AFTER UPDATE OF caption ON person_photo
    WHEN old.caption IS NOT new.caption BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = new.photo_id)
    WHERE rowid = new.photo_id;
END;
CREATE TRIGGER person_caption_removed AFTER DELETE ON person_photo WHEN old.caption IS NOT NULL BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = old.photo_id)
    WHERE rowid = old.photo_id;
END;
CREATE TRIGGER caption_added AFTER INSERT ON caption WHEN new.is_current BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = new.photo_id)
    WHERE rowid = new.photo_id;
END;
-- One that is no longer current makes room for another in the same transaction, which the next trigger or the one
-- above sees: the words are written once.
CREATE TRIGGER caption_changed AFTER UPDATE OF text, is_current ON caption WHEN new.is_current BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = new.photo_id)
    WHERE rowid = new.photo_id;
END;
CREATE TRIGGER caption_removed AFTER DELETE ON caption WHEN old.is_current BEGIN
    UPDATE photo_text SET caption = (SELECT words FROM shown_caption WHERE photo_id = old.photo_id)
    WHERE rowid = old.photo_id;
END;
CREATE TRIGGER photo_tag_added AFTER INSERT ON photo_tag BEGIN
    UPDATE photo_text SET tags = (SELECT words FROM shown_tags WHERE photo_id = new.photo_id)
    WHERE rowid = new.photo_id;
END;
CREATE TRIGGER photo_tag_removed AFTER DELETE ON photo_tag BEGIN
    UPDATE photo_text SET tags = (SELECT words FROM shown_tags WHERE photo_id = old.photo_id)
    WHERE rowid = old.photo_id;
    -- A tag that no photo carries is gone.
    DELETE FROM tag WHERE id = old.tag_id AND NOT EXISTS (SELECT 1 FROM photo_tag WHERE tag_id = old.tag_id);
END;
CREATE TRIGGER tag_renamed AFTER UPDATE OF name ON tag BEGIN
    UPDATE photo_text SET tags = (SELECT words FROM shown_tags WHERE photo_id = photo_text.rowid)
    WHERE rowid IN (SELECT photo_id FROM photo_tag WHERE tag_id = new.id);
END;
)sql"},
    // What a search filters by, and what was searched for. Whoever knows step 2 may write all the same.
    Migration{3, 2, R"sql(
CREATE INDEX photo_by_camera ON photo (camera, id) WHERE paths > 0 AND camera <> '';
CREATE INDEX photo_by_format ON photo (format, id) WHERE paths > 0;
CREATE INDEX photo_hidden ON photo (id) WHERE paths <= 0;

CREATE TABLE search_history (
    query   TEXT PRIMARY KEY CHECK (query <> ''),
    used_at INTEGER NOT NULL               -- grows with every use; the order is all that is asked of it
) WITHOUT ROWID;
CREATE INDEX search_history_by_use ON search_history (used_at);
)sql"},
    // Captions that stand behind another model's: few, and asked for at every start.
    Migration{4, 2, R"sql(
CREATE INDEX caption_beside ON caption (model_id, photo_id) WHERE NOT is_current;
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
