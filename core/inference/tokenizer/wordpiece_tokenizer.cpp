#include "core/inference/tokenizer/wordpiece_tokenizer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/inference/tokenizer/bert_words.h"
#include "core/inference/tokenizer/utf8.h"
#include "core/inference/tokenizer/wordpiece_vocabulary.h"

namespace vidimus::inference {

namespace {

constexpr std::string_view kContinued = "##";
constexpr std::size_t kLongestWord = 100; ///< in characters; a longer one is unknown as a whole

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    std::string out;
    std::size_t at = 0;
    for (std::size_t found = text.find(from); found != std::string::npos; found = text.find(from, at)) {
        out.append(text, at, found - at).append(to);
        at = found + from.size();
    }
    text = out.append(text, at);
}

} // namespace

struct WordPieceTokenizer::Tables {
    explicit Tables(WordPieceVocabulary read);

    void addWord(std::u32string_view word, std::vector<int>& ids) const;
    void addPlainText(std::u32string_view text, std::vector<int>& ids) const;
    /// The special token, if any, that `text` begins with: its id and length. The longest of several.
    std::optional<std::pair<int, std::size_t>> specialAt(std::u32string_view text) const;

    using Pieces = std::unordered_map<std::string_view, int>;

    WordPieceVocabulary vocabulary;
    Pieces beginnings;       ///< views into `vocabulary`
    Pieces continuations;    ///< without their "##"
    std::size_t longest = 0; ///< bytes of the longest piece
    std::vector<std::pair<std::u32string, int>> specials;
};

WordPieceTokenizer::Tables::Tables(WordPieceVocabulary read) : vocabulary(std::move(read))
{
    int id = 0;
    for (const std::string& token : vocabulary.tokens) {
        std::string_view piece = token;
        // "##" itself is a piece of nothing behind its mark, but a word as it stands.
        beginnings.emplace(piece, id);
        if (piece.starts_with(kContinued) && piece.size() > kContinued.size())
            continuations.emplace(piece.substr(kContinued.size()), id);
        longest = std::max(longest, piece.size());
        if (vocabulary.special.contains(id))
            specials.emplace_back(fromUtf8(token), id);
        ++id;
    }
    std::stable_sort(specials.begin(), specials.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void WordPieceTokenizer::Tables::addWord(std::u32string_view word, std::vector<int>& ids) const
{
    if (word.size() > kLongestWord) {
        ids.push_back(vocabulary.unknownId);
        return;
    }
    const std::string bytes = toUtf8(word);
    const std::size_t before = ids.size();
    for (std::size_t at = 0; at < bytes.size();) {
        const Pieces& pieces = at == 0 ? beginnings : continuations;
        std::size_t length = std::min(longest, bytes.size() - at);
        auto found = pieces.end();
        for (; length > 0; --length) {
            found = pieces.find(std::string_view(bytes).substr(at, length));
            if (found != pieces.end())
                break;
        }
        if (found == pieces.end()) {
            ids.resize(before);
            ids.push_back(vocabulary.unknownId);
            return;
        }
        ids.push_back(found->second);
        at += length;
    }
}

void WordPieceTokenizer::Tables::addPlainText(std::u32string_view text, std::vector<int>& ids) const
{
    for (const std::u32string& word : splitBertWords(text))
        addWord(word, ids);
}

std::optional<std::pair<int, std::size_t>> WordPieceTokenizer::Tables::specialAt(std::u32string_view text) const
{
    for (const auto& [name, id] : specials) {
        if (text.starts_with(name))
            return std::pair(id, name.size());
    }
    return std::nullopt;
}

Result<WordPieceTokenizer> WordPieceTokenizer::load(const std::filesystem::path& folder, int vocabSize)
{
    auto vocabulary = readWordPieceVocabulary(folder, vocabSize);
    if (!vocabulary)
        return fail(std::move(vocabulary.error()));
    return WordPieceTokenizer(std::make_shared<const Tables>(std::move(*vocabulary)));
}

std::vector<int> WordPieceTokenizer::encode(std::string_view text) const
{
    std::vector<int> ids{clsId()};
    const std::u32string characters = fromUtf8(text);
    const std::u32string_view rest = characters;
    std::size_t plain = 0;
    for (std::size_t at = 0; at < rest.size();) {
        const auto special = m_tables->specialAt(rest.substr(at));
        if (!special) {
            ++at;
            continue;
        }
        m_tables->addPlainText(rest.substr(plain, at - plain), ids);
        ids.push_back(special->first);
        at += special->second;
        plain = at;
    }
    m_tables->addPlainText(rest.substr(plain), ids);
    ids.push_back(sepId());
    return ids;
}

std::string WordPieceTokenizer::decode(std::span<const int> ids) const
{
    std::string text;
    for (const int id : ids) {
        if (isSpecial(id))
            continue;
        if (!text.empty())
            text += ' ';
        text += token(id);
    }
    replaceAll(text, " ##", "");
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kCleanUp = {{{" .", "."},
                                                                                         {" ?", "?"},
                                                                                         {" !", "!"},
                                                                                         {" ,", ","},
                                                                                         {" ' ", "'"},
                                                                                         {" n't", "n't"},
                                                                                         {" 'm", "'m"},
                                                                                         {" 's", "'s"},
                                                                                         {" 've", "'ve"},
                                                                                         {" 're", "'re"}}};
    for (const auto& [from, to] : kCleanUp)
        replaceAll(text, from, to);
    return text;
}

std::string_view WordPieceTokenizer::token(int id) const
{
    const std::vector<std::string>& tokens = m_tables->vocabulary.tokens;
    return id >= 0 && static_cast<std::size_t>(id) < tokens.size()
               ? std::string_view(tokens[static_cast<std::size_t>(id)])
               : std::string_view();
}

bool WordPieceTokenizer::isSpecial(int id) const
{
    return token(id).empty() || m_tables->vocabulary.special.contains(id);
}

int WordPieceTokenizer::clsId() const
{
    return m_tables->vocabulary.clsId;
}

int WordPieceTokenizer::sepId() const
{
    return m_tables->vocabulary.sepId;
}

int WordPieceTokenizer::padId() const
{
    return m_tables->vocabulary.padId;
}

} // namespace vidimus::inference
