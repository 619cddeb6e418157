#pragma once

#include <optional>
#include <string_view>

#include "core/base/embedding.h"

namespace vidimus::inference::mock {

/// Where a text lies in the mock's space: the sum of what its words mean. Every known word counts once, case and
/// punctuation do not matter, "reds" and "reddish" are "red"; each unknown word adds a direction of its own that no
/// picture has, and so takes away from the similarity to all of them. Bytes that are not UTF-8 are letters of unknown
/// words. Nothing for a text of white space only.
std::optional<Embedding> textVector(std::string_view text);

} // namespace vidimus::inference::mock
