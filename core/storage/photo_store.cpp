#include "core/storage/photo_store.h"

#include <algorithm>

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

/// The statements of add(), prepared once for a batch.
class AddStatements {
public:
    explicit AddStatements(SQLite::Database& db)
        : m_photoByHash(db, "SELECT id FROM photo WHERE hash = ?")
        , m_photoByPath(db, "SELECT photo_id FROM photo_path WHERE path = ?")
        , m_insertPhoto(db,
                        "INSERT INTO photo (hash, byte_size, width, height, format, orientation, captured_at, camera,"
                        " latitude, longitude, sort_time, imported_at, read_us, hash_us, decode_us, metadata_us,"
                        " thumbnail_us) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        , m_upsertPath(db, "INSERT INTO photo_path (path, folder, photo_id, byte_size, modified_ns) VALUES (?,?,?,?,?)"
                           " ON CONFLICT (path) DO UPDATE SET photo_id = excluded.photo_id,"
                           " byte_size = excluded.byte_size, modified_ns = excluded.modified_ns")
        , m_insertText(db, "INSERT INTO photo_text (rowid, caption, tags, name, place) VALUES (?, '', '', ?, '')")
        , m_addName(db, "UPDATE photo_text SET name = name || ' ' || ? WHERE rowid = ?")
        , m_forgetFailure(db, "DELETE FROM file_failure WHERE path = ?")
        , m_db(db)
    {}

    LookedResult add(const LookedFile& file, std::int64_t now)
    {
        const PhotoId before = lookUp(m_photoByPath, [&](auto& s) { bindPath(s, 1, file.path); });
        PhotoId photo = lookUp(m_photoByHash, [&](auto& s) { bindHash(s, 1, file.hash); });
        const bool newContent = !photo;
        if (newContent)
            photo = insertPhoto(file, now);
        else if (before != photo)
            addName(photo, file.path);

        bindPath(m_upsertPath, 1, file.path);
        bindPath(m_upsertPath, 2, file.path.parent_path());
        m_upsertPath.bind(3, photo.value);
        m_upsertPath.bind(4, static_cast<std::int64_t>(file.byteSize));
        m_upsertPath.bind(5, file.modifiedNs);
        runAndReset(m_upsertPath);

        bindPath(m_forgetFailure, 1, file.path);
        runAndReset(m_forgetFailure);

        if (before && before != photo)
            return {photo, Outcome::Updated, newContent};
        return {photo, newContent ? Outcome::Imported : Outcome::Duplicate, newContent};
    }

private:
    template <typename Bind>
    static PhotoId lookUp(SQLite::Statement& statement, Bind&& bind)
    {
        bind(statement);
        const PhotoId found = statement.executeStep() ? photoIdOf(statement.getColumn(0)) : PhotoId{};
        statement.reset();
        return found;
    }

    PhotoId insertPhoto(const LookedFile& file, std::int64_t now)
    {
        constexpr std::int64_t kNsPerSecond = 1'000'000'000;
        const PhotoMetadata& meta = file.metadata;
        auto& s = m_insertPhoto;
        int i = 0;
        bindHash(s, ++i, file.hash);
        s.bind(++i, static_cast<std::int64_t>(file.byteSize));
        s.bind(++i, meta.width);
        s.bind(++i, meta.height);
        s.bind(++i, meta.format);
        s.bind(++i, meta.orientation);
        meta.capturedAt ? s.bind(++i, *meta.capturedAt) : s.bind(++i);
        s.bind(++i, meta.camera);
        meta.position ? s.bind(++i, meta.position->latitude) : s.bind(++i);
        meta.position ? s.bind(++i, meta.position->longitude) : s.bind(++i);
        s.bind(++i, meta.capturedAt.value_or(file.modifiedNs / kNsPerSecond));
        s.bind(++i, now);
        for (const std::int64_t us :
             {file.times.read, file.times.hash, file.times.decode, file.times.metadata, file.times.thumbnail})
            s.bind(++i, us);
        runAndReset(s);
        const PhotoId photo{m_db.getLastInsertRowid()};

        m_insertText.bind(1, photo.value);
        m_insertText.bind(2, displayPath(file.path.filename()));
        runAndReset(m_insertText);
        return photo;
    }

    void addName(PhotoId photo, const std::filesystem::path& path)
    {
        m_addName.bind(1, displayPath(path.filename()));
        m_addName.bind(2, photo.value);
        runAndReset(m_addName);
    }

    SQLite::Statement m_photoByHash;
    SQLite::Statement m_photoByPath;
    SQLite::Statement m_insertPhoto;
    SQLite::Statement m_upsertPath;
    SQLite::Statement m_insertText;
    SQLite::Statement m_addName;
    SQLite::Statement m_forgetFailure;
    SQLite::Database& m_db;
};

} // namespace

Result<std::optional<KnownFile>> PhotoStore::knownFile(const std::filesystem::path& path) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::optional<KnownFile>> {
        SQLite::Statement statement(db, "SELECT photo_id, byte_size, modified_ns FROM photo_path WHERE path = ?");
        bindPath(statement, 1, path);
        if (!statement.executeStep())
            return std::nullopt;
        return KnownFile{photoIdOf(statement.getColumn(0)),
                         static_cast<std::uint64_t>(statement.getColumn(1).getInt64()),
                         statement.getColumn(2).getInt64()};
    });
}

Result<std::optional<PhotoId>> PhotoStore::findByHash(const ContentHash& hash) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::optional<PhotoId>> {
        SQLite::Statement statement(db, "SELECT id FROM photo WHERE hash = ?");
        bindHash(statement, 1, hash);
        if (!statement.executeStep())
            return std::nullopt;
        return photoIdOf(statement.getColumn(0));
    });
}

Result<std::optional<ContentHash>> PhotoStore::hashOf(PhotoId photo) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::optional<ContentHash>> {
        SQLite::Statement statement(db, "SELECT hash FROM photo WHERE id = ?");
        statement.bind(1, photo.value);
        if (!statement.executeStep())
            return std::nullopt;
        ContentHash hash;
        const std::string bytes = bytesOf(statement.getColumn(0));
        if (bytes.size() == hash.bytes.size())
            std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
        return hash;
    });
}

Result<std::vector<std::filesystem::path>> PhotoStore::pathsOf(PhotoId photo) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<std::filesystem::path>> {
        SQLite::Statement statement(db, "SELECT path FROM photo_path WHERE photo_id = ? ORDER BY path");
        statement.bind(1, photo.value);
        std::vector<std::filesystem::path> paths;
        while (statement.executeStep())
            paths.push_back(pathOf(statement.getColumn(0)));
        return paths;
    });
}

Result<std::vector<LookedResult>> PhotoStore::add(std::span<const LookedFile> files, std::int64_t now)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<LookedResult>> {
        AddStatements statements(db);
        std::vector<LookedResult> results;
        results.reserve(files.size());
        for (const LookedFile& file : files)
            results.push_back(statements.add(file, now));
        return results;
    });
}

Result<int> PhotoStore::remove(std::span<const PhotoId> photos)
{
    return m_database.write([&](SQLite::Database& db) -> Result<int> {
        SQLite::Statement statement(db, "DELETE FROM photo WHERE id = ?");
        int removed = 0;
        for (const PhotoId photo : photos) {
            statement.bind(1, photo.value);
            removed += runAndReset(statement);
        }
        return removed;
    });
}

} // namespace vidimus::storage
