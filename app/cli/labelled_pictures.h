#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::cli {

/// A thing that is to be seen in a picture.
struct LabelledThing {
    std::string name;
    std::string colour; ///< empty: none that needs saying
    int count = 1;
};

struct LabelledPicture {
    std::filesystem::path file;
    std::string caption; ///< what a person would say of it; the query it is to be found by
    std::vector<LabelledThing> things;
    std::string place; ///< empty: not labelled
    bool night = false;
    bool heldOut = false; ///< a combination that the model was not trained on, as far as whoever labelled it knows
};

/// The words that labels are made of, by which captions are read.
struct LabelWords {
    struct Thing {
        std::string name;
        std::string plural;
        std::vector<std::string> keywords;
    };
    struct Place {
        std::string name;
        std::string phrase;
    };
    std::vector<Thing> things;
    std::vector<std::string> colours;
    std::vector<std::string> counts; ///< for one, two, three ...
    std::vector<Place> places;
    std::string night; ///< what is said of pictures at night; empty: nothing

    const Thing* find(const std::string& name) const;
};

struct LabelledPictures {
    LabelWords words;
    std::vector<LabelledPicture> pictures;
};

/// FOLDER/labels.json; docs/training.md describes it. Errors name the file: NotFound, Unreadable, Corrupt.
Result<LabelledPictures> readLabelledPictures(const std::filesystem::path& folder);

} // namespace vidimus::cli
