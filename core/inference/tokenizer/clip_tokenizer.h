#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// CLIP's byte-level BPE with the text cleaning of the original (OpenCLIP's SimpleTokenizer).
/// Thread: any number of callers at once.
class ClipTokenizer {
public:
    /// From `vocab.json` and `merges.txt`, else `tokenizer.json`, else `bpe_simple_vocab_16e6.txt.gz` (OpenCLIP's own
    /// form). `vocabSize` is the model's: another size is the vocabulary of another model, an error that says so.
    static Result<ClipTokenizer> load(const std::filesystem::path& folder, int vocabSize);

    /// [sot, ids…, eot], cut to `contextLength` ids of which the last is always eot; no padding. Any bytes are taken
    /// (invalid UTF-8 becomes U+FFFD); time grows with the length times its logarithm at most.
    std::vector<int> encode(std::string_view text, int contextLength) const;

    /// After cleaning: mojibake repair apart, as ftfy, html unescape (twice), white space and lower case leave it.
    static std::string clean(std::string_view text);

    /// Text of ids as the original's decode gives it ("a photo of a cat "). Ids outside the vocabulary are left out.
    std::string decode(std::span<const int> ids) const;

    int startId() const;
    int endId() const;

private:
    struct Tables;
    explicit ClipTokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}
    std::shared_ptr<const Tables> m_tables;
};

} // namespace vidimus::inference
