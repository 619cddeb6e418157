#pragma once

#include <array>
#include <cstdint>

#include "core/base/error.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

enum class Resampling { Nearest, Bilinear, Bicubic, Lanczos, Box, Hamming }; ///< Pillow's filters
enum class ResizeMode {
    Stretch,      ///< to width x height, the aspect ignored (BLIP)
    ShortestEdge, ///< the shorter side to `edge`, the longer in proportion, truncated (CLIP)
    LongestEdge,  ///< to fit into width x height, the rest filled (OpenCLIP "longest")
};
/// Where the crop begins when the rest is odd.
enum class CropRounding {
    Down,     ///< (rest) / 2: Hugging Face
    HalfEven, ///< round(rest / 2.0), halves to even: torchvision, so OpenCLIP
};

/// From decoded RGB to what a vision tower reads.
struct PreprocessConfig {
    ResizeMode resize = ResizeMode::Stretch;
    Resampling resampling = Resampling::Bicubic;
    CropRounding cropRounding = CropRounding::Down;
    int width = 384; ///< of the result
    int height = 384;
    /// Of ShortestEdge, where the shorter side is not resized to the size of the crop; 0: to `height`. Where it is
    /// smaller than the crop, the rest is black.
    int edge = 0;
    std::array<float, 3> mean{0.48145466f, 0.4578275f, 0.40821073f};
    std::array<float, 3> std{0.26862954f, 0.26130258f, 0.27577711f};
    std::array<std::uint8_t, 3> fill{0, 0, 0}; ///< of LongestEdge, OpenCLIP's fill_color
};

/// From a Hugging Face preprocessor_config.json (CLIP and BLIP image processors; the feature extractors of older files,
/// whose size is a single number). What the processor would not do that the file asks for (do_resize false, another
/// rescale_factor) is Unsupported, with the key.
Result<PreprocessConfig> readHuggingFacePreprocess(const JsonDocument& config);

/// From the "preprocess_cfg" of an open_clip_config.json and the model's picture size; keys that are absent have
/// OpenCLIP's defaults.
Result<PreprocessConfig> readOpenClipPreprocess(const JsonDocument& config, int imageSize);

/// Whether a picture of this size can be taken: both sides between 1 and 2^20, and the resized one not beyond 2^28 pixels
/// (as a 1 x 30000 strip would be). InvalidArgument or TooLarge otherwise.
Result<void> checkPictureSize(const PreprocessConfig& config, int width, int height);

} // namespace vidimus::inference
