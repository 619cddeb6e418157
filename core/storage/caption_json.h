#pragma once

#include <string>
#include <vector>

#include "core/base/caption.h"

namespace vidimus::storage {

/// [[id, "text", probability], …]: how the tokens of a caption are kept.
std::string tokensToJson(const std::vector<CaptionToken>& tokens);
/// What cannot be read is left out: a caption without its tokens is still a caption.
std::vector<CaptionToken> tokensFromJson(const std::string& json);

} // namespace vidimus::storage
