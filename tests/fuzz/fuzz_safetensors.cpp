// Any bytes as a safetensors file, and any text as one of the JSON files of a model folder. The first byte says which
// (Mode). Seeds: make_safetensors_seeds FOLDER; words: -dict=fuzz_safetensors.dict

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/inference/checkpoint/safetensors_file.h"
#include "core/inference/checkpoint/shard_index.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"
#include "core/inference/config/model_name.h"
#include "core/inference/config/tensor_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace vidimus;
using namespace vidimus::inference;

enum class Mode { File, Header, Blip, HuggingFaceClip, OpenClip, ShardIndex, Count };

void require(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

void checkMessage(const Error& error)
{
    require(!error.message.empty() && error.message.back() == '.', "an error is a sentence");
    require(std::none_of(error.message.begin(), error.message.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }),
            "an error is one line");
}

void checkContent(std::span<const std::byte> bytes, const SafetensorsContent& content)
{
    require(content.header.data() == bytes.data() + 8, "the header lies behind its length");
    const std::byte* const begin = content.header.data() + content.header.size();
    const std::byte* const end = bytes.data() + bytes.size();
    require(begin <= end, "the header lies in the file");
    std::vector<std::span<const std::byte>> views;
    for (const auto& [name, view] : content.tensors) {
        require(name == view.name, "views know their names");
        std::uint64_t product = sizeOf(view.dtype);
        for (const std::int64_t side : view.shape) {
            require(side >= 0, "sizes are not negative");
            const auto factor = static_cast<std::uint64_t>(side);
            require(factor == 0 || product <= std::numeric_limits<std::uint64_t>::max() / factor,
                    "products do not wrap");
            product *= factor;
        }
        require(product == view.bytes.size(), "a view has the bytes of its shape");
        require(view.bytes.data() >= begin && view.bytes.data() + view.bytes.size() <= end, "a view lies in the data");
        views.push_back(view.bytes);
    }
    std::sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
        return a.data() != b.data() ? a.data() < b.data() : a.size() < b.size();
    });
    const std::byte* covered = begin;
    for (const std::span<const std::byte> view : views) {
        require(view.data() == covered, "views cover the data without holes and overlaps");
        covered += view.size();
    }
    require(covered == end, "views cover the data to its end");
    // Every byte may be read.
    std::uint8_t sum = 0;
    for (const std::byte* byte = begin; byte != end; ++byte)
        sum = static_cast<std::uint8_t>(sum + static_cast<std::uint8_t>(*byte));
    volatile std::uint8_t used = sum;
    static_cast<void>(used);
}

void parse(std::span<const std::byte> given)
{
    const std::vector<std::byte> bytes(given.begin(), given.end()); // of this very size: no step beyond it goes unseen
    const Result<SafetensorsContent> content = parseSafetensors(bytes);
    if (content)
        checkContent(bytes, *content);
    else
        checkMessage(content.error());
}

/// The text as a header with a right length, and as many bytes behind it as the first two say: changes of the JSON alone
/// then get beyond the first rule.
void parseAsHeader(std::string_view text)
{
    if (text.size() < 2)
        return;
    const std::size_t dataSize =
        static_cast<unsigned char>(text[0]) + 256 * (static_cast<unsigned char>(text[1]) & 0x0F);
    text.remove_prefix(2);
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>((static_cast<std::uint64_t>(text.size()) >> (8 * i)) & 0xFF);
    bytes += text;
    bytes.append(dataSize, '\x5A');
    parse(std::as_bytes(std::span(bytes)));
}

void checkList(const TensorList& list)
{
    const std::optional<std::uint64_t> count = parameterCount(list);
    require(count && *count > 0 && *count <= std::uint64_t{16} << 30, "an accepted config has a bearable size");
}

template <typename Config>
void checkTower(const Config& tower)
{
    require(tower.heads > 0 && tower.hiddenSize % tower.heads == 0, "heads divide the width");
    require(tower.layerNormEps > 0 && tower.layers > 0, "layers make sense");
}

void readBlip(const JsonDocument& document)
{
    const Result<BlipConfig> config = readBlipConfig(document);
    if (!config)
        return checkMessage(config.error());
    checkTower(config->vision);
    checkTower(config->text);
    require(config->vision.tokens() > 1, "there are patches");
    for (const int id : {config->text.bosId, config->text.sepId})
        require(id >= 0 && id < config->text.vocabSize, "ids are in the vocabulary");
    checkList(blipTensors(*config));
    require(!modelName(*config).empty(), "there is a name");
}

void readClip(const Result<ClipConfig>& config)
{
    if (!config)
        return checkMessage(config.error());
    checkTower(config->vision);
    checkTower(config->text);
    require(config->imageTokens() > 1 && config->contextLength > 1, "there are patches and places");
    checkList(clipTensors(*config));
    require(!modelName(*config).empty(), "there is a name");
}

void readIndex(const JsonDocument& document)
{
    const Result<ShardIndex> index = readShardIndex(document);
    if (!index)
        return checkMessage(index.error());
    for (const auto& [tensor, shard] : *index)
        require(shard.find_first_of("/\\:") == std::string::npos && shard.ends_with(".safetensors"),
                "shards are names");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto mode = static_cast<Mode>(data[0] % static_cast<int>(Mode::Count));
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    if (mode == Mode::File) {
        parse(std::as_bytes(std::span(text)));
        return 0;
    }
    if (mode == Mode::Header) {
        parseAsHeader(text);
        return 0;
    }
    const Result<JsonDocument> document = JsonDocument::parse(text, "x.json");
    if (!document) {
        checkMessage(document.error());
        return 0;
    }
    if (mode == Mode::Blip)
        readBlip(*document);
    else if (mode == Mode::ShardIndex)
        readIndex(*document);
    else
        readClip(mode == Mode::OpenClip ? readOpenClipConfig(*document) : readHuggingFaceClipConfig(*document));
    return 0;
}
