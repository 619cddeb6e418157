#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/caption.h"
#include "core/base/embedding.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/rgb_image.h"

namespace vidimus::inference {

/// What a loaded model is, as results carry it and people see it.
struct ModelInfo {
    ModelId id;       ///< stable over runs: kept in the library with every result
    std::string name; ///< for people: "BLIP base", "mock"
    Origin origin = Origin::Mock;
};

struct EngineInfo {
    ModelInfo captionModel;
    ModelInfo embeddingModel;
    int embeddingDimension = 0;
    /// Pictures handed over should have at least this many pixels on their shorter side (smaller originals as they
    /// are); more only costs time.
    int preferredShortSide = 0;
    int preferredBatch = 1; ///< pictures per call at which throughput is best
};

/// How a caption is made; the defaults are the published model's.
struct CaptionOptions {
    int beams = 1; ///< 1 is greedy
    int maxTokens = 20;
    int minTokens = 0;
    float lengthPenalty = 1.f;
    float repetitionPenalty = 1.f;
    std::string prompt;   ///< the caption begins with these words
    int alternatives = 0; ///< how many further candidates to return (at most beams - 1)
};

/// Time one picture took in one call, its share where a batch ran together. Microseconds.
struct StageTimes {
    std::int64_t preprocess = 0;
    std::int64_t vision = 0;
    std::int64_t text = 0;
    std::int64_t total() const { return preprocess + vision + text; }
};

struct CaptionResult {
    Caption caption;
    std::vector<Caption> alternatives; ///< next best first
    StageTimes times;
};

struct EmbeddingResult {
    Embedding vector; ///< [EngineInfo::embeddingDimension], unit length
    StageTimes times;
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
