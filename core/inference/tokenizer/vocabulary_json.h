#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

using MergeText = std::pair<std::string, std::string>;

/// The parts of a `tokenizer.json` that define a vocabulary.
struct FastVocabulary {
    std::vector<std::string> tokens; ///< by id, added ones included
    std::set<int> added;             ///< ids of what `added_tokens` lists
    std::vector<MergeText> merges;   ///< by rank; empty for WordPiece
};

/// Tokens by id of a `vocab.json`: one object, names to numbers. Corrupt when a token or an id occurs twice, an id is
/// missing or no such number, the text no JSON. `file` is the file's name for error messages.
Result<std::vector<std::string>> parseVocabJson(std::string_view text, const std::string& file);

/// A `tokenizer.json` of CLIP's kind (BPE with "</w>"); merges as "a b" or ["a", "b"].
Result<FastVocabulary> parseClipTokenizerJson(std::string_view text, const std::string& file);

/// A `tokenizer.json` of BERT's kind: uncased WordPiece.
Result<FastVocabulary> parseWordPieceTokenizerJson(std::string_view text, const std::string& file);

} // namespace vidimus::inference
