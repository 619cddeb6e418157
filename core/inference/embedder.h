#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/inference/model_types.h"

namespace vidimus::inference {

struct EmbedderInfo {
    ModelInfo model;
    int dimension = 0;
    int preferredShortSide = 0; ///< as EngineInfo::preferredShortSide
    int preferredBatch = 1;     ///< as EngineInfo::preferredBatch
};

/// One model that puts pictures and texts into one space: half of an engine, under the engine's rules (threads, stopping,
/// one answer per input).
class Embedder {
public:
    virtual ~Embedder() = default;

    virtual EmbedderInfo info() const = 0;
    virtual Result<void> warmUp(std::stop_token stop) = 0;
    virtual std::vector<Result<EmbeddingResult>> embedImages(std::span<const RgbImage* const> images,
                                                             std::stop_token stop) = 0;
    /// Texts are UTF-8. An empty text is an error: it has no meaning to search for.
    virtual std::vector<Result<EmbeddingResult>> embedTexts(std::span<const std::string> texts,
                                                            std::stop_token stop) = 0;
    virtual void unload() = 0;
};

} // namespace vidimus::inference
