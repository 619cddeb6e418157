#include "core/inference/mock/picture_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace vidimus::inference::mock {

namespace {

/// 0.5 on a border, 0.99 at `full` or more away from it.
float certaintyAt(float distance, float full)
{
    return 0.5f + 0.49f * std::clamp(distance / full, 0.f, 1.f);
}

struct Class {
    float below; ///< the class ends here
    std::string_view text;
};

/// Finds the class of a value; the last one must have no end. `full` as in certaintyAt().
SureWord classify(float value, std::span<const Class> classes, float full)
{
    float from = -std::numeric_limits<float>::max();
    for (const Class& candidate : classes) {
        if (value < candidate.below)
            return {candidate.text, certaintyAt(std::min(value - from, candidate.below - value), full)};
        from = candidate.below;
    }
    return {};
}

constexpr float kEndless = std::numeric_limits<float>::max();

float aspectRatio(const PictureMeasures& measures)
{
    return static_cast<float>(measures.width) / static_cast<float>(measures.height);
}

constexpr std::array kOrientations{Class{0.5f, "tall"}, Class{0.95f, "portrait"}, Class{1.05f, "square"},
                                   Class{2.f, "landscape"}, Class{kEndless, "panoramic"}};

} // namespace

Orientation orientationOf(const PictureMeasures& measures)
{
    const float ratio = aspectRatio(measures);
    if (ratio < kOrientations[0].below)
        return Orientation::Tall;
    if (ratio < kOrientations[1].below)
        return Orientation::Portrait;
    if (ratio < kOrientations[2].below)
        return Orientation::Square;
    return ratio < kOrientations[3].below ? Orientation::Landscape : Orientation::Panorama;
}

SureWord orientationWord(const PictureMeasures& measures)
{
    return classify(aspectRatio(measures), kOrientations, 0.05f);
}

SureWord sizeWord(const PictureMeasures& measures)
{
    static constexpr std::array kSizes{Class{48.f, "tiny"}, Class{200.f, "small"}, Class{1000.f, ""},
                                       Class{kEndless, "large"}};
    return classify(static_cast<float>(std::min(measures.width, measures.height)), kSizes, 40.f);
}

SureWord brightnessWord(const PictureMeasures& measures)
{
    static constexpr std::array kTones{Class{0.22f, "very dark"}, Class{0.44f, "dark"}, Class{0.66f, ""},
                                       Class{0.86f, "bright"}, Class{kEndless, "very bright"}};
    return classify(measures.lightness, kTones, 0.08f);
}

SureWord characterWord(const PictureMeasures& measures)
{
    if (measures.chroma < 0.015f)
        return {"monochrome", certaintyAt(0.015f - measures.chroma, 0.01f)};
    if (measures.contrast < 0.03f && measures.detail < 0.005f)
        return {"plain", certaintyAt(0.03f - measures.contrast, 0.02f)};
    if (measures.chroma > 0.12f)
        return {"colourful", certaintyAt(measures.chroma - 0.12f, 0.04f)};
    if (measures.contrast > 0.27f)
        return {"high-contrast", certaintyAt(measures.contrast - 0.27f, 0.08f)};
    return {};
}

std::vector<ColourShare> mainColours(const PictureMeasures& measures)
{
    constexpr float kWorthNaming = 0.1f;
    constexpr std::size_t kMost = 3;
    std::vector<ColourShare> colours;
    for (std::size_t i = 0; i < kColourCount; ++i) {
        if (measures.shares[i] >= kWorthNaming)
            colours.push_back({static_cast<Colour>(i), measures.shares[i]});
    }
    std::stable_sort(colours.begin(), colours.end(),
                     [](const ColourShare& x, const ColourShare& y) { return x.share > y.share; });
    colours.resize(std::min(colours.size(), kMost));
    return colours;
}

std::optional<Layers> layersOf(const PictureMeasures& measures)
{
    constexpr float kFills = 0.6f;
    const auto layers = [](const ColourShares& first, const ColourShares& second,
                           bool stacked) -> std::optional<Layers> {
        const ColourShare one = dominant(first);
        const ColourShare other = dominant(second);
        const float lesser = std::min(one.share, other.share);
        if (one.colour == other.colour || lesser < kFills)
            return std::nullopt;
        return Layers{one.colour, other.colour, stacked, certaintyAt(lesser - kFills, 1 - kFills)};
    };
    if (const std::optional<Layers> stacked = layers(measures.top, measures.bottom, true))
        return stacked;
    return layers(measures.left, measures.right, false);
}

} // namespace vidimus::inference::mock
