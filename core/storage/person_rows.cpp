#include "core/storage/person_rows.h"

namespace vidimus::storage {

PersonMarks marksOf(SQLite::Statement& row, int column)
{
    PersonMarks marks;
    if (!row.getColumn(column).isNull())
        marks.caption = row.getColumn(column).getString();
    marks.rating = row.getColumn(column + 1).getInt();
    marks.favourite = row.getColumn(column + 2).getInt() != 0;
    marks.flag = static_cast<Flag>(row.getColumn(column + 3).getInt());
    if (!row.getColumn(column + 4).isNull())
        marks.reviewedAt = row.getColumn(column + 4).getInt64();
    return marks;
}

std::vector<std::string> readTags(SQLite::Database& db, PhotoId photo)
{
    SQLite::Statement row(
        db, "SELECT t.name FROM photo_tag u JOIN tag t ON t.id = u.tag_id WHERE u.photo_id = ? ORDER BY t.key");
    row.bind(1, photo.value);
    std::vector<std::string> tags;
    while (row.executeStep())
        tags.push_back(row.getColumn(0).getString());
    return tags;
}

} // namespace vidimus::storage
