#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::storage {

class Database;

/// Words as a person typed them, cut apart but not interpreted: every character is taken literally.
struct TextQuery {
    std::vector<std::string> all; ///< words or phrases that must occur
    bool lastIsPrefix = false;    ///< the last of `all` is still being typed: "bea" finds "beach"
};

struct TextMatches {
    std::vector<PhotoId> photos; ///< best first (BM25); the newest first when there are too many to rank
    /// False: the words are in so many photos that which of these comes first says nothing, and finding out takes long.
    bool ranked = true;
    /// Every photo that holds the words, ascending, where they are not ranked: somebody else knows an order.
    std::vector<PhotoId> all;
};

/// Words of a query in one column of a photo's text.
struct WordsFound {
    std::string column;             ///< "caption", "tags", "name", "place"
    std::vector<std::string> words; ///< as they stand there
};

/// Full-text search over captions, tags, file names and places. Thread: any.
class TextIndex {
public:
    /// More matches than this are not ranked.
    static constexpr std::size_t kMostRanked = 3000;

    explicit TextIndex(const Database& database) : m_database(database) {}

    /// At most `limit`; none when `all` holds nothing that could be a word. With `among` (ascending) only these: `limit`
    /// come back when as many exist there.
    Result<TextMatches> match(const TextQuery& query, std::size_t limit,
                              const std::vector<PhotoId>* among = nullptr) const;
    /// Where in a photo any of the words occur.
    Result<std::vector<WordsFound>> wordsFound(const TextQuery& query, PhotoId photo) const;
    /// How many photos hold the words.
    Result<std::int64_t> count(const TextQuery& query) const;

private:
    const Database& m_database;
};

} // namespace vidimus::storage
