#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/inference/model_types.h"

namespace vidimus::inference {

struct CaptionerInfo {
    ModelInfo model;
    int preferredShortSide = 0; ///< as EngineInfo::preferredShortSide
    int preferredBatch = 1;     ///< as EngineInfo::preferredBatch
};

/// One model that captions pictures: half of an engine, under the engine's rules (threads, stopping, one answer per
/// picture).
class Captioner {
public:
    virtual ~Captioner() = default;

    virtual CaptionerInfo info() const = 0;
    virtual Result<void> warmUp(std::stop_token stop) = 0;
    virtual std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images,
                                                       const CaptionOptions& options, std::stop_token stop) = 0;
    virtual void unload() = 0;
};

} // namespace vidimus::inference
