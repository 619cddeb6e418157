#include "core/models/installed_models.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/config/json_document.h"

namespace vidimus::models {

namespace {

namespace fs = std::filesystem;
using inference::JsonDocument;
using inference::ModelRole;

constexpr std::size_t kMostEntries = 1000; ///< of one folder: models are few, and a wrong folder may hold anything
constexpr std::array<std::string_view, 2> kConfigs{"config.json", "open_clip_config.json"};
constexpr std::array<std::string_view, 4> kWeightEndings{".safetensors", ".safetensors.index.json", "model.bin",
                                                         ".ckpt"};

bool hasEnding(std::string_view name, std::string_view ending)
{
    return name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
}

bool isModelFile(const fs::path& file)
{
    const std::string name = pathToBytes(file.filename());
    return std::find(kConfigs.begin(), kConfigs.end(), name) != kConfigs.end() ||
           std::any_of(kWeightEndings.begin(), kWeightEndings.end(),
                       [&](std::string_view ending) { return hasEnding(name, ending); });
}

Result<std::vector<fs::path>> entriesOf(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> entries;
    fs::directory_iterator walk(folder, error);
    for (; !error && walk != fs::directory_iterator() && entries.size() < kMostEntries; walk.increment(error))
        entries.push_back(walk->path());
    if (error)
        return fail(error == std::errc::permission_denied ? ErrorCode::PermissionDenied : ErrorCode::Unreadable,
                    "The folder " + displayPath(folder) + " cannot be read: " + error.message() + ".");
    std::sort(entries.begin(), entries.end());
    return entries;
}

bool isFolder(const fs::path& path)
{
    std::error_code error;
    // Hidden ones are what download tools keep for themselves.
    return fs::is_directory(path, error) && !pathToBytes(path.filename()).starts_with('.');
}

void scan(const fs::path& folder, int depth, std::vector<InstalledModel>& found)
{
    const auto entries = entriesOf(folder);
    if (!entries) {
        found.push_back({folder, fail(entries.error())});
        return;
    }
    if (std::any_of(entries->begin(), entries->end(), isModelFile)) {
        found.push_back({folder, inference::openModelFolder(folder)});
        return;
    }
    if (depth == 0)
        return;
    for (const fs::path& entry : *entries)
        if (isFolder(entry))
            scan(entry, depth - 1, found);
}

} // namespace

std::vector<InstalledModel> scanInstalled(const fs::path& folder)
{
    std::vector<InstalledModel> found;
    std::error_code error;
    if (folder.empty() || !fs::exists(folder, error))
        return found;
    scan(folder, 2, found);
    return found;
}

bool looksLikeModel(const fs::path& folder)
{
    const auto entries = entriesOf(folder);
    return entries && std::any_of(entries->begin(), entries->end(), isModelFile);
}

std::optional<ModelRole> statedRole(const fs::path& folder)
{
    std::error_code error;
    if (fs::exists(folder / kConfigs[1], error))
        return ModelRole::Embedder;
    const auto config = JsonDocument::read(folder / kConfigs[0]);
    if (!config)
        return std::nullopt;
    const auto type = config->root().find("model_type");
    if (type == config->root().end() || !type->is_string())
        return std::nullopt;
    const auto& name = type->get_ref<const std::string&>();
    if (name == "blip")
        return ModelRole::Captioner;
    return name == "clip" ? std::optional(ModelRole::Embedder) : std::nullopt;
}

std::string folderLabel(const fs::path& model, const fs::path& folder)
{
    const fs::path relative = model.lexically_relative(folder);
    const bool below = !relative.empty() && *relative.begin() != ".." && *relative.begin() != ".";
    return displayPath(below ? relative : model.filename().empty() ? model.parent_path().filename() : model.filename());
}

std::uint64_t weightBytes(const inference::ModelFolder& model)
{
    std::uint64_t bytes = 0;
    for (const inference::SafetensorsFile& file : model.checkpoint.files()) {
        std::error_code error;
        const std::uintmax_t size = fs::file_size(file.path(), error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

} // namespace vidimus::models
