#include "models/train/vocabulary.h"

#include <map>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/inference/tokenizer/byte_alphabet.h"

namespace vidimus::train {

namespace {

using Pair = std::pair<std::string, std::string>;

std::vector<std::string> symbolsOf(std::string_view word, const inference::ByteAlphabet& alphabet)
{
    std::vector<std::string> symbols;
    for (const char byte : word)
        symbols.push_back(alphabet.symbol(static_cast<unsigned char>(byte)));
    if (!symbols.empty())
        symbols.back() += "</w>";
    return symbols;
}

void merge(std::vector<std::string>& symbols, const Pair& pair)
{
    std::vector<std::string> merged;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (i + 1 < symbols.size() && symbols[i] == pair.first && symbols[i + 1] == pair.second) {
            merged.push_back(pair.first + pair.second);
            ++i;
        } else {
            merged.push_back(symbols[i]);
        }
    }
    symbols = std::move(merged);
}

} // namespace

std::vector<std::string> wordPieces(const std::vector<std::string>& words)
{
    std::vector<std::string> pieces{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    std::set<std::string> known;
    const auto add = [&](const std::string& piece) {
        if (known.insert(piece).second)
            pieces.push_back(piece);
    };
    for (const std::string& word : words)
        add(word);
    constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (const char character : kCharacters)
        add(std::string(1, character));
    for (const char character : kCharacters)
        add(std::string("##") + character);
    for (const char character : std::string_view(".,!?'-"))
        add(std::string(1, character));
    return pieces;
}

BytePairFiles bytePairs(const std::vector<std::string>& words)
{
    const inference::ByteAlphabet alphabet;
    std::vector<std::vector<std::string>> texts;
    for (const std::string& word : words)
        texts.push_back(symbolsOf(word, alphabet));
    BytePairFiles files;
    nlohmann::ordered_json vocabulary = nlohmann::ordered_json::object();
    auto& entries = vocabulary.get_ref<nlohmann::ordered_json::object_t&>();
    for (const char* const end : {"", "</w>"}) {
        for (const unsigned char byte : alphabet.order())
            entries.emplace_back(alphabet.symbol(byte) + end, files.size++);
    }
    files.merges = "#version: 0.2\n";
    std::set<std::string> known;
    for (;;) {
        std::map<Pair, int> counts;
        for (const auto& symbols : texts) {
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
                ++counts[{symbols[i], symbols[i + 1]}];
        }
        const Pair* best = nullptr;
        int most = 0;
        for (const auto& [pair, count] : counts) {
            if (count > most) {
                most = count;
                best = &pair;
            }
        }
        if (!best)
            break;
        const Pair pair = *best;
        for (auto& symbols : texts)
            merge(symbols, pair);
        files.merges += pair.first + " " + pair.second + "\n";
        if (known.insert(pair.first + pair.second).second) // two pairs may make one token
            entries.emplace_back(pair.first + pair.second, files.size++);
    }
    for (const char* const special : {"<|startoftext|>", "<|endoftext|>"})
        entries.emplace_back(special, files.size++);
    files.vocabulary = vocabulary.dump();
    return files;
}

} // namespace vidimus::train
