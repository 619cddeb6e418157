#include "core/inference/tokenizer/vocabulary_json.h"

#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "core/inference/config/json_document.h"
#include "core/inference/tokenizer/vocabulary_files.h"

namespace vidimus::inference {

namespace {

using nlohmann::json;

/// Puts tokens in order of their ids, each of which must occur once.
class TokenList {
public:
    TokenList(std::string file, std::size_t expected) : m_file(std::move(file)) { m_tokens.reserve(expected); }

    Result<void> add(const std::string& token, const json& id, std::size_t limit)
    {
        if (token.empty())
            return fail(ErrorCode::Corrupt, m_file + " holds an empty token.");
        if (!id.is_number_unsigned())
            return fail(ErrorCode::Corrupt, m_file + " gives " + tokenName(token) + " no id that is a whole number.");
        const auto value = id.get<std::uint64_t>();
        if (value >= limit)
            return fail(ErrorCode::Corrupt, m_file + " gives " + tokenName(token) + " the id " + std::to_string(value) +
                                                ", but holds only " + std::to_string(limit) +
                                                " tokens: there are holes in its ids.");
        const auto index = static_cast<std::size_t>(value);
        if (m_tokens.size() <= index)
            m_tokens.resize(index + 1);
        if (!m_tokens[index].empty() && m_tokens[index] != token)
            return fail(ErrorCode::Corrupt, m_file + " gives the id " + std::to_string(value) + " to both " +
                                                tokenName(m_tokens[index]) + " and " + tokenName(token) + ".");
        m_tokens[index] = token;
        return {};
    }

    Result<std::vector<std::string>> finish()
    {
        for (std::size_t id = 0; id < m_tokens.size(); ++id) {
            if (m_tokens[id].empty())
                return fail(ErrorCode::Corrupt, m_file + " has no token of the id " + std::to_string(id) + ".");
        }
        return std::move(m_tokens);
    }

private:
    std::string m_file;
    std::vector<std::string> m_tokens;
};

const json& member(const json& object, std::string_view name)
{
    static const json kNothing;
    const auto found = object.find(name);
    return found == object.end() ? kNothing : *found;
}

struct AddedToken {
    std::string content;
    json id;
};

Result<std::vector<AddedToken>> addedTokens(const json& root, const std::string& file)
{
    std::vector<AddedToken> tokens;
    const json& list = member(root, "added_tokens");
    if (list.is_null())
        return tokens;
    if (!list.is_array())
        return fail(ErrorCode::Corrupt, file + ": \u201Cadded_tokens\u201D is not a list.");
    for (const json& entry : list) {
        if (!entry.is_object() || !member(entry, "content").is_string())
            return fail(ErrorCode::Corrupt,
                        file + ": an entry of \u201Cadded_tokens\u201D has no \u201Ccontent\u201D.");
        tokens.push_back({member(entry, "content").get<std::string>(), member(entry, "id")});
    }
    return tokens;
}

/// The tokens of "model" and "added_tokens"; most of the added ones stand in both, with the same id.
Result<FastVocabulary> readTokens(const json& root, const std::string& file)
{
    const json& names = member(member(root, "model"), "vocab");
    if (!names.is_object())
        return fail(ErrorCode::Corrupt, file + " holds no vocabulary of names and numbers (\u201Cmodel\u201D, "
                                               "\u201Cvocab\u201D).");
    const auto added = addedTokens(root, file);
    if (!added)
        return fail(added.error());
    std::size_t limit = names.size();
    for (const AddedToken& token : *added)
        limit += names.contains(token.content) ? 0 : 1;
    TokenList list(file, limit);
    for (const auto& [name, id] : names.items()) {
        if (auto done = list.add(name, id, limit); !done)
            return fail(done.error());
    }
    FastVocabulary vocabulary;
    std::unordered_set<std::string> seen;
    for (const AddedToken& token : *added) {
        const json& known = member(names, token.content);
        if (!seen.insert(token.content).second || (!known.is_null() && known != token.id))
            return fail(ErrorCode::Corrupt, file + " holds " + tokenName(token.content) + " twice.");
        if (auto done = list.add(token.content, token.id, limit); !done)
            return fail(done.error());
        vocabulary.added.insert(token.id.get<int>());
    }
    auto tokens = list.finish();
    if (!tokens)
        return fail(tokens.error());
    vocabulary.tokens = std::move(*tokens);
    return vocabulary;
}

Result<MergeText> parseMerge(const json& entry, const std::string& file, std::size_t number)
{
    if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string())
        return MergeText{entry[0].get<std::string>(), entry[1].get<std::string>()};
    if (entry.is_string()) {
        const auto& text = entry.get_ref<const std::string&>();
        const std::size_t space = text.find(' ');
        if (space != std::string::npos)
            return MergeText{text.substr(0, space), text.substr(space + 1)};
    }
    return fail(ErrorCode::Corrupt, file + ": merge " + std::to_string(number) + " is not a pair of tokens.");
}

/// Whether a member is absent, null, or the value that this tokenizer is made for.
template <typename Value>
bool isUsual(const json& value, const Value& usual)
{
    return value.is_null() || value == usual;
}

Result<JsonDocument> parseFast(std::string_view text, const std::string& file, const char* type)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document;
    const json& model = member(document->root(), "model");
    if (!model.is_object())
        return fail(ErrorCode::Corrupt, file + " describes no tokenizer: it has no \u201Cmodel\u201D.");
    if (!isUsual(member(model, "type"), type))
        return fail(ErrorCode::Unsupported,
                    file + " describes a tokenizer of another kind than the model's, which is " + type + ".");
    return document;
}

} // namespace

Result<std::vector<std::string>> parseVocabJson(std::string_view text, const std::string& file)
{
    const auto document = JsonDocument::parse(text, file);
    if (!document)
        return fail(document.error());
    const std::size_t count = document->root().size();
    TokenList list(file, count);
    for (const auto& [name, id] : document->root().items()) {
        if (auto done = list.add(name, id, count); !done)
            return fail(done.error());
    }
    return list.finish();
}

Result<FastVocabulary> parseClipTokenizerJson(std::string_view text, const std::string& file)
{
    const auto document = parseFast(text, file, "BPE");
    if (!document)
        return fail(document.error());
    const json& model = member(document->root(), "model");
    if (member(model, "end_of_word_suffix") != "</w>" || !isUsual(member(model, "continuing_subword_prefix"), "") ||
        !isUsual(member(model, "byte_fallback"), false))
        return fail(ErrorCode::Unsupported, file + " is not of CLIP's kind: its words do not end in \u201C</w>\u201D.");
    auto vocabulary = readTokens(document->root(), file);
    if (!vocabulary)
        return vocabulary;
    const json& merges = member(model, "merges");
    if (!merges.is_array())
        return fail(ErrorCode::Corrupt, file + " holds no list of merges.");
    for (const json& entry : merges) {
        auto merge = parseMerge(entry, file, vocabulary->merges.size() + 1);
        if (!merge)
            return fail(merge.error());
        vocabulary->merges.push_back(std::move(*merge));
    }
    return vocabulary;
}

Result<FastVocabulary> parseWordPieceTokenizerJson(std::string_view text, const std::string& file)
{
    const auto document = parseFast(text, file, "WordPiece");
    if (!document)
        return fail(document.error());
    const json& model = member(document->root(), "model");
    if (!isUsual(member(model, "continuing_subword_prefix"), "##") || !isUsual(member(model, "unk_token"), "[UNK]") ||
        !isUsual(member(model, "max_input_chars_per_word"), 100))
        return fail(ErrorCode::Unsupported, file + " is not of BERT's kind: \u201C##\u201D, \u201C[UNK]\u201D or the "
                                                   "longest word is another.");
    const json& normalizer = member(document->root(), "normalizer");
    if (normalizer.is_object() && !isUsual(member(normalizer, "lowercase"), true))
        return fail(ErrorCode::Unsupported,
                    file + " tells capitals from small letters, which no known captioner does.");
    return readTokens(document->root(), file);
}

} // namespace vidimus::inference
