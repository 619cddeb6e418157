#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vidimus::inference {

/// Splits text where BERT's uncased tokenizer does, before word pieces: lower case, accents dropped, punctuation and
/// Chinese characters words of their own.
std::vector<std::u32string> splitBertWords(std::u32string_view text);

} // namespace vidimus::inference
