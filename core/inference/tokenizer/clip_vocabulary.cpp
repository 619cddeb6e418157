#include "core/inference/tokenizer/clip_vocabulary.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/path_text.h"
#include "core/inference/tokenizer/byte_alphabet.h"
#include "core/inference/tokenizer/clip_words.h"
#include "core/inference/tokenizer/vocabulary_files.h"

namespace vidimus::inference {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWordEnd = "</w>";
constexpr std::size_t kByteTokens = 512;
constexpr std::size_t kSpecialTokens = 2;

using IdOf = std::unordered_map<std::string_view, int>;

std::uint64_t pairKey(int left, int right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
}

Result<MergeText> parseMergeLine(std::string_view line, const std::string& where)
{
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == line.size() ||
        line.find(' ', space + 1) != std::string_view::npos)
        return fail(ErrorCode::Corrupt, where + " is not a pair of tokens: " + tokenName(line) + ".");
    return MergeText{std::string(line.substr(0, space)), std::string(line.substr(space + 1))};
}

Result<std::vector<MergeText>> parseMerges(const std::vector<std::string_view>& lines, std::size_t first,
                                           std::size_t end, const std::string& file)
{
    std::vector<MergeText> merges;
    merges.reserve(end - first);
    for (std::size_t i = first; i < end; ++i) {
        auto merge = parseMergeLine(lines[i], lineName(file, i + 1));
        if (!merge)
            return fail(merge.error());
        merges.push_back(std::move(*merge));
    }
    return merges;
}

Result<ClipVocabularyText> readPair(const fs::path& vocabFile, const fs::path& mergesFile)
{
    ClipVocabularyText text;
    text.tokensFile = displayPath(vocabFile);
    text.mergesFile = displayPath(mergesFile);
    const auto vocab = readVocabulary(vocabFile);
    if (!vocab)
        return fail(vocab.error());
    auto tokens = parseVocabJson(*vocab, text.tokensFile);
    if (!tokens)
        return fail(tokens.error());
    text.tokens = std::move(*tokens);
    const auto mergesText = readVocabulary(mergesFile);
    if (!mergesText)
        return fail(mergesText.error());
    std::vector<std::string_view> lines = linesOf(*mergesText);
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    const bool headed = !lines.empty() && lines.front().starts_with("#version");
    auto merges = parseMerges(lines, headed ? 1 : 0, lines.size(), text.mergesFile);
    if (!merges)
        return fail(merges.error());
    text.merges = std::move(*merges);
    return text;
}

Result<ClipVocabularyText> readFast(const fs::path& file)
{
    ClipVocabularyText text;
    text.tokensFile = displayPath(file);
    text.mergesFile = text.tokensFile;
    const auto bytes = readVocabulary(file);
    if (!bytes)
        return fail(bytes.error());
    auto fast = parseClipTokenizerJson(*bytes, text.tokensFile);
    if (!fast)
        return fail(fast.error());
    text.tokens = std::move(fast->tokens);
    text.added = std::move(fast->added);
    text.merges = std::move(fast->merges);
    return text;
}

/// OpenCLIP's list of merges, of which a vocabulary takes as many as it has room for: bytes, bytes at the end of words,
/// what the merges make, start and end. The first line is a heading.
Result<ClipVocabularyText> readOpenClip(const fs::path& file, int vocabSize)
{
    ClipVocabularyText text;
    text.tokensFile = displayPath(file);
    text.mergesFile = text.tokensFile;
    const auto unpacked = readCompressedVocabulary(file);
    if (!unpacked)
        return fail(unpacked.error());
    const std::vector<std::string_view> lines = linesOf(*unpacked);
    constexpr std::size_t kOwn = kByteTokens + kSpecialTokens;
    const std::size_t given = lines.empty() ? 0 : lines.size() - 1;
    if (vocabSize < static_cast<int>(kOwn) || given < static_cast<std::size_t>(vocabSize) - kOwn)
        return failForAnotherModel(text.tokensFile, given + kOwn, vocabSize);
    auto merges = parseMerges(lines, 1, 1 + static_cast<std::size_t>(vocabSize) - kOwn, text.mergesFile);
    if (!merges)
        return fail(merges.error());
    text.merges = std::move(*merges);
    const ByteAlphabet alphabet;
    for (const std::string_view end : {std::string_view(), kWordEnd}) {
        for (const unsigned char byte : alphabet.order())
            text.tokens.push_back(alphabet.symbol(byte) + std::string(end));
    }
    for (const MergeText& merge : text.merges)
        text.tokens.push_back(merge.first + merge.second);
    text.tokens.emplace_back(kStartOfText);
    text.tokens.emplace_back(kEndOfText);
    return text;
}

Result<ClipVocabularyText> readText(const fs::path& folder, int vocabSize)
{
    constexpr const char* kOpenClip = "bpe_simple_vocab_16e6.txt.gz";
    const auto has = [&](const char* name) {
        std::error_code ignored;
        return fs::exists(folder / name, ignored);
    };
    const bool vocab = has("vocab.json");
    const bool merges = has("merges.txt");
    if (vocab && merges)
        return readPair(folder / "vocab.json", folder / "merges.txt");
    if (has("tokenizer.json"))
        return readFast(folder / "tokenizer.json");
    if (has(kOpenClip))
        return readOpenClip(folder / kOpenClip, vocabSize);
    std::string message = displayPath(folder) + " holds no vocabulary for its text model: ";
    if (vocab != merges)
        message += vocab ? "there is vocab.json, but no merges.txt; " : "there is merges.txt, but no vocab.json; ";
    return fail(ErrorCode::NotFound,
                message + "vocab.json with merges.txt, tokenizer.json or " + kOpenClip + " would do.");
}

std::optional<int> find(const IdOf& ids, std::string_view token)
{
    const auto found = ids.find(token);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

Result<int> specialId(const IdOf& ids, const ClipVocabularyText& text, std::string_view openClip, std::string_view hub)
{
    for (const std::string_view name : {openClip, hub}) {
        if (const auto id = find(ids, name))
            return *id;
    }
    return fail(ErrorCode::Corrupt, text.tokensFile + " lacks the token " + tokenName(hub) + ".");
}

/// Which tokens something accounts for: whatever is left over, merges for it are missing.
class Explained {
public:
    explicit Explained(std::size_t tokens) : m_explained(tokens, false) {}
    void add(int id) { m_explained[static_cast<std::size_t>(id)] = true; }
    std::optional<std::size_t> missing() const
    {
        for (std::size_t id = 0; id < m_explained.size(); ++id) {
            if (!m_explained[id])
                return id;
        }
        return std::nullopt;
    }

private:
    std::vector<bool> m_explained;
};

Result<void> readByteTokens(ClipVocabulary& vocabulary, const IdOf& ids, const std::string& file,
                            const ByteAlphabet& alphabet, Explained& explained)
{
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const std::string& symbol = alphabet.symbol(static_cast<unsigned char>(byte));
        const auto inner = find(ids, symbol);
        const auto last = find(ids, symbol + std::string(kWordEnd));
        if (!inner || !last)
            return fail(ErrorCode::Corrupt, file + " lacks the token " +
                                                tokenName(inner ? symbol + std::string(kWordEnd) : symbol) +
                                                ", without which not every text can be written.");
        vocabulary.inner[byte] = *inner;
        vocabulary.last[byte] = *last;
        explained.add(*inner);
        explained.add(*last);
    }
    return {};
}

Result<void> readMerges(ClipVocabulary& vocabulary, const IdOf& ids, const ClipVocabularyText& text,
                        Explained& explained)
{
    std::unordered_set<std::uint64_t> seen;
    seen.reserve(text.merges.size());
    for (const MergeText& merge : text.merges) {
        const std::string made = merge.first + merge.second;
        const auto left = find(ids, merge.first);
        const auto right = find(ids, merge.second);
        const auto whole = find(ids, made);
        const std::string name = tokenName(merge.first + " " + merge.second);
        if (!left || !right || !whole)
            return fail(ErrorCode::Corrupt, text.mergesFile + ": the merge " + name + " needs the token " +
                                                tokenName(!left    ? merge.first
                                                          : !right ? merge.second
                                                                   : made) +
                                                ", which " + text.tokensFile + " does not hold.");
        if (merge.first.empty() || merge.second.empty() || !seen.insert(pairKey(*left, *right)).second)
            return fail(ErrorCode::Corrupt, text.mergesFile + " holds the merge " + name + " twice.");
        vocabulary.merges.push_back({*left, *right, *whole});
        explained.add(*whole);
    }
    return {};
}

} // namespace

Result<ClipVocabulary> checkClipVocabulary(const ClipVocabularyText& text, int vocabSize)
{
    if (vocabSize <= 0 || text.tokens.size() != static_cast<std::size_t>(vocabSize))
        return failForAnotherModel(text.tokensFile, text.tokens.size(), vocabSize);
    IdOf ids;
    ids.reserve(text.tokens.size());
    for (const std::string& token : text.tokens) {
        if (!ids.emplace(token, static_cast<int>(ids.size())).second)
            return fail(ErrorCode::Corrupt, text.tokensFile + " holds " + tokenName(token) + " twice.");
    }
    ClipVocabulary vocabulary;
    const auto start = specialId(ids, text, kStartOfText, "<|startoftext|>");
    if (!start)
        return fail(start.error());
    const auto end = specialId(ids, text, kEndOfText, "<|endoftext|>");
    if (!end)
        return fail(end.error());
    vocabulary.startId = *start;
    vocabulary.endId = *end;
    Explained explained(text.tokens.size());
    explained.add(*start);
    explained.add(*end);
    for (const int id : text.added)
        explained.add(id);
    const ByteAlphabet alphabet;
    if (auto done = readByteTokens(vocabulary, ids, text.tokensFile, alphabet, explained); !done)
        return fail(done.error());
    if (auto done = readMerges(vocabulary, ids, text, explained); !done)
        return fail(done.error());
    if (const auto missing = explained.missing())
        return fail(ErrorCode::Corrupt, text.mergesFile + " has no merge that makes the token " +
                                            tokenName(text.tokens[*missing]) +
                                            ": it is cut off, or belongs to another vocabulary.");
    for (const std::string& token : text.tokens)
        vocabulary.bytes.push_back(alphabet.bytes(token).value_or(token));
    vocabulary.bytes[static_cast<std::size_t>(*start)] = kStartOfText;
    vocabulary.bytes[static_cast<std::size_t>(*end)] = kEndOfText;
    return vocabulary;
}

Result<ClipVocabulary> readClipVocabulary(const fs::path& folder, int vocabSize)
{
    const auto text = readText(folder, vocabSize);
    if (!text)
        return fail(text.error());
    return checkClipVocabulary(*text, vocabSize);
}

} // namespace vidimus::inference
