#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/caption.h"
#include "core/base/embedding.h"
#include "core/base/ids.h"

namespace vidimus::inference {

/// What a loaded model is, as results carry it and people see it.
struct ModelInfo {
    ModelId id;       ///< stable over runs: kept in the library with every result
    std::string name; ///< for people: "BLIP base", "mock"
    Origin origin = Origin::Mock;
};

/// How a caption is made; the defaults are the published model's.
struct CaptionOptions {
    int beams = 1;      ///< 1 is greedy
    int maxTokens = 20; ///< generated ones, the end token included, the prompt not
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
    Embedding vector; ///< of the embedder's dimension, unit length
    StageTimes times;
};

} // namespace vidimus::inference
