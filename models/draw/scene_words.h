#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/draw/dice.h"
#include "models/draw/scene.h"
#include "models/draw/thing_catalogue.h"

namespace vidimus::draw {

/// Something that can be true of a picture, as a number: "there is a dog", "the dogs are two", "it is night".
using Fact = std::uint64_t;

/// Words about a picture, and what has to be true of a picture for them to be right.
struct Words {
    std::string text;
    std::vector<Fact> needs; ///< in order, each once
};

/// Says in English what is in scenes. Thread: any.
class SceneWords {
public:
    explicit SceneWords(const ThingCatalogue& catalogue);

    /// "two red apples on the grass at night": what a captioner is to say.
    std::string caption(const Scene& scene) const;
    /// The same; now and then in other words.
    std::string caption(const Scene& scene, Dice& dice) const;
    /// A sentence or a heap of words about all of it, as people write them.
    Words sentence(const Scene& scene, Dice& dice) const;
    /// A word or two about a part of it: "fruit", "three cars", "a beach at night".
    Words query(const Scene& scene, Dice& dice) const;
    /// All that is true of it, in order.
    std::vector<Fact> facts(const Scene& scene) const;
    /// Every word that any of these can hold, once, in order.
    std::vector<std::string> everyWord() const;

    static std::string_view placePhrase(Background background); ///< "on the beach"
    static std::string_view placeName(Background background);   ///< "beach"

private:
    std::string thingPhrase(const Group& group) const;
    std::string captionAfter(const std::string& before, const Scene& scene) const;
    Words keywordQuery(const Scene& scene, const Group& group, Dice& dice) const;
    Words thingQuery(const Group& group, Dice& dice) const;
    int keywordId(const std::string& keyword) const; ///< -1: none

    const ThingCatalogue* m_catalogue; ///< outlives this
    std::vector<std::string> m_keywords;
};

} // namespace vidimus::draw
