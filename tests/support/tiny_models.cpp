#include "tests/support/tiny_models.h"

#include <array>
#include <cstring>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"
#include "core/inference/config/tensor_list.h"
#include "tests/support/random.h"

namespace vidimus::test {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::array kWords{"a",     "the",   "of",  "on",    "in",    "red",    "green", "blue",    "dark", "bright",
                            "small", "large", "dog", "beach", "house", "street", "tree",  "picture", "man",  "water"};
constexpr int kSep = 3;
constexpr int kContext = 16;

template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void writeText(const fs::path& file, std::string_view text)
{
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out)
        throw std::runtime_error("cannot write " + displayPath(file));
}

void writeJson(const fs::path& file, const Json& document)
{
    writeText(file, document.dump(2) + "\n");
}

/// The words, and every letter and digit alone and as a later piece, so that any text has ids.
std::vector<std::string> wordPieces()
{
    std::vector<std::string> pieces{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    pieces.insert(pieces.end(), kWords.begin(), kWords.end());
    for (const std::string_view before : {"##", ""})
        for (const char letter : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789"))
            if (before == "##" || letter != 'a')
                pieces.push_back(std::string(before) + letter);
    return pieces;
}

std::string utf8(unsigned code)
{
    if (code < 0x80)
        return std::string(1, static_cast<char>(code));
    return {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
}

/// How the byte-level vocabulary spells the 256 bytes: printable ones as they are, the others from U+0100 on.
std::vector<std::string> byteSpellings()
{
    std::vector<std::string> printable;
    std::vector<std::string> others;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool shown = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        if (shown)
            printable.push_back(utf8(byte));
        else
            others.push_back(utf8(256 + static_cast<unsigned>(others.size())));
    }
    printable.insert(printable.end(), others.begin(), others.end());
    return printable;
}

/// CLIP's two files; how many entries the vocabulary has.
int writeClipVocabulary(const fs::path& folder)
{
    constexpr std::array<std::array<const char*, 2>, 6> kMerges{
        {{"r", "e"}, {"re", "d</w>"}, {"d", "o"}, {"do", "g</w>"}, {"t", "h"}, {"th", "e</w>"}}};
    Json vocabulary = Json::object();
    int next = 0;
    for (const char* const end : {"", "</w>"})
        for (const std::string& spelling : byteSpellings())
            vocabulary[spelling + end] = next++;
    std::string merges = "#version: 0.2\n";
    for (const auto& merge : kMerges) {
        vocabulary[std::string(merge[0]) + merge[1]] = next++;
        merges += std::string(merge[0]) + " " + merge[1] + "\n";
    }
    vocabulary["<|startoftext|>"] = next++;
    vocabulary["<|endoftext|>"] = next++;
    writeJson(folder / "vocab.json", vocabulary);
    writeText(folder / "merges.txt", merges);
    return next;
}

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isNorm(std::string_view name)
{
    for (const std::string_view part : {"norm", "Norm", ".ln_"})
        if (name.find(part) != std::string_view::npos)
            return true;
    return false;
}

/// Captions are of words: specials (but the end) and single letters are unlikely.
float likelihoodOf(int id)
{
    const int words = 5 + static_cast<int>(kWords.size());
    if (id == kSep)
        return 0.5f;
    return id < 5 ? -30.f : id < words ? 1.f : -3.f;
}

/// Random weights of the architecture's shapes.
void writeWeights(const fs::path& file, const inference::TensorList& list, const TinyModel& model)
{
    std::vector<inference::TensorToWrite> tensors;
    for (const inference::TensorSpec& spec : list.required)
        tensors.push_back({spec.name, inference::Dtype::F32, spec.shape});
    const std::string last = tensors.back().name;
    Random random(model.seed);
    const auto fill = [&](const inference::TensorToWrite& tensor, std::span<std::byte> bytes) {
        std::vector<float> values(bytes.size() / sizeof(float));
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (tensor.name == "logit_scale")
                values[i] = 2.6592f;
            else if (isNorm(tensor.name))
                values[i] = endsWith(tensor.name, "weight") ? 1.f : 0.f;
            else if (endsWith(tensor.name, "cls.predictions.bias"))
                values[i] = likelihoodOf(static_cast<int>(i));
            else
                values[i] = static_cast<float>(random.between(-0.5, 0.5));
        }
        if (model.withNan && tensor.name == last)
            values.back() = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(bytes.data(), values.data(), bytes.size());
    };
    valueOf(inference::writeSafetensors(file, tensors, fill).map([] { return true; }));
}

Json normalisation()
{
    return {{"do_resize", true},
            {"do_rescale", true},
            {"do_normalize", true},
            {"do_convert_rgb", true},
            {"resample", 3},
            {"rescale_factor", 0.00392156862745098},
            {"image_mean", {0.48145466, 0.4578275, 0.40821073}},
            {"image_std", {0.26862954, 0.26130258, 0.27577711}}};
}

void makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw std::runtime_error("cannot make " + displayPath(folder) + ": " + error.message());
}

inference::JsonDocument documentOf(const Json& json)
{
    return valueOf(inference::JsonDocument::parse(json.dump(), "config.json"));
}

} // namespace

fs::path writeTinyBlip(const fs::path& folder, const TinyModel& model)
{
    makeFolder(folder);
    const std::vector<std::string> pieces = wordPieces();
    std::string vocabulary;
    for (const std::string& piece : pieces)
        vocabulary += piece + "\n";
    writeText(folder / "vocab.txt", vocabulary);

    const int bos = static_cast<int>(pieces.size());
    const Json config{{"architectures", {"BlipForConditionalGeneration"}},
                      {"model_type", "blip"},
                      {"text_config",
                       {{"model_type", "blip_text_model"},
                        {"vocab_size", bos + 2},
                        {"hidden_size", 48},
                        {"encoder_hidden_size", 48},
                        {"intermediate_size", 96},
                        {"num_hidden_layers", 2},
                        {"num_attention_heads", 4},
                        {"max_position_embeddings", 64},
                        {"hidden_act", "gelu"},
                        {"layer_norm_eps", 1e-12},
                        {"bos_token_id", bos},
                        {"pad_token_id", 0},
                        {"sep_token_id", kSep}}},
                      {"vision_config",
                       {{"model_type", "blip_vision_model"},
                        {"hidden_size", 48},
                        {"intermediate_size", 96},
                        {"num_hidden_layers", 2},
                        {"num_attention_heads", 4},
                        {"image_size", 64},
                        {"patch_size", 16},
                        {"hidden_act", "gelu"},
                        {"layer_norm_eps", 1e-5}}}};
    writeJson(folder / "config.json", config);
    Json preprocessor = normalisation();
    preprocessor["image_processor_type"] = "BlipImageProcessor";
    preprocessor["size"] = {{"height", 64}, {"width", 64}};
    writeJson(folder / "preprocessor_config.json", preprocessor);
    writeWeights(folder / "model.safetensors",
                 inference::blipTensors(valueOf(inference::readBlipConfig(documentOf(config)))), model);
    return folder;
}

fs::path writeTinyClip(const fs::path& folder, const TinyModel& model)
{
    makeFolder(folder);
    const int vocabulary = writeClipVocabulary(folder);
    const Json config{{"architectures", {"CLIPModel"}},
                      {"model_type", "clip"},
                      {"projection_dim", kTinyDimension},
                      {"text_config",
                       {{"model_type", "clip_text_model"},
                        {"vocab_size", vocabulary},
                        {"hidden_size", 32},
                        {"intermediate_size", 64},
                        {"num_hidden_layers", 2},
                        {"num_attention_heads", 4},
                        {"max_position_embeddings", kContext},
                        {"projection_dim", kTinyDimension},
                        {"bos_token_id", vocabulary - 2},
                        {"eos_token_id", vocabulary - 1}}},
                      {"vision_config",
                       {{"model_type", "clip_vision_model"},
                        {"hidden_size", 48},
                        {"intermediate_size", 96},
                        {"num_hidden_layers", 2},
                        {"num_attention_heads", 4},
                        {"image_size", 32},
                        {"patch_size", 8},
                        {"projection_dim", kTinyDimension}}}};
    writeJson(folder / "config.json", config);
    Json preprocessor = normalisation();
    preprocessor["image_processor_type"] = "CLIPImageProcessor";
    preprocessor["size"] = {{"shortest_edge", 32}};
    preprocessor["do_center_crop"] = true;
    preprocessor["crop_size"] = {{"height", 32}, {"width", 32}};
    writeJson(folder / "preprocessor_config.json", preprocessor);
    writeWeights(folder / "model.safetensors",
                 inference::clipTensors(valueOf(inference::readHuggingFaceClipConfig(documentOf(config)))), model);
    return folder;
}

fs::path writeTinyOpenClip(const fs::path& folder, const TinyModel& model)
{
    makeFolder(folder);
    const int vocabulary = writeClipVocabulary(folder);
    const Json config{
        {"model_cfg",
         {{"embed_dim", kTinyDimension},
          {"vision_cfg", {{"image_size", 32}, {"layers", 2}, {"width", 48}, {"head_width", 12}, {"patch_size", 8}}},
          {"text_cfg",
           {{"context_length", kContext}, {"vocab_size", vocabulary}, {"width", 32}, {"heads", 4}, {"layers", 2}}}}},
        {"preprocess_cfg",
         {{"mean", {0.48145466, 0.4578275, 0.40821073}}, {"std", {0.26862954, 0.26130258, 0.27577711}}}}};
    writeJson(folder / "open_clip_config.json", config);
    writeWeights(folder / "open_clip_model.safetensors",
                 inference::clipTensors(valueOf(inference::readOpenClipConfig(documentOf(config)))), model);
    return folder;
}

} // namespace vidimus::test
