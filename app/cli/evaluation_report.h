#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/evaluation.h"
#include "app/cli/json_output.h"
#include "core/base/error.h"

namespace vidimus::cli {

/// A precision beside fp32 on the same pictures.
struct PrecisionScores {
    std::string name;
    Share equalCaptions; ///< word for word fp32's
    double recallAt1 = 0;
    double keywordPrecision = 0;
};

Json evaluationToJson(const Evaluation& evaluation, const std::vector<PrecisionScores>& precisions);
void printEvaluation(const CommandContext& context, const Evaluation& evaluation,
                     const std::vector<PrecisionScores>& precisions);

/// calibration.png and confusions.png. Needs a QGuiApplication. Errors: PermissionDenied where it cannot be written.
Result<void> savePlots(const std::filesystem::path& folder, const Evaluation& evaluation);

} // namespace vidimus::cli
