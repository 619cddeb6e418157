#pragma once

#include <string>
#include <vector>

namespace vidimus::train {

/// BERT's vocab.txt for texts of these words (lower case): specials, the words whole, letters and digits alone and as
/// later pieces, so that other words have ids too. Ids: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4.
std::vector<std::string> wordPieces(const std::vector<std::string>& words);

/// CLIP's vocab.json and merges.txt for texts of these words: pairs merged, the most frequent first, until each word is
/// one token.
struct BytePairFiles {
    std::string vocabulary;
    std::string merges;
    int size = 0; ///< of the vocabulary; the last two are start and end
};
BytePairFiles bytePairs(const std::vector<std::string>& words);

} // namespace vidimus::train
