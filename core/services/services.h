#pragma once

#include <filesystem>
#include <string>

#include "core/base/caption.h"
#include "core/base/ids.h"
#include "core/metrics/registry.h"
#include "core/services/candidate_service.h"
#include "core/services/catalogue.h"
#include "core/services/comparison_service.h"
#include "core/services/edit_service.h"
#include "core/services/import_service.h"
#include "core/services/model_manager.h"
#include "core/services/model_service.h"
#include "core/services/search_service.h"
#include "core/services/settings.h"

namespace vidimus::services {

/// Which model does one of the two jobs, and why this one.
struct RoleStatus {
    std::string model; ///< for people; empty when nobody was asked to do the job
    Origin origin = Origin::Mock;
    ModelId id;         ///< empty with `model`
    std::string reason; ///< "No model is installed in DIR, so the mock captions pictures: …"
};

struct EngineStatus {
    RoleStatus captions;
    RoleStatus vectors;
    ModelMode mode = ModelMode::Auto; ///< as asked for, the environment included

    /// Both reasons, said once where they are the same.
    std::string reason() const
    {
        if (captions.reason.empty() || captions.reason == vectors.reason)
            return vectors.reason;
        return vectors.reason.empty() ? captions.reason : captions.reason + " " + vectors.reason;
    }
};

/// What the window is made from. app/composition owns everything behind these references and outlives the window.
struct Services {
    Settings& settings;
    Catalogue& catalogue;
    ImportService& imports;
    SearchService& search;
    metrics::Registry& metrics;
    ModelService& models;
    ModelManager& manager;
    ComparisonService& comparison;
    EditService& edits;
    CandidateService& candidates;
    EngineStatus engine;
    std::filesystem::path library;
    std::filesystem::path samples; ///< the bundled demo pictures; empty when not installed
};

} // namespace vidimus::services
