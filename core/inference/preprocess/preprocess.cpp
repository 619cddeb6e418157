#include "core/inference/preprocess/preprocess.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include "core/inference/preprocess/pillow_resize.h"
#include "core/inference/preprocess/resize_plan.h"

namespace vidimus::inference {

namespace {

/// `part` at (left, top) of a picture that is otherwise of one colour.
RgbImage laidOn(const RgbImage& part, const PreprocessConfig& config, const ResizePlan& plan)
{
    RgbImage result;
    result.width = config.width;
    result.height = config.height;
    result.pixels.resize(3 * static_cast<std::size_t>(config.width) * static_cast<std::size_t>(config.height));
    for (std::size_t i = 0; i < result.pixels.size(); ++i)
        result.pixels[i] = config.fill[i % 3];
    for (int y = 0; y < part.height; ++y) {
        const auto pixel = static_cast<std::size_t>(plan.top + y) * static_cast<std::size_t>(config.width) +
                           static_cast<std::size_t>(plan.left);
        std::copy_n(part.row(y), 3 * static_cast<std::size_t>(part.width), result.pixels.data() + 3 * pixel);
    }
    return result;
}

RgbImage resizedPart(const RgbImage& image, const PreprocessConfig& config, const ResizePlan& plan,
                     const RunBands& runBands)
{
    constexpr int kBand = 64; // rows: those of the picture that two bands need are few beside them
    const int bands = std::max(1, plan.height / kBand);
    RgbImage part;
    part.width = plan.width;
    part.height = plan.height;
    const std::size_t rowSize = 3 * static_cast<std::size_t>(plan.width);
    part.pixels.resize(rowSize * static_cast<std::size_t>(plan.height));
    runBands(bands, [&](int band) {
        const int begin = plan.height * band / bands;
        const int end = plan.height * (band + 1) / bands;
        const RgbImage rows = resizeLikePillow(image, plan.resizedWidth, plan.resizedHeight, config.resampling,
                                               {plan.cropLeft, plan.cropTop + begin, plan.width, end - begin});
        std::copy(rows.pixels.begin(), rows.pixels.end(),
                  part.pixels.begin() + static_cast<std::ptrdiff_t>(rowSize * static_cast<std::size_t>(begin)));
    });
    return part;
}

} // namespace

void oneAfterTheOther(int bands, const std::function<void(int)>& band)
{
    for (int i = 0; i < bands; ++i)
        band(i);
}

RgbImage resizeForModel(const RgbImage& image, const PreprocessConfig& config, const RunBands& runBands)
{
    const ResizePlan plan = planResize(config, image.width, image.height);
    RgbImage part = resizedPart(image, config, plan, runBands);
    return part.width == config.width && part.height == config.height ? std::move(part) : laidOn(part, config, plan);
}

void normalise(const RgbImage& resized, const PreprocessConfig& config, std::span<float> out)
{
    const std::size_t pixels = static_cast<std::size_t>(resized.width) * static_cast<std::size_t>(resized.height);
    assert(resized.pixels.size() == 3 * pixels && out.size() == 3 * pixels);
    // There are 256 values: each is computed once, in the originals' order of operations.
    std::array<std::array<float, 256>, 3> normalised;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t value = 0; value < 256; ++value) {
            const float unit = static_cast<float>(value) / 255.f;
            normalised[channel][value] = (unit - config.mean[channel]) / config.std[channel];
        }
    }
    float* red = out.data();
    float* green = red + pixels;
    float* blue = green + pixels;
    const std::uint8_t* from = resized.pixels.data();
    for (std::size_t i = 0; i < pixels; ++i, from += 3) {
        red[i] = normalised[0][from[0]];
        green[i] = normalised[1][from[1]];
        blue[i] = normalised[2][from[2]];
    }
}

} // namespace vidimus::inference
