#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/search/query_tree.h"

namespace vidimus::search {

/// A picture to look for the like of, by file or by photo.
struct PictureExample {
    std::filesystem::path file = {};
    PhotoId photo = {};   ///< one of the library; used when there is no file
    bool negated = false; ///< away from it

    friend bool operator==(const PictureExample&, const PictureExample&) = default;
};

/// What pictures are found by.
enum class FoundBy {
    Both,    ///< meaning and words, both rankings fused
    Meaning, ///< nearness to what words and pictures mean
    Words,   ///< captions, tags and names that hold the words; no model is asked
};

/// What is asked: a line of the query language (query_parser.h), pictures, or both together.
struct Query {
    std::string text = {};
    std::vector<PictureExample> pictures = {};
    std::size_t limit = 200;
    /// A query of filters alone has no ranking and no doubtful end: true gives all of it, whatever the limit.
    bool allWhenFiltered = false;
    FoundBy by = FoundBy::Both;
};

struct Hit {
    PhotoId id;
    float score = 0.f;         ///< what the ranking is by, 0..1, best near 1; only comparable within one answer
    float similarity = 0.f;    ///< cosine to the query; 0 when the picture has no vector yet
    bool matchedWords = false; ///< caption, tags or name hold the words typed
    bool likely = true;        ///< above the line; below it stand pictures that may have little to do with the query
    float relevance = 1.f;     ///< 0..1, 0.5 on the line; by calibration.h, or 1 where nothing can be said
    float closerThan = 0.f;    ///< the share of the pictures searched that the query's meaning is further from, 0..1
};

struct Times {
    double embedMs = 0;
    double indexMs = 0;
    double totalMs = 0;
};

struct Results {
    std::vector<Hit> hits;              ///< best first: the likely ones, then the others
    std::size_t likely = 0;             ///< so many of them stand above the line
    std::vector<QueryProblem> problems; ///< what of the query was not understood and left out
    std::string reason;                 ///< why nothing was found, or nothing likely: a sentence; else empty
    Times times;
    std::string note; ///< a sentence for people when the answer is less than usual ("The index is being built: …")
};

/// Why a picture was found.
struct Reasons {
    struct Place {
        std::string name;               ///< "caption", "tags", "name", "place"
        std::vector<std::string> words; ///< of the picture, as they stand there
    };
    std::vector<Place> places;        ///< where words of the query occur
    std::vector<std::string> filters; ///< what it passed, as typed: "date:2023"
};

} // namespace vidimus::search
