#include "core/storage/tag_store.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/storage/database.h"
#include "core/storage/person_rows.h"
#include "core/storage/sql_values.h"
#include "core/storage/tag_name.h"

namespace vidimus::storage {

namespace {

struct TagRow {
    std::int64_t id = 0;
    std::string name;
};

std::optional<TagRow> findTag(SQLite::Database& db, const std::string& key)
{
    SQLite::Statement statement(db, "SELECT id, name FROM tag WHERE key = ?");
    statement.bind(1, key);
    if (!statement.executeStep())
        return std::nullopt;
    return TagRow{statement.getColumn(0).getInt64(), statement.getColumn(1).getString()};
}

TagRow insertTag(SQLite::Database& db, const std::string& name, const std::string& key)
{
    SQLite::Statement statement(db, "INSERT INTO tag (name, key) VALUES (?, ?)");
    statement.bind(1, name);
    statement.bind(2, key);
    statement.exec();
    return {db.getLastInsertRowid(), name};
}

void removeUnused(SQLite::Database& db, const TagRow& tag)
{
    SQLite::Statement statement(
        db, "DELETE FROM tag WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM photo_tag WHERE tag_id = ?1)");
    statement.bind(1, tag.id);
    statement.exec();
}

/// Runs a statement with a photo and a tag for each photo; those for which it changed a row.
std::vector<PhotoId> changedBy(SQLite::Statement& statement, const TagRow& tag, std::span<const PhotoId> photos)
{
    std::vector<PhotoId> changed;
    for (const PhotoId photo : photos) {
        statement.bind(1, photo.value);
        statement.bind(2, tag.id);
        if (runAndReset(statement) > 0)
            changed.push_back(photo);
    }
    return changed;
}

std::vector<PhotoId> photosWith(SQLite::Database& db, const std::string& tag)
{
    SQLite::Statement statement(db, "SELECT u.photo_id FROM tag t JOIN photo_tag u ON u.tag_id = t.id"
                                    " WHERE t.key = ? ORDER BY u.photo_id");
    statement.bind(1, tagKey(tag));
    std::vector<PhotoId> photos;
    while (statement.executeStep())
        photos.push_back(photoIdOf(statement.getColumn(0)));
    return photos;
}

std::vector<TagCount> sorted(std::vector<TagCount> tags)
{
    std::map<std::string, TagCount> byKey;
    for (TagCount& tag : tags)
        byKey.emplace(tagKey(tag.name), std::move(tag));
    std::vector<TagCount> inOrder;
    inOrder.reserve(byKey.size());
    for (auto& [key, tag] : byKey)
        inOrder.push_back(std::move(tag));
    return inOrder;
}

} // namespace

Result<std::vector<TagCount>> TagStore::all() const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<TagCount>> {
        SQLite::Statement statement(db, "SELECT t.name, (SELECT count(*) FROM photo_tag u JOIN photo p"
                                        " ON p.id = u.photo_id WHERE u.tag_id = t.id AND p.paths > 0)"
                                        " FROM tag t ORDER BY t.key");
        std::vector<TagCount> tags;
        while (statement.executeStep())
            tags.push_back({statement.getColumn(0).getString(), statement.getColumn(1).getInt64()});
        return tags;
    });
}

Result<std::vector<std::string>> TagStore::of(PhotoId photo) const
{
    return m_database.read(
        [&](SQLite::Database& db) -> Result<std::vector<std::string>> { return readTags(db, photo); });
}

Result<std::vector<TagCount>> TagStore::among(std::span<const PhotoId> photos) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<TagCount>> {
        SQLite::Statement statement(
            db, "SELECT t.id, t.name FROM photo_tag u JOIN tag t ON t.id = u.tag_id WHERE u.photo_id = ?");
        std::map<std::int64_t, TagCount> byTag;
        for (const PhotoId photo : photos) {
            statement.bind(1, photo.value);
            while (statement.executeStep()) {
                TagCount& tag = byTag[statement.getColumn(0).getInt64()];
                if (tag.photos++ == 0)
                    tag.name = statement.getColumn(1).getString();
            }
            statement.reset();
        }
        std::vector<TagCount> tags;
        for (auto& [id, tag] : byTag)
            tags.push_back(std::move(tag));
        return sorted(std::move(tags));
    });
}

Result<std::vector<PhotoId>> TagStore::photos(const std::string& tag) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PhotoId>> { return photosWith(db, tag); });
}

Result<std::vector<TagUse>> TagStore::add(std::span<const TagUse> uses)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<TagUse>> {
        SQLite::Statement insert(
            db, "INSERT OR IGNORE INTO photo_tag (photo_id, tag_id) SELECT id, ?2 FROM photo WHERE id = ?1");
        std::vector<TagUse> added;
        for (const TagUse& use : uses) {
            const auto name = tagName(use.tag);
            if (!name)
                return fail(name.error());
            const std::string key = tagKey(*name);
            const auto known = findTag(db, key);
            const TagRow tag = known ? *known : insertTag(db, *name, key);
            TagUse made{tag.name, changedBy(insert, tag, use.photos)};
            if (!made.photos.empty())
                added.push_back(std::move(made));
            else
                removeUnused(db, tag);
        }
        return added;
    });
}

Result<std::vector<TagUse>> TagStore::remove(std::span<const TagUse> uses)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<TagUse>> {
        SQLite::Statement erase(db, "DELETE FROM photo_tag WHERE photo_id = ? AND tag_id = ?");
        std::vector<TagUse> removed;
        for (const TagUse& use : uses) {
            const auto tag = findTag(db, tagKey(use.tag));
            if (!tag)
                continue;
            TagUse gone{tag->name, changedBy(erase, *tag, use.photos)};
            if (!gone.photos.empty())
                removed.push_back(std::move(gone));
        }
        return removed;
    });
}

Result<std::vector<TagUse>> TagStore::drop(const std::string& tag)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<TagUse>> {
        const TagUse use{tag, photosWith(db, tag)};
        return remove({&use, 1});
    });
}

} // namespace vidimus::storage
