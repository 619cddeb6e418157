#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// CLIP's byte-level BPE with the text cleaning of the original (OpenCLIP's SimpleTokenizer).
/// Thread: any number of callers at once.
class ClipTokenizer {
public:
    /// From `vocab.json` and `merges.txt`, else `tokenizer.json`, else `bpe_simple_vocab_16e6.txt.gz` (OpenCLIP's own
    /// form). `vocabSize` is the model's: another size is the vocabulary of another model, an error that says so. So
    /// are tokens or merges that are missing, repeated or fit no others: a text would become plausible wrong ids.
    /// NotFound, PermissionDenied, Unreadable, TooLarge, Unsupported, Corrupt; the message names file and reason.
    static Result<ClipTokenizer> load(const std::filesystem::path& folder, int vocabSize);

    /// [sot, ids…, eot], cut to `contextLength` ids of which the last is always eot; no padding; nothing where it is
    /// below 1. Any bytes are taken (invalid UTF-8 becomes U+FFFD); time grows with the length times its logarithm at
    /// most. `<start_of_text>` and `<end_of_text>` in the text, in capitals or not, become their ids, as the original
    /// has it, whichever way the vocabulary spells them.
    std::vector<int> encode(std::string_view text, int contextLength) const;

    /// After cleaning: mojibake repair apart, as ftfy, html unescape (twice), white space and lower case leave it.
    /// Cleaning clean text once more may change it again, as with the original.
    static std::string clean(std::string_view text);

    /// Text of ids as the original's decode gives it ("a photo of a cat "). Start and end are spelled
    /// as above; ids outside the vocabulary are left out.
    std::string decode(std::span<const int> ids) const;

    int startId() const;
    int endId() const;

private:
    struct Tables;
    explicit ClipTokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}
    std::shared_ptr<const Tables> m_tables;
};

} // namespace vidimus::inference
