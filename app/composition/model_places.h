#pragma once

#include <filesystem>

#include "core/models/model_installer.h"
#include "core/services/settings.h"

namespace vidimus::app {

/// The bundled starter models, seen from the program; empty when there are none. Needs a QCoreApplication.
std::filesystem::path starterFolder();
/// The bundled demo pictures; empty when there are none.
std::filesystem::path samplesFolder();

/// What a person chose of the network, and the token of the hub in the environment (HF_TOKEN), which goes to `hub` alone.
/// `mirror` and `proxy` stand for what was chosen where they are not empty.
models::InstallerOptions installerOptions(const std::filesystem::path& folder, const services::NetworkChoice& choice,
                                          const std::string& hub);

} // namespace vidimus::app
