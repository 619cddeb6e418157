#include "tests/golden/vocabulary_forms.h"

#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "core/inference/tokenizer/byte_alphabet.h"
#include "core/inference/tokenizer/vocabulary_files.h"

namespace vidimus::golden {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json addedToken(std::size_t id, const std::string& content)
{
    return {{"id", id},        {"content", content},  {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", true}};
}

std::string fastClip(const json& vocab, const json& merges)
{
    const json model = {{"type", "BPE"},
                        {"dropout", nullptr},
                        {"unk_token", "<|endoftext|>"},
                        {"continuing_subword_prefix", ""},
                        {"end_of_word_suffix", "</w>"},
                        {"fuse_unk", false},
                        {"vocab", vocab},
                        {"merges", merges}};
    const json root = {{"version", "1.0"},
                       {"added_tokens", json::array({addedToken(vocab.size() - 2, "<|startoftext|>"),
                                                     addedToken(vocab.size() - 1, "<|endoftext|>")})},
                       {"model", model}};
    return root.dump();
}

} // namespace

ScratchFolder::ScratchFolder()
{
    std::random_device random;
    do {
        m_path = fs::temp_directory_path() / ("vidimus-tokenizers-" + std::to_string(random()));
    } while (!fs::create_directory(m_path));
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

fs::path ScratchFolder::with(const std::string& name,
                             const std::vector<std::pair<std::string, std::string>>& files) const
{
    const fs::path folder = m_path / name;
    fs::create_directories(folder);
    for (const auto& [file, text] : files) {
        std::ofstream out(folder / file, std::ios::binary);
        out << text;
        if (!out.flush())
            throw std::runtime_error("cannot write " + file);
    }
    return folder;
}

std::string readText(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw std::runtime_error(file.filename().string() + " is absent");
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<VocabularyForm> clipForms(const fs::path& openClipFile, int vocabSize, const ScratchFolder& scratch)
{
    const std::string name = openClipFile.filename().string();
    const std::string packed = readText(openClipFile);
    const auto text = inference::unpackGzip(packed, name);
    if (!text)
        throw std::runtime_error(text.error().message);
    std::vector<std::string_view> lines = inference::linesOf(*text);
    lines.erase(lines.begin());
    lines.resize(static_cast<std::size_t>(vocabSize) - 514);

    json vocab;
    const auto add = [&](const std::string& token) { vocab[token] = vocab.size(); };
    const inference::ByteAlphabet alphabet;
    for (const char* end : {"", "</w>"}) {
        for (const unsigned char byte : alphabet.order())
            add(alphabet.symbol(byte) + end);
    }
    std::string mergesText = "#version: 0.2\n";
    json asText = json::array();
    json asPairs = json::array();
    for (const std::string_view line : lines) {
        const std::size_t space = line.find(' ');
        const std::string left(line.substr(0, space));
        const std::string right(line.substr(space + 1));
        add(left + right);
        mergesText.append(line).push_back('\n');
        asText.push_back(line);
        asPairs.push_back({left, right});
    }
    add("<|startoftext|>");
    add("<|endoftext|>");
    return {
        {name, scratch.with("openclip", {{name, packed}})},
        {"vocab.json and merges.txt", scratch.with("slow", {{"vocab.json", vocab.dump()}, {"merges.txt", mergesText}})},
        {"tokenizer.json, merges as text", scratch.with("fast", {{"tokenizer.json", fastClip(vocab, asText)}})},
        {"tokenizer.json, merges as pairs",
         scratch.with("fast-pairs", {{"tokenizer.json", fastClip(vocab, asPairs)}})}};
}

std::vector<VocabularyForm> wordPieceForms(const fs::path& vocabFile, const std::vector<std::string>& added,
                                           const ScratchFolder& scratch)
{
    const std::string text = readText(vocabFile);
    json vocab;
    for (const std::string_view line : inference::linesOf(text))
        vocab[std::string(line)] = vocab.size();
    json addedTokens = json::array();
    for (const char* name : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
        addedTokens.push_back(addedToken(vocab.value(name, std::size_t{0}), name));
    for (const std::string& name : added)
        addedTokens.push_back(addedToken(vocab.size() + addedTokens.size() - 5, name));
    const json root = {{"added_tokens", addedTokens},
                       {"normalizer", {{"type", "BertNormalizer"}, {"lowercase", true}}},
                       {"model",
                        {{"type", "WordPiece"},
                         {"unk_token", "[UNK]"},
                         {"continuing_subword_prefix", "##"},
                         {"max_input_chars_per_word", 100},
                         {"vocab", vocab}}}};
    return {{"vocab.txt", scratch.with("words", {{"vocab.txt", text}})},
            {"tokenizer.json", scratch.with("fast-words", {{"tokenizer.json", root.dump()}})}};
}

} // namespace vidimus::golden
