#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void rainbowOverHills(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x41526B}, {0.3f, 0x6F8299}, {0.55f, 0xC9D2CC}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = -0.2f,
                        .bottom = 0.56f,
                        .scale = 1.5f,
                        .stretch = 2.1f,
                        .cover = 0.62f,
                        .softness = 0.5f,
                        .light = 0xE2E4E4,
                        .shade = 0x4C5A70,
                        .strength = 0.85f,
                        .seed = 5});
    const float cu = a * 0.46f;
    const float cv = 0.86f;
    const auto bow = [&](float radius, float width, float strength, bool turned) {
        const Ramp colours{{0, 0x6A3AB0},    {0.2f, 0x3A62E0}, {0.4f, 0x3CC88A},
                           {0.6f, 0xF2E04A}, {0.8f, 0xF59A38}, {1, 0xE8403A}};
        canvas.shade([&](float u, float v, Rgb below) {
            const float distance = std::hypot(u - cu, v - cv);
            const float t = (distance - radius) / width;
            if (distance < radius && !turned)
                below = screen(below, Rgb(0xFFFFFF) * (0.07f * smooth(0.62f, 0.2f, v)));
            if (t < -0.3f || t > 1.3f)
                return below;
            const float light = smooth(-0.3f, 0.25f, t) * smooth(1.3f, 0.75f, t) * strength *
                                (0.75f + 0.4f * clouds(u * 2, v * 2, 3, 9));
            return screen(below, colours(turned ? 1 - t : t) * clamp01(light));
        });
    };
    bow(0.66f, 0.052f, 0.62f, false);
    bow(0.86f, 0.06f, 0.2f, true);
    Random random(41);
    const auto hill = [&](float base, float height, float frequency, Rgb light, Rgb dark, float haze,
                          std::uint32_t seed, int trees) {
        const Outline top = ridge(base, height, frequency, 4, seed);
        fillBelow(canvas, top, [&](float u, float v, float below) {
            // Light comes in bands through the clouds.
            const float lit = smooth(-0.25f, 0.35f, clouds(u * 1.4f, v * 3, 3, seed + 5));
            const float field = noise(std::floor(u * 7 + v * 4), std::floor(v * 22 - u * 2), seed) * 0.5f;
            const float texture = clouds(u * 50, v * 90, 3, seed) * 0.12f;
            const Rgb green = mix(dark, light, clamp01(lit * 0.75f + 0.15f + field * 0.3f + texture));
            return mix(green, Rgb(0xB9C6C4), haze * smooth(0.2f, 0, below - 0.05f));
        });
        canvas.paint([&](QPainter& painter) {
            for (int i = 0; i < trees; ++i) {
                const float u = random.unit() * a;
                const float size = 0.006f + 0.02f * (1 - haze);
                foliage(painter, QPointF(u, top(u) + size * 0.2f + 0.03f * random.unit() * (1 - haze)),
                        QSizeF(static_cast<double>(size) * 1.2, static_cast<double>(size)), 46, size * 0.3f,
                        {mix(dark, Rgb(0xB9C6C4), haze * 0.5f) * 0.75f, dark, mix(dark, light, 0.35f)}, random);
            }
        });
    };
    hill(0.55f, 0.06f, 0.9f, 0x9FB5A0, 0x7C9398, 0.8f, 6, 12);
    hill(0.62f, 0.07f, 0.8f, 0xB2C46A, 0x5D7F5A, 0.5f, 9, 26);
    hill(0.73f, 0.07f, 0.7f, 0xC2CF58, 0x44713C, 0.2f, 13, 22);
    hill(0.86f, 0.06f, 0.6f, 0xA8C440, 0x2F5A2A, 0.0f, 17, 0);
    canvas.paint([&](QPainter& painter) { // sheep
        for (int i = 0; i < 13; ++i) {
            const QPointF at(a * (0.2f + 0.55f * random.unit()), 0.84f + 0.09f * random.unit());
            const double size = 0.006 + 0.05 * (at.y() - 0.78);
            painter.setBrush(Rgb(0x20301A).colour(0.45f));
            painter.drawEllipse(at + QPointF(0, size * 0.75), size * 1.3, size * 0.25);
            painter.setBrush(Rgb(0x2A2622).colour());
            for (const double dx : {-0.6, -0.3, 0.3, 0.6})
                painter.drawRect(QRectF(at + QPointF(dx * size, 0.2 * size), QSizeF(size * 0.16, size * 0.6)));
            foliage(painter, at, QSizeF(size * 0.85, size * 0.5), 60, static_cast<float>(size) * 0.3f,
                    {Rgb(0xF2EFE4), Rgb(0xDDD8CA)}, random, 1);
            painter.setBrush(Rgb(0x2A2622).colour());
            painter.drawEllipse(at + QPointF(size * (i % 2 == 0 ? 1.05 : -1.05), -size * 0.2), size * 0.32,
                                size * 0.24);
        }
        for (int i = 0; i < 2600; ++i) { // meadow flowers
            const float t = random.unit();
            const QPointF at(random.unit() * a, 0.9f + 0.12f * t);
            painter.setBrush(mix(Rgb(0xFFF2A8), Rgb(0xFFFFFF), random.unit()).colour(0.75f));
            painter.drawEllipse(at, 0.0012 + 0.0022 * static_cast<double>(t), 0.001 + 0.0016 * static_cast<double>(t));
        }
    });
    oil(canvas, {0.01f, 0.005f, 0.0028f}, 0.08f, 0.4f, 6);
    canvas.vignette(0.25f);
}

void desertDunes(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x4E6FA6}, {0.25f, 0xA9B4C8}, {0.42f, 0xF6D3A8}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    sun(canvas, a * 0.2f, 0.3f, 0.026f, 0xFFFDF2, 0xFFD9A0, 0.42f);
    struct Dune {
        float base, height, frequency, shift;
        std::uint32_t seed;
    };
    const std::array<Dune, 6> dunes{{{0.42f, 0.035f, 1.6f, 0.3f, 2},
                                     {0.47f, 0.05f, 1.1f, 1.9f, 3},
                                     {0.55f, 0.075f, 0.85f, 3.2f, 5},
                                     {0.66f, 0.1f, 0.7f, 0.9f, 7},
                                     {0.82f, 0.12f, 0.55f, 2.2f, 9},
                                     {1.02f, 0.12f, 0.5f, 4.6f, 11}}};
    for (std::size_t i = 0; i < dunes.size(); ++i) {
        const Dune& dune = dunes[i];
        const float near = static_cast<float>(i) / 5;
        const auto wave = [&dune](float u) {
            return u * dune.frequency * 1.3f + dune.shift + 0.25f * noise(u * 0.8f, 3, dune.seed);
        };
        // Long rise, short fall: the shape the wind gives.
        const auto form = [](float t) {
            const float phase = t - std::floor(t);
            return phase < 0.68f ? smooth(0, 0.68f, phase) : smooth(1, 0.68f, phase);
        };
        const Outline top = [&](float u) {
            return dune.base - dune.height * form(wave(u)) - 0.006f * noise(u * 5, 1, dune.seed);
        };
        fillBelow(canvas, top, [&](float u, float v, float below) {
            // The crest runs down the face: lit on one side of it, in shade on the other.
            const float lean =
                wave(u + 0.5f * below + 2.2f * below * below + 0.05f * noise(v * 5, u * 0.6f, dune.seed));
            const float phase = lean - std::floor(lean);
            const float edge = 0.003f + 0.012f * below;
            const float shade = smooth(0.68f - edge, 0.68f + edge, phase) * smooth(1.0f, 0.9f, phase);
            const float ripple =
                noise(u * 20 + noise(u * 5, v * 5, 4) * 3, (v - 0.4f * u) * (260 - 150 * near), dune.seed) * 0.05f *
                near;
            const float slope = smooth(0, 0.68f, phase) * 0.25f;
            const Rgb lit = mix(Rgb(0xD98E4A), Rgb(0xFBCB82), clamp01(0.35f + slope * 2 + ripple * 3));
            const Rgb dark = mix(Rgb(0x6B3A38), Rgb(0x9C5A40), clamp01(0.4f + below * 1.2f + ripple));
            return mix(mix(lit, dark, shade), Rgb(0xF3CFA6), (1 - near) * 0.55f);
        });
    }
    canvas.paint([&](QPainter& painter) { // a caravan on a far crest
        for (int i = 0; i < 6; ++i) {
            const double x = static_cast<double>(a) * 0.56 + 0.034 * i;
            const double y = 0.487 + 0.0016 * i;
            painter.save();
            painter.translate(x, y);
            painter.scale(0.021, 0.021);
            painter.setBrush(Rgb(0x4A2A24).colour());
            QPainterPath camel(QPointF(-0.6, 0));
            camel.cubicTo({-0.5, -0.35}, {-0.25, -0.3}, {-0.15, -0.42});
            camel.cubicTo({0, -0.6}, {0.1, -0.4}, {0.3, -0.25});
            camel.cubicTo({0.5, -0.15}, {0.55, -0.45}, {0.6, -0.62});
            camel.lineTo(0.85, -0.58);
            camel.lineTo(0.72, -0.48);
            camel.cubicTo({0.68, -0.1}, {0.5, 0.1}, {0.35, 0.08});
            camel.lineTo(-0.5, 0.08);
            painter.drawPath(camel);
            for (const double leg : {-0.5, -0.36, 0.22, 0.36})
                painter.drawRect(QRectF(leg, 0, 0.07, 0.62));
            painter.restore();
        }
    });
    canvas.bloom(0.78f, 0.06f, 0.3f);
    canvas.vignette(0.25f);
    canvas.grain(0.018f);
}

} // namespace vidimus::samples
