#include "core/storage/mark_store.h"

#include <algorithm>

#include "core/storage/database.h"
#include "core/storage/person_rows.h"
#include "core/storage/sql_values.h"

namespace vidimus::storage {

namespace {

constexpr const char* kSelectMarks =
    "SELECT caption, rating, favourite, flag, reviewed_at FROM person_photo WHERE photo_id = ?";

PersonMarks readMarks(SQLite::Statement& select, PhotoId photo)
{
    select.bind(1, photo.value);
    const PersonMarks marks = select.executeStep() ? marksOf(select, 0) : PersonMarks{};
    select.reset();
    return marks;
}

/// Reads and writes marks, prepared once for a batch. A photo without marks has no row.
class MarkStatements {
public:
    explicit MarkStatements(SQLite::Database& db)
        : m_select(db, kSelectMarks)
        , m_put(db, "INSERT INTO person_photo (photo_id, caption, rating, favourite, flag, reviewed_at)"
                    " SELECT id, ?, ?, ?, ?, ? FROM photo WHERE id = ?"
                    " ON CONFLICT DO UPDATE SET caption = excluded.caption, rating = excluded.rating,"
                    " favourite = excluded.favourite, flag = excluded.flag, reviewed_at = excluded.reviewed_at")
        , m_remove(db, "DELETE FROM person_photo WHERE photo_id = ?")
    {}

    PersonMarks read(PhotoId photo) { return readMarks(m_select, photo); }

    /// False when the photo is gone.
    bool write(PhotoId photo, const PersonMarks& marks)
    {
        if (marks == PersonMarks{}) {
            m_remove.bind(1, photo.value);
            return runAndReset(m_remove) > 0;
        }
        marks.caption ? m_put.bind(1, *marks.caption) : m_put.bind(1);
        m_put.bind(2, marks.rating);
        m_put.bind(3, marks.favourite ? 1 : 0);
        m_put.bind(4, static_cast<int>(marks.flag));
        marks.reviewedAt ? m_put.bind(5, *marks.reviewedAt) : m_put.bind(5);
        m_put.bind(6, photo.value);
        return runAndReset(m_put) > 0;
    }

private:
    SQLite::Statement m_select;
    SQLite::Statement m_put;
    SQLite::Statement m_remove;
};

PersonMarks marked(PersonMarks marks, const MarkPhotos& edit, std::int64_t now)
{
    if (edit.caption)
        marks.caption = edit.caption->empty() ? std::nullopt : edit.caption;
    if (edit.rating)
        marks.rating = *edit.rating;
    if (edit.favourite)
        marks.favourite = *edit.favourite;
    if (edit.flag)
        marks.flag = *edit.flag;
    if (edit.reviewed && *edit.reviewed != marks.reviewedAt.has_value())
        marks.reviewedAt = *edit.reviewed ? std::optional(now) : std::nullopt;
    return marks;
}

} // namespace

Result<std::vector<PersonPhoto>> MarkStore::marks(std::span<const PhotoId> photos) const
{
    return m_database.read([&](SQLite::Database& db) -> Result<std::vector<PersonPhoto>> {
        SQLite::Statement select(db, kSelectMarks);
        std::vector<PersonPhoto> found;
        found.reserve(photos.size());
        for (const PhotoId photo : photos)
            found.push_back({photo, readMarks(select, photo)});
        return found;
    });
}

Result<std::vector<PersonPhoto>> MarkStore::mark(const MarkPhotos& edit, std::int64_t now)
{
    if (edit.rating && (*edit.rating < 0 || *edit.rating > kMaxRating))
        return fail(ErrorCode::InvalidArgument, "A rating is a number from 0 to 5.");
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<PersonPhoto>> {
        MarkStatements statements(db);
        std::vector<PersonPhoto> before;
        for (const PhotoId photo : edit.photos) {
            PersonMarks old = statements.read(photo);
            const PersonMarks marks = marked(old, edit, now);
            if (marks != old && statements.write(photo, marks))
                before.push_back({photo, std::move(old)});
        }
        return before;
    });
}

Result<std::vector<PersonPhoto>> MarkStore::toggleFavourite(const ToggleFavourite& edit, std::int64_t now)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<PersonPhoto>> {
        SQLite::Statement select(db, kSelectMarks);
        const bool all = std::all_of(edit.photos.begin(), edit.photos.end(),
                                     [&](PhotoId photo) { return readMarks(select, photo).favourite; });
        MarkPhotos marking{edit.photos, {}, {}, {}, {}, {}};
        marking.favourite = !all;
        return mark(marking, now);
    });
}

Result<std::vector<PersonPhoto>> MarkStore::restore(std::span<const PersonPhoto> photos)
{
    return m_database.write([&](SQLite::Database& db) -> Result<std::vector<PersonPhoto>> {
        MarkStatements statements(db);
        std::vector<PersonPhoto> before;
        for (const PersonPhoto& photo : photos) {
            PersonMarks old = statements.read(photo.photo);
            if (photo.marks != old && statements.write(photo.photo, photo.marks))
                before.push_back({photo.photo, std::move(old)});
        }
        return before;
    });
}

} // namespace vidimus::storage
