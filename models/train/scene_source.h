#pragma once

#include "models/draw/glyphs.h"
#include "models/draw/scene_maker.h"
#include "models/draw/scene_words.h"
#include "models/train/example.h"

namespace vidimus::train {

/// Drawn scenes without end.
class SceneSource final : public ExampleSource {
public:
    /// Scenes of another `seed` are others. `catalogue` outlives this.
    SceneSource(const draw::ThingCatalogue& catalogue, draw::Glyphs glyphs, std::uint64_t seed, draw::Pairs pairs);

    Example example(std::uint64_t number, int patchesPerSide) const override;
    int patchKinds() const override { return m_catalogue.count() + 1; }
    int patchColours() const override { return draw::kColours; }
    std::vector<std::string> everyWord() const override { return m_words.everyWord(); }

private:
    const draw::ThingCatalogue& m_catalogue;
    draw::Glyphs m_glyphs;
    draw::SceneMaker m_maker;
    draw::SceneWords m_words;
    std::uint64_t m_seed;
    draw::Pairs m_pairs;
};

} // namespace vidimus::train
