#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/caption_reader.h"
#include "app/cli/labelled_pictures.h"

namespace vidimus::cli {

/// So many of so many.
struct Share {
    int right = 0;
    int of = 0;

    void count(bool isRight)
    {
        right += isRight ? 1 : 0;
        ++of;
    }
    double value() const { return of > 0 ? static_cast<double>(right) / of : 0; }
};

inline constexpr int kConfidenceBins = 10;

/// How right captions are, and whether their confidence says how right.
class CaptionScores {
public:
    explicit CaptionScores(const LabelWords& words) : m_words(words) {}

    void add(const LabelledPicture& picture, const std::string& caption, double confidence);

    Share pictures;         ///< that have all their things named and no others
    Share things;           ///< that are named
    Share colours;          ///< of things that are named and have a colour to tell
    Share countsAbove;      ///< of things that are named and are more than one
    Share countsAboveOfAll; ///< of things that are more than one, named or not
    Share singles;          ///< of things that are named and are one: said to be one
    Share places;
    Share nights; ///< day and night told apart
    /// Thing shown and thing named in its place ("-": none).
    std::map<std::pair<std::string, std::string>, int> confusions;

    struct Bin {
        double confidence = 0; ///< sums
        double right = 0;
        int captions = 0;
    };
    std::array<Bin, kConfidenceBins> bins{}; ///< by confidence

    /// The mean distance between a caption's confidence and the part of its statements that are true (things, colours,
    /// counts, place, time of day), over the bins.
    double calibrationError() const;

private:
    void addThings(const LabelledPicture& picture, const Said& said);
    double truePart(const LabelledPicture& picture, const Said& said) const;

    const LabelWords& m_words; ///< outlives this
};

} // namespace vidimus::cli
