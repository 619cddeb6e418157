#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/metrics/registry.h"
#include "core/services/comparison_service.h"

namespace vidimus::services {

/// One comparison from choosing the pictures to the figures. Thread: the one that made it; it waits for disk and models.
class ComparisonRun {
public:
    /// `otherTimes` gets what the other engine took, as it comes. Everything outlives the run.
    ComparisonRun(const ComparisonService::Parts& parts, metrics::Registry& otherTimes, std::stop_token stop);
    ~ComparisonRun();

    using Tell = std::function<void(int done, int total)>;
    Result<Comparison> run(const std::vector<PhotoId>& chosen, const Tell& tell);

private:
    using Picture = std::shared_ptr<const RgbImage>;

    Result<Picture> decode(const Result<QByteArray>& file);
    Result<void> measure(const Picture& picture, bool counted);

    const ComparisonService::Parts& m_parts;
    metrics::Registry& m_otherTimes;
    metrics::Registry m_times; ///< of the models in use
    metrics::Registry m_decodeTimes;
    const std::stop_token m_stop;
    std::unique_ptr<inference::Engine> m_other; ///< may be null
    int m_shortSide = 0;
};

} // namespace vidimus::services
