#include "core/inference/preprocess/resize_plan.h"

#include <algorithm>
#include <cmath>

namespace vidimus::inference {

namespace {

/// Where along one axis a part of the resized picture is taken, and where in the result it is put.
struct Span {
    std::int64_t from = 0;
    int to = 0;
    int length = 0;
};

/// Python's round(n / 2): halves to the even neighbour.
std::int64_t halfToEven(std::int64_t n)
{
    const std::int64_t half = n / 2;
    return half + (n % 2 != 0 && half % 2 != 0 ? 1 : 0);
}

Span centred(std::int64_t resized, int wanted, const PreprocessConfig& config)
{
    if (resized >= wanted) {
        const std::int64_t rest = resized - wanted;
        return {config.cropRounding == CropRounding::HalfEven ? halfToEven(rest) : rest / 2, 0, wanted};
    }
    // Hugging Face pads before the picture with -((resized - wanted) // 2), rounded up; OpenCLIP with the half rounded
    // down.
    const int rest = wanted - static_cast<int>(resized);
    const int before = config.cropRounding == CropRounding::HalfEven ? rest / 2 : (rest + 1) / 2;
    return {0, before, static_cast<int>(resized)};
}

} // namespace

ResizePlan planResize(const PreprocessConfig& config, int width, int height)
{
    ResizePlan plan;
    switch (config.resize) {
    case ResizeMode::Stretch:
        plan.resizedWidth = config.width;
        plan.resizedHeight = config.height;
        break;
    case ResizeMode::ShortestEdge: {
        const std::int64_t edge = config.edge > 0 ? config.edge : config.height;
        plan.resizedWidth = width <= height ? edge : edge * width / height;
        plan.resizedHeight = height <= width ? edge : edge * height / width;
        break;
    }
    case ResizeMode::LongestEdge: {
        const double ratio = std::max(double{1} * height / config.height, double{1} * width / config.width);
        // Rounds halves to even, as Python does. OpenCLIP fails where the shorter side comes out as 0.
        plan.resizedWidth = std::max<std::int64_t>(1, std::llrint(width / ratio));
        plan.resizedHeight = std::max<std::int64_t>(1, std::llrint(height / ratio));
        break;
    }
    }
    const Span across = centred(plan.resizedWidth, config.width, config);
    const Span down = centred(plan.resizedHeight, config.height, config);
    plan.cropLeft = across.from;
    plan.left = across.to;
    plan.width = across.length;
    plan.cropTop = down.from;
    plan.top = down.to;
    plan.height = down.length;
    return plan;
}

} // namespace vidimus::inference
