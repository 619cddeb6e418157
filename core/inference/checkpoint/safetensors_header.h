#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/inference/checkpoint/tensor_view.h"

namespace vidimus::inference {

/// One tensor as the header describes it. Offsets count from the end of the header and are not yet checked.
struct HeaderEntry {
    std::string name;
    Dtype dtype = Dtype::F32;
    Shape shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<HeaderEntry> entries; ///< in the header's order; names are unique
    std::map<std::string, std::string> metadata;
};

/// The JSON of a safetensors header: what can be told without the data. Read as a stream of events, so that a key that
/// comes twice, a number that is negative or not whole, and nesting of any depth are seen as they are written.
/// Errors: Corrupt, Unsupported.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json);

} // namespace vidimus::inference
