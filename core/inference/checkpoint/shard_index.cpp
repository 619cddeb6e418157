#include "core/inference/checkpoint/shard_index.h"

#include <algorithm>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"

namespace vidimus::inference {

namespace {

/// A file beside the index: no way out of the folder, on any system.
bool isPlainName(std::string_view name)
{
    constexpr std::string_view kEnding = ".safetensors";
    return name.size() > kEnding.size() && name.size() <= 255 && name.ends_with(kEnding) && !name.starts_with('.') &&
           std::none_of(name.begin(), name.end(), [](char c) {
               return c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20;
           });
}

} // namespace

Result<ShardIndex> readShardIndex(const JsonDocument& index)
{
    const nlohmann::json& root = index.root();
    const auto map = root.find("weight_map");
    if (map == root.end() || !map->is_object())
        return fail(ErrorCode::Corrupt, index.name() + " has no \u201cweight_map\u201d.");
    if (map->empty())
        return fail(ErrorCode::Corrupt, index.name() + " lists no tensors.");
    ShardIndex shards;
    for (const auto& [tensor, shard] : map->items()) {
        const std::string* name = shard.get_ptr<const std::string*>();
        if (!name || !isPlainName(*name))
            return fail(ErrorCode::Corrupt,
                        index.name() + " places the tensor \u201c" + displayText(tensor, 120) + "\u201d in " +
                            (name ? "\u201c" + displayText(*name, 120) + "\u201d" : std::string("something")) +
                            " that is not the name of a safetensors file beside it.");
        shards.emplace(tensor, *name);
    }
    return shards;
}

} // namespace vidimus::inference
