#include "models/train/model_folders.h"

#include <cstring>
#include <span>
#include <system_error>

#include <nlohmann/json.hpp>
#include <torch/types.h>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/new_file.h"
#include "core/inference/checkpoint/safetensors_writer.h"
#include "core/inference/config/model_folder.h"
#include "core/inference/synthesize/config_files.h"
#include "core/inference/torch/weights.h"
#include "models/train/vocabulary.h"

namespace vidimus::train {

namespace {

namespace fs = std::filesystem;

Result<void> write(const fs::path& file, const std::string& text)
{
    return inference::writeNewFile(file, std::as_bytes(std::span(text)));
}

Result<void> writeAll(const fs::path& folder, const inference::TextFiles& files)
{
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        return fail(ErrorCode::PermissionDenied, displayPath(folder) + " cannot be made: " + problem.message() + ".");
    for (const auto& [name, text] : files) {
        if (Result<void> written = write(folder / name, text); !written)
            return written;
    }
    return {};
}

/// CLIP's pictures are squeezed into the square as BLIP's are: both see all of them.
std::string squeezed(const std::string& openClipConfig)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(openClipConfig);
    json["preprocess_cfg"]["resize_mode"] = "squash";
    return json.dump(2) + "\n";
}

Result<void> writeHalf(const fs::path& file, const std::map<std::string, at::Tensor>& tensors)
{
    std::vector<inference::TensorToWrite> list;
    for (const auto& [name, values] : tensors)
        list.push_back({name, inference::Dtype::F16, values.sizes().vec()});
    const auto fill = [&](const inference::TensorToWrite& tensor, std::span<std::byte> bytes) {
        const at::Tensor values = tensors.at(tensor.name).cpu().to(torch::kHalf).contiguous();
        std::memcpy(bytes.data(), values.data_ptr(), bytes.size());
    };
    return inference::writeSafetensors(file, list, fill, {{"format", "pt"}});
}

} // namespace

fs::path blipFolder(const fs::path& folder)
{
    return folder / "models" / "blip";
}

fs::path clipFolder(const fs::path& folder)
{
    return folder / "models" / "clip";
}

Result<void> writeFolders(const fs::path& folder, const ExampleSource& source, TwinSizes& sizes)
{
    const std::vector<std::string> words = source.everyWord();
    std::string pieces;
    int count = 0;
    for (const std::string& piece : wordPieces(words)) {
        pieces += piece + "\n";
        ++count;
    }
    sizes.blip.text.bosId = count;
    sizes.blip.text.vocabSize = count + 2; // [DEC] and [ENC]
    inference::TextFiles blip = inference::configFiles(sizes.blip);
    blip.emplace_back("vocab.txt", pieces);
    if (Result<void> written = writeAll(blipFolder(folder), blip); !written)
        return written;

    const BytePairFiles pairs = bytePairs(words);
    sizes.clip.vocabSize = pairs.size;
    sizes.clip.eosId = pairs.size - 1;
    inference::TextFiles clip = inference::configFiles(sizes.clip);
    for (auto& [name, text] : clip) {
        if (name == "open_clip_config.json")
            text = squeezed(text);
    }
    clip.emplace_back("vocab.json", pairs.vocabulary);
    clip.emplace_back("merges.txt", pairs.merges);
    sizes.patchKinds = source.patchKinds();
    sizes.patchColours = source.patchColours();
    return writeAll(clipFolder(folder), clip);
}

Result<Reading> openReading(const fs::path& folder, const TwinSizes& sizes, int longestCaption)
{
    auto captions = inference::WordPieceTokenizer::load(blipFolder(folder), sizes.blip.text.vocabSize);
    if (!captions)
        return fail(captions.error());
    auto texts = inference::ClipTokenizer::load(clipFolder(folder), sizes.clip.vocabSize);
    if (!texts)
        return fail(texts.error());
    Reading reading{std::move(*captions),
                    std::move(*texts),
                    {},
                    sizes.blip.text.bosId,
                    longestCaption,
                    sizes.clip.contextLength,
                    sizes.clip.imageSize / sizes.clip.patchSize};
    reading.picture.width = sizes.clip.imageSize;
    reading.picture.height = sizes.clip.imageSize;
    return reading;
}

Result<void> readWeights(const fs::path& installed, TwinModel& model)
{
    int found = 0;
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(installed, problem)) {
        if (!entry.is_directory())
            continue;
        const auto folder = inference::openModelFolder(entry.path());
        if (!folder)
            return fail(folder.error());
        const std::string before = folder->role() == inference::ModelRole::Captioner ? "blip." : "clip.";
        const inference::Weights weights(folder->checkpoint, at::kCPU);
        const at::NoGradGuard guard;
        for (const auto& [name, values] : model.parameters().tensors()) {
            if (name.compare(0, before.size(), before) != 0)
                continue;
            const std::string key = name.substr(before.size());
            if (!weights.has(key) || weights(key).sizes() != values.sizes())
                return fail(ErrorCode::Corrupt,
                            displayPath(entry.path()) + " has other sizes than the recipe: " + key + ".");
            values.detach().copy_(weights(key));
        }
        ++found;
    }
    if (problem || found != 2)
        return fail(ErrorCode::NotFound, displayPath(installed) + " does not hold a BLIP and a CLIP.");
    return {};
}

Result<void> writeWeights(const fs::path& folder, const TwinModel& model)
{
    if (Result<void> written = writeHalf(blipFolder(folder) / "model.safetensors", model.blipTensors()); !written)
        return written;
    return writeHalf(clipFolder(folder) / "open_clip_model.safetensors", model.clipTensors());
}

} // namespace vidimus::train
