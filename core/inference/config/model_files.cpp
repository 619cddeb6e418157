#include "core/inference/config/model_files.h"

#include <algorithm>
#include <system_error>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/message_text.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

namespace {

namespace fs = std::filesystem;

constexpr const char* kConfig = "config.json";
constexpr const char* kOpenClipConfig = "open_clip_config.json";

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

bool holdsWeights(const fs::path& folder, const std::string& name)
{
    return isThere(folder / (name + ".safetensors")) || isThere(folder / (name + ".safetensors.index.json"));
}

struct Listing {
    std::vector<fs::path> files;
    std::vector<fs::path> folders;
};

Result<Listing> list(const fs::path& folder)
{
    constexpr std::size_t kEnough = 1000;
    Listing listing;
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) {
        std::error_code ignored;
        (it->is_directory(ignored) ? listing.folders : listing.files).push_back(it->path());
        if (listing.files.size() + listing.folders.size() == kEnough)
            break;
    }
    if (problem == std::errc::permission_denied)
        return fail(ErrorCode::PermissionDenied, displayPath(folder) + " may not be read: permission denied.");
    if (problem)
        return fail(ErrorCode::Unreadable, displayPath(folder) + " cannot be read: " + problem.message() + ".");
    std::sort(listing.files.begin(), listing.files.end());
    std::sort(listing.folders.begin(), listing.folders.end());
    return listing;
}

/// The hub's cache keeps models that deep: models--OWNER--NAME/snapshots/REVISION.
constexpr int kLevelsInside = 3;
/// Somebody may name their home folder, or a network drive.
constexpr int kFoldersLookedInto = 2000;

/// The first folder inside, at most `levels` down, that has a config; `left` more folders are looked into.
fs::path modelInside(const std::vector<fs::path>& folders, int levels, int& left)
{
    for (const fs::path& folder : folders) {
        if (left-- <= 0)
            return {};
        if (isThere(folder / kConfig) || isThere(folder / kOpenClipConfig))
            return folder;
        if (levels > 1) {
            if (const Result<Listing> inside = list(folder)) {
                if (fs::path found = modelInside(inside->folders, levels - 1, left); !found.empty())
                    return found;
            }
        }
    }
    return {};
}

std::string what()
{
    return " A model folder holds " + expectedFiles(FolderKind::Blip) +
           " for captions, or the like of a CLIP for search.";
}

/// Why a folder without any config is no model folder.
Error whyNone(const fs::path& folder)
{
    const std::string name = displayPath(folder);
    const Result<Listing> listing = list(folder);
    if (!listing)
        return listing.error();
    if (listing->files.empty() && listing->folders.empty())
        return {ErrorCode::NotFound, name + " is empty." + what()};
    if (isThere(folder / "model_index.json"))
        return {ErrorCode::Unsupported,
                name + " holds a pipeline that makes pictures (model_index.json), not a model that describes them."};
    int left = kFoldersLookedInto;
    if (const fs::path inside = modelInside(listing->folders, kLevelsInside, left); !inside.empty())
        return {ErrorCode::NotFound, name + " is not a model folder itself, but " + displayPath(inside) +
                                         " inside it looks like one: choose that."};
    if (listing->files.empty())
        return {ErrorCode::NotFound, name + " holds only other folders, and no model." + what()};
    const bool weights = std::any_of(listing->files.begin(), listing->files.end(),
                                     [](const fs::path& file) { return file.extension() == ".safetensors"; });
    if (weights)
        return {ErrorCode::NotFound, name + " holds weights but no config.json, which says what they are." + what()};
    return {ErrorCode::NotFound, name + " is not a model folder: there is no config.json in it." + what()};
}

} // namespace

std::string expectedFiles(FolderKind kind)
{
    switch (kind) {
    case FolderKind::Blip:
        return "config.json, preprocessor_config.json, model.safetensors and vocab.txt (or tokenizer.json)";
    case FolderKind::HuggingFaceClip:
        return "config.json, preprocessor_config.json, model.safetensors and vocab.json with merges.txt (or "
               "tokenizer.json)";
    case FolderKind::OpenClip:
        return "open_clip_config.json, open_clip_model.safetensors and vocab.json with merges.txt (or tokenizer.json, "
               "or "
               "bpe_simple_vocab_16e6.txt.gz)";
    }
    return {};
}

Result<FolderKind> recogniseFolder(const fs::path& folder)
{
    const std::string name = displayPath(folder);
    std::error_code problem;
    const fs::file_status status = fs::status(folder, problem);
    if (status.type() == fs::file_type::not_found)
        return fail(ErrorCode::NotFound, name + " does not exist.");
    if (problem == std::errc::permission_denied)
        return fail(ErrorCode::PermissionDenied, name + " may not be read: permission denied.");
    if (status.type() != fs::file_type::directory)
        return fail(ErrorCode::InvalidArgument,
                    name + " is a file, but a model is a folder: give the one that holds its config and weights.");

    const bool huggingFace = isThere(folder / kConfig);
    const bool openClip = isThere(folder / kOpenClipConfig);
    if (!huggingFace && !openClip)
        return fail(whyNone(folder));
    // Repositories of OpenCLIP often carry the other library's files too; somebody may have fetched only one set.
    if (openClip && (!huggingFace || holdsWeights(folder, "open_clip_model") || !holdsWeights(folder, "model")))
        return FolderKind::OpenClip;

    const Result<JsonDocument> config = JsonDocument::read(folder / kConfig);
    if (!config)
        return fail(config.error());
    const auto type = config->root().find("model_type");
    if (type == config->root().end() || !type->is_string())
        return fail(ErrorCode::Unsupported,
                    config->name() + " does not say what model it belongs to (there is no \u201cmodel_type\u201d).");
    const std::string& modelType = type->get_ref<const std::string&>();
    if (modelType == "blip")
        return FolderKind::Blip;
    if (modelType == "clip")
        return FolderKind::HuggingFaceClip;
    return fail(ErrorCode::Unsupported,
                name + " holds a model of type " + inQuotes(modelType) +
                    ". Vidimus runs BLIP, which captions pictures, and CLIP, which finds them.");
}

Result<std::vector<fs::path>> tokenizerFiles(const fs::path& folder, FolderKind kind)
{
    std::vector<std::vector<const char*>> choices;
    if (kind == FolderKind::Blip)
        choices = {{"vocab.txt"}, {"tokenizer.json"}};
    else
        choices = {{"vocab.json", "merges.txt"}, {"tokenizer.json"}, {"bpe_simple_vocab_16e6.txt.gz"}};
    for (const std::vector<const char*>& choice : choices) {
        if (std::all_of(choice.begin(), choice.end(), [&](const char* file) { return isThere(folder / file); })) {
            std::vector<fs::path> files;
            for (const char* file : choice)
                files.push_back(folder / file);
            return files;
        }
    }
    std::string missing = kind == FolderKind::Blip ? "vocab.txt" : "vocab.json and merges.txt";
    if (kind != FolderKind::Blip && isThere(folder / "vocab.json"))
        missing = "merges.txt";
    else if (kind != FolderKind::Blip && isThere(folder / "merges.txt"))
        missing = "vocab.json";
    return fail(ErrorCode::NotFound, displayPath(folder) + " lacks its tokenizer: " + missing +
                                         (missing.find(" and ") == std::string::npos ? " is" : " are") +
                                         " missing. The folder should hold " + expectedFiles(kind) + ".");
}

} // namespace vidimus::inference
