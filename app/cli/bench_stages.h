#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <QByteArray>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/inference/engine.h"
#include "core/inference/step_hook.h"

namespace vidimus::metrics {
class Registry;
}

namespace vidimus::cli {

struct BenchPlan {
    int images = 16;
    int batch = 0;     ///< 0: what the models prefer
    int tokens = 20;   ///< of every caption
    int threads = 0;   ///< that decode; 0: one per core
    int photos = 2000; ///< of the library that questions go to
    std::stop_token stop;
};

struct StageResult {
    std::string name;
    double p50Ms = 0;
    double p95Ms = 0;
    double p99Ms = 0;
    double perSecond = 0; ///< pictures (or questions) a second, all threads of the stage together
};

using StageResults = std::vector<StageResult>;

/// `scale`: threads that worked at once, or pictures that one record stands for. Names get `prefix`.
StageResults resultsOf(const metrics::Registry& registry, double scale = 1, const std::string& prefix = {});

/// What an import does to a file before the models have it. `pictures` are the decoded ones, for what comes after.
struct MediaBench {
    StageResults stages;
    std::vector<std::shared_ptr<const RgbImage>> pictures;
};
Result<MediaBench> benchMedia(const std::vector<QByteArray>& files, int shortSide, const BenchPlan& plan);

/// Captions and vectors of pictures, in batches, and vectors of texts, one by one; stage names get `prefix`.
Result<StageResults> benchEngine(inference::Engine& engine,
                                 const std::vector<std::shared_ptr<const RgbImage>>& pictures, const BenchPlan& plan,
                                 const std::string& prefix = {});

/// Commits into, and questions to, a library of `plan.photos` pictures in a temporary folder; then the same questions
/// while `files` are imported. `hook` is that of the engine's models.
Result<StageResults> benchLibrary(std::unique_ptr<inference::Engine> engine, std::shared_ptr<inference::StepHook> hook,
                                  const std::vector<QByteArray>& files, const BenchPlan& plan);

} // namespace vidimus::cli
