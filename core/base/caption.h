#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vidimus {

/// Where a model's words come from. Shown beside every caption, so that a mock is never taken for the real thing.
enum class Origin { Mock, Starter, Local, Cloud };

/// "mock", "starter", "local", "cloud": as JSON and the database have it.
constexpr std::string_view originName(Origin origin)
{
    switch (origin) {
    case Origin::Mock:
        return "mock";
    case Origin::Starter:
        return "starter";
    case Origin::Local:
        return "local";
    case Origin::Cloud:
        return "cloud";
    }
    return "mock";
}

/// One token of a caption as the model emitted it.
struct CaptionToken {
    int id = 0;
    std::string text;        ///< the piece of the caption it stands for; empty for the end token
    float probability = 0.f; ///< what the model gave to it, 0..1
};

struct Caption {
    std::string text;
    float confidence = 0.f; ///< geometric mean of the tokens' probabilities, end token included, 0..1
    std::vector<CaptionToken> tokens;
};

} // namespace vidimus
