#pragma once

#include <functional>
#include <string_view>

namespace vidimus::inference {

/// OpenCLIP's names of the start and the end of a text, which stand for them inside a text, too.
inline constexpr std::string_view kStartOfText = "<start_of_text>";
inline constexpr std::string_view kEndOfText = "<end_of_text>";

/// Splits clean text where CLIP does: special names, English contractions ('s 't 're 've 'm 'll 'd), runs of letters,
/// single numerals, runs of anything else; white space (and U+0345, by a quirk of the original pattern) belongs to
/// none. `take` is called for each in order and returns whether to go on.
void splitClipWords(std::u32string_view text, const std::function<bool(std::u32string_view)>& take);

} // namespace vidimus::inference
