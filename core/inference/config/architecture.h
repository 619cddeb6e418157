#pragma once

#include <string_view>

#include "core/inference/config/config_reader.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

/// Unsupported in `reader` unless the Hugging Face config is of `modelType` and, where it lists architectures, of
/// `architecture`. `meant` is what people call it: "a BLIP that captions pictures".
void checkArchitecture(ConfigReader& reader, const JsonDocument& document, std::string_view modelType,
                       std::string_view architecture, std::string_view meant);

} // namespace vidimus::inference
