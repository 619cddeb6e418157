#pragma once

#include <filesystem>
#include <string>

#include "core/services/settings.h"

namespace vidimus::cli {

/// The flags every command takes, before or after its name.
struct GlobalOptions {
    std::filesystem::path library;
    std::filesystem::path models;  ///< of installed models
    bool modelsGiven = false;      ///< by --models, not by the settings
    std::filesystem::path cache;   ///< empty: the usual one
    std::filesystem::path starter; ///< the bundled starter models; empty: none
    services::ChosenModels chosen;
    services::NetworkChoice network;
    services::ModelMode mode = services::ModelMode::Auto;
    bool json = false;
    int threads = 0; ///< 0: one per core
    std::string device = "auto";
    std::string precision = "auto";
    bool quiet = false;
};

} // namespace vidimus::cli
