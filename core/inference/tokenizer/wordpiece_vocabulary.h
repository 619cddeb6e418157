#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

struct WordPieceVocabulary {
    std::vector<std::string> tokens; ///< by id
    std::set<int> special;           ///< ids of [PAD], [UNK], [CLS], [SEP], [MASK] and of added tokens
    int padId = 0;
    int unknownId = 0;
    int clsId = 0;
    int sepId = 0;
};

/// From `vocab.txt`, else `tokenizer.json`. The model may have a few more ids than the file has tokens, not fewer.
Result<WordPieceVocabulary> readWordPieceVocabulary(const std::filesystem::path& folder, int vocabSize);

} // namespace vidimus::inference
