#pragma once

#include <cstdint>

#include "models/draw/scene.h"
#include "models/draw/thing_catalogue.h"

namespace vidimus::draw {

/// Every twentieth pair of thing and background is never trained on, so that it can be judged whether a model has learnt
/// things and places or pictures by heart.
enum class Pairs { Seen, HeldOut };

bool isHeldOut(int thing, Background background);

/// Gives the things of a scene their places, in a row, by its seed: for pictures that are wider than high.
void arrange(Scene& scene);

/// Makes up scenes. Thread: any.
class SceneMaker {
public:
    explicit SceneMaker(const ThingCatalogue& catalogue) : m_catalogue(&catalogue) {}

    /// The same for the same numbers. Counts from one to three are equally likely where there is one kind of thing.
    Scene make(std::uint64_t seed, Pairs pairs) const;

private:
    const ThingCatalogue* m_catalogue; ///< outlives this
};

} // namespace vidimus::draw
