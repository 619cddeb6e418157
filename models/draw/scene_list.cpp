#include "models/draw/scene_list.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/base/path_text.h"
#include "models/draw/dice.h"
#include "models/draw/glyphs.h"
#include "models/draw/scene_maker.h"
#include "models/draw/scene_words.h"

namespace vidimus::draw {

namespace {

std::vector<std::string> parts(const std::string& text)
{
    std::vector<std::string> list;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) {
        const std::size_t first = part.find_first_not_of(' ');
        const std::size_t last = part.find_last_not_of(' ');
        if (first != std::string::npos)
            list.push_back(part.substr(first, last - first + 1));
    }
    return list;
}

/// One place, and whether it is night there.
bool readPlace(const std::string& text, Scene& scene)
{
    int places = 0;
    for (const std::string& part : parts(text)) {
        if (part == "night") {
            scene.night = true;
            continue;
        }
        int place = 0;
        while (place < kBackgrounds && SceneWords::placeName(static_cast<Background>(place)) != part)
            ++place;
        if (place == kBackgrounds)
            return false;
        scene.background = static_cast<Background>(place);
        ++places;
    }
    return places == 1;
}

/// "2 red umbrella"
bool readGroup(std::string text, const ThingCatalogue& things, Group& group)
{
    int count = 1;
    if (text.size() > 2 && text[0] >= '1' && text[0] <= '3' && text[1] == ' ') {
        count = text[0] - '0';
        text = text.substr(2);
    }
    for (int colour = 1; colour < kColours; ++colour) {
        const std::string word = std::string(kColourNames[static_cast<std::size_t>(colour)]).append(" ");
        if (text.starts_with(word)) {
            group.colour = static_cast<Colour>(colour);
            text = text.substr(word.size());
            break;
        }
    }
    for (group.thing = 0; group.thing < things.count(); ++group.thing) {
        if (things[group.thing].name == text)
            break;
    }
    group.places.resize(static_cast<std::size_t>(count));
    if (group.thing == things.count())
        return false;
    const std::vector<Colour> colours = coloursOf(things[group.thing]);
    return std::find(colours.begin(), colours.end(), group.colour) != colours.end();
}

} // namespace

Result<std::vector<Scene>> readScenes(const std::filesystem::path& file, const ThingCatalogue& things,
                                      std::uint64_t seed)
{
    std::ifstream in(file);
    if (!in)
        return fail(ErrorCode::NotFound, "The list of scenes " + displayPath(file) + " cannot be opened.");
    std::vector<Scene> scenes;
    std::uint64_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        const auto wrong = [&](const std::string& what) {
            return fail(ErrorCode::Corrupt, displayPath(file) + " line " + std::to_string(number) + ": \"" +
                                                displayText(what) + "\" cannot be drawn.");
        };
        const std::size_t colon = line.find(':');
        Scene scene;
        scene.seed = seed + number;
        if (colon == std::string::npos || !readPlace(line.substr(0, colon), scene))
            return wrong(line);
        for (const std::string& part : parts(line.substr(colon + 1))) {
            if (!readGroup(part, things, scene.groups.emplace_back()))
                return wrong(part);
        }
        if (scene.groups.empty() || scene.groups.size() > 2)
            return wrong(line);
        arrange(scene);
        scenes.push_back(std::move(scene));
    }
    return scenes;
}

} // namespace vidimus::draw
