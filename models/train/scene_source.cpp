#include "models/train/scene_source.h"

#include <cmath>

#include "models/draw/scene_painter.h"

namespace vidimus::train {

namespace {

/// Pictures come larger than the model takes them, and through JPEG.
QImage asItComes(const draw::Scene& scene, const draw::Glyphs& glyphs, draw::Dice& dice)
{
    const float kind = dice.part();
    const int side = kind < 0.6f ? 96 : kind < 0.85f ? 128 : 192;
    const int height = dice.chance(0.4f) ? side * 3 / 4 : side;
    const QImage image = draw::paintScene(scene, glyphs, side, height);
    return dice.chance(0.25f) ? draw::compressed(image, 45 + dice.below(50)) : image;
}

std::vector<PatchLabel> labelsOf(const draw::Scene& scene, int perSide, int width, int height)
{
    std::vector<PatchLabel> labels(static_cast<std::size_t>(perSide) * static_cast<std::size_t>(perSide));
    const auto label = [&](int x, int y) -> PatchLabel& { return labels[static_cast<std::size_t>(y * perSide + x)]; };
    const float shorter = static_cast<float>(std::min(width, height));
    for (const draw::Group& group : scene.groups) {
        const auto kind = static_cast<std::int16_t>(group.thing + 1);
        const auto colour = static_cast<std::int16_t>(group.colour);
        for (const draw::Placement& place : group.places) {
            for (int y = 0; y < perSide; ++y) {
                for (int x = 0; x < perSide; ++x) {
                    const float right = ((static_cast<float>(x) + 0.5f) / perSide - place.x) * width / shorter;
                    const float down = ((static_cast<float>(y) + 0.5f) / perSide - place.y) * height / shorter;
                    if (std::hypot(right, down) < 0.45f * place.size)
                        label(x, y) = {kind, colour, label(x, y).isMiddle};
                }
            }
            const auto cell = [&](float at) { return std::clamp(static_cast<int>(at * perSide), 0, perSide - 1); };
            label(cell(place.x), cell(place.y)) = {kind, colour, true};
        }
    }
    return labels;
}

} // namespace

SceneSource::SceneSource(const draw::ThingCatalogue& catalogue, draw::Glyphs glyphs, std::uint64_t seed,
                         draw::Pairs pairs)
    : m_catalogue(catalogue)
    , m_glyphs(std::move(glyphs))
    , m_maker(catalogue)
    , m_words(catalogue)
    , m_seed(seed)
    , m_pairs(pairs)
{}

Example SceneSource::example(std::uint64_t number, int patchesPerSide) const
{
    const draw::Scene scene = m_maker.make(inference::mixed(m_seed * 0x100000001ull + number), m_pairs);
    draw::Dice dice(scene.seed, "example");
    const QImage image = asItComes(scene, m_glyphs, dice);
    Example example;
    example.picture = draw::rgbImageOf(image);
    example.caption = m_words.caption(scene, dice);
    const draw::Words sentence = m_words.sentence(scene, dice);
    const draw::Words query = m_words.query(scene, dice);
    example.texts = {ExampleText{sentence.text, sentence.needs}, ExampleText{query.text, query.needs}};
    example.facts = m_words.facts(scene);
    example.patches = labelsOf(scene, patchesPerSide, image.width(), image.height());
    return example;
}

} // namespace vidimus::train
