#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A query line as values: what QueryParser makes of `beach "red ball" -people date:2023 rating:>=3`. No Qt, so that the
/// window may include it.
namespace vidimus::search {

/// Days of a wall clock, as cameras note them.
using Day = std::chrono::sys_days;

/// A word without quotes: asks by meaning, and by text where it occurs.
struct Word {
    std::string text;
};

/// Words in quotes: have to occur, in this order.
struct Phrase {
    std::string text;
};

/// A folder by its name or a part of its path; pictures below it count.
struct FolderNamed {
    std::string name;
};

struct CameraNamed {
    std::string name;
};

struct TagNamed {
    std::string name;
};

struct AlbumNamed {
    std::string name;
};

/// Taken on or after `from` and before `end`; an end that is not set is open.
struct TakenBetween {
    std::optional<Day> from;
    std::optional<Day> end;
    bool spoken = false; ///< of plain words ("last summer"), which can be taken back to words
};

/// A span of numbers.
struct NumberSpan {
    double least = 0;
    double most = 0;
    bool leastCounts = true; ///< whether `least` itself is in it
    bool mostCounts = true;
};

struct RatingIn {
    NumberSpan stars; ///< 0..5
};

struct ConfidenceIn {
    NumberSpan confidence; ///< of the caption, 0..1
};

/// A file format by the name the library has for it: "jpeg".
struct FormatIs {
    std::string format;
};

enum class Shape { Landscape, Portrait, Square, Panorama };

struct ShapeIs {
    Shape shape = Shape::Landscape;
};

enum class State { Favourite, Edited, Undescribed, Picked, Rejected, Tagged };

struct StateIs {
    State state = State::Undescribed;
};

using Condition = std::variant<Word, Phrase, FolderNamed, CameraNamed, TagNamed, AlbumNamed, TakenBetween, RatingIn,
                               ConfidenceIn, FormatIs, ShapeIs, StateIs>;

/// One thing asked for, or against. All of a query have to hold.
struct Term {
    Condition what;
    bool negated = false;
    std::size_t begin = 0; ///< where it stands in the line, in bytes: [begin, end)
    std::size_t end = 0;

    bool isWords() const { return std::holds_alternative<Word>(what) || std::holds_alternative<Phrase>(what); }
};

/// What could not be understood. The rest of the query runs without it.
struct QueryProblem {
    std::size_t begin = 0; ///< in bytes: [begin, end)
    std::size_t end = 0;
    std::string message;    ///< one sentence for people
    std::string suggestion; ///< what to write there instead; empty when there is no guess
};

struct ParsedQuery {
    std::vector<Term> terms; ///< in the order of the line
    std::vector<QueryProblem> problems;
    bool lastWordIsOpen = false; ///< the line ends with a word that may still be being typed
};

} // namespace vidimus::search
