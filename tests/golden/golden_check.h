#pragma once

#include <string>
#include <vector>

namespace vidimus::golden {

/// One comparison with what the original code gave.
struct GoldenCheck {
    std::string name; ///< "blip-tiny/vision.last_hidden_state"
    bool passed = false;
    std::string detail; ///< how far off, and how far it may be; or why it could not be compared
};

using GoldenChecks = std::vector<GoldenCheck>;

} // namespace vidimus::golden
