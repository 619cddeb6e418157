#include "models/draw/scene_maker.h"

#include <algorithm>
#include <cmath>

#include "models/draw/dice.h"
#include "models/draw/glyphs.h"

namespace vidimus::draw {

namespace {

constexpr float kTwoKinds = 0.4f; ///< of the scenes
constexpr float kInARow = 0.4f;
constexpr float kAtNight = 0.3f;
constexpr int kHeldOutEvery = 20;

/// In one row, in the order they will be given out.
std::vector<Placement> row(Dice& dice, int count)
{
    std::vector<Placement> places;
    const float slot = 0.94f / static_cast<float>(count);
    const float size = std::min(0.66f, slot * 0.96f) * dice.between(0.8f, 1.f);
    const float middle = dice.between(0.45f, 0.66f);
    for (int i = 0; i < count; ++i) {
        Placement& place = places.emplace_back();
        place.x = 0.03f + slot * (static_cast<float>(i) + 0.5f);
        place.y = std::clamp(middle + dice.between(-0.06f, 0.06f), size / 2, 1 - size / 2);
        place.size = size * dice.between(0.92f, 1.f);
        place.degrees = dice.between(-5.f, 5.f);
    }
    return places;
}

bool fits(const std::vector<Placement>& places, const Placement& place)
{
    return std::all_of(places.begin(), places.end(), [&](const Placement& other) {
        return std::hypot(place.x - other.x, place.y - other.y) > 0.46f * (place.size + other.size);
    });
}

std::vector<Placement> scattered(Dice& dice, int count)
{
    constexpr std::array<float, 3> kLargest{0.72f, 0.44f, 0.37f};
    constexpr int kTries = 40;
    const float largest = kLargest[static_cast<std::size_t>(count - 1)];
    std::vector<Placement> places;
    for (int tries = 0; static_cast<int>(places.size()) < count; ++tries) {
        if (tries == kTries) // they stand in one another's way
            return row(dice, count);
        Placement place;
        place.size = dice.between(std::max(0.28f, largest * 0.62f), largest);
        place.x = dice.between(place.size * 0.48f, 1 - place.size * 0.48f);
        place.y = dice.between(place.size * 0.48f, 1 - place.size * 0.48f);
        place.degrees = dice.between(-14.f, 14.f);
        if (fits(places, place))
            places.push_back(place);
    }
    return places;
}

int otherThan(Dice& dice, int thing, int things)
{
    return (thing + 1 + dice.below(things - 1)) % things;
}

bool fitsPairs(const Scene& scene, Pairs pairs)
{
    const auto heldOut = [&](const Group& group) { return isHeldOut(group.thing, scene.background); };
    if (pairs == Pairs::HeldOut)
        return heldOut(scene.groups.front());
    return std::none_of(scene.groups.begin(), scene.groups.end(), heldOut);
}

} // namespace

bool isHeldOut(int thing, Background background)
{
    const auto pair = static_cast<std::uint64_t>(thing) * 64 + static_cast<std::uint64_t>(background);
    return inference::mixed(pair + 0x51ED27u) % kHeldOutEvery == 0;
}

void arrange(Scene& scene)
{
    Dice dice(scene.seed, "places");
    int all = 0;
    for (const Group& group : scene.groups)
        all += group.count();
    const std::vector<Placement> places = row(dice, all);
    const float factor = all == 1 ? 0.8f : 1.15f; // there is more room across than in a square
    std::size_t next = 0;
    for (Group& group : scene.groups) {
        for (Placement& place : group.places) {
            place = places[next++];
            place.size *= factor;
        }
    }
}

Scene SceneMaker::make(std::uint64_t seed, Pairs pairs) const
{
    Dice dice(seed, "scene");
    const int things = m_catalogue->count();
    Scene scene;
    scene.seed = seed;
    const bool two = things > 1 && dice.chance(kTwoKinds);
    std::array<int, 2> counts{1 + dice.below(3), 0};
    if (two) {
        const int kind = dice.below(4); // both alone half of the time
        counts = kind < 2 ? std::array{1, 1} : kind == 2 ? std::array{2, 1} : std::array{1, 2};
    }
    scene.groups.resize(two ? 2 : 1);
    do {
        scene.background = static_cast<Background>(dice.below(kBackgrounds));
        scene.groups[0].thing = dice.below(things);
        if (two)
            scene.groups[1].thing = otherThan(dice, scene.groups[0].thing, things);
    } while (!fitsPairs(scene, pairs));
    const bool outside = scene.background != Background::Plain && scene.background != Background::Room;
    scene.night = dice.chance(kAtNight) && outside;

    const int all = counts[0] + counts[1];
    const std::vector<Placement> places = dice.chance(kInARow) ? row(dice, all) : scattered(dice, all);
    std::size_t next = 0;
    for (std::size_t i = 0; i < scene.groups.size(); ++i) {
        Group& group = scene.groups[i];
        const std::vector<Colour> colours = coloursOf((*m_catalogue)[group.thing]);
        do // black on black would be a riddle
            group.colour = colours[static_cast<std::size_t>(dice.below(static_cast<int>(colours.size())))];
        while (scene.night && group.colour == Colour::Black);
        group.mirrored = dice.chance(0.3f) && !(*m_catalogue)[group.thing].isShape();
        for (int k = 0; k < counts[i]; ++k)
            group.places.push_back(places[next++]);
    }
    scene.light = dice.between(0.8f, 1.15f);
    scene.noise = dice.chance(0.5f) ? dice.between(0.f, 9.f) : 0.f;
    scene.haze = dice.chance(0.3f) ? dice.between(0.f, 0.25f) : 0.f;
    return scene;
}

} // namespace vidimus::draw
