#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <QImage>
#include <QPainter>

#include "colour.h"

namespace vidimus::samples {

enum class Blend { Over, Screen, Multiply };

/// A picture being painted: float colours, coordinates in units of its height (u to the right, v down, 0,0 at the upper
/// left), so that a scene can be painted at any size.
class Canvas {
public:
    Canvas(int width, int height);

    float aspect() const { return static_cast<float>(m_width) / static_cast<float>(m_height); }
    /// One pixel.
    float pixel() const { return 1.f / static_cast<float>(m_height); }

    /// Every pixel anew: colour(u, v, below).
    template <typename Colour>
    void shade(Colour&& colour)
    {
        for (int y = 0; y < m_height; ++y) {
            for (int x = 0; x < m_width; ++x) {
                Rgb& at = m_pixels[index(x, y)];
                at = colour((static_cast<float>(x) + 0.5f) * pixel(), (static_cast<float>(y) + 0.5f) * pixel(), at);
            }
        }
    }

    /// A layer of Qt's painting, in the canvas's coordinates; blurred by `blur` before it is laid on.
    void paint(const std::function<void(QPainter&)>& draw, float blur = 0, float opacity = 1,
               Blend blend = Blend::Over);

    /// The colour at a place, between pixels too; the edge goes on outside.
    Rgb at(float u, float v) const;

    void blur(float radius);
    /// What is brighter than `threshold` shines on its surroundings.
    void bloom(float threshold, float radius, float strength);
    /// Darker towards the corners.
    void vignette(float strength);
    /// Film grain: also keeps gradients from showing bands.
    void grain(float strength, std::uint32_t seed = 1);
    /// More or less contrast and colour around the middle.
    void grade(float contrast, float saturation);
    /// The part below `horizon` becomes water that mirrors what is above, tinted by `water`.
    void mirrorBelow(float horizon, Rgb water, float tint, float ripple, std::uint32_t seed);

    QImage image() const;
    QImage image16() const;
    /// Takes an image of the same size in place of what is painted.
    void replace(const QImage& image);

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x);
    }
    int m_width;
    int m_height;
    std::vector<Rgb> m_pixels;
};

} // namespace vidimus::samples
