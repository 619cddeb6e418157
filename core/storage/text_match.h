#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::storage {

class Database;

/// Words as a person typed them, cut apart but not interpreted: every character is taken literally, so no operator of
/// the full-text engine can be typed by accident.
struct TextQuery {
    std::vector<std::string> all;  ///< words or phrases that must occur
    std::vector<std::string> none; ///< words or phrases that must not
    bool lastIsPrefix = false;     ///< the last of `all` is still being typed: "bea" finds "beach"
};

struct TextMatch {
    PhotoId photo;
    double rank = 0; ///< larger is better (BM25)
};

/// Full-text search over captions, tags, file names and places. Thread: any.
class TextIndex {
public:
    explicit TextIndex(const Database& database) : m_database(database) {}

    /// Best first, at most `limit`; empty when `all` holds nothing that could be a word.
    Result<std::vector<TextMatch>> match(const TextQuery& query, std::size_t limit) const;
    /// Every photo in which any of the words occurs, ascending.
    Result<std::vector<PhotoId>> withAny(const std::vector<std::string>& words) const;

private:
    const Database& m_database;
};

} // namespace vidimus::storage
