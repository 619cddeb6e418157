#include "app/composition/choice_words.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "core/base/path_text.h"
#include "core/models/catalogue.h"

namespace vidimus::app {

namespace {

namespace fs = std::filesystem;
using inference::ModelRole;
using models::RejectedModel;

constexpr const char* kMockCaptions = "the mock captions pictures: it names colours and shapes, not what they show.";
constexpr const char* kMockVectors = "the mock compares pictures: by colours and shapes, not by what they show.";
constexpr const char* kMockBoth = "the mock describes pictures: by colours and shapes, not by what they show.";

const char* job(ModelRole role)
{
    return role == ModelRole::Captioner ? "captions pictures" : "compares pictures and texts";
}

/// Those that could have done the job, as far as they say what they are.
std::vector<RejectedModel> rejectedFor(ModelRole role, std::span<const RejectedModel> rejected)
{
    std::vector<RejectedModel> some;
    std::copy_if(rejected.begin(), rejected.end(), std::back_inserter(some),
                 [role](const RejectedModel& model) { return !model.role || *model.role == role; });
    // What is known to be for the job tells more than a folder that may be anything.
    std::stable_partition(some.begin(), some.end(), [](const RejectedModel& model) { return model.role.has_value(); });
    return some;
}

std::string withFullStop(std::string text)
{
    return !text.empty() && text.back() != '.' ? text + "." : text;
}

bool folderExists(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder, ignored);
}

} // namespace

std::string takenText(const inference::ModelFolder& model)
{
    return model.name + " in " + displayPath(model.folder) + " " + job(model.role()) + ".";
}

std::string starterText(ModelRole role, const fs::path& folder)
{
    return std::string("No model that ") + job(role) + " can be used from " + displayPath(folder) +
           ", so the bundled starter " + job(role) +
           ": it was trained on drawn scenes, and photographs need the full models.";
}

std::string mockAskedText()
{
    return "The mock was asked for: it describes colours and shapes, not what a picture shows.";
}

std::string rejectedText(const RejectedModel& rejected)
{
    const std::string folder = displayPath(rejected.path);
    const std::string& reason = rejected.reason.message;
    const bool named = !rejected.name.empty() && rejected.name != displayPath(rejected.path.filename());
    std::string text = named ? rejected.name : "A model";
    if (reason.find(folder) == std::string::npos) // most reasons name the file
        text += " in " + folder;
    return withFullStop(text + " cannot be used: " + reason);
}

std::string mockText(ModelRole role, const MissingModels& missing, const fs::path& folder,
                     std::span<const RejectedModel> rejected)
{
    const auto some = rejectedFor(role, rejected);
    const bool captions = role == ModelRole::Captioner;
    if (some.empty()) {
        if (missing.captioner && missing.embedder && rejected.empty())
            return "No model is installed in " + displayPath(folder) + ", so " + kMockBoth;
        return std::string("No model that ") + job(role) + " is installed in " + displayPath(folder) + ", so " +
               (captions ? kMockCaptions : kMockVectors);
    }
    return rejectedText(some.front()) +
           (captions ? " So the mock captions pictures: it names colours and shapes, not what they show."
                     : " So the mock compares pictures: by colours and shapes, not by what they show.");
}

std::string howToGetText(const MissingModels& missing, const fs::path& folder)
{
    std::string names;
    std::string repositories;
    std::uint64_t bytes = 0;
    for (const char* name : {"blip-base", "clip-vit-b-32"}) {
        const models::CatalogueModel* model = models::bundledCatalogue().find(name);
        const bool captioner = model && model->role == ModelRole::Captioner;
        if (!model || !(captioner ? missing.captioner : missing.embedder))
            continue;
        names += " " + model->name;
        repositories += (repositories.empty() ? "" : " and ") + model->repository;
        bytes += model->aboutBytes();
    }
    const std::uint64_t tenths = (bytes + 50'000'000) / 100'000'000;
    return "run vidimusctl models install" + names + " (about " + std::to_string(tenths / 10) + "." +
           std::to_string(tenths % 10) + " GB: " + repositories +
           " of https://huggingface.co/; --from DIR takes a copy), " + "which puts it into " + displayPath(folder);
}

std::string missingModelsText(const MissingModels& missing, const fs::path& folder,
                              std::span<const RejectedModel> rejected)
{
    std::string text = "Real models were asked for, but no model that ";
    text += missing.captioner ? job(ModelRole::Captioner) : job(ModelRole::Embedder);
    if (missing.captioner && missing.embedder)
        text += std::string(", and none that ") + job(ModelRole::Embedder) + ",";
    text += " can be used from " + displayPath(folder);
    text += folderExists(folder) ? ". " : " (there is no such folder). ";
    for (const RejectedModel& model : rejected) {
        const bool concerned =
            !model.role || (*model.role == ModelRole::Captioner ? missing.captioner : missing.embedder);
        if (concerned)
            text += rejectedText(model) + " ";
    }
    return text + "What to do: " + howToGetText(missing, folder) +
           "; or use --mode mock (USE_MOCK_MODELS=true) to do without; for benchmarks alone, vidimusctl models "
           "synthesize makes models of random weights.";
}

std::string wrongRoleText(const inference::ModelFolder& model)
{
    return model.name + " in " + displayPath(model.folder) + " " + job(model.role()) +
           (model.role() == ModelRole::Captioner ? "; what is needed here is a CLIP, which compares pictures and texts."
                                                 : "; what is needed here is a BLIP, which captions pictures.");
}

} // namespace vidimus::app
