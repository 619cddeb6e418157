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

/// BERT's WordPiece, uncased, as BertTokenizer does it. Thread: any number of callers at once.
class WordPieceTokenizer {
public:
    /// From `vocab.txt`, else `tokenizer.json`. The vocabulary may be up to eight ids smaller than the model's
    /// `vocabSize` ([DEC] and [ENC] of BLIP stand behind it); anything else is the vocabulary of another model, an
    /// error that says so. [PAD], [UNK], [CLS] and [SEP] must be there, no token twice. Errors as ClipTokenizer's.
    static Result<WordPieceTokenizer> load(const std::filesystem::path& folder, int vocabSize);

    /// [CLS] ids… [SEP]; nothing is cut. Any bytes are taken. Special tokens in the text ("[MASK]") become their ids,
    /// as with the original. Time linear in the text for a given vocabulary.
    std::vector<int> encode(std::string_view text) const;

    /// As the original joins them: special ids and ids outside the vocabulary dropped, pieces joined, the clean-up of
    /// spaces before punctuation applied.
    std::string decode(std::span<const int> ids) const;

    /// The vocabulary's entry ("##ing"); empty outside it.
    std::string_view token(int id) const;
    bool isSpecial(int id) const; ///< [PAD], [UNK], [CLS], [SEP], [MASK], added ones, every id outside the vocabulary
    int clsId() const;
    int sepId() const;
    int padId() const;

private:
    struct Tables;
    explicit WordPieceTokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}
    std::shared_ptr<const Tables> m_tables;
};

} // namespace vidimus::inference
