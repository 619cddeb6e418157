#include "core/inference/mock/colour_names.h"

#include <cmath>
#include <limits>
#include <vector>

namespace vidimus::inference::mock {

namespace {

struct Term {
    std::string_view name;
    Colour basic;
};

constexpr std::array<Term, kColourCount> kTerms{{
    {"black", Colour::Black},     {"white", Colour::White},    {"grey", Colour::Grey},
    {"red", Colour::Red},         {"orange", Colour::Orange},  {"yellow", Colour::Yellow},
    {"green", Colour::Green},     {"blue", Colour::Blue},      {"purple", Colour::Purple},
    {"pink", Colour::Pink},       {"brown", Colour::Brown},    {"dark grey", Colour::Grey},
    {"light grey", Colour::Grey}, {"maroon", Colour::Red},     {"salmon", Colour::Pink},
    {"gold", Colour::Yellow},     {"beige", Colour::Brown},    {"tan", Colour::Brown},
    {"olive", Colour::Green},     {"lime", Colour::Green},     {"dark green", Colour::Green},
    {"teal", Colour::Green},      {"turquoise", Colour::Blue}, {"cyan", Colour::Blue},
    {"sky blue", Colour::Blue},   {"navy", Colour::Blue},      {"indigo", Colour::Purple},
    {"lavender", Colour::Purple}, {"magenta", Colour::Pink},
}};

struct Example {
    Colour colour;
    std::array<std::uint8_t, 3> rgb;
};

/// Where a term lies: mostly the CSS colour of that name, and further ones where a term covers a wide region.
constexpr std::array kExamples{
    Example{Colour::Black, {0, 0, 0}},           Example{Colour::Black, {22, 22, 22}},
    Example{Colour::DarkGrey, {72, 72, 72}},     Example{Colour::Grey, {128, 128, 128}},
    Example{Colour::LightGrey, {200, 200, 200}}, Example{Colour::White, {255, 255, 255}},
    Example{Colour::White, {244, 244, 244}},     Example{Colour::Red, {255, 0, 0}},
    Example{Colour::Red, {205, 30, 40}},         Example{Colour::Maroon, {110, 8, 20}},
    Example{Colour::Salmon, {250, 128, 114}},    Example{Colour::Orange, {255, 140, 0}},
    Example{Colour::Orange, {240, 110, 30}},     Example{Colour::Brown, {139, 69, 19}},
    Example{Colour::Brown, {90, 56, 37}},        Example{Colour::Tan, {210, 180, 140}},
    Example{Colour::Tan, {176, 140, 105}},       Example{Colour::Beige, {245, 235, 215}},
    Example{Colour::Gold, {218, 165, 32}},       Example{Colour::Yellow, {255, 240, 0}},
    Example{Colour::Yellow, {250, 235, 110}},    Example{Colour::Olive, {128, 128, 0}},
    Example{Colour::Olive, {95, 98, 50}},        Example{Colour::Lime, {0, 255, 0}},
    Example{Colour::Lime, {160, 235, 50}},       Example{Colour::Green, {0, 150, 0}},
    Example{Colour::Green, {60, 170, 80}},       Example{Colour::Green, {110, 150, 75}},
    Example{Colour::DarkGreen, {0, 80, 0}},      Example{Colour::DarkGreen, {40, 70, 40}},
    Example{Colour::Teal, {0, 128, 128}},        Example{Colour::Turquoise, {64, 224, 208}},
    Example{Colour::Cyan, {0, 255, 255}},        Example{Colour::SkyBlue, {135, 206, 235}},
    Example{Colour::SkyBlue, {90, 170, 235}},    Example{Colour::Blue, {0, 0, 255}},
    Example{Colour::Blue, {30, 100, 200}},       Example{Colour::Blue, {80, 115, 165}},
    Example{Colour::Navy, {0, 0, 110}},          Example{Colour::Navy, {25, 35, 75}},
    Example{Colour::Indigo, {75, 0, 130}},       Example{Colour::Purple, {128, 0, 128}},
    Example{Colour::Purple, {140, 80, 200}},     Example{Colour::Lavender, {205, 195, 240}},
    Example{Colour::Magenta, {255, 0, 255}},     Example{Colour::Pink, {255, 180, 200}},
    Example{Colour::Pink, {255, 105, 180}},
};

double linearLight(std::uint8_t value)
{
    const double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

float rounded(double value)
{
    return static_cast<float>(std::round(value * 4096) / 4096);
}

float squaredDistance(const Lab& x, const Lab& y)
{
    // Names follow the hue more than the lightness: a darker red is still red.
    constexpr float kLightnessWeight = 0.6f;
    const float l = kLightnessWeight * (x.lightness - y.lightness);
    return l * l + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b);
}

} // namespace

std::string_view colourName(Colour colour)
{
    return kTerms[static_cast<std::size_t>(colour)].name;
}

Colour basicColour(Colour colour)
{
    return kTerms[static_cast<std::size_t>(colour)].basic;
}

Lab toLab(std::uint8_t red, std::uint8_t green, std::uint8_t blue)
{
    const double r = linearLight(red);
    const double g = linearLight(green);
    const double b = linearLight(blue);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {rounded(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
            rounded(1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
            rounded(0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)};
}

Colour nearestColour(const Lab& lab)
{
    static const std::vector<Lab> kPlaces = [] {
        std::vector<Lab> places;
        for (const Example& example : kExamples)
            places.push_back(toLab(example.rgb[0], example.rgb[1], example.rgb[2]));
        return places;
    }();
    float smallest = std::numeric_limits<float>::max();
    Colour nearest = Colour::Black;
    for (std::size_t i = 0; i < kExamples.size(); ++i) {
        const float distance = squaredDistance(lab, kPlaces[i]);
        if (distance < smallest) {
            smallest = distance;
            nearest = kExamples[i].colour;
        }
    }
    return nearest;
}

ColourTable::ColourTable()
{
    const auto widened = [](std::size_t fiveBits) { return static_cast<std::uint8_t>((fiveBits * 255 + 15) / 31); };
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_entries[i].lab = toLab(widened(i >> 10), widened(i >> 5 & 31), widened(i & 31));
        m_entries[i].colour = nearestColour(m_entries[i].lab);
    }
}

} // namespace vidimus::inference::mock
