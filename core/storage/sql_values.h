#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/caption.h"
#include "core/base/content_hash.h"
#include "core/base/ids.h"
#include "core/base/path_text.h"

/// How our types travel through SQLite's, in one place.
namespace vidimus::storage {

/// The origin that originName() gave this name; Mock for what is none.
constexpr Origin originFromName(std::string_view name)
{
    for (const Origin origin : {Origin::Starter, Origin::Local, Origin::Cloud})
        if (originName(origin) == name)
            return origin;
    return Origin::Mock;
}

inline void bindBytes(SQLite::Statement& statement, int index, const std::string& bytes)
{
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

inline void bindPath(SQLite::Statement& statement, int index, const std::filesystem::path& path)
{
    bindBytes(statement, index, pathToBytes(path));
}

inline void bindHash(SQLite::Statement& statement, int index, const ContentHash& hash)
{
    statement.bind(index, hash.bytes.data(), static_cast<int>(hash.bytes.size()));
}

inline std::string bytesOf(const SQLite::Column& column)
{
    const void* data = column.getBlob();
    return data ? std::string(static_cast<const char*>(data), static_cast<std::size_t>(column.getBytes()))
                : std::string();
}

inline std::filesystem::path pathOf(const SQLite::Column& column)
{
    return pathFromBytes(bytesOf(column));
}

inline PhotoId photoIdOf(const SQLite::Column& column)
{
    return PhotoId{column.getInt64()};
}

/// Runs a statement that answers nothing and makes it ready for the next values.
inline int runAndReset(SQLite::Statement& statement)
{
    const int changed = statement.exec();
    statement.reset();
    return changed;
}

} // namespace vidimus::storage
