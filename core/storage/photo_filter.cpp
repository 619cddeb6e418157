#include "core/storage/photo_filter.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "core/base/fold_case.h"
#include "core/storage/database.h"
#include "core/storage/sql_values.h"
#include "core/storage/tag_name.h"
#include "core/storage/text_expression.h"

namespace vidimus::storage {

namespace {

using Photos = std::vector<PhotoId>;

Photos photosOf(SQLite::Statement& statement)
{
    Photos photos;
    while (statement.executeStep())
        photos.push_back(photoIdOf(statement.getColumn(0)));
    return photos;
}

/// Every value of an indexed column, by jumps from one to the next.
std::vector<std::string> distinctValues(SQLite::Database& db, const std::string& table, const std::string& column,
                                        const std::string& where)
{
    SQLite::Statement statement(db, "WITH RECURSIVE f(x) AS (SELECT min(" + column + ") FROM " + table + " WHERE " +
                                        where + " UNION ALL SELECT (SELECT min(" + column + ") FROM " + table +
                                        " WHERE " + where + " AND " + column +
                                        " > f.x) FROM f WHERE f.x IS NOT NULL) SELECT x FROM f WHERE x IS NOT NULL");
    std::vector<std::string> values;
    while (statement.executeStep())
        values.push_back(bytesOf(statement.getColumn(0)));
    return values;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c != ' ')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    std::erase(words, std::string());
    return words;
}

/// The folders of which `name` says a part: one of that name or, where there is none, those that begin like it.
std::vector<std::string> foldersNamed(const std::vector<std::string>& folders, std::string_view name)
{
    std::string wanted = foldCase(name);
    while (!wanted.empty() && wanted.back() == '/')
        wanted.pop_back();
    if (wanted.empty())
        return folders;
    if (wanted.front() != '/')
        wanted.insert(wanted.begin(), '/');
    std::vector<std::string> named;
    std::vector<std::string> alike;
    const bool fromRoot = !name.empty() && name.front() == '/';
    for (const std::string& folder : folders) {
        const std::string path = foldCase(folder) + "/";
        for (std::size_t at = path.find(wanted); at != std::string::npos; at = path.find(wanted, at + 1)) {
            if (fromRoot && at != 0)
                break;
            const bool whole = path[at + wanted.size()] == '/';
            (whole ? named : alike).push_back(folder);
            if (whole)
                break;
        }
    }
    return named.empty() ? alike : named;
}

/// Answers one filter on one connection.
class Matching {
public:
    Matching(SQLite::Database& db, const ModelKeys& keys) : m_db(db), m_keys(keys) {}

    Photos operator()(const InFolder& folder) const
    {
        const auto folders = foldersNamed(distinctValues(m_db, "photo_path", "folder", "1"), folder.name);
        Photos photos;
        SQLite::Statement statement(m_db, "SELECT photo_id FROM photo_path WHERE folder = ?");
        for (const std::string& path : folders) {
            bindBytes(statement, 1, path);
            const Photos some = photosOf(statement);
            photos.insert(photos.end(), some.begin(), some.end());
            statement.reset();
        }
        return photos;
    }

    Photos operator()(const OfCamera& camera) const
    {
        const std::vector<std::string> words = wordsOf(foldCase(camera.name));
        std::vector<std::string> cameras = distinctValues(m_db, "photo", "camera", "paths > 0 AND camera <> ''");
        std::erase_if(cameras, [&](const std::string& name) {
            const std::string folded = foldCase(name);
            return !std::all_of(words.begin(), words.end(),
                                [&](const std::string& word) { return folded.find(word) != std::string::npos; });
        });
        Photos photos;
        SQLite::Statement statement(m_db, "SELECT id FROM photo WHERE paths > 0 AND camera <> '' AND camera = ?");
        for (const std::string& name : cameras) {
            statement.bind(1, name);
            const Photos some = photosOf(statement);
            photos.insert(photos.end(), some.begin(), some.end());
            statement.reset();
        }
        return photos;
    }

    Photos operator()(const WithTag& tag) const
    {
        SQLite::Statement statement(m_db,
                                    "SELECT photo_id FROM photo_tag WHERE tag_id = (SELECT id FROM tag WHERE key = ?)");
        statement.bind(1, tagKey(tag.name));
        return photosOf(statement);
    }

    Photos operator()(const InAlbum& album) const
    {
        SQLite::Statement albums(m_db, "SELECT id, name FROM album");
        SQLite::Statement statement(m_db, "SELECT photo_id FROM album_photo WHERE album_id = ?");
        const std::string wanted = tagKey(album.name);
        Photos photos;
        while (albums.executeStep()) {
            if (tagKey(albums.getColumn(1).getString()) != wanted)
                continue;
            statement.bind(1, albums.getColumn(0).getInt64());
            const Photos some = photosOf(statement);
            photos.insert(photos.end(), some.begin(), some.end());
            statement.reset();
        }
        return photos;
    }

    Photos operator()(const InTime& time) const
    {
        SQLite::Statement statement(m_db, "SELECT id FROM photo WHERE paths > 0 AND sort_time >= ? AND sort_time < ?");
        statement.bind(1, time.from.value_or(INT64_MIN));
        statement.bind(2, time.end.value_or(INT64_MAX));
        return photosOf(statement);
    }

    Photos operator()(const Rated& rated) const
    {
        // Most photos are not rated and have no row: a span from 0 is told by what is outside it.
        SQLite::Statement statement(
            m_db, rated.least > 0 ? "SELECT photo_id FROM person_photo WHERE rating > 0 AND rating BETWEEN ?1 AND ?2"
                                  : "SELECT id FROM photo WHERE paths > 0 AND ?1 = 0 AND id NOT IN"
                                    " (SELECT photo_id FROM person_photo WHERE rating > 0 AND rating > ?2)");
        statement.bind(1, rated.least);
        statement.bind(2, rated.most);
        return photosOf(statement);
    }

    Photos operator()(const Confident& sure) const
    {
        SQLite::Statement statement(m_db, std::string("SELECT photo_id FROM caption WHERE is_current AND confidence ") +
                                              (sure.leastCounts ? ">=" : ">") + " ? AND confidence " +
                                              (sure.mostCounts ? "<=" : "<") + " ?");
        statement.bind(1, sure.least);
        statement.bind(2, sure.most);
        return photosOf(statement);
    }

    Photos operator()(const OfFormat& format) const
    {
        SQLite::Statement statement(m_db, "SELECT id FROM photo WHERE paths > 0 AND format = ?");
        statement.bind(1, format.format);
        return photosOf(statement);
    }

    Photos operator()(const OfShape& shape) const
    {
        const auto condition = [&] {
            switch (shape.shape) {
            case PictureShape::Landscape:
                return "width > height";
            case PictureShape::Portrait:
                return "width < height";
            case PictureShape::Square:
                return "100 * width BETWEEN 98 * height AND 102 * height";
            case PictureShape::Panorama:
                break;
            }
            return "width >= 2 * height OR height >= 2 * width";
        };
        return select(std::string("SELECT id FROM photo WHERE paths > 0 AND (") + condition() + ")");
    }

    Photos operator()(const InState& state) const
    {
        switch (state.state) {
        case PictureState::Favourite:
            return select("SELECT photo_id FROM person_photo WHERE favourite");
        case PictureState::Edited:
            return select("SELECT photo_id FROM person_photo WHERE caption IS NOT NULL");
        case PictureState::Picked:
            return select("SELECT photo_id FROM person_photo WHERE flag <> 0 AND flag = 1");
        case PictureState::Rejected:
            return select("SELECT photo_id FROM person_photo WHERE flag <> 0 AND flag = -1");
        case PictureState::Tagged:
            return select("SELECT DISTINCT photo_id FROM photo_tag");
        case PictureState::Undescribed:
            break;
        }
        return select("SELECT id FROM photo p WHERE paths > 0 AND NOT EXISTS (SELECT 1 FROM caption c WHERE"
                      " c.photo_id = p.id AND c.model_id = " +
                      std::to_string(m_keys.caption) + ")");
    }

    Photos operator()(const WithWords& words) const
    {
        const std::string expression = textExpression({words.words}, " AND ", false);
        if (expression.empty())
            return {};
        SQLite::Statement statement(m_db, "SELECT rowid FROM photo_text WHERE photo_text MATCH ?");
        statement.bind(1, expression);
        return photosOf(statement);
    }

private:
    Photos select(const std::string& sql) const
    {
        SQLite::Statement statement(m_db, sql);
        return photosOf(statement);
    }

    SQLite::Database& m_db;
    const ModelKeys& m_keys;
};

void sortUnique(Photos& photos)
{
    if (!std::is_sorted(photos.begin(), photos.end()))
        std::sort(photos.begin(), photos.end());
    photos.erase(std::unique(photos.begin(), photos.end()), photos.end());
}

/// Takes out those of which no place is known.
void leaveOutHidden(SQLite::Database& db, Photos& photos)
{
    SQLite::Statement statement(db, "SELECT id FROM photo WHERE paths <= 0 ORDER BY id");
    const Photos hidden = photosOf(statement);
    if (hidden.empty())
        return;
    std::erase_if(photos, [&](PhotoId photo) { return std::binary_search(hidden.begin(), hidden.end(), photo); });
}

} // namespace

Result<std::vector<PhotoId>> FilterIndex::matching(const PhotoFilter& filter) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<Photos> {
        Photos photos = std::visit(Matching(db, m_keys), filter);
        sortUnique(photos);
        leaveOutHidden(db, photos);
        return photos;
    });
}

Result<std::vector<PhotoId>> FilterIndex::all() const
{
    return m_database.read([](SQLite::Database& db) -> Result<Photos> {
        SQLite::Statement statement(db, "SELECT id FROM photo WHERE paths > 0");
        Photos photos = photosOf(statement);
        sortUnique(photos);
        return photos;
    });
}

Result<std::vector<PhotoId>> FilterIndex::newest(const std::vector<PhotoId>& photos, std::size_t limit) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<Photos> {
        SQLite::Statement statement(db, "SELECT id FROM photo WHERE paths > 0 ORDER BY sort_time DESC, id DESC");
        Photos newest;
        const std::size_t wanted = std::min(limit, photos.size());
        while (newest.size() < wanted && statement.executeStep()) {
            const PhotoId photo = photoIdOf(statement.getColumn(0));
            if (std::binary_search(photos.begin(), photos.end(), photo))
                newest.push_back(photo);
        }
        return newest;
    });
}

Result<std::vector<CameraCount>> FilterIndex::cameras() const
{
    return m_database.read([](SQLite::Database& db) -> Result<std::vector<CameraCount>> {
        SQLite::Statement statement(db, "SELECT camera, count(*) AS photos FROM photo WHERE paths > 0 AND camera <> ''"
                                        " GROUP BY camera ORDER BY photos DESC, camera");
        std::vector<CameraCount> cameras;
        while (statement.executeStep())
            cameras.push_back({statement.getColumn(0).getString(), statement.getColumn(1).getInt64()});
        return cameras;
    });
}

} // namespace vidimus::storage
