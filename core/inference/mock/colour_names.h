#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vidimus::inference::mock {

/// The colours of everyday language. The first eleven are the basic terms that every other belongs to.
enum class Colour : std::uint8_t {
    Black,
    White,
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Blue,
    Purple,
    Pink,
    Brown,
    DarkGrey,
    LightGrey,
    Maroon,
    Salmon,
    Gold,
    Beige,
    Tan,
    Olive,
    Lime,
    DarkGreen,
    Teal,
    Turquoise,
    Cyan,
    SkyBlue,
    Navy,
    Indigo,
    Lavender,
    Magenta,
};

inline constexpr std::size_t kColourCount = 29;
inline constexpr std::size_t kBasicColourCount = 11;

/// As captions write it: "sky blue".
std::string_view colourName(Colour colour);
/// The basic term it belongs to: blue for navy. A basic term belongs to itself.
Colour basicColour(Colour colour);

/// A colour in OKLab (Ottosson, 2020): distances are about as people see them. Lightness 0..1.
struct Lab {
    float lightness = 0.f;
    float a = 0.f; ///< green to red
    float b = 0.f; ///< blue to yellow
};

/// From 8-bit sRGB; rounded to 1/4096, so that the last bits of a platform's cube root do not matter.
Lab toLab(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

/// The term whose examples are nearest.
Colour nearestColour(const Lab& lab);

/// Lab and colour term of every sRGB value, looked up by the upper five bits of each channel: a millisecond per picture
/// leaves no time for cube roots. Made once, then only read.
class ColourTable {
public:
    struct Entry {
        Lab lab;
        Colour colour = Colour::Black;
    };

    ColourTable();

    const Entry& at(const std::uint8_t* rgb) const
    {
        return m_entries[static_cast<std::size_t>(rgb[0] >> 3) << 10 | static_cast<std::size_t>(rgb[1] >> 3) << 5 |
                         static_cast<std::size_t>(rgb[2] >> 3)];
    }

private:
    std::array<Entry, 32 * 32 * 32> m_entries;
};

} // namespace vidimus::inference::mock
