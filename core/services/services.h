#pragma once

#include <filesystem>
#include <string>

#include "core/base/caption.h"
#include "core/metrics/registry.h"
#include "core/services/catalogue.h"
#include "core/services/import_service.h"
#include "core/services/search_service.h"
#include "core/services/settings.h"

namespace vidimus::services {

/// Which models answer, and why these.
struct EngineStatus {
    std::string captionModel; ///< for people
    std::string embeddingModel;
    Origin origin = Origin::Mock;
    std::string reason; ///< "No models are installed, so the mock describes pictures."
};

/// What the window is made from. app/composition owns everything behind these references and outlives the window.
struct Services {
    Settings& settings;
    Catalogue& catalogue;
    ImportService& imports;
    SearchService& search;
    metrics::Registry& metrics;
    EngineStatus engine;
    std::filesystem::path library;
    std::filesystem::path samples; ///< the bundled demo pictures; empty when not installed
};

} // namespace vidimus::services
