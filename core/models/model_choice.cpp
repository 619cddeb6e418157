#include "core/models/model_choice.h"

#include <utility>

#include "core/base/path_text.h"

namespace vidimus::models {

namespace {

using inference::ModelFolder;
using inference::ModelRole;

std::optional<ModelFolder> choose(ModelRole role, const std::vector<InstalledModel>& installed,
                                  const Acceptable& acceptable, const ModelId& preferred,
                                  std::vector<RejectedModel>& rejected)
{
    const auto isPreferred = [&](const ModelFolder& model) { return !preferred.empty() && model.id == preferred; };
    for (const bool first : {true, false}) {
        for (const InstalledModel& entry : installed) {
            if (!entry.model || entry.model->role() != role || isPreferred(*entry.model) != first)
                continue;
            const Result<void> accepted = acceptable(*entry.model);
            if (accepted)
                return *entry.model;
            rejected.push_back({entry.path, role, entry.model->name, accepted.error()});
        }
    }
    return std::nullopt;
}

} // namespace

ModelChoice chooseModels(const std::vector<InstalledModel>& installed, const Acceptable& acceptable,
                         const Preferred& preferred)
{
    ModelChoice choice;
    for (const InstalledModel& entry : installed)
        if (!entry.model)
            choice.rejected.push_back({entry.path, statedRole(entry.path),
                                       displayPath(entry.path.filename().empty() ? entry.path.parent_path().filename()
                                                                                 : entry.path.filename()),
                                       entry.model.error()});
    choice.captioner = choose(ModelRole::Captioner, installed, acceptable, preferred.captioner, choice.rejected);
    choice.embedder = choose(ModelRole::Embedder, installed, acceptable, preferred.embedder, choice.rejected);
    return choice;
}

const char* roleName(ModelRole role)
{
    return role == ModelRole::Captioner ? "captioner" : "embedder";
}

} // namespace vidimus::models
