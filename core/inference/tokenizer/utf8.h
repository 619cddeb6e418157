#pragma once

#include <string>
#include <string_view>

namespace vidimus::inference {

/// Invalid bytes become U+FFFD, one for each maximal part of a sequence, as Unicode recommends and Python does.
std::u32string fromUtf8(std::string_view bytes);

/// `text` must hold Unicode scalar values only (everything made by this folder does).
std::string toUtf8(std::u32string_view text);
void appendUtf8(std::string& bytes, char32_t c);

bool isValidUtf8(std::string_view bytes);

} // namespace vidimus::inference
