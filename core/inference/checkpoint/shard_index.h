#pragma once

#include <map>
#include <string>

#include "core/base/error.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

/// Which shard holds which tensor, as a *.safetensors.index.json says it: tensor to file name.
using ShardIndex = std::map<std::string, std::string, std::less<>>;

/// Corrupt: no "weight_map", an empty one, a value that is no plain name of a safetensors file beside the index.
Result<ShardIndex> readShardIndex(const JsonDocument& index);

} // namespace vidimus::inference
