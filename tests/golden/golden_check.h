#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
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

/// The larger of two differences; what is no number is larger than any, so that it fails.
inline double worse(double a, double b)
{
    return std::isnan(a) || std::isnan(b) ? std::numeric_limits<double>::infinity() : std::max(a, b);
}

} // namespace vidimus::golden
