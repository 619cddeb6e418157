#pragma once

#include "core/inference/config/blip_config.h"
#include "core/inference/torch/blip_decoder.h"
#include "core/inference/torch/blip_vision.h"

namespace vidimus::inference {

/// BLIP for captioning: a vision tower and a text decoder that looks at what the tower saw.
struct BlipModel {
    BlipModel(const BlipConfig& config, const Weights& weights)
        : vision(config.vision, weights / "vision_model"), decoder(config.text, weights / "text_decoder")
    {}

    BlipVision vision;
    BlipDecoder decoder;
};

} // namespace vidimus::inference
