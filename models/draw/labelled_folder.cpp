#include "models/draw/labelled_folder.h"

#include <span>
#include <system_error>

#include <QFile>
#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/new_file.h"
#include "models/draw/scene_painter.h"
#include "models/draw/scene_words.h"

namespace vidimus::draw {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json labelsOf(const Scene& scene, const ThingCatalogue& things, const SceneWords& words, const std::string& file)
{
    Json shown = Json::array();
    bool heldOut = false;
    for (const Group& group : scene.groups) {
        Json thing{{"name", things[group.thing].name}, {"count", group.count()}};
        if (group.colour != Colour::None)
            thing["colour"] = kColourNames[static_cast<std::size_t>(group.colour)];
        shown.push_back(thing);
        heldOut = heldOut || isHeldOut(group.thing, scene.background);
    }
    return {{"file", file},         {"caption", words.caption(scene)},
            {"things", shown},      {"place", SceneWords::placeName(scene.background)},
            {"night", scene.night}, {"held_out", heldOut}};
}

/// The words that labels are made of, so that whoever judges need not know how scenes are drawn.
Json wordsOf(const ThingCatalogue& things)
{
    Json list = Json::array();
    for (const Thing& thing : things.things())
        list.push_back({{"name", thing.name}, {"plural", thing.plural}, {"keywords", thing.keywords}});
    Json places = Json::array();
    for (int i = 0; i < kBackgrounds; ++i) {
        const auto background = static_cast<Background>(i);
        places.push_back(
            {{"name", SceneWords::placeName(background)}, {"phrase", SceneWords::placePhrase(background)}});
    }
    return {{"things", list},
            {"colours", std::vector<std::string_view>(kColourNames.begin() + 1, kColourNames.end())},
            {"counts", {"a", "two", "three"}},
            {"places", places},
            {"night", "at night"}};
}

} // namespace

std::vector<Scene> scenesToJudgeBy(const ThingCatalogue& things, int count, std::uint64_t seed)
{
    const SceneMaker maker(things);
    std::vector<Scene> scenes;
    for (int i = 0; i < count; ++i)
        scenes.push_back(maker.make(inference::mixed(seed * 0x1000003ull + static_cast<std::uint64_t>(i)),
                                    i % 2 == 1 ? Pairs::HeldOut : Pairs::Seen));
    return scenes;
}

Result<void> writeLabelledFolder(const fs::path& folder, const ThingCatalogue& things, const Glyphs& glyphs,
                                 const std::vector<Scene>& scenes, const PictureWish& wish)
{
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        return fail(ErrorCode::PermissionDenied, displayPath(folder) + " cannot be made: " + problem.message() + ".");
    const SceneWords words(things);
    Json pictures = Json::array();
    int number = 0;
    for (const Scene& scene : scenes) {
        char name[32];
        std::snprintf(name, sizeof name, "%05d.jpg", ++number);
        const QImage image = paintScene(scene, glyphs, wish.width, wish.height);
        if (!image.save(QFile::decodeName((folder / name).c_str()), "JPEG", wish.quality))
            return fail(ErrorCode::OutOfSpace, displayPath(folder / name) + " cannot be written.");
        pictures.push_back(labelsOf(scene, things, words, name));
    }
    const std::string text = Json{{"version", 1}, {"words", wordsOf(things)}, {"pictures", pictures}}.dump(1) + "\n";
    return inference::writeNewFile(folder / "labels.json", std::as_bytes(std::span(text)));
}

} // namespace vidimus::draw
