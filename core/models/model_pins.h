#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"

namespace vidimus::models {

/// What the hub answered when a model was first asked for: it is that which is downloaded from then on, not what somebody
/// may have put in its place since.
struct ModelPin {
    std::string commit;
    std::map<std::string, std::string> sha256; ///< by file, of what was downloaded; grows
};

/// The pins of one folder of models, in a small JSON file. Thread: one at a time.
class ModelPins {
public:
    explicit ModelPins(std::filesystem::path file) : m_file(std::move(file)) {}

    /// Of OWNER/NAME; empty when it was never asked for, or nothing can be read.
    ModelPin find(const std::string& repository) const;
    Result<void> keep(const std::string& repository, const ModelPin& pin);
    /// As if it had never been asked for.
    Result<void> forget(const std::string& repository);

private:
    Result<void> write(nlohmann::json pins);

    std::filesystem::path m_file;
};

} // namespace vidimus::models
