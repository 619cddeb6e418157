#include "app/cli/labelled_pictures.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

using Json = nlohmann::json;

LabelWords wordsFrom(const Json& json)
{
    LabelWords words;
    for (const Json& thing : json.at("things")) {
        LabelWords::Thing& added = words.things.emplace_back();
        added.name = thing.at("name").get<std::string>();
        added.plural = thing.value("plural", added.name);
        added.keywords = thing.value("keywords", std::vector<std::string>());
    }
    words.colours = json.value("colours", words.colours);
    words.counts = json.value("counts", words.counts);
    for (const Json& place : json.value("places", Json::array()))
        words.places.push_back({place.at("name").get<std::string>(), place.at("phrase").get<std::string>()});
    words.night = json.value("night", words.night);
    return words;
}

LabelledPicture pictureFrom(const Json& json, const std::filesystem::path& folder)
{
    LabelledPicture picture;
    picture.file = folder / pathFromBytes(json.at("file").get<std::string>());
    picture.caption = json.at("caption").get<std::string>();
    for (const Json& thing : json.at("things"))
        picture.things.push_back(
            {thing.at("name").get<std::string>(), thing.value("colour", std::string()), thing.value("count", 1)});
    picture.place = json.value("place", picture.place);
    picture.night = json.value("night", false);
    picture.heldOut = json.value("held_out", false);
    return picture;
}

} // namespace

const LabelWords::Thing* LabelWords::find(const std::string& name) const
{
    const auto found =
        std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.name == name; });
    return found == things.end() ? nullptr : &*found;
}

Result<LabelledPictures> readLabelledPictures(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "labels.json";
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(ErrorCode::NotFound,
                    displayPath(file) + " is not there: it should say what the folder's pictures show.");
    LabelledPictures labelled;
    try {
        const Json json = Json::parse(in);
        labelled.words = wordsFrom(json.at("words"));
        for (const Json& picture : json.at("pictures"))
            labelled.pictures.push_back(pictureFrom(picture, folder));
    } catch (const Json::exception& problem) {
        return fail(ErrorCode::Corrupt,
                    displayPath(file) + " cannot be read as labels: " + displayText(problem.what()));
    }
    for (const LabelledPicture& picture : labelled.pictures) {
        for (const LabelledThing& thing : picture.things) {
            if (!labelled.words.find(thing.name))
                return fail(ErrorCode::Corrupt, displayPath(file) + " shows a thing that its words do not list: \"" +
                                                    displayText(thing.name) + "\".");
        }
    }
    if (labelled.pictures.empty())
        return fail(ErrorCode::Corrupt, displayPath(file) + " lists no pictures.");
    return labelled;
}

} // namespace vidimus::cli
