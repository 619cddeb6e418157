#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// Published models that can be made up: their names, shapes and files, random weights.
enum class SynthesizeArch {
    BlipBase,             ///< Salesforce/blip-image-captioning-base
    ClipVitB32,           ///< laion/CLIP-ViT-B-32-laion2B-s34B-b79K, as OpenCLIP keeps it
    ClipVitB32HuggingFace ///< the same with Hugging Face's names
};

/// "blip-base", "clip-vit-b-32", "clip-vit-b-32-hf"; nothing for other names.
std::optional<SynthesizeArch> synthesizeArchFromName(std::string_view name);
std::vector<std::string_view> synthesizeArchNames();

/// Writes a whole model folder that openModelFolder() takes, for benchmarks without a download; what such a model says
/// has no meaning. The same seed gives the same bytes. OUT must be absent or empty; it is written under another name
/// beside it and comes to be whole or not at all. About 950 MB (BLIP) or 610 MB.
/// Errors: InvalidArgument (OUT is not empty, or a file), OutOfSpace (asked before anything is written, too),
/// PermissionDenied, ReadOnly, Cancelled.
Result<void> synthesizeModel(SynthesizeArch arch, const std::filesystem::path& out, std::uint64_t seed,
                             std::stop_token stop = {});

} // namespace vidimus::inference
