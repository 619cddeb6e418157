#include "core/inference/mock/picture_vector.h"

#include <algorithm>
#include <cmath>

#include "core/inference/mock/picture_words.h"
#include "core/inference/mock/property_space.h"

namespace vidimus::inference::mock {

namespace {

/// A measure on a scale from -1 to 1: 0 at `centre`, the ends at `reach` from it.
float scaled(float value, float centre, float reach)
{
    return std::clamp((value - centre) / reach, -1.f, 1.f);
}

void setColours(Coefficients& c, const ColourShares& shares)
{
    // The root of a share, so that a third of a picture counts for more than a third; the last specks count nothing.
    const auto weight = [](float share) { return std::sqrt(std::max(0.f, share - 0.02f)); };
    ColourShares families{};
    for (std::size_t i = 0; i < kColourCount; ++i)
        families[static_cast<std::size_t>(basicColour(static_cast<Colour>(i)))] += shares[i];
    for (std::size_t i = 0; i < kColourCount; ++i)
        at(c, static_cast<Colour>(i)) = i < kBasicColourCount ? weight(families[i]) : 0.7f * weight(shares[i]);
}

void setFormat(Coefficients& c, const PictureMeasures& measures)
{
    const float ratio = static_cast<float>(measures.width) / static_cast<float>(measures.height);
    at(c, Axis::Wide) = 0.4f * (ratio >= 1.f ? scaled(ratio, 1.f, 0.25f) : -scaled(1 / ratio, 1.f, 0.25f));
    const Orientation orientation = orientationOf(measures);
    at(c, Axis::Square) = orientation == Orientation::Square ? 0.4f : 0.f;
    at(c, Axis::Stretched) = orientation == Orientation::Panorama || orientation == Orientation::Tall ? 0.4f : 0.f;
    const int shortSide = std::min(measures.width, measures.height);
    at(c, Axis::Large) = shortSide >= 1000 ? 0.3f : shortSide < 200 ? -0.3f : 0.f;
}

void setParticular(Coefficients& c, const PictureMeasures& measures)
{
    constexpr float kMost = 0.35f;
    Lab mean;
    for (const Lab& cell : measures.grid) {
        mean.lightness += cell.lightness / measures.grid.size();
        mean.a += cell.a / measures.grid.size();
        mean.b += cell.b / measures.grid.size();
    }
    float* next = c.data() + kParticular;
    const auto put = [&](const Lab& lab, const Lab& from) {
        *next++ = lab.lightness - from.lightness;
        *next++ = lab.a - from.a;
        *next++ = lab.b - from.b;
    };
    put(mean, {0.5f, 0.f, 0.f});
    for (const Lab& cell : measures.grid)
        put(cell, mean);
    float squares = 0.f;
    for (const float* value = c.data() + kParticular; value != next; ++value)
        squares += *value * *value;
    const float scale = 0.4f * std::min(1.f, kMost / (0.4f * std::max(std::sqrt(squares), 1e-6f)));
    for (float* value = c.data() + kParticular; value != next; ++value)
        *value *= scale;
}

} // namespace

Embedding pictureVector(const PictureMeasures& measures)
{
    Coefficients c{};
    setColours(c, measures.shares);
    at(c, Axis::Bright) = 0.4f * scaled(measures.lightness, 0.55f, 0.35f);
    at(c, Axis::Warm) = 0.3f * scaled(measures.warmth, 0.f, 0.1f);
    at(c, Axis::Colourful) = 0.35f * scaled(measures.chroma, 0.06f, 0.06f);
    at(c, Axis::Detailed) = 0.25f * scaled(measures.detail, 0.03f, 0.03f);
    at(c, Axis::Contrast) = 0.25f * scaled(measures.contrast, 0.15f, 0.15f);
    setFormat(c, measures);
    setParticular(c, measures);
    return toVector(c);
}

} // namespace vidimus::inference::mock
