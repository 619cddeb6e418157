#include "noise.h"

namespace vidimus::samples {

namespace {

std::uint32_t scramble(std::int32_t x, std::int32_t y, std::uint32_t seed)
{
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x8DA6B343u ^ static_cast<std::uint32_t>(y) * 0xD8163841u ^ seed * 0xCB1AB31Fu;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h = (h ^ (h >> 12)) * 0x297A2D39u;
    return h ^ (h >> 15);
}

/// The corner's slope, one of sixteen directions, times the way from the corner.
float slope(std::int32_t x, std::int32_t y, std::uint32_t seed, float dx, float dy)
{
    static constexpr float kDirections[16][2] = {
        {1.f, 0.f},  {0.924f, 0.383f},   {0.707f, 0.707f},   {0.383f, 0.924f},
        {0.f, 1.f},  {-0.383f, 0.924f},  {-0.707f, 0.707f},  {-0.924f, 0.383f},
        {-1.f, 0.f}, {-0.924f, -0.383f}, {-0.707f, -0.707f}, {-0.383f, -0.924f},
        {0.f, -1.f}, {0.383f, -0.924f},  {0.707f, -0.707f},  {0.924f, -0.383f}};
    const float* direction = kDirections[scramble(x, y, seed) & 15u];
    return direction[0] * dx + direction[1] * dy;
}

float ease(float t)
{
    return t * t * t * (t * (t * 6 - 15) + 10);
}

} // namespace

float noise(float x, float y, std::uint32_t seed)
{
    const float fx = std::floor(x);
    const float fy = std::floor(y);
    const auto ix = static_cast<std::int32_t>(fx);
    const auto iy = static_cast<std::int32_t>(fy);
    const float dx = x - fx;
    const float dy = y - fy;
    const float u = ease(dx);
    const float top = slope(ix, iy, seed, dx, dy) * (1 - u) + slope(ix + 1, iy, seed, dx - 1, dy) * u;
    const float bottom =
        slope(ix, iy + 1, seed, dx, dy - 1) * (1 - u) + slope(ix + 1, iy + 1, seed, dx - 1, dy - 1) * u;
    const float v = ease(dy);
    return 1.5f * (top * (1 - v) + bottom * v);
}

float clouds(float x, float y, int octaves, std::uint32_t seed)
{
    float sum = 0;
    float strength = 0.5f;
    for (int i = 0; i < octaves; ++i) {
        sum += strength * noise(x, y, seed + static_cast<std::uint32_t>(i) * 101u);
        // Turned a little each time, so that the grids of the octaves never line up.
        const float turnedX = 1.6f * x + 1.2f * y;
        y = 1.6f * y - 1.2f * x;
        x = turnedX;
        strength *= 0.5f;
    }
    return sum;
}

float crests(float x, float y, int octaves, std::uint32_t seed)
{
    float sum = 0;
    float strength = 0.5f;
    for (int i = 0; i < octaves; ++i) {
        const float edge = 1 - std::abs(noise(x, y, seed + static_cast<std::uint32_t>(i) * 101u));
        sum += strength * edge * edge;
        const float turnedX = 1.6f * x + 1.2f * y;
        y = 1.6f * y - 1.2f * x;
        x = turnedX;
        strength *= 0.5f;
    }
    return sum;
}

} // namespace vidimus::samples
