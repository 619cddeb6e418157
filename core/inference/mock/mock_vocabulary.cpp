#include "core/inference/mock/mock_vocabulary.h"

#include <algorithm>
#include <array>

#include "core/inference/mock/property_space.h"

namespace vidimus::inference::mock {

namespace {

constexpr std::size_t kMostMeanings = 2;

struct Entry {
    std::string_view phrase;
    std::array<Meaning, kMostMeanings> meanings; ///< a weight of 0 ends the list
};

constexpr Meaning toward(Colour colour, float weight = 1.f)
{
    return {static_cast<std::size_t>(colour), weight};
}

constexpr Meaning toward(Axis axis, float weight = 1.f)
{
    return {static_cast<std::size_t>(axis), weight};
}

/// A shade of a basic colour points to both: "navy" finds navy first and other blues next.
constexpr std::array<Meaning, kMostMeanings> shade(Colour colour, Colour basic)
{
    return {toward(colour, 0.8f), toward(basic, 0.6f)};
}

constexpr Axis kBright = Axis::Bright;
constexpr Axis kWarm = Axis::Warm;
constexpr Axis kColourful = Axis::Colourful;
constexpr Axis kDetailed = Axis::Detailed;
constexpr Axis kWide = Axis::Wide;
constexpr Axis kLarge = Axis::Large;

constexpr auto kUnsorted = std::to_array<Entry>({
    {"black", {toward(Colour::Black)}},
    {"white", {toward(Colour::White)}},
    {"ivory", {toward(Colour::White)}},
    {"grey", {toward(Colour::Grey)}},
    {"gray", {toward(Colour::Grey)}},
    {"red", {toward(Colour::Red)}},
    {"crimson", {toward(Colour::Red)}},
    {"scarlet", {toward(Colour::Red)}},
    {"ruby", {toward(Colour::Red)}},
    {"orange", {toward(Colour::Orange)}},
    {"amber", {toward(Colour::Orange, 0.8f), toward(Colour::Gold, 0.6f)}},
    {"yellow", {toward(Colour::Yellow)}},
    {"green", {toward(Colour::Green)}},
    {"emerald", {toward(Colour::Green)}},
    {"blue", {toward(Colour::Blue)}},
    {"purple", {toward(Colour::Purple)}},
    {"violet", {toward(Colour::Purple)}},
    {"pink", {toward(Colour::Pink)}},
    {"rose", {toward(Colour::Pink)}},
    {"brown", {toward(Colour::Brown)}},
    {"chocolate", {toward(Colour::Brown)}},
    {"dark grey", shade(Colour::DarkGrey, Colour::Grey)},
    {"dark gray", shade(Colour::DarkGrey, Colour::Grey)},
    {"charcoal", shade(Colour::DarkGrey, Colour::Grey)},
    {"light grey", shade(Colour::LightGrey, Colour::Grey)},
    {"light gray", shade(Colour::LightGrey, Colour::Grey)},
    {"silver", shade(Colour::LightGrey, Colour::Grey)},
    {"maroon", shade(Colour::Maroon, Colour::Red)},
    {"dark red", shade(Colour::Maroon, Colour::Red)},
    {"burgundy", shade(Colour::Maroon, Colour::Red)},
    {"salmon", shade(Colour::Salmon, Colour::Pink)},
    {"coral", shade(Colour::Salmon, Colour::Pink)},
    {"gold", shade(Colour::Gold, Colour::Yellow)},
    {"golden", shade(Colour::Gold, Colour::Yellow)},
    {"beige", shade(Colour::Beige, Colour::Brown)},
    {"cream", shade(Colour::Beige, Colour::Brown)},
    {"tan", shade(Colour::Tan, Colour::Brown)},
    {"khaki", shade(Colour::Tan, Colour::Brown)},
    {"olive", shade(Colour::Olive, Colour::Green)},
    {"lime", shade(Colour::Lime, Colour::Green)},
    {"light green", shade(Colour::Lime, Colour::Green)},
    {"dark green", shade(Colour::DarkGreen, Colour::Green)},
    {"teal", {toward(Colour::Teal, 0.8f), toward(Colour::Green, 0.5f)}},
    {"turquoise", {toward(Colour::Turquoise, 0.8f), toward(Colour::Blue, 0.5f)}},
    {"cyan", {toward(Colour::Cyan, 0.8f), toward(Colour::Blue, 0.5f)}},
    {"aqua", {toward(Colour::Cyan, 0.8f), toward(Colour::Blue, 0.5f)}},
    {"sky blue", shade(Colour::SkyBlue, Colour::Blue)},
    {"light blue", shade(Colour::SkyBlue, Colour::Blue)},
    {"azure", shade(Colour::SkyBlue, Colour::Blue)},
    {"navy", shade(Colour::Navy, Colour::Blue)},
    {"navy blue", shade(Colour::Navy, Colour::Blue)},
    {"dark blue", shade(Colour::Navy, Colour::Blue)},
    {"indigo", shade(Colour::Indigo, Colour::Purple)},
    {"lavender", shade(Colour::Lavender, Colour::Purple)},
    {"lilac", shade(Colour::Lavender, Colour::Purple)},
    {"magenta", shade(Colour::Magenta, Colour::Pink)},
    {"fuchsia", shade(Colour::Magenta, Colour::Pink)},
    {"hot pink", shade(Colour::Magenta, Colour::Pink)},

    {"bright", {toward(kBright)}},
    {"light", {toward(kBright)}},
    {"pale", {toward(kBright, 0.8f), toward(kColourful, -0.6f)}},
    {"day", {toward(kBright, 0.8f)}},
    {"daylight", {toward(kBright, 0.8f)}},
    {"daytime", {toward(kBright, 0.8f)}},
    {"dark", {toward(kBright, -1.f)}},
    {"dim", {toward(kBright, -1.f)}},
    {"gloomy", {toward(kBright, -1.f)}},
    {"shadowy", {toward(kBright, -1.f)}},
    {"night", {toward(kBright, -0.8f), toward(Colour::Black, 0.5f)}},
    {"nighttime", {toward(kBright, -0.8f), toward(Colour::Black, 0.5f)}},

    {"warm", {toward(kWarm)}},
    {"cold", {toward(kWarm, -1.f)}},
    {"cool", {toward(kWarm, -1.f)}},
    {"colourful", {toward(kColourful)}},
    {"colorful", {toward(kColourful)}},
    {"vivid", {toward(kColourful)}},
    {"vibrant", {toward(kColourful)}},
    {"saturated", {toward(kColourful)}},
    {"monochrome", {toward(kColourful, -1.f)}},
    {"colourless", {toward(kColourful, -1.f)}},
    {"colorless", {toward(kColourful, -1.f)}},
    {"greyscale", {toward(kColourful, -0.8f), toward(Colour::Grey, 0.6f)}},
    {"grayscale", {toward(kColourful, -0.8f), toward(Colour::Grey, 0.6f)}},
    {"black and white", {toward(kColourful, -0.8f), toward(Axis::Contrast, 0.4f)}},
    {"detailed", {toward(kDetailed)}},
    {"busy", {toward(kDetailed)}},
    {"textured", {toward(kDetailed)}},
    {"noisy", {toward(kDetailed)}},
    {"plain", {toward(kDetailed, -0.7f), toward(Axis::Contrast, -0.7f)}},
    {"flat", {toward(kDetailed, -0.7f), toward(Axis::Contrast, -0.7f)}},
    {"uniform", {toward(kDetailed, -0.7f), toward(Axis::Contrast, -0.7f)}},
    {"smooth", {toward(kDetailed, -1.f)}},
    {"high contrast", {toward(Axis::Contrast)}},
    {"contrasty", {toward(Axis::Contrast)}},
    {"low contrast", {toward(Axis::Contrast, -1.f)}},

    {"landscape", {toward(kWide)}},
    {"horizontal", {toward(kWide)}},
    {"wide", {toward(kWide, 0.8f), toward(Axis::Stretched, 0.6f)}},
    {"portrait", {toward(kWide, -1.f)}},
    {"vertical", {toward(kWide, -1.f)}},
    {"upright", {toward(kWide, -1.f)}},
    {"tall", {toward(kWide, -0.8f), toward(Axis::Stretched, 0.6f)}},
    {"panorama", {toward(kWide, 0.5f), toward(Axis::Stretched)}},
    {"panoramic", {toward(kWide, 0.5f), toward(Axis::Stretched)}},
    {"square", {toward(Axis::Square)}},
    {"large", {toward(kLarge)}},
    {"big", {toward(kLarge)}},
    {"huge", {toward(kLarge)}},
    {"small", {toward(kLarge, -1.f)}},
    {"little", {toward(kLarge, -1.f)}},
    {"tiny", {toward(kLarge, -1.f)}},
});

constexpr auto kVocabulary = [] {
    auto sorted = kUnsorted;
    std::sort(sorted.begin(), sorted.end(), [](const Entry& x, const Entry& y) { return x.phrase < y.phrase; });
    return sorted;
}();

constexpr auto kFillers = [] {
    auto words = std::to_array<std::string_view>(
        {"a",          "above",   "all",       "almost",   "an",   "and",    "at",   "beside", "by",
         "colour",     "color",   "dominated", "entirely", "for",  "format", "from", "image",  "in",
         "is",         "it",      "many",      "mostly",   "of",   "on",     "or",   "partly", "photo",
         "photograph", "picture", "some",      "the",      "this", "to",     "tone", "very",   "with"});
    std::sort(words.begin(), words.end());
    return words;
}();

} // namespace

std::span<const Meaning> meaningOf(std::string_view phrase)
{
    const auto found =
        std::lower_bound(kVocabulary.begin(), kVocabulary.end(), phrase,
                         [](const Entry& entry, std::string_view wanted) { return entry.phrase < wanted; });
    if (found == kVocabulary.end() || found->phrase != phrase)
        return {};
    const auto end = std::find_if(found->meanings.begin(), found->meanings.end(),
                                  [](const Meaning& meaning) { return meaning.weight == 0.f; });
    return {found->meanings.begin(), end};
}

bool isFiller(std::string_view word)
{
    return std::binary_search(kFillers.begin(), kFillers.end(), word);
}

} // namespace vidimus::inference::mock
