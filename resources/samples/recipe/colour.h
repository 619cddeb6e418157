#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include <QColor>

namespace vidimus::samples {

/// Mixed as painters mix, in display values (0..1) and not in light.
struct Rgb {
    float r = 0;
    float g = 0;
    float b = 0;

    constexpr Rgb() = default;
    constexpr Rgb(float red, float green, float blue) : r(red), g(green), b(blue) {}
    /// From 0xRRGGBB.
    constexpr Rgb(unsigned hex)
        : r(static_cast<float>(hex >> 16 & 255u) / 255.f)
        , g(static_cast<float>(hex >> 8 & 255u) / 255.f)
        , b(static_cast<float>(hex & 255u) / 255.f)
    {}

    friend constexpr Rgb operator+(Rgb a, Rgb b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
    friend constexpr Rgb operator*(Rgb a, Rgb b) { return {a.r * b.r, a.g * b.g, a.b * b.b}; }
    friend constexpr Rgb operator*(Rgb a, float s) { return {a.r * s, a.g * s, a.b * s}; }

    float grey() const { return 0.30f * r + 0.59f * g + 0.11f * b; }
    QColor colour(float alpha = 1.f) const
    {
        const auto part = [](float value) { return std::clamp(value, 0.f, 1.f); };
        return QColor::fromRgbF(part(r), part(g), part(b), part(alpha));
    }
};

inline float clamp01(float value)
{
    return std::clamp(value, 0.f, 1.f);
}

inline float mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

inline Rgb mix(Rgb a, Rgb b, float t)
{
    return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)};
}

/// Light laid over light: never above white.
inline Rgb screen(Rgb a, Rgb b)
{
    return {1 - (1 - a.r) * (1 - b.r), 1 - (1 - a.g) * (1 - b.g), 1 - (1 - a.b) * (1 - b.b)};
}

/// 0 below `from`, 1 above `to`, smooth between; `from` may be the greater.
inline float smooth(float from, float to, float value)
{
    const float t = clamp01((value - from) / (to - from));
    return t * t * (3 - 2 * t);
}

/// Colours at places along a line.
class Ramp {
public:
    struct Stop {
        float at;
        Rgb colour;
    };
    Ramp(std::initializer_list<Stop> stops) : m_stops(stops) {}

    Rgb operator()(float at) const
    {
        if (at <= m_stops.front().at)
            return m_stops.front().colour;
        for (std::size_t i = 1; i < m_stops.size(); ++i) {
            if (at <= m_stops[i].at) {
                const float t = (at - m_stops[i - 1].at) / (m_stops[i].at - m_stops[i - 1].at);
                return mix(m_stops[i - 1].colour, m_stops[i].colour, t * t * (3 - 2 * t) * 0.5f + t * 0.5f);
            }
        }
        return m_stops.back().colour;
    }

private:
    std::vector<Stop> m_stops;
};

} // namespace vidimus::samples
