#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vidimus::inference {

/// The smallest sizes that hold what every vocabulary of the kind holds.
inline constexpr int kFewestWordPieces = 200;
inline constexpr int kClipVocabularyWithoutMerges = 512 + 2; ///< bytes, bytes that end a word, start and end

/// A BERT vocabulary of exactly `size` (at least kFewestWordPieces) different entries: [PAD] 0, [UNK] 100, [CLS] 101,
/// [SEP] 102, [MASK] 103, single characters alone and as ##, then words that nobody knows.
std::vector<std::string> madeWordPieces(int size, std::uint64_t seed);

/// A vocabulary of CLIP's form: its byte alphabet, `merges` merges whose parts come before them, the two specials last.
struct MadeBpe {
    std::vector<std::string> tokens; ///< by id
    std::vector<std::pair<std::string, std::string>> merges;
};
MadeBpe madeBpe(int merges, std::uint64_t seed);

} // namespace vidimus::inference
