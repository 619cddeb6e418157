#include "models/draw/thing_catalogue.h"

#include <fstream>
#include <set>
#include <sstream>

#include "core/base/path_text.h"

namespace vidimus::draw {

namespace {

std::vector<std::string> wordsOf(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(word);
    return words;
}

/// "1F436 dog, dogs, tint"; nothing where it is no such line.
bool parseThing(const std::string& line, Thing& thing)
{
    const std::size_t space = line.find(' ');
    const std::size_t comma = line.find(", ");
    if (space == std::string::npos || comma == std::string::npos || comma < space + 2)
        return false;
    thing.sign = line.substr(0, space);
    thing.name = line.substr(space + 1, comma - space - 1);
    const std::size_t second = line.find(", ", comma + 2);
    thing.plural = line.substr(comma + 2, second == std::string::npos ? second : second - comma - 2);
    if (second != std::string::npos) {
        if (line.substr(second + 2) != "tint")
            return false;
        thing.tinted = true;
    }
    return !thing.plural.empty();
}

} // namespace

Result<ThingCatalogue> ThingCatalogue::read(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        return fail(ErrorCode::NotFound, "The list of things " + displayPath(file) + " cannot be opened.");
    ThingCatalogue catalogue;
    std::vector<std::string> keywords;
    std::set<std::string> names;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        if (line.front() == '[' && line.back() == ']') {
            keywords = wordsOf(line.substr(1, line.size() - 2));
            continue;
        }
        Thing thing;
        thing.keywords = keywords;
        if (keywords.empty() || !parseThing(line, thing) || !names.insert(thing.name).second)
            return fail(ErrorCode::Corrupt, displayPath(file) + " line " + std::to_string(number) +
                                                " is no thing of its own with a name and a plural.");
        catalogue.m_things.push_back(std::move(thing));
    }
    if (catalogue.m_things.empty())
        return fail(ErrorCode::Corrupt, displayPath(file) + " lists nothing to draw.");
    return catalogue;
}

ThingCatalogue ThingCatalogue::sample(int wanted) const
{
    if (wanted <= 0 || wanted >= count())
        return *this;
    ThingCatalogue fewer;
    for (int i = 0; i < wanted; ++i)
        fewer.m_things.push_back((*this)[i * count() / wanted]);
    return fewer;
}

std::vector<std::string> ThingCatalogue::keywords() const
{
    std::set<std::string> all;
    for (const Thing& thing : m_things)
        all.insert(thing.keywords.begin(), thing.keywords.end());
    return {all.begin(), all.end()};
}

} // namespace vidimus::draw
