#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/inference/model_types.h"

namespace vidimus::inference {

struct EngineInfo {
    ModelInfo captionModel;
    ModelInfo embeddingModel;
    int embeddingDimension = 0;
    /// Pictures handed over should have at least this many pixels on their shorter side (smaller originals as they
    /// are); more only costs time.
    int preferredShortSide = 0;
    int preferredBatch = 1; ///< pictures per call at which throughput is best
};

/// The only public face of the models: pictures and texts in, captions and vectors out.
///
/// Thread: one caller at a time (InferenceQueue owns that thread); info() from any. Every call checks the stop token
/// between its costly steps and returns ErrorCode::Cancelled. A batch answers one result per input, in order: a bad
/// picture fails alone.
class Engine {
public:
    virtual ~Engine() = default;

    virtual EngineInfo info() const = 0;

    /// Runs everything once so that the first real call is not the slow one.
    virtual Result<void> warmUp(std::stop_token stop) = 0;

    virtual std::vector<Result<CaptionResult>> caption(std::span<const RgbImage* const> images,
                                                       const CaptionOptions& options, std::stop_token stop) = 0;
    virtual std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                             std::stop_token stop) = 0;
    /// Texts are UTF-8. An empty text is an error: it has no meaning to search for.
    virtual std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts,
                                                            std::stop_token stop) = 0;

    /// Gives back the memory of the weights; the next call loads them again.
    virtual void unload() = 0;
};

} // namespace vidimus::inference
