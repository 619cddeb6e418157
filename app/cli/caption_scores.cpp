#include "app/cli/caption_scores.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace vidimus::cli {

namespace {

template <typename Things>
auto findNamed(const Things& things, const std::string& name)
{
    const auto found =
        std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.name == name; });
    return found == things.end() ? nullptr : &*found;
}

template <typename Things>
std::set<std::string> namesOf(const Things& things)
{
    std::set<std::string> names;
    for (const auto& thing : things)
        names.insert(thing.name);
    return names;
}

} // namespace

void CaptionScores::add(const LabelledPicture& picture, const std::string& caption, double confidence)
{
    const Said said = readCaption(caption, m_words);
    pictures.count(namesOf(said.things) == namesOf(picture.things));
    addThings(picture, said);
    if (!picture.place.empty())
        places.count(said.place == picture.place);
    nights.count(said.night == picture.night);
    const int bin = std::clamp(static_cast<int>(confidence * kConfidenceBins), 0, kConfidenceBins - 1);
    Bin& counted = bins[static_cast<std::size_t>(bin)];
    counted.confidence += confidence;
    counted.right += truePart(picture, said);
    ++counted.captions;
}

void CaptionScores::addThings(const LabelledPicture& picture, const Said& said)
{
    std::vector<std::string> others; // named, but not there
    for (const SaidThing& thing : said.things) {
        if (!findNamed(picture.things, thing.name))
            others.push_back(thing.name);
    }
    for (const LabelledThing& thing : picture.things) {
        const SaidThing* const named = findNamed(said.things, thing.name);
        things.count(named != nullptr);
        if (thing.count > 1)
            countsAboveOfAll.count(named && named->count == thing.count);
        if (!named) {
            const std::string instead = others.empty() ? "-" : others.front();
            if (!others.empty())
                others.erase(others.begin());
            ++confusions[{thing.name, instead}];
            continue;
        }
        if (!thing.colour.empty())
            colours.count(named->colour == thing.colour);
        (thing.count > 1 ? countsAbove : singles).count(named->count == thing.count);
    }
}

double CaptionScores::truePart(const LabelledPicture& picture, const Said& said) const
{
    Share statements;
    for (const SaidThing& thing : said.things) {
        const LabelledThing* const shown = findNamed(picture.things, thing.name);
        statements.count(shown != nullptr);
        if (!thing.colour.empty())
            statements.count(shown && shown->colour == thing.colour);
        if (thing.count > 0)
            statements.count(shown && shown->count == thing.count);
    }
    if (!said.place.empty() && !picture.place.empty())
        statements.count(said.place == picture.place);
    if (said.night)
        statements.count(picture.night);
    return statements.value();
}

double CaptionScores::calibrationError() const
{
    double error = 0;
    int all = 0;
    for (const Bin& bin : bins) {
        error += std::abs(bin.confidence - bin.right);
        all += bin.captions;
    }
    return all > 0 ? error / all : 0;
}

} // namespace vidimus::cli
