#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// The first of `places` that holds both vocabularies the goldens were made with: `bpe_simple_vocab_16e6.txt.gz` and
/// `bert-base-uncased-vocab.txt`. They are no part of the project.
std::optional<std::filesystem::path> findVocabularies(const std::vector<std::filesystem::path>& places);

/// Every string of the golden files of a folder like reference/tokenizer through the tokenizers, from every form of
/// file that the vocabularies come in: clean text, ids, cut ids and decoded text.
GoldenChecks runTokenizerCases(const std::filesystem::path& folder, const std::filesystem::path& vocabularies);

} // namespace vidimus::golden
