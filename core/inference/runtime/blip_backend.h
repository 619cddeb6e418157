#pragma once

#include <memory>
#include <span>
#include <stop_token>

#include "core/base/error.h"
#include "core/inference/generation/caption_decoder.h"

namespace vidimus::inference {

/// A loaded BLIP, by whatever library runs it. Thread: one caller. What that library throws passes through.
class BlipBackend {
public:
    virtual ~BlipBackend() = default;

    /// Looks at pixels [pictures, 3, S, S]: a decoder about them, which must not outlive this nor the next look().
    virtual Result<std::unique_ptr<CaptionDecoder>> look(std::span<const float> pixels, int pictures,
                                                         const std::stop_token& stop) = 0;
};

} // namespace vidimus::inference
