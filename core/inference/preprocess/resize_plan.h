#pragma once

#include <cstdint>

#include "core/inference/preprocess/preprocess_config.h"

namespace vidimus::inference {

/// How one picture becomes the model's: resized to `resizedWidth` x `resizedHeight`, of which the part from
/// (`cropLeft`, `cropTop`) goes to (`left`, `top`) of the result. `width` x `height` is that part; what it does not
/// cover of the result is filled.
struct ResizePlan {
    std::int64_t resizedWidth = 0;
    std::int64_t resizedHeight = 0;
    std::int64_t cropLeft = 0;
    std::int64_t cropTop = 0;
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// For a picture whose sides are at least 1.
ResizePlan planResize(const PreprocessConfig& config, int width, int height);

} // namespace vidimus::inference
