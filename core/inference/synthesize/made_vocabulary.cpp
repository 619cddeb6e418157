#include "core/inference/synthesize/made_vocabulary.h"

#include <array>
#include <string_view>
#include <unordered_set>

#include "core/inference/synthesize/counter_random.h"
#include "core/inference/tokenizer/byte_alphabet.h"

namespace vidimus::inference {

namespace {

constexpr std::string_view kConsonants = "bcdfghjklmnprstvwz";
constexpr std::string_view kVowels = "aeiou";
constexpr std::string_view kCharacters = "!\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
constexpr int kUnk = 100;
constexpr std::array<std::string_view, 4> kSpecials{"[UNK]", "[CLS]", "[SEP]", "[MASK]"}; // from kUnk on
constexpr std::string_view kEndOfWord = "</w>";

std::string syllables(CounterRandom& random, std::size_t count)
{
    std::string word;
    for (std::size_t i = 0; i < count; ++i) {
        word += kConsonants[random.below(kConsonants.size())];
        word += kVowels[random.below(kVowels.size())];
    }
    if (random.below(2) == 0)
        word += kConsonants[random.below(kConsonants.size())];
    return word;
}

} // namespace

std::vector<std::string> madeWordPieces(int size, std::uint64_t seed)
{
    CounterRandom random(seed, "word pieces");
    const auto wanted = static_cast<std::size_t>(size);
    std::vector<std::string> pieces{"[PAD]"};
    int unused = 0;
    const auto addUnused = [&] { pieces.push_back("[unused" + std::to_string(unused++) + "]"); };
    while (pieces.size() < kUnk)
        addUnused();
    for (const std::string_view special : kSpecials)
        pieces.emplace_back(special);
    while (pieces.size() < wanted / 30) // 999 of 30,522 come before the first character in the published one
        addUnused();
    for (const char character : kCharacters) {
        if (pieces.size() < wanted)
            pieces.emplace_back(1, character);
    }
    for (const char character : kCharacters) {
        if (pieces.size() < wanted &&
            ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')))
            pieces.push_back(std::string("##").append(1, character));
    }
    std::unordered_set<std::string> known(pieces.begin(), pieces.end());
    while (pieces.size() < wanted) {
        const bool inside = random.below(3) == 0;
        std::string piece = inside ? "##" : "";
        piece += syllables(random, 1 + random.below(3));
        if (known.insert(piece).second)
            pieces.push_back(std::move(piece));
    }
    return pieces;
}

MadeBpe madeBpe(int merges, std::uint64_t seed)
{
    constexpr std::size_t kLongest = 12;
    CounterRandom random(seed, "merges");
    MadeBpe made;
    const ByteAlphabet alphabet;
    for (const unsigned char byte : alphabet.order())
        made.tokens.push_back(alphabet.symbol(byte));
    for (std::size_t i = 0; i < 256; ++i)
        made.tokens.push_back(made.tokens[i] + std::string(kEndOfWord));
    std::unordered_set<std::string> known(made.tokens.begin(), made.tokens.end());
    std::vector<std::string> open;   // what another part may follow
    std::vector<std::string> closed; // what ends a word
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        open.emplace_back(1, letter);
        closed.push_back(std::string(1, letter).append(kEndOfWord));
    }
    while (made.merges.size() < static_cast<std::size_t>(merges)) {
        const bool ends = random.below(2) == 0;
        const std::string first = open[random.below(open.size())];
        const std::string second = ends ? closed[random.below(closed.size())] : open[random.below(open.size())];
        std::string whole = first + second;
        if (whole.size() > kLongest + (ends ? kEndOfWord.size() : 0) || !known.insert(whole).second)
            continue;
        (ends ? closed : open).push_back(whole);
        made.merges.emplace_back(first, second);
        made.tokens.push_back(std::move(whole));
    }
    made.tokens.emplace_back("<|startoftext|>");
    made.tokens.emplace_back("<|endoftext|>");
    return made;
}

} // namespace vidimus::inference
