#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/caption.h"
#include "core/metrics/registry.h"

namespace vidimus::services {

/// What the models of one engine took for the pictures of a comparison.
struct EngineMeasure {
    std::string captionModel; ///< for people; empty when there is none
    Origin captionOrigin = Origin::Mock;
    std::string vectorModel;
    Origin vectorOrigin = Origin::Mock;
    /// Of metrics::stage: preprocess, vision, text, caption, embed and describe, as far as there was something to time.
    std::vector<metrics::StageSummary> stages;

    /// Null when the stage was not measured.
    const metrics::StageSummary* stage(std::string_view name) const;
};

struct Comparison {
    int pictures = 0;         ///< measured, with every engine
    int failures = 0;         ///< could not be read or described
    std::string firstFailure; ///< a sentence, when there were some
    metrics::StageSummary decode;
    EngineMeasure inUse;
    std::optional<EngineMeasure> other; ///< nothing when there are no other models
};

} // namespace vidimus::services
