#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vidimus::draw {

/// Where a scene is laid.
enum class Background { Plain, Sky, Sea, Beach, Mountains, Snow, Grass, Desert, Street, Room };
inline constexpr int kBackgrounds = 10;

/// The colours that have a name here; things without one are drawn as their pictogram is.
enum class Colour { None, Red, Orange, Yellow, Green, Blue, Purple, Pink, Brown, Black, White, Gray };
inline constexpr int kColours = 12;
inline constexpr std::array<std::string_view, kColours> kColourNames{
    "", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "gray"};

/// Where one thing is, in parts of the picture's sides.
struct Placement {
    float x = 0.5f; ///< of the middle, from the left
    float y = 0.5f; ///< of the middle, from the top
    float size = 0.5f;
    float degrees = 0.f;
};

/// One to three things of a kind and a colour.
struct Group {
    int thing = 0; ///< its place in the catalogue
    Colour colour = Colour::None;
    bool mirrored = false;
    std::vector<Placement> places;

    int count() const { return static_cast<int>(places.size()); }
};

/// All there is to know of a picture before it is painted, at whatever size.
struct Scene {
    std::uint64_t seed = 0; ///< of what has no name: the shape of mountains, shades, noise
    Background background = Background::Plain;
    bool night = false;
    std::vector<Group> groups; ///< one or two, of different things
    float light = 1.f;         ///< brightness of the whole
    float noise = 0.f;         ///< deviation in steps of 0..255
    float haze = 0.f;          ///< 0..1: contrast taken away
};

} // namespace vidimus::draw
