#pragma once

#include <span>
#include <string>

namespace vidimus::search {

/// 200 short texts about as many things, as people type them and on which nobody in particular insists. How well a picture
/// fits these says how well it fits any text at all: a measure for how well it fits the one that was typed. A change of the
/// list makes the files that keep their vectors stale by itself.
std::span<const std::string> neutralPrompts();

} // namespace vidimus::search
