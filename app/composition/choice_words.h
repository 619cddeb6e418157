#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/inference/config/model_folder.h"
#include "core/models/model_choice.h"

/// The sentences in which the choice of the models is told.
namespace vidimus::app {

struct MissingModels {
    bool captioner = false;
    bool embedder = false;
};

/// "BLIP base in DIR captions pictures."
std::string takenText(const inference::ModelFolder& model);
/// How the bundled starter is called wherever a model's name stands: it must not pass for more than it is.
inline constexpr const char* kStarterName = "starter: drawn scenes";
/// Why the starter does the job, and what that means.
std::string starterText(inference::ModelRole role, const std::filesystem::path& folder);
/// Why --mode mock is followed, and what that means.
std::string mockAskedText();
/// Why the mock does the job: nothing installed, or what was wrong with what is. The same sentence for both jobs where
/// nothing at all is installed.
std::string mockText(inference::ModelRole role, const MissingModels& missing, const std::filesystem::path& folder,
                     std::span<const models::RejectedModel> rejected);
/// What is missing where real models are insisted on, where it was looked for, and what to do.
std::string missingModelsText(const MissingModels& missing, const std::filesystem::path& folder,
                              std::span<const models::RejectedModel> rejected);
/// A model named for a job it does not do.
std::string wrongRoleText(const inference::ModelFolder& model);
/// "BLIP base in DIR cannot be used: REASON"
std::string rejectedText(const models::RejectedModel& rejected);
/// The command that gets what is missing, as the rest of a sentence.
std::string howToGetText(const MissingModels& missing, const std::filesystem::path& folder);

} // namespace vidimus::app
