#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void mountainsAtSunset(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x2B3A67}, {0.22f, 0x6A5A8C}, {0.4f, 0xD9788A}, {0.52f, 0xF9A66C}, {0.62f, 0xFFD9A0}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0.02f,
                        .bottom = 0.5f,
                        .scale = 1.6f,
                        .stretch = 4.2f,
                        .cover = 0.48f,
                        .light = 0xFFC49A,
                        .shade = 0x8A5B86,
                        .strength = 0.8f,
                        .seed = 11});
    sun(canvas, a * 0.62f, 0.475f, 0.034f, 0xFFF6DC, 0xFFC070, 0.5f);
    const std::array<Rgb, 6> tones{0xC98A93, 0x9C6C8C, 0x6D5580, 0x463F66, 0x2A2B4A, 0x141829};
    for (int i = 0; i < 6; ++i) {
        const auto f = static_cast<float>(i);
        const Rgb tone = tones[static_cast<std::size_t>(i)];
        const Rgb mist = mix(tone, Rgb(0xFFC79A), 0.62f - 0.09f * f);
        fillBelow(canvas,
                  ridge(0.53f + 0.075f * f, 0.13f - 0.012f * f, 1.5f + 0.35f * f, 7, 20u + static_cast<unsigned>(i) * 3,
                        i < 4),
                  [&](float u, float v, float below) {
                      const float light = 0.06f * clouds(u * 12, v * 18, 4, 5) * (1 - 0.12f * f);
                      return mix(tone + Rgb(light, light, light), mist, smooth(0, 0.2f, below) * (i < 5 ? 0.85f : 0.f));
                  });
    }
    Random random(3);
    const Outline front = ridge(0.905f, 0.118f - 0.05f, 3.25f, 7, 35);
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 46; ++i) {
            const float u = random.unit() * a;
            fir(painter, u, front(u) + 0.05f, random.between(0.06f, 0.17f), 0x0E1220, random);
        }
    });
    canvas.bloom(0.75f, 0.04f, 0.35f);
    canvas.vignette(0.3f);
    canvas.grain(0.014f);
}

void loneTreeInFog(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float light =
            0.93f - 0.28f * std::hypot(u - a * 0.6f, (v - 0.32f) * 1.1f) + 0.02f * clouds(u * 2, v * 4, 4, 3);
        return Rgb(light, light * 1.0f, light * 1.01f);
    });
    Random far(8);
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < 40; ++i) {
                const float u = far.unit() * a;
                foliage(painter, QPointF(u, 0.66f + 0.01f * far.bell()), QSizeF(0.05, 0.035), 30, 0.02f,
                        {Rgb(0xB4B8BA)}, far, 0.5f);
            }
        },
        0.012f, 0.7f);
    fillBelow(canvas, ridge(0.7f, 0.03f, 0.9f, 3, 4), [](float u, float v, float below) {
        const float texture = 0.03f * clouds(u * 40, v * 90, 4, 9);
        return mix(Rgb(0xC4C7C6), Rgb(0x6E716C), smooth(0, 0.32f, below)) + Rgb(texture, texture, texture);
    });
    Random random(21);
    std::vector<QPointF> tips;
    const QPointF foot(a * 0.36f, 0.765f);
    canvas.paint([&](QPainter& painter) {
        QPainterPath root(foot + QPointF(-0.05, 0.012));
        root.cubicTo(foot + QPointF(-0.018, 0.0), foot + QPointF(-0.014, -0.03), foot + QPointF(-0.011, -0.09));
        root.lineTo(foot + QPointF(0.014, -0.09));
        root.cubicTo(foot + QPointF(0.015, -0.03), foot + QPointF(0.022, 0.0), foot + QPointF(0.055, 0.012));
        root.quadTo(foot + QPointF(0, 0.004), foot + QPointF(-0.05, 0.012));
        painter.setBrush(Rgb(0x3A3B3C).colour());
        painter.drawPath(root);
        branch(painter, random, foot + QPointF(0, -0.02), 0.2f, 0.04f, 0.026f, 7, 0x3A3B3C, &tips);
        painter.setBrush(Qt::NoBrush);
        for (int i = 0; i < 260; ++i) { // grass around its foot
            const QPointF at = foot + QPointF(0.09 * static_cast<double>(random.bell()),
                                              0.018 + 0.008 * static_cast<double>(random.bell()));
            painter.setPen(QPen(Rgb(0x56585A).colour(0.6f), 0.0013));
            painter.drawLine(at, at + QPointF(0.004 * static_cast<double>(random.bell()), -0.012));
        }
        painter.setPen(Qt::NoPen);
    });
    canvas.paint(
        [&](QPainter& painter) {
            for (const QPointF& tip : tips)
                foliage(painter, tip, QSizeF(0.024, 0.018), 7, 0.0055f, {Rgb(0x4A4B4A), Rgb(0x5E5F5D), Rgb(0x3F4040)},
                        random, 0.75f);
        },
        0.0006f);
    // A flock that has just left it.
    canvas.paint([&](QPainter& painter) {
        painter.setBrush(Qt::NoBrush);
        for (int i = 0; i < 17; ++i) {
            const QPointF at(a * 0.56f + a * 0.3f * random.unit(), 0.16f + 0.22f * random.unit());
            const double wing = 0.006 + 0.007 * static_cast<double>(random.unit());
            painter.setPen(QPen(Rgb(0x55585A).colour(0.85f), 0.0022, Qt::SolidLine, Qt::RoundCap));
            QPainterPath bird(at + QPointF(-wing, -wing * 0.5));
            bird.quadTo(at + QPointF(-wing * 0.4, -wing * 0.6), at);
            bird.quadTo(at + QPointF(wing * 0.4, -wing * 0.7), at + QPointF(wing, -wing * 0.35));
            painter.drawPath(bird);
        }
    });
    canvas.shade([&](float u, float v, Rgb below) {
        const float mist =
            smooth(0.5f, 0.86f, v) * smooth(1.05f, 0.75f, v) * (0.4f + 0.5f * clouds(u * 1.6f, v * 6, 4, 31));
        return mix(below, Rgb(0xE4E7E8), clamp01(mist));
    });
    canvas.vignette(0.22f);
    canvas.grain(0.02f);
}

void snowyFirs(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x1A2A55}, {0.3f, 0x35508C}, {0.5f, 0x8C86B4}, {0.62f, 0xE8B2A8}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    stars(
        canvas, [](float) { return 0.42f; }, 170, 5);
    fillBelow(canvas, ridge(0.55f, 0.11f, 1.9f, 7, 12, true), [](float u, float v, float below) {
        const float rock = clouds(u * 14 + v * 8, v * 22, 5, 7);
        return mix(mix(Rgb(0xC6BBD6), Rgb(0x6F78A6), smooth(-0.15f, 0.25f, rock)), Rgb(0xB7A6C4),
                   smooth(0, 0.16f, below));
    });
    Random random(9);
    const auto forest = [&](float base, int count, float low, float high, Rgb colour, float snow) {
        canvas.paint([&](QPainter& painter) {
            for (int i = 0; i < count; ++i)
                fir(painter, random.between(-0.05f, a + 0.05f), base + 0.02f * random.bell(), random.between(low, high),
                    colour, random, snow);
        });
        canvas.shade([&](float u, float v, Rgb below) {
            const float mist = smooth(base - 0.16f, base + 0.01f, v) * (0.42f + 0.3f * clouds(u * 3, v * 8, 3, 50));
            return mix(below, Rgb(0xB9BEDD), clamp01(mist) * (v < base + 0.03f ? 1.f : 0.f));
        });
    };
    forest(0.62f, 70, 0.06f, 0.12f, 0x56678F, 0.25f);
    forest(0.67f, 42, 0.1f, 0.2f, 0x3A4C74, 0.4f);
    fillBelow(canvas, ridge(0.69f, 0.028f, 1.3f, 3, 41), [](float u, float v, float below) {
        const float drift = clouds(u * 4, v * 14, 4, 17);
        return mix(mix(Rgb(0xA9B8DC), Rgb(0xE3E6F4), clamp01(0.5f + drift)), Rgb(0x8D9FCB), smooth(0.1f, 0.36f, below));
    });
    // A cabin with a light in it.
    const QPointF cabin(a * 0.38f, 0.735f);
    canvas.paint([&](QPainter& painter) {
        painter.translate(cabin);
        painter.scale(0.75, 0.75);
        painter.setBrush(Rgb(0x3A2A2C).colour());
        painter.drawRect(QRectF(-0.07, -0.055, 0.14, 0.075));
        painter.setBrush(Rgb(0x2C2023).colour());
        for (int i = 0; i < 6; ++i)
            painter.drawRect(QRectF(-0.07, -0.055 + 0.0125 * i, 0.14, 0.0018));
        painter.drawRect(QRectF(0.03, -0.125, 0.018, 0.05));
        painter.setBrush(Rgb(0xF2F4FB).colour());
        painter.drawPolygon(
            QPolygonF{{-0.095, -0.045}, {0, -0.122}, {0.095, -0.045}, {0.088, -0.03}, {0, -0.1}, {-0.088, -0.03}});
        painter.setBrush(Rgb(0x4A3632).colour());
        painter.drawPolygon(QPolygonF{{-0.07, -0.05}, {0, -0.1}, {0.07, -0.05}});
        painter.setBrush(Rgb(0xFFD27A).colour());
        painter.drawRect(QRectF(-0.048, -0.034, 0.034, 0.03));
        painter.drawRect(QRectF(0.014, -0.034, 0.034, 0.03));
        painter.setBrush(Rgb(0x3A2A2C).colour());
        for (const double x : {-0.032, 0.03})
            painter.drawRect(QRectF(x, -0.034, 0.002, 0.03));
    });
    canvas.paint(
        [&](QPainter& painter) {
            softEllipse(painter, cabin, 0.22, 0.13, 0xFFB052, 0.55f);
            softEllipse(painter, cabin + QPointF(0, 0.05), 0.16, 0.035, 0xFFC070, 0.6f);
            for (int i = 0; i < 9; ++i)
                softEllipse(painter, cabin + QPointF(0.032 + 0.006 * i, -0.105 - 0.022 * i), 0.01 + 0.004 * i, 0.016,
                            0xC8C6DC, 0.3f);
        },
        0, 1, Blend::Screen);
    forest(0.97f, 5, 0.2f, 0.34f, 0x22345A, 0.85f);
    canvas.paint([&](QPainter& painter) {
        fir(painter, a * 0.9f, 0.98f, 0.66f, 0x1D2E50, random, 0.9f);
        fir(painter, a * 0.06f, 1.02f, 0.5f, 0x1D2E50, random, 0.9f);
    });
    fillBelow(canvas, ridge(0.955f, 0.02f, 2, 3, 44), [](float u, float v, float) {
        return mix(Rgb(0x8FA2D2), Rgb(0xD9E1F5), clamp01(0.45f + clouds(u * 5, v * 20, 4, 18)));
    });
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 420; ++i) {
            const float near = random.unit() * random.unit();
            const double radius = 0.0012 + 0.0042 * static_cast<double>(near * near);
            softEllipse(painter, QPointF(random.unit() * a, random.unit()), radius * 1.6, radius * 1.6, 0xFFFFFF,
                        0.85f - 0.5f * near, 0.3f);
        }
    });
    canvas.grain(0.012f);
}

void northernLights(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x050B1E}, {0.4f, 0x0C2138}, {0.66f, 0x1D4A55}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    stars(
        canvas, [](float) { return 0.75f; }, 900, 3);
    const auto curtain = [&](float base, float height, Rgb low, Rgb high, float strength, std::uint32_t seed) {
        canvas.shade([&](float u, float v, Rgb below) {
            const float fold = clouds(u * 0.9f, 0.4f, 3, seed) * 0.36f + 0.05f * noise(u * 5, 2, seed);
            const float bottom = base + fold + (u / a - 0.5f) * -0.16f;
            const float up = (bottom - v) / height;
            if (up < -0.12f)
                return below;
            const float rays = 0.55f + 0.45f * clouds(u * 9 + fold * 12, v * 0.6f, 4, seed + 9) +
                               0.2f * noise(u * 45 + fold * 30, v * 0.5f, seed + 3);
            const float shape = smooth(-0.12f, 0.06f, up) * std::exp(-std::max(up, 0.f) * 2.6f);
            const float gap = smooth(-0.45f, 0.25f, clouds(u * 1.3f, 7, 2, seed + 21));
            return screen(below, mix(low, high, smooth(0.05f, 0.85f, up)) * clamp01(shape * rays * strength * gap));
        });
    };
    curtain(0.5f, 0.55f, 0x49E6A0, 0x6A48C8, 1.1f, 6);
    curtain(0.4f, 0.5f, 0x7CFFB4, 0xB45AD8, 1.7f, 14);
    curtain(0.58f, 0.34f, 0x48E4B8, 0x3A7AC8, 1.0f, 25);
    fillBelow(canvas, ridge(0.665f, 0.085f, 1.9f, 7, 8, true), [](float u, float v, float below) {
        const float snow = smooth(-0.08f, 0.16f, clouds(u * 13 + v * 9, v * 20, 5, 4)) * smooth(0.13f, 0.0f, below);
        return mix(Rgb(0x0A1A28), Rgb(0x4B8088), snow * 0.85f);
    });
    Random random(4);
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 120; ++i)
            fir(painter, random.unit() * a, 0.708f + 0.006f * random.bell(), random.between(0.02f, 0.07f), 0x06101A,
                random);
    });
    fillBelow(canvas, ridge(0.703f, 0.004f, 4, 2, 5), [](float, float, float) { return Rgb(0x060F18); });
    canvas.mirrorBelow(0.712f, 0x04141E, 0.42f, 0.02f, 7);
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 9; ++i) {
            const float u = i < 5 ? random.between(-0.02f, 0.25f) : random.between(a * 0.84f, a + 0.02f);
            fir(painter, u, 1.03f, random.between(0.22f, 0.42f), 0x030A12, random);
        }
    });
    canvas.bloom(0.6f, 0.03f, 0.3f);
    canvas.grain(0.014f);
}

void waterfall(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float rock = clouds(u * 5 + clouds(u * 2, v * 3, 3, 8), v * 9, 6, 3);
        const float crack = crests(u * 7, v * 16, 5, 5);
        const Rgb stone =
            mix(Rgb(0x1D2A28), Rgb(0x66706A), clamp01(0.45f + rock * 0.8f - 0.4f * smooth(0.6f, 0.95f, crack)));
        const Rgb moss = mix(Rgb(0x24401F), Rgb(0x6F8F3A), clamp01(0.5f + clouds(u * 30, v * 30, 4, 2)));
        return mix(stone, moss, smooth(-0.05f, 0.22f, clouds(u * 3.2f, v * 4.2f, 5, 19)) * 0.85f);
    });
    // Light falls in where the forest opens.
    canvas.shade([&](float u, float v, Rgb below) {
        const float gap = smooth(0.34f, 0.0f, std::hypot((u - a * 0.52f) * 1.1f, v * 1.5f));
        return mix(below, Rgb(0xEAF3D2), gap * 0.95f);
    });
    Random random(17);
    const auto leaves = [&](int count, float depth, std::vector<Rgb> palette, float size, float blur) {
        canvas.paint(
            [&](QPainter& painter) {
                for (int i = 0; i < count; ++i) {
                    const float side = random.unit() < 0.5f ? random.unit() * 0.42f : 1 - random.unit() * 0.42f;
                    const float edge = std::abs(side - 0.5f) * 2;
                    foliage(painter, QPointF(side * a, depth * (random.unit() * edge * 0.75f - 0.04f)),
                            QSizeF(0.07, 0.035), 36, size, palette, random, 0.85f);
                }
            },
            blur);
    };
    leaves(60, 1.0f, {Rgb(0x4C6E34), Rgb(0x7E9C4A), Rgb(0xB0C468)}, 0.009f, 0.006f);
    const float middle = a * 0.5f;
    canvas.shade([&](float u, float v, Rgb below) {
        const float top = 0.1f;
        const float bottom = 0.74f;
        if (v < top - 0.02f || v > bottom + 0.06f)
            return below;
        const float t = (v - top) / (bottom - top);
        const float half = (0.035f + 0.11f * std::sqrt(std::max(t, 0.f))) * (1 + 0.18f * clouds(v * 4, u * 3, 3, 6));
        const float x = (u - middle - 0.02f * noise(v * 3, 0, 3)) / half;
        const float threads = 0.5f + 0.5f * clouds(x * 5, v * 1.4f, 5, 13) + 0.35f * clouds(x * 16, v * 2.6f, 4, 14);
        const float cover = smooth(1.08f, 0.7f, std::abs(x) - 0.18f * threads) * smooth(top - 0.02f, top + 0.12f, v) *
                            smooth(bottom + 0.06f, bottom - 0.05f, v);
        return mix(below, mix(Rgb(0x9CC3C9), Rgb(0xFBFFFF), clamp01(threads * 0.9f + 0.1f)),
                   clamp01(cover * (0.55f + 0.6f * threads)));
    });
    fillBelow(
        canvas, [&](float u) { return 0.755f + 0.006f * noise(u * 9, 1, 2); },
        [&](float u, float v, float below) {
            const float swirl = clouds(u * 4 + clouds(u * 3, v * 6, 3, 5), v * 26, 5, 22);
            const Rgb water = mix(Rgb(0x3F8A86), Rgb(0x0F3A40), smooth(0, 0.25f, below));
            const float foam = smooth(0.0f, 0.4f, swirl + 0.25f - std::abs(u - middle) * 1.5f - below * 2.2f);
            return mix(mix(water, Rgb(0x8FC6B2), smooth(0.05f, 0.5f, swirl) * 0.7f), Rgb(0xEFFBFA), foam * 0.9f);
        });
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < 26; ++i)
                softEllipse(painter, QPointF(middle + 0.16f * random.bell(), 0.75f + 0.03f * random.bell()), 0.09, 0.05,
                            0xEAF6F4, 0.25f);
            for (int i = -2; i <= 2; ++i) { // shafts of light
                QPolygonF shaft{{middle + 0.03 * i, -0.05},
                                {middle + 0.03 * i + 0.03, -0.05},
                                {middle + 0.17 * i + 0.12, 0.85},
                                {middle + 0.17 * i - 0.02, 0.85}};
                painter.setBrush(Rgb(0xFFF6C8).colour(0.1f));
                painter.drawPolygon(shaft);
            }
        },
        0.014f, 1, Blend::Screen);
    // Wet stones in the front, ferns around them.
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 19; ++i) {
            const float side = random.unit();
            const float edge = std::abs(side - 0.5f) * 2;
            const QPointF at(side * a, 0.985f - 0.13f * edge * edge * random.unit() + 0.02f * random.unit());
            const double size = 0.028 + 0.05 * static_cast<double>(random.unit());
            softEllipse(painter, at + QPointF(0, size * 0.5), size * 2.2, size * 0.6, 0xE4F6F2, 0.4f);
            QPolygonF form;
            for (int p = 0; p < 22; ++p) {
                const float angle = static_cast<float>(p) * 0.2856f;
                const double reach =
                    size * (1 + 0.22 * static_cast<double>(noise(static_cast<float>(i) * 3 + std::cos(angle) * 1.4f,
                                                                 std::sin(angle) * 1.4f, 5)));
                form << at + QPointF(std::cos(angle) * reach * 1.4, std::sin(angle) * reach * 0.75);
            }
            QLinearGradient stone(at + QPointF(-size * 0.4, -size * 0.8), at + QPointF(size * 0.5, size * 0.8));
            stone.setColorAt(0, Rgb(0x7C8A80).colour());
            stone.setColorAt(0.4, Rgb(0x3A4743).colour());
            stone.setColorAt(1, Rgb(0x101919).colour());
            painter.setBrush(stone);
            painter.drawPolygon(form);
            foliage(painter, at + QPointF(-size * 0.15, -size * 0.36), QSizeF(size * 0.85, size * 0.26), 70, 0.006f,
                    {Rgb(0x3E6428), Rgb(0x6E9440), Rgb(0x2A4A22), Rgb(0x94B456)}, random, 0.8f);
        }
    });
    leaves(26, 0.5f, {Rgb(0x1E3A1C), Rgb(0x355A26), Rgb(0x4F7A30)}, 0.012f, 0.002f);
    oil(canvas, {0.012f, 0.006f, 0.003f}, 0.09f, 0.3f, 5);
    canvas.bloom(0.8f, 0.05f, 0.35f);
    canvas.vignette(0.35f);
}

} // namespace vidimus::samples
