#pragma once

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/inference/tokenizer/byte_pair_encoder.h"
#include "core/inference/tokenizer/vocabulary_json.h"

namespace vidimus::inference {

/// A byte-pair vocabulary as its files state it.
struct ClipVocabularyText {
    std::vector<std::string> tokens; ///< by id
    std::set<int> added;             ///< ids that no merge need make
    std::vector<MergeText> merges;   ///< by rank
    std::string tokensFile;          ///< for error messages
    std::string mergesFile;
};

/// The same, checked and in numbers.
struct ClipVocabulary {
    std::vector<std::string> bytes; ///< what each id stands for; "</w>" where a word ends
    std::array<int, 256> inner{};
    std::array<int, 256> last{};
    std::vector<BytePairEncoder::Merge> merges;
    int startId = 0;
    int endId = 0;
};

/// From `vocab.json` and `merges.txt`, else `tokenizer.json`, else `bpe_simple_vocab_16e6.txt.gz`.
Result<ClipVocabulary> readClipVocabulary(const std::filesystem::path& folder, int vocabSize);

/// Corrupt unless there are `vocabSize` tokens, each once: all bytes inside and at the end of words, both special
/// names, and for the rest exactly what the merges make.
Result<ClipVocabulary> checkClipVocabulary(const ClipVocabularyText& text, int vocabSize);

} // namespace vidimus::inference
