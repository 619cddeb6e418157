#include "core/storage/description_store.h"

#include "core/storage/caption_json.h"
#include "core/storage/database.h"
#include "core/storage/half_vector.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

/// The statements of add(), prepared once for a batch.
class AddStatements {
public:
    AddStatements(SQLite::Database& db, const ModelKeys& keys, std::int64_t now)
        : m_accepted(db, "SELECT 1 FROM person_photo own JOIN caption c ON c.photo_id = own.photo_id AND c.is_current"
                         " WHERE own.photo_id = ? AND own.reviewed_at IS NOT NULL")
        , m_keepBeside(db, "INSERT OR IGNORE INTO caption (photo_id, model_id, text, confidence, tokens, caption_us,"
                           " created_at, is_current) SELECT id, ?, ?, ?, ?, ?, ?, 0 FROM photo WHERE id = ?")
        , m_unsetCurrent(db, "UPDATE caption SET is_current = 0 WHERE photo_id = ? AND is_current")
        , m_addCaption(db, "INSERT OR REPLACE INTO caption (photo_id, model_id, text, confidence, tokens, caption_us,"
                           " created_at, is_current) SELECT id, ?, ?, ?, ?, ?, ?, 1 FROM photo WHERE id = ?")
        , m_nextRevision(db, "UPDATE model SET revision = revision + 1 WHERE id = ?")
        , m_addEmbedding(db, "INSERT INTO embedding (photo_id, model_id, vector, embed_us, revision)"
                             " SELECT p.id, m.id, ?, ?, m.revision FROM photo p, model m WHERE p.id = ? AND m.id = ?"
                             " ON CONFLICT DO UPDATE SET vector = excluded.vector, embed_us = excluded.embed_us,"
                             " revision = excluded.revision")
        , m_addFailure(db, "INSERT OR REPLACE INTO description_failure (photo_id, model_id, code, message, failed_at)"
                           " SELECT id, ?, ?, ?, ? FROM photo WHERE id = ?")
        , m_forgetFailure(db, "DELETE FROM description_failure WHERE photo_id = ? AND model_id = ?")
        , m_keys(keys)
        , m_now(now)
    {}

    void add(const DescribedPhoto& described)
    {
        if (described.caption)
            addCaption(described.photo, *described.caption, described.captionUs);
        if (described.embedding)
            addEmbedding(described.photo, *described.embedding, described.embeddingUs);
        if (described.captionError)
            addFailure(described.photo, m_keys.caption, *described.captionError);
        if (described.embeddingError)
            addFailure(described.photo, m_keys.embedding, *described.embeddingError);
    }

private:
    void addCaption(PhotoId photo, const Caption& caption, std::int64_t captionUs)
    {
        const bool accepted = isAccepted(photo);
        if (!accepted) {
            m_unsetCurrent.bind(1, photo.value);
            runAndReset(m_unsetCurrent);
        }
        SQLite::Statement& insert = accepted ? m_keepBeside : m_addCaption;
        insert.bind(1, m_keys.caption);
        insert.bind(2, caption.text);
        insert.bind(3, static_cast<double>(caption.confidence));
        insert.bind(4, tokensToJson(caption.tokens));
        insert.bind(5, captionUs);
        insert.bind(6, m_now);
        insert.bind(7, photo.value);
        runAndReset(insert);
        forgetFailure(photo, m_keys.caption);
    }

    /// Whether a person said that the words shown are right: then no other model's take their place.
    bool isAccepted(PhotoId photo)
    {
        m_accepted.bind(1, photo.value);
        const bool accepted = m_accepted.executeStep();
        m_accepted.reset();
        return accepted;
    }

    void addEmbedding(PhotoId photo, const Embedding& vector, std::int64_t embedUs)
    {
        m_nextRevision.bind(1, m_keys.embedding);
        runAndReset(m_nextRevision);

        bindBytes(m_addEmbedding, 1, packHalf(vector));
        m_addEmbedding.bind(2, embedUs);
        m_addEmbedding.bind(3, photo.value);
        m_addEmbedding.bind(4, m_keys.embedding);
        runAndReset(m_addEmbedding);
        forgetFailure(photo, m_keys.embedding);
    }

    void addFailure(PhotoId photo, std::int64_t model, const Error& error)
    {
        m_addFailure.bind(1, model);
        m_addFailure.bind(2, static_cast<int>(error.code));
        m_addFailure.bind(3, error.message);
        m_addFailure.bind(4, m_now);
        m_addFailure.bind(5, photo.value);
        runAndReset(m_addFailure);
    }

    void forgetFailure(PhotoId photo, std::int64_t model)
    {
        m_forgetFailure.bind(1, photo.value);
        m_forgetFailure.bind(2, model);
        runAndReset(m_forgetFailure);
    }

    SQLite::Statement m_accepted;
    SQLite::Statement m_keepBeside;
    SQLite::Statement m_unsetCurrent;
    SQLite::Statement m_addCaption;
    SQLite::Statement m_nextRevision;
    SQLite::Statement m_addEmbedding;
    SQLite::Statement m_addFailure;
    SQLite::Statement m_forgetFailure;
    const ModelKeys& m_keys;
    const std::int64_t m_now;
};

/// SELECT of photos that lack something; ?1 and ?2 are the caption and embedding model.
std::string pendingQuery(DescriptionStore::Lacking what, const std::string& condition)
{
    const auto lacks = [](const char* table, const char* model) {
        return std::string("(NOT EXISTS (SELECT 1 FROM ") + table +
               " d WHERE d.photo_id = p.id AND d.model_id = " + model +
               ") AND NOT EXISTS (SELECT 1 FROM description_failure f WHERE f.photo_id = p.id AND f.model_id = " +
               model + "))";
    };
    return "SELECT * FROM (SELECT p.id AS id, " + lacks("caption", "?1") + " AS needs_caption, " +
           lacks("embedding", "?2") + " AS needs_embedding FROM photo p WHERE p.paths > 0 AND " + condition +
           ") WHERE " + (what == DescriptionStore::Lacking::Vector ? "" : "needs_caption OR ") + "needs_embedding";
}

PendingPhoto pendingOf(SQLite::Statement& row)
{
    return {photoIdOf(row.getColumn(0)), row.getColumn(1).getInt() != 0, row.getColumn(2).getInt() != 0};
}

} // namespace

Result<std::int64_t> DescriptionStore::registerModel(const ModelRecord& model)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::int64_t> {
        SQLite::Statement statement(db, "INSERT INTO model (name, title, origin, dimension) VALUES (?, ?, ?, ?)"
                                        " ON CONFLICT (name) DO UPDATE SET title = excluded.title,"
                                        " origin = excluded.origin, dimension = excluded.dimension RETURNING id");
        statement.bind(1, model.id);
        statement.bind(2, model.name);
        statement.bind(3, std::string(originName(model.origin)));
        statement.bind(4, model.dimension);
        statement.executeStep();
        const std::int64_t key = statement.getColumn(0).getInt64();
        statement.reset();
        return key;
    });
}

Result<std::int64_t> DescriptionStore::findModel(const ModelId& model) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::int64_t> {
        SQLite::Statement statement(db, "SELECT id FROM model WHERE name = ?");
        statement.bind(1, model);
        return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
    });
}

Result<void> DescriptionStore::add(std::span<const DescribedPhoto> photos, std::int64_t now)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        AddStatements statements(db, m_keys, now);
        for (const DescribedPhoto& described : photos)
            statements.add(described);
        return {};
    });
}

Result<void> DescriptionStore::showOwn(std::span<const PhotoId> photos)
{
    return m_database.write([&](SQLite::Database& db) -> Result<void> {
        SQLite::Statement unset(db, "UPDATE caption SET is_current = 0 WHERE photo_id = ?1 AND is_current"
                                    " AND EXISTS (SELECT 1 FROM caption o WHERE o.photo_id = ?1 AND o.model_id = ?2)");
        SQLite::Statement set(db, "UPDATE caption SET is_current = 1 WHERE photo_id = ?1 AND model_id = ?2");
        for (const PhotoId photo : photos) {
            for (SQLite::Statement* statement : {&unset, &set}) {
                statement->bind(1, photo.value);
                statement->bind(2, m_keys.caption);
                runAndReset(*statement);
            }
        }
        return {};
    });
}

Result<std::vector<PendingPhoto>> DescriptionStore::pending(Lacking what, PhotoId after, int limit) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PendingPhoto>> {
        SQLite::Statement statement(db, pendingQuery(what, "p.id > ?3") + " ORDER BY id LIMIT ?4");
        statement.bind(1, m_keys.caption);
        statement.bind(2, m_keys.embedding);
        statement.bind(3, after.value);
        statement.bind(4, limit);
        std::vector<PendingPhoto> photos;
        while (statement.executeStep())
            photos.push_back(pendingOf(statement));
        return photos;
    });
}

Result<std::vector<PendingPhoto>> DescriptionStore::pendingAmong(std::span<const PhotoId> photos) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PendingPhoto>> {
        SQLite::Statement statement(db, pendingQuery(Lacking::Anything, "p.id = ?3"));
        statement.bind(1, m_keys.caption);
        statement.bind(2, m_keys.embedding);
        std::vector<PendingPhoto> found;
        for (const PhotoId photo : photos) {
            statement.bind(3, photo.value);
            if (statement.executeStep())
                found.push_back(pendingOf(statement));
            statement.reset();
        }
        return found;
    });
}

Result<std::int64_t> DescriptionStore::pendingCount(Lacking what) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::int64_t> {
        SQLite::Statement statement(db, "SELECT count(*) FROM (" + pendingQuery(what, "1") + ")");
        statement.bind(1, m_keys.caption);
        statement.bind(2, m_keys.embedding);
        statement.executeStep();
        return statement.getColumn(0).getInt64();
    });
}

} // namespace vidimus::storage
