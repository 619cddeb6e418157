#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/models/installed_models.h"

namespace vidimus::models {

/// An installed model that cannot be used, and why.
struct RejectedModel {
    std::filesystem::path path;
    std::optional<inference::ModelRole> role; ///< nothing where the folder does not even say what it is
    std::string name;                         ///< of the model, or of its folder where it could not be read
    Error reason;
};

/// Which installed models are taken.
struct ModelChoice {
    std::optional<inference::ModelFolder> captioner;
    std::optional<inference::ModelFolder> embedder;
    std::vector<RejectedModel> rejected; ///< in the order they were met
};

/// Asked of a model that would be taken; an error sends the choice on to the next one.
using Acceptable = std::function<Result<void>(const inference::ModelFolder&)>;

/// For each role the model with the preferred id where it is there and acceptable, else the first acceptable one in the
/// order given. Models behind the one that is taken are not asked.
struct Preferred {
    ModelId captioner; ///< empty: none
    ModelId embedder;
};
ModelChoice chooseModels(const std::vector<InstalledModel>& installed, const Acceptable& acceptable,
                         const Preferred& preferred = {});

/// "captioner" or "embedder".
const char* roleName(inference::ModelRole role);

} // namespace vidimus::models
