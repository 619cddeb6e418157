#include "models/draw/scene_words.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace vidimus::draw {

namespace {

/// The first is what captions say.
constexpr std::array<std::array<std::string_view, 3>, kBackgrounds> kPlaces{{
    {"on a plain background", "on a blank background", "on a plain background"},
    {"in the sky", "up in the sky", "against the sky"},
    {"on the sea", "at sea", "in the ocean"},
    {"on the beach", "at the beach", "on the sand by the sea"},
    {"in the mountains", "in front of mountains", "in the mountains"},
    {"in the snow", "on snow", "in winter snow"},
    {"on the grass", "on a meadow", "in a green field"},
    {"in the desert", "on sand dunes", "in the desert"},
    {"on the street", "in the city", "on a city road"},
    {"in a room", "indoors", "in a house on the floor"},
}};
constexpr std::array<std::string_view, kBackgrounds> kPlaceNames{"plain", "sky",   "sea",    "beach",  "mountains",
                                                                 "snow",  "grass", "desert", "street", "room"};
constexpr std::array<std::string_view, 3> kNights{"at night", "by night", "in the night"};
constexpr std::array<std::string_view, 4> kCounts{"", "a", "two", "three"};
constexpr std::array<std::string_view, 5> kOpenings{"", "a picture of ", "a photo of ", "a drawing of ", "picture of "};
/// Keywords that people also say of several things.
constexpr std::array<std::string_view, 24> kCounted{
    "animal",  "pet",        "bird",   "vehicle", "building", "flower",    "tree",     "toy",
    "tool",    "plant",      "insect", "drink",   "boat",     "shoe",      "bag",      "shape",
    "reptile", "instrument", "ball",   "machine", "dessert",  "vegetable", "landmark", "object"};

enum class FactKind { Thing, Coloured, Counted, Keyword, Place, Night };

Fact factOf(FactKind kind, int first, int second = 0)
{
    return (static_cast<Fact>(kind) << 48) | (static_cast<Fact>(first) << 16) | static_cast<Fact>(second);
}

template <std::size_t N>
std::string oneOf(const std::array<std::string_view, N>& choices, Dice& dice)
{
    return std::string(choices[static_cast<std::size_t>(dice.below(static_cast<int>(N)))]);
}

std::string withArticle(const std::string& words)
{
    const bool vowel = std::string_view("aeiou").find(words.front()) != std::string_view::npos;
    const bool soundsOtherwise = words.starts_with("uni") || words.starts_with("ufo");
    return std::string(vowel && !soundsOtherwise ? "an " : "a ").append(words);
}

std::string colouredName(const std::string& name, Colour colour)
{
    const std::string_view word = kColourNames[static_cast<std::size_t>(colour)];
    return word.empty() ? name : std::string(word).append(" ").append(name);
}

void order(std::vector<Fact>& facts)
{
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

void needThing(Words& words, const Group& group, bool colour, bool count)
{
    words.needs.push_back(factOf(FactKind::Thing, group.thing));
    if (colour && group.colour != Colour::None)
        words.needs.push_back(factOf(FactKind::Coloured, group.thing, static_cast<int>(group.colour)));
    if (count)
        words.needs.push_back(factOf(FactKind::Counted, group.thing, group.count()));
}

Words placeQuery(const Scene& scene, Dice& dice)
{
    Words words;
    words.text = dice.chance(0.5f) ? std::string(kPlaceNames[static_cast<std::size_t>(scene.background)])
                                   : oneOf(kPlaces[static_cast<std::size_t>(scene.background)], dice);
    words.needs = {factOf(FactKind::Place, static_cast<int>(scene.background))};
    if (scene.night && dice.chance(0.6f)) {
        words.text.append(" ").append(oneOf(kNights, dice));
        words.needs.push_back(factOf(FactKind::Night, 1));
    }
    return words;
}

} // namespace

SceneWords::SceneWords(const ThingCatalogue& catalogue) : m_catalogue(&catalogue), m_keywords(catalogue.keywords()) {}

std::string_view SceneWords::placePhrase(Background background)
{
    return kPlaces[static_cast<std::size_t>(background)].front();
}

std::string_view SceneWords::placeName(Background background)
{
    return kPlaceNames[static_cast<std::size_t>(background)];
}

int SceneWords::keywordId(const std::string& keyword) const
{
    const auto found = std::lower_bound(m_keywords.begin(), m_keywords.end(), keyword);
    return found != m_keywords.end() && *found == keyword ? static_cast<int>(found - m_keywords.begin()) : -1;
}

std::string SceneWords::thingPhrase(const Group& group) const
{
    const Thing& thing = (*m_catalogue)[group.thing];
    if (group.count() == 1) {
        const std::string name = colouredName(thing.name, group.colour);
        return thing.isCountable() ? withArticle(name) : name;
    }
    return std::string(kCounts[static_cast<std::size_t>(group.count())]) + " " +
           colouredName(thing.plural, group.colour);
}

std::string SceneWords::captionAfter(const std::string& before, const Scene& scene) const
{
    std::string text = before + thingPhrase(scene.groups.front());
    if (scene.groups.size() > 1)
        text += " and " + thingPhrase(scene.groups[1]);
    text.append(" ").append(placePhrase(scene.background));
    if (scene.night)
        text.append(" ").append(kNights.front());
    return text;
}

std::string SceneWords::caption(const Scene& scene) const
{
    return captionAfter("", scene);
}

std::string SceneWords::caption(const Scene& scene, Dice& dice) const
{
    // No more than this: a second way to go on from "a" would draw a model away from things that it is not sure of.
    const bool there = dice.chance(0.05f);
    return captionAfter(!there ? "" : scene.groups.front().count() == 1 ? "there is " : "there are ", scene);
}

Words SceneWords::sentence(const Scene& scene, Dice& dice) const
{
    Words words;
    const bool loose = dice.chance(0.25f); // without articles and numbers
    std::string things;
    for (const Group& group : scene.groups) {
        const Thing& thing = (*m_catalogue)[group.thing];
        if (!things.empty())
            things += loose && dice.chance(0.5f) ? " " : " and ";
        things +=
            loose ? colouredName(group.count() == 1 ? thing.name : thing.plural, group.colour) : thingPhrase(group);
        needThing(words, group, true, !loose);
    }
    std::string place = oneOf(kPlaces[static_cast<std::size_t>(scene.background)], dice);
    words.needs.push_back(factOf(FactKind::Place, static_cast<int>(scene.background)));
    words.needs.push_back(factOf(FactKind::Night, scene.night ? 1 : 0));
    if (scene.night)
        place.append(" ").append(oneOf(kNights, dice));
    if (dice.chance(0.12f))
        words.text = place + " " + things;
    else
        words.text = (dice.chance(0.3f) ? oneOf(kOpenings, dice) : "") + things + " " + place;
    order(words.needs);
    return words;
}

Words SceneWords::thingQuery(const Group& group, Dice& dice) const
{
    const Thing& thing = (*m_catalogue)[group.thing];
    Words words;
    const int kind = dice.below(4);
    if (kind == 0) {
        words.text = thingPhrase(group);
        needThing(words, group, true, true);
    } else if (kind == 1) {
        words.text = colouredName(group.count() == 1 ? thing.name : thing.plural, group.colour);
        needThing(words, group, true, false);
    } else {
        words.text = group.count() == 1 ? thing.name : thing.plural;
        // "car" is also what people say of a taxi.
        if (const int keyword = keywordId(thing.name); keyword >= 0)
            words.needs = {factOf(FactKind::Keyword, keyword)};
        else
            needThing(words, group, false, false);
    }
    return words;
}

Words SceneWords::keywordQuery(const Scene& scene, const Group& group, Dice& dice) const
{
    const Thing& thing = (*m_catalogue)[group.thing];
    const std::string& keyword =
        thing.keywords[static_cast<std::size_t>(dice.below(static_cast<int>(thing.keywords.size())))];
    Words words;
    words.text = keyword;
    words.needs = {factOf(FactKind::Keyword, keywordId(keyword))};
    if (std::find(kCounted.begin(), kCounted.end(), keyword) != kCounted.end() && dice.chance(0.4f))
        words.text = dice.chance(0.5f) ? keyword + "s" : withArticle(keyword);
    if (dice.chance(0.2f)) {
        words.text.append(" ").append(oneOf(kPlaces[static_cast<std::size_t>(scene.background)], dice));
        words.needs.push_back(factOf(FactKind::Place, static_cast<int>(scene.background)));
    }
    return words;
}

Words SceneWords::query(const Scene& scene, Dice& dice) const
{
    const Group& group = scene.groups[static_cast<std::size_t>(dice.below(static_cast<int>(scene.groups.size())))];
    const float kind = dice.part();
    Words words = kind < 0.3f    ? thingQuery(group, dice)
                  : kind < 0.93f ? keywordQuery(scene, group, dice)
                                 : placeQuery(scene, dice);
    order(words.needs);
    return words;
}

std::vector<Fact> SceneWords::facts(const Scene& scene) const
{
    Words all;
    for (const Group& group : scene.groups) {
        needThing(all, group, true, true);
        for (const std::string& keyword : (*m_catalogue)[group.thing].keywords)
            all.needs.push_back(factOf(FactKind::Keyword, keywordId(keyword)));
    }
    all.needs.push_back(factOf(FactKind::Place, static_cast<int>(scene.background)));
    all.needs.push_back(factOf(FactKind::Night, scene.night ? 1 : 0));
    order(all.needs);
    return all.needs;
}

std::vector<std::string> SceneWords::everyWord() const
{
    std::set<std::string> words{"a", "an", "and", "there", "is", "are", "two", "three", "people"};
    const auto add = [&](std::string_view phrase) {
        std::istringstream in{std::string(phrase)};
        for (std::string word; in >> word;)
            words.insert(word);
    };
    for (const auto& places : kPlaces)
        std::for_each(places.begin(), places.end(), add);
    for (const auto& list : {std::vector<std::string_view>(kPlaceNames.begin(), kPlaceNames.end()),
                             std::vector<std::string_view>(kNights.begin(), kNights.end()),
                             std::vector<std::string_view>(kOpenings.begin(), kOpenings.end()),
                             std::vector<std::string_view>(kColourNames.begin(), kColourNames.end())})
        std::for_each(list.begin(), list.end(), add);
    for (const Thing& thing : m_catalogue->things()) {
        add(thing.name);
        add(thing.plural);
    }
    for (const std::string& keyword : m_keywords) {
        words.insert(keyword);
        words.insert(keyword + "s");
    }
    return {words.begin(), words.end()};
}

} // namespace vidimus::draw
