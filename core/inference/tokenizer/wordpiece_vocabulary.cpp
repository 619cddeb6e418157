#include "core/inference/tokenizer/wordpiece_vocabulary.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "core/base/path_text.h"
#include "core/inference/tokenizer/vocabulary_files.h"
#include "core/inference/tokenizer/vocabulary_json.h"

namespace vidimus::inference {

namespace {

namespace fs = std::filesystem;

/// BLIP has two tokens of its own behind BERT's vocabulary; others round its size up to a multiple of eight.
constexpr std::size_t kMostExtraIds = 8;

Result<FastVocabulary> readLines(const fs::path& path)
{
    const std::string file = displayPath(path);
    const auto text = readVocabulary(path);
    if (!text)
        return fail(text.error());
    FastVocabulary vocabulary;
    std::unordered_map<std::string_view, std::size_t> lineOf;
    std::size_t number = 0;
    for (const std::string_view line : linesOf(*text)) {
        ++number;
        if (line.empty())
            return fail(ErrorCode::Corrupt, lineName(file, number) + " is empty, where a token should be.");
        const auto [known, isNew] = lineOf.emplace(line, number);
        if (!isNew)
            return fail(ErrorCode::Corrupt, lineName(file, number) + " repeats " + tokenName(line) + " of line " +
                                                std::to_string(known->second) + ".");
        vocabulary.tokens.emplace_back(line);
    }
    return vocabulary;
}

Result<FastVocabulary> readFast(const fs::path& path)
{
    const auto text = readVocabulary(path);
    if (!text)
        return fail(text.error());
    return parseWordPieceTokenizerJson(*text, displayPath(path));
}

std::optional<int> find(const std::unordered_map<std::string_view, int>& ids, std::string_view token)
{
    const auto found = ids.find(token);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

Result<WordPieceVocabulary> check(FastVocabulary text, const std::string& file, int vocabSize)
{
    const std::size_t count = text.tokens.size();
    if (vocabSize <= 0 || count > static_cast<std::size_t>(vocabSize) ||
        static_cast<std::size_t>(vocabSize) - count > kMostExtraIds)
        return failForAnotherModel(file, count, vocabSize);
    std::unordered_map<std::string_view, int> ids;
    ids.reserve(count);
    for (const std::string& token : text.tokens)
        ids.emplace(token, static_cast<int>(ids.size()));
    WordPieceVocabulary vocabulary;
    const std::array<std::pair<std::string_view, int*>, 4> needed = {{{"[PAD]", &vocabulary.padId},
                                                                      {"[UNK]", &vocabulary.unknownId},
                                                                      {"[CLS]", &vocabulary.clsId},
                                                                      {"[SEP]", &vocabulary.sepId}}};
    vocabulary.special = std::move(text.added);
    for (const auto& [name, place] : needed) {
        const auto id = find(ids, name);
        if (!id)
            return fail(ErrorCode::Corrupt, file + " lacks the token " + tokenName(name) + ".");
        *place = *id;
        vocabulary.special.insert(*id);
    }
    if (const auto mask = find(ids, "[MASK]"))
        vocabulary.special.insert(*mask);
    vocabulary.tokens = std::move(text.tokens);
    return vocabulary;
}

} // namespace

Result<WordPieceVocabulary> readWordPieceVocabulary(const fs::path& folder, int vocabSize)
{
    std::error_code ignored;
    for (const char* name : {"vocab.txt", "tokenizer.json"}) {
        const fs::path path = folder / name;
        if (!fs::exists(path, ignored))
            continue;
        auto text = name == std::string_view("vocab.txt") ? readLines(path) : readFast(path);
        if (!text)
            return fail(std::move(text.error()));
        return check(std::move(*text), displayPath(path), vocabSize);
    }
    return fail(ErrorCode::NotFound,
                displayPath(folder) + " holds no vocabulary for its text model: vocab.txt or tokenizer.json would do.");
}

} // namespace vidimus::inference
