#include "core/storage/model_store.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "core/storage/database.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

/// Photos that are there, for which `condition` holds. It is asked of the small index by photo, not of the rows with
/// their vectors: that is what the + is for.
std::string photosWhere(const std::string& condition)
{
    return " FROM photo p WHERE p.paths > 0 AND " + condition;
}

std::string hasVector(const char* model)
{
    return std::string("EXISTS (SELECT 1 FROM embedding e WHERE e.photo_id = p.id AND +e.model_id = ") + model + ")";
}

std::string failedAt(const char* model)
{
    return std::string("EXISTS (SELECT 1 FROM description_failure f WHERE f.photo_id = p.id AND f.model_id = ") +
           model + ")";
}

constexpr const char* kAccepted = "EXISTS (SELECT 1 FROM person_photo own WHERE own.photo_id = c.photo_id"
                                  " AND own.reviewed_at IS NOT NULL)";

/// So much is dropped in one transaction: a few hundredths of a second.
constexpr int kDroppedAtOnce = 1000;
/// A lock that is taken again at once is never had by those who wait for it.
constexpr std::chrono::milliseconds kLetOthersWrite{1};

/// Drops the rows of the next photos after `after` for which `condition` holds of the row c; the last of these photos, none
/// when there were none.
Result<PhotoId> dropSome(SQLite::Database& db, const std::string& table, const std::string& condition,
                         const ModelId& model, PhotoId after)
{
    SQLite::Statement next(db, std::string("SELECT c.photo_id, c.model_id FROM ")
                                   .append(table)
                                   .append(" c WHERE c.model_id = (SELECT id FROM model WHERE name = ?)"
                                           " AND c.photo_id > ? AND ")
                                   .append(condition)
                                   .append(" ORDER BY c.photo_id LIMIT ?"));
    next.bind(1, model);
    next.bind(2, after.value);
    next.bind(3, kDroppedAtOnce);
    std::vector<std::pair<PhotoId, std::int64_t>> rows;
    while (next.executeStep())
        rows.emplace_back(photoIdOf(next.getColumn(0)), next.getColumn(1).getInt64());
    SQLite::Statement drop(db,
                           std::string("DELETE FROM ").append(table).append(" WHERE photo_id = ? AND model_id = ?"));
    for (const auto& [photo, key] : rows) {
        drop.bind(1, photo.value);
        drop.bind(2, key);
        runAndReset(drop);
    }
    return rows.empty() ? PhotoId() : rows.back().first;
}

ModelRecord recordOf(SQLite::Statement& row)
{
    return {row.getColumn(1).getString(), row.getColumn(2).getString(), originFromName(row.getColumn(3).getString()),
            row.getColumn(4).getInt()};
}

/// ?1 is the embedder in use, ?2 the other.
EarlierEmbedder compared(SQLite::Database& db, std::int64_t inUse, std::int64_t other)
{
    EarlierEmbedder earlier;
    SQLite::Statement lacking(
        db, "SELECT p.id" +
                photosWhere(hasVector("?2") + " AND NOT " + hasVector("?1") + " AND NOT " + failedAt("?1")) +
                " ORDER BY p.id");
    lacking.bind(1, inUse);
    lacking.bind(2, other);
    while (lacking.executeStep())
        earlier.lacking.push_back(photoIdOf(lacking.getColumn(0)));
    if (earlier.lacking.empty())
        return earlier;
    const auto counted = [&](const std::string& condition) {
        SQLite::Statement statement(db, "SELECT count(*), ?1, ?2" + photosWhere(condition));
        statement.bind(1, inUse);
        statement.bind(2, other);
        statement.executeStep();
        return static_cast<std::size_t>(statement.getColumn(0).getInt64());
    };
    earlier.photos = counted(hasVector("?2"));
    earlier.ahead = counted(hasVector("?1") + " AND NOT " + hasVector("?2"));
    return earlier;
}

std::int64_t lead(const EarlierEmbedder& earlier)
{
    return static_cast<std::int64_t>(earlier.lacking.size()) - static_cast<std::int64_t>(earlier.ahead);
}

/// Adds what `table` holds of each model; `size` is the bytes of a row's content.
void count(SQLite::Database& db, const char* table, const char* size, std::vector<ModelTally>& tallies,
           const std::vector<std::int64_t>& keys)
{
    SQLite::Statement rows(db, std::string("SELECT model_id, count(*), sum(") + size + ") FROM " + table +
                                   " GROUP BY model_id");
    while (rows.executeStep()) {
        const auto key = std::find(keys.begin(), keys.end(), rows.getColumn(0).getInt64());
        if (key == keys.end())
            continue; // of another program, since the models were read
        ModelTally& tally = tallies[static_cast<std::size_t>(key - keys.begin())];
        tally.photos += rows.getColumn(1).getInt64();
        tally.bytes += static_cast<std::uint64_t>(rows.getColumn(2).getInt64());
    }
}

std::vector<ModelTally> allTallies(SQLite::Database& db, const ModelKeys& inUse)
{
    std::vector<ModelTally> tallies;
    std::vector<std::int64_t> keys;
    SQLite::Statement models(db, "SELECT id, name, title, origin, dimension FROM model ORDER BY title, id");
    while (models.executeStep()) {
        keys.push_back(models.getColumn(0).getInt64());
        const bool used = keys.back() == inUse.caption || keys.back() == inUse.embedding;
        tallies.push_back({recordOf(models), 0, 0, 0, used});
    }
    count(db, "caption", "length(CAST(text AS BLOB)) + length(CAST(tokens AS BLOB))", tallies, keys);
    count(db, "embedding", "length(vector)", tallies, keys);
    SQLite::Statement shown(db, std::string("SELECT c.model_id, count(*) FROM caption c JOIN photo p"
                                            " ON p.id = c.photo_id AND p.paths > 0 WHERE c.is_current"
                                            " AND c.model_id <> ?1 AND NOT ") +
                                    kAccepted +
                                    " AND NOT EXISTS (SELECT 1 FROM caption o WHERE o.photo_id = p.id"
                                    " AND o.model_id = ?1) AND NOT " +
                                    failedAt("?1") + " GROUP BY c.model_id");
    shown.bind(1, inUse.caption);
    while (shown.executeStep()) {
        const auto key = std::find(keys.begin(), keys.end(), shown.getColumn(0).getInt64());
        if (key != keys.end())
            tallies[static_cast<std::size_t>(key - keys.begin())].stillShown = shown.getColumn(1).getInt64();
    }
    return tallies;
}

} // namespace

Result<std::optional<EarlierEmbedder>> ModelStore::earlierEmbedder() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::optional<EarlierEmbedder>> {
        std::optional<EarlierEmbedder> earlier;
        SQLite::Statement others(db, "SELECT id, name, title, origin, dimension FROM model m WHERE id <> ?"
                                     " AND EXISTS (SELECT 1 FROM embedding e WHERE e.model_id = m.id)");
        others.bind(1, m_keys.embedding);
        while (others.executeStep()) {
            EarlierEmbedder other = compared(db, m_keys.embedding, others.getColumn(0).getInt64());
            if (lead(other) <= (earlier ? lead(*earlier) : 0))
                continue;
            other.model = recordOf(others);
            earlier = std::move(other);
        }
        return earlier;
    });
}

Result<std::vector<ModelTally>> ModelStore::tallies() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<ModelTally>> {
        std::vector<ModelTally> tallies = allTallies(db, m_keys);
        std::erase_if(tallies, [](const ModelTally& tally) { return tally.photos == 0 && !tally.inUse; });
        return tallies;
    });
}

Result<ModelTally> ModelStore::forget(const ModelId& model, const std::stop_token& stop)
{
    auto begun = m_database.write([&](SQLite::Database& db) -> Result<ModelTally> {
        const std::vector<ModelTally> tallies = allTallies(db, m_keys);
        const auto found = std::find_if(tallies.begin(), tallies.end(),
                                        [&](const ModelTally& tally) { return tally.model.id == model; });
        if (found == tallies.end() || (found->photos == 0 && !found->inUse))
            return fail(ErrorCode::NotFound, "The library holds nothing of that model.");
        if (found->inUse)
            return fail(ErrorCode::InvalidArgument,
                        found->model.name + " is in use: choose another model before what it said is forgotten.");
        if (found->stillShown > 0)
            return fail(ErrorCode::InvalidArgument,
                        "What " + found->model.name +
                            " said still stands under pictures that the model in use has yet "
                            "to look at (" +
                            std::to_string(found->stillShown) + "): let it finish first.");
        SQLite::Statement failures(
            db, "DELETE FROM description_failure WHERE model_id = (SELECT id FROM model WHERE name = ?)");
        failures.bind(1, model);
        failures.exec();
        return *found;
    });
    for (const auto& [table, condition] :
         {std::pair(std::string("embedding"), std::string("1")),
          std::pair(std::string("caption"), std::string("NOT (c.is_current AND ") + kAccepted + ")")}) {
        for (PhotoId after; begun;) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "Cancelled.");
            const auto last =
                m_database.write([&](SQLite::Database& db) { return dropSome(db, table, condition, model, after); });
            if (!last)
                return fail(last.error());
            if (!*last)
                break;
            after = *last;
            std::this_thread::sleep_for(kLetOthersWrite);
        }
    }
    return begun;
}

Result<std::vector<PhotoId>> ModelStore::showingOthers(PhotoId after, int limit) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoId>> {
        SQLite::Statement statement(db, std::string("SELECT c.photo_id FROM caption c WHERE c.model_id = ?1"
                                                    " AND NOT c.is_current AND c.photo_id > ?2 AND NOT ") +
                                            kAccepted + " ORDER BY c.photo_id LIMIT ?3");
        statement.bind(1, m_keys.caption);
        statement.bind(2, after.value);
        statement.bind(3, limit);
        std::vector<PhotoId> photos;
        while (statement.executeStep())
            photos.push_back(photoIdOf(statement.getColumn(0)));
        return photos;
    });
}

} // namespace vidimus::storage
