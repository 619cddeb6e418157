#include "core/inference/mock/text_vector.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/inference/mock/mock_vocabulary.h"
#include "core/inference/mock/property_space.h"

namespace vidimus::inference::mock {

namespace {

constexpr std::size_t kLongestPhrase = 3;
constexpr float kUnknownWeight = 0.5f;

/// Lower-case runs of letters and digits; whatever is not ASCII is a letter.
std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool part = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (part)
            word += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (c != '\'')
            finish();
    }
    finish();
    return words;
}

/// "reddish", "bluish" and "greens" as the vocabulary has them, or the word itself.
std::string stem(const std::string& word)
{
    const auto known = [](const std::string& candidate) {
        return !meaningOf(candidate).empty() || isFiller(candidate);
    };
    if (known(word))
        return word;
    if (word.ends_with("ish")) {
        const std::string base = word.substr(0, word.size() - 3);
        if (known(base))
            return base;
        if (known(base + "e"))
            return base + "e";
        if (base.size() > 2 && base[base.size() - 1] == base[base.size() - 2] && known(base.substr(0, base.size() - 1)))
            return base.substr(0, base.size() - 1);
    }
    if (word.ends_with("s") && known(word.substr(0, word.size() - 1)))
        return word.substr(0, word.size() - 1);
    return word;
}

std::uint64_t hashOf(std::string_view word)
{
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    // FNV leaves the last letter in the low bits; the coefficients are taken from well mixed ones.
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}

/// Four of the coefficients no picture has, so that two unknown words are seldom alike.
void addUnknown(Coefficients& c, std::string_view word)
{
    std::uint64_t bits = hashOf(word);
    for (int i = 0; i < 4; ++i) {
        c[kUnknown + (bits & 0xFF)] += (bits & 0x100) != 0 ? kUnknownWeight / 2 : -kUnknownWeight / 2;
        bits >>= 9;
    }
}

struct Phrase {
    std::string text;
    std::size_t words = 1;
    std::span<const Meaning> meanings;
};

/// The longest known phrase at the start, else the first word: "sky blue" is not "sky" and "blue".
Phrase longestPhrase(std::span<const std::string> words)
{
    Phrase found{words[0], 1, meaningOf(words[0])};
    std::string text = words[0];
    for (std::size_t count = 2; count <= std::min(kLongestPhrase, words.size()); ++count) {
        text += ' ' + words[count - 1];
        if (const std::span<const Meaning> meanings = meaningOf(text); !meanings.empty())
            found = {text, count, meanings};
    }
    return found;
}

} // namespace

std::optional<Embedding> textVector(std::string_view text)
{
    if (text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos)
        return std::nullopt;
    std::vector<std::string> words = wordsOf(text);
    for (std::string& word : words)
        word = stem(word);

    Coefficients c{};
    std::unordered_set<std::string> said;
    for (std::size_t i = 0; i < words.size();) {
        const Phrase phrase = longestPhrase(std::span(words).subspan(i));
        i += phrase.words;
        if (!said.insert(phrase.text).second || (phrase.meanings.empty() && isFiller(phrase.text)))
            continue;
        for (const Meaning& meaning : phrase.meanings)
            c[meaning.coefficient] += meaning.weight;
        if (phrase.meanings.empty())
            addUnknown(c, phrase.text);
    }
    // "the picture" and "?!" say nothing and "bright dark" cancels out: they are as far from every picture as unknown words.
    if (std::all_of(c.begin(), c.end(), [](float value) { return value == 0.f; }))
        c[kUnknown] = 1.f;
    return toVector(c);
}

} // namespace vidimus::inference::mock
