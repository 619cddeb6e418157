#include "app/cli/caption_reader.h"

#include <algorithm>
#include <sstream>

namespace vidimus::cli {

namespace {

using WordList = std::vector<std::string>;

WordList split(const std::string& text)
{
    std::istringstream in(text);
    WordList list;
    for (std::string word; in >> word;) {
        while (!word.empty() && (word.back() == ',' || word.back() == '.'))
            word.pop_back();
        if (!word.empty())
            list.push_back(word);
    }
    return list;
}

/// How many words of `text` from `place` on are `phrase`; 0: none.
std::size_t matches(const WordList& text, std::size_t place, const std::string& phrase)
{
    const WordList wanted = split(phrase);
    if (wanted.empty() || place + wanted.size() > text.size())
        return 0;
    return std::equal(wanted.begin(), wanted.end(), text.begin() + static_cast<std::ptrdiff_t>(place)) ? wanted.size()
                                                                                                       : 0;
}

bool holds(const WordList& text, const std::string& phrase)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (matches(text, i, phrase) > 0)
            return true;
    }
    return false;
}

struct Match {
    const LabelWords::Thing* thing = nullptr;
    std::size_t words = 0;
    bool isPlural = false;
};

Match longestAt(const WordList& text, std::size_t place, const LabelWords& words)
{
    Match best;
    for (const LabelWords::Thing& thing : words.things) {
        if (const std::size_t length = matches(text, place, thing.name); length > best.words)
            best = {&thing, length, false};
        if (const std::size_t length = matches(text, place, thing.plural); length > best.words)
            best = {&thing, length, true};
    }
    return best;
}

/// 1 and up; 0 where the word is no count.
int countOf(const std::string& word, const LabelWords& words)
{
    if (word == "an" || word == "one")
        return 1;
    const auto found = std::find(words.counts.begin(), words.counts.end(), word);
    return found == words.counts.end() ? 0 : static_cast<int>(found - words.counts.begin()) + 1;
}

} // namespace

Said readCaption(const std::string& caption, const LabelWords& words)
{
    const WordList text = split(caption);
    Said said;
    for (std::size_t i = 0; i < text.size();) {
        const Match match = longestAt(text, i, words);
        if (!match.thing) {
            ++i;
            continue;
        }
        SaidThing thing{match.thing->name, {}, 0};
        std::size_t before = i;
        if (before > 0 &&
            std::find(words.colours.begin(), words.colours.end(), text[before - 1]) != words.colours.end())
            thing.colour = text[--before];
        if (before > 0)
            thing.count = countOf(text[before - 1], words);
        if (thing.count == 0 && !match.isPlural)
            thing.count = 1; // "cheese on the grass"
        said.things.push_back(thing);
        i += match.words;
    }
    std::size_t longest = 0;
    for (const LabelWords::Place& place : words.places) {
        if (place.phrase.size() > longest && holds(text, place.phrase)) {
            longest = place.phrase.size();
            said.place = place.name;
        }
    }
    said.night = !words.night.empty() && holds(text, words.night);
    return said;
}

} // namespace vidimus::cli
