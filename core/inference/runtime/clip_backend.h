#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// A loaded CLIP, by whatever library runs it. Thread: one caller. What that library throws passes through.
class ClipBackend {
public:
    virtual ~ClipBackend() = default;

    /// pixels [pictures, 3, S, S] -> [pictures, dimension], not normalised.
    virtual Result<std::vector<float>> imageFeatures(std::span<const float> pixels, int pictures,
                                                     const std::stop_token& stop) = 0;
    /// ids [texts, length]; what follows a text's end has no influence -> [texts, dimension], not normalised.
    virtual Result<std::vector<float>> textFeatures(std::span<const int> ids, int texts,
                                                    const std::stop_token& stop) = 0;
};

} // namespace vidimus::inference
