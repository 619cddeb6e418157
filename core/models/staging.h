#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/models/model_hold.h"

namespace vidimus::models {

/// Where a model grows until it is whole: a folder of its own in `.downloads`, held alone while somebody works in it.
class Staging {
public:
    /// Made when absent. Busy when another program, or another part of this one, is at it.
    static Result<Staging> open(const std::filesystem::path& modelsFolder, const std::string& name);
    static std::filesystem::path folderOf(const std::filesystem::path& modelsFolder, const std::string& name);
    static std::filesystem::path pinsFile(const std::filesystem::path& modelsFolder);

    const std::filesystem::path& folder() const { return m_folder; }

    /// Moves all of it to `target`, whose parent is made; a folder that lies there already and is not in use goes away.
    Result<void> publish(const std::filesystem::path& target);
    /// Everything in it is dropped.
    void clear();

private:
    Staging(std::filesystem::path modelsFolder, std::filesystem::path folder, ModelHold hold)
        : m_modelsFolder(std::move(modelsFolder)), m_folder(std::move(folder)), m_hold(std::move(hold))
    {}

    std::filesystem::path m_modelsFolder;
    std::filesystem::path m_folder;
    ModelHold m_hold;
};

/// Takes `folder` out of sight at once and deletes it. Busy while it is in use.
Result<void> takeAway(const std::filesystem::path& folder, const std::filesystem::path& modelsFolder);

} // namespace vidimus::models
