#pragma once

#include <string>
#include <vector>

#include "app/cli/labelled_pictures.h"

namespace vidimus::cli {

/// What a caption says, in the words of the labels.
struct SaidThing {
    std::string name;
    std::string colour; ///< empty: none said
    int count = 0;      ///< 0: it does not say how many
};
struct Said {
    std::vector<SaidThing> things;
    std::string place; ///< empty: none said
    bool night = false;
};

/// Things are found by name or plural, longer names before shorter ones ("police car" is no "car"); the words right before
/// one say its colour and count.
Said readCaption(const std::string& caption, const LabelWords& words);

} // namespace vidimus::cli
