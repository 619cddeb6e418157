#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "core/base/caption.h"

namespace vidimus::cli {

/// The tokens with their probabilities, as every command's JSON has them.
Json tokensToJson(const Caption& caption);

/// "a 0.99 · dog 0.42 · (end) 0.87": the words of a caption with what the model gave to them. A word of several pieces
/// is as likely as its least likely piece.
std::string wordsText(const Caption& caption, bool utf8);

} // namespace vidimus::cli
