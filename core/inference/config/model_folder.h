#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/inference/checkpoint/checkpoint.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"
#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

enum class ModelRole { Captioner, Embedder };

/// A model as the hub lays it out, read as far as it can be without LibTorch: configs parsed, weights mapped, their names
/// and shapes checked, tokenizer files present. Copies share the mapped weights. Costs milliseconds.
struct ModelFolder {
    std::filesystem::path folder;
    std::variant<BlipConfig, ClipConfig> config;
    PreprocessConfig preprocess;
    Checkpoint checkpoint;
    /// "blip-" or "clip-" and a fingerprint of configs, tokenizer files, tensor names and samples of every tensor:
    /// the same for a copy of the folder elsewhere, another for other weights.
    ModelId id;
    /// For people: "BLIP base", "CLIP ViT-B/32", "BLIP 48x3" for sizes without a name.
    std::string name;

    ModelRole role() const
    {
        return std::holds_alternative<BlipConfig>(config) ? ModelRole::Captioner : ModelRole::Embedder;
    }
};

struct OpenOptions {
    /// False: a folder without tokenizer files is opened too (test models have none).
    bool needTokenizer = true;
};

/// Recognised by config.json ("model_type": blip or clip) or open_clip_config.json; where a folder holds both kinds of
/// CLIP files, OpenCLIP's are taken (unless only the others' weights are there). Errors name the file and say what is
/// wrong with it, and for a missing file what the folder should hold: NotFound, InvalidArgument (a file),
/// PermissionDenied, Unreadable, TooLarge, Corrupt, Unsupported. Thread: any.
Result<ModelFolder> openModelFolder(const std::filesystem::path& folder, const OpenOptions& options = {});

/// Corrupt, naming the first tensor that holds a NaN or an infinity. Reads all weights (a GB in about 0.1 s when cached).
Result<void> checkFinite(const Checkpoint& checkpoint);

} // namespace vidimus::inference
