#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void autumnForest(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float middle = a * 0.52f;
    canvas.shade([&](float u, float v, Rgb) {
        const float light = std::exp(-std::hypot((u - middle) * 1.5f, (v - 0.42f) * 1.2f) * 2.4f);
        return mix(mix(Rgb(0x7A4A22), Rgb(0xD98A34), clamp01(0.5f + clouds(u * 3, v * 3, 4, 3))), Rgb(0xFFF0BE),
                   clamp01(light * 1.25f));
    });
    Random random(5);
    const std::vector<Rgb> far{Rgb(0xE8B65A), Rgb(0xF4CF7E), Rgb(0xD98B3A), Rgb(0xC9A04A)};
    const std::vector<Rgb> near{Rgb(0xE0702A), Rgb(0xC9431F), Rgb(0xF2A63C), Rgb(0xA63A1C), Rgb(0xF6C453)};
    fillBelow(canvas, ridge(0.6f, 0.02f, 1.2f, 3, 6), [&](float u, float v, float below) {
        const float leaf = clouds(u * 38, v * 70, 4, 11);
        const Rgb ground = mix(Rgb(0xB0622A), Rgb(0xE8A548), clamp01(0.5f + leaf));
        const float half = 0.035f + 0.55f * below;
        const float curve = middle + 0.12f * std::sin(below * 7) * (0.35f - below);
        const float path = smooth(half, half * 0.72f, std::abs(u - curve));
        return mix(mix(ground, Rgb(0xFFE2A0), smooth(0.16f, 0, below) * 0.7f),
                   mix(Rgb(0xF2D9A2), Rgb(0xA97848), smooth(0, 0.3f, below)), path * 0.75f);
    });
    const auto trees = [&](int count, float foot, float width, Rgb bark, float haze, const std::vector<Rgb>& leaves,
                           float dab) {
        canvas.paint(
            [&](QPainter& painter) {
                for (int i = 0; i < count; ++i) {
                    float u = random.unit() * a;
                    if (std::abs(u - middle) < 0.09f + foot * 0.1f)
                        u += u < middle ? -0.16f : 0.16f;
                    const float thick = width * random.between(0.7f, 1.3f);
                    const float v = foot + 0.03f * random.bell();
                    const float lean = 0.03f * random.bell();
                    QPainterPath trunk(QPointF(u - thick, v));
                    trunk.cubicTo({u - thick * 0.6, v - 0.3}, {u + lean - thick * 0.6, 0.2},
                                  {u + lean - thick * 0.45, -0.05});
                    trunk.lineTo(u + lean + thick * 0.45, -0.05);
                    trunk.cubicTo({u + lean + thick * 0.6, 0.2}, {u + thick * 0.6, v - 0.3}, {u + thick, v});
                    QLinearGradient round(u - thick, 0, u + thick, 0);
                    const bool lightFromRight = u < middle;
                    round.setColorAt(lightFromRight ? 1 : 0, mix(bark * 1.7f, Rgb(0xFFE3A8), 0.4f).colour());
                    round.setColorAt(lightFromRight ? 0.3 : 0.7, bark.colour());
                    round.setColorAt(lightFromRight ? 0 : 1, (bark * 0.6f).colour());
                    painter.setBrush(round);
                    painter.drawPath(trunk);
                    for (int b = 0; b < 3; ++b)
                        branch(painter, random, QPointF(u + lean * 0.6f, random.between(0.05f, 0.35f)),
                               random.between(0.07f, 0.14f),
                               (random.unit() < 0.5f ? -1.f : 1.f) * random.between(0.6f, 1.1f), thick * 0.35f, 2,
                               bark);
                }
            },
            haze * 0.003f);
        canvas.paint(
            [&](QPainter& painter) {
                for (int i = 0; i < count * 7; ++i) {
                    const float side = random.unit() * a;
                    const float open = smooth(0.05f, 0.4f, std::abs(side - middle));
                    foliage(painter, QPointF(side, (0.46f * random.unit() - 0.05f) * (0.35f + open)),
                            QSizeF(0.075, 0.05), 44, dab, leaves, random, 0.8f);
                }
            },
            haze * 0.002f);
        canvas.shade([&](float u, float v, Rgb below) {
            const float glow = std::exp(-std::hypot((u - middle) * 1.7f, (v - 0.45f) * 1.3f) * 3.f);
            return mix(below, Rgb(0xFFEBB4), clamp01(glow * haze));
        });
    };
    trees(15, 0.62f, 0.008f, 0xA67A4C, 0.85f, far, 0.007f);
    trees(9, 0.68f, 0.015f, 0x6E4A2E, 0.5f, far, 0.009f);
    trees(6, 0.8f, 0.028f, 0x3E2818, 0.16f, near, 0.011f);
    canvas.paint([&](QPainter& painter) { // leaves on the ground and in the air
        for (int i = 0; i < 2200; ++i) {
            const float depth = std::sqrt(random.unit());
            const QPointF at(random.unit() * a, 0.62f + 0.4f * depth);
            painter.setBrush(
                (near[static_cast<std::size_t>(random.integer(0, 4))] * random.between(0.75f, 1.15f)).colour(0.85f));
            painter.drawEllipse(at, 0.002 + 0.007 * static_cast<double>(depth),
                                0.001 + 0.003 * static_cast<double>(depth));
        }
        for (int i = 0; i < 36; ++i) {
            painter.setBrush(near[static_cast<std::size_t>(random.integer(0, 4))].colour(0.95f));
            painter.save();
            painter.translate(random.unit() * a, 0.15f + 0.6f * random.unit());
            painter.rotate(static_cast<double>(random.between(0, 180)));
            painter.drawEllipse(QPointF(0, 0), 0.008, 0.004);
            painter.restore();
        }
    });
    oil(canvas, {0.012f, 0.006f, 0.0032f}, 0.1f, 0.25f, 4);
    canvas.bloom(0.75f, 0.05f, 0.45f);
    canvas.vignette(0.4f);
}

void poppyField(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float horizon = 0.4f;
    const Ramp sky{{0, 0x5E9BD1}, {0.25f, 0xA7CDE8}, {0.4f, 0xF6E7CF}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0,
                        .bottom = 0.4f,
                        .scale = 2.1f,
                        .stretch = 2.4f,
                        .cover = 0.5f,
                        .light = 0xFFFBF2,
                        .shade = 0xB7C2D4,
                        .strength = 0.9f,
                        .seed = 33});
    fillBelow(canvas, ridge(0.37f, 0.05f, 1.4f, 4, 18), [](float u, float v, float below) {
        return mix(mix(Rgb(0x7E9A8C), Rgb(0x9DB88A), clamp01(0.5f + clouds(u * 12, v * 40, 3, 4))), Rgb(0xC4D0A8),
                   smooth(0, 0.1f, below));
    });
    Random random(19);
    canvas.paint([&](QPainter& painter) { // trees at the far end, a tall one among them
        for (int i = 0; i < 34; ++i)
            foliage(painter, QPointF(random.unit() * a, horizon - 0.004f), QSizeF(0.035, 0.02), 40, 0.006f,
                    {Rgb(0x4E6B3E), Rgb(0x6B8A4C), Rgb(0x3D5838)}, random);
        for (const double u : {0.72, 0.76, 0.79, 0.85})
            foliage(painter, QPointF(a * u, horizon - 0.065), QSizeF(0.012, 0.07), 110, 0.006f,
                    {Rgb(0x3A5236), Rgb(0x4F6B40), Rgb(0x2C422C)}, random);
    });
    fillBelow(
        canvas, [=](float) { return horizon; },
        [&](float u, float, float below) {
            const float grass = clouds(u * 30 / (0.15f + below), std::sqrt(below) * 40, 4, 8);
            return mix(mix(Rgb(0xA9B860), Rgb(0x3E6428), smooth(0, 0.5f, below)), Rgb(0xC8CF74),
                       clamp01(grass * 0.6f + 0.1f));
        });
    const auto poppy = [&](QPainter& painter, QPointF at, double size, Rgb colour) {
        for (int i = 0; i < 4; ++i) {
            painter.save();
            painter.translate(at);
            painter.rotate(90.0 * i + 60.0 * static_cast<double>(random.unit()));
            QRadialGradient petal(QPointF(size * 0.5, 0), size);
            petal.setColorAt(0, (colour * random.between(0.9f, 1.25f)).colour());
            petal.setColorAt(1, (colour * 0.68f).colour());
            painter.setBrush(petal);
            painter.drawEllipse(QPointF(size * 0.45, 0), size * 0.72, size * 0.5);
            painter.restore();
        }
        painter.setBrush(Rgb(0x1E1418).colour(0.9f));
        painter.drawEllipse(at + QPointF(0, size * 0.05), size * 0.22, size * 0.15);
    };
    const std::array<Rgb, 4> reds{0xE2341D, 0xD12A1E, 0xF04E2A, 0xC21F22};
    canvas.paint([&](QPainter& painter) {
        for (int row = 0; row < 90; ++row) {
            const float t = static_cast<float>(row) / 90;
            const float depth = t * t;
            const float v = horizon + 0.008f + depth * 0.62f;
            const float size = 0.0016f + 0.03f * depth;
            const int count = static_cast<int>(70 - 48 * t);
            for (int i = 0; i < count; ++i) {
                const float u = random.unit() * (a + 0.1f) - 0.05f;
                if (clouds(u * 2.4f / (0.25f + depth), depth * 7, 3, 70) < -0.14f)
                    continue;
                const QPointF at(u, v + size * random.bell());
                const Rgb red = mix(reds[static_cast<std::size_t>(random.integer(0, 3))], Rgb(0xF0937A),
                                    smooth(0.2f, 0, depth) * 0.5f);
                if (size < 0.006f) {
                    painter.setBrush(red.colour(0.9f));
                    painter.drawEllipse(at, static_cast<double>(size) * 1.3, static_cast<double>(size) * 0.8);
                } else {
                    painter.setBrush(Qt::NoBrush);
                    painter.setPen(QPen(Rgb(0x4B6B2C).colour(), static_cast<double>(size) * 0.11));
                    painter.drawLine(at, at + QPointF(0.2 * static_cast<double>(size * random.bell()),
                                                      static_cast<double>(size) * 3.4));
                    painter.setPen(Qt::NoPen);
                    poppy(painter, at, static_cast<double>(size * random.between(0.7f, 1.1f)), red);
                }
            }
            painter.setBrush(Qt::NoBrush);
            for (int i = 0; i < 60; ++i) { // blades between the flowers
                const QPointF foot(random.unit() * a, v + size * 2.2f);
                painter.setPen(QPen(mix(Rgb(0x56803A), Rgb(0xB4C068), random.unit()).colour(0.7f),
                                    static_cast<double>(size) * 0.09));
                painter.drawLine(foot, foot + QPointF(static_cast<double>(size * random.bell() * 0.9f),
                                                      -static_cast<double>(size) * 2.6));
            }
            painter.setPen(Qt::NoPen);
        }
    });
    oil(canvas, {0.011f, 0.0055f, 0.003f}, 0.1f, 0.35f, 3);
    canvas.grade(1.05f, 1.05f);
    canvas.vignette(0.2f);
}

void lavenderRows(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float horizon = 0.42f;
    const Ramp sky{{0, 0x7A86C8}, {0.2f, 0xD9A0B8}, {0.34f, 0xFFC08A}, {0.42f, 0xFFE2A8}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0,
                        .bottom = 0.38f,
                        .scale = 1.6f,
                        .stretch = 4,
                        .cover = 0.5f,
                        .light = 0xFFD9B0,
                        .shade = 0x9A78A8,
                        .strength = 0.7f,
                        .seed = 61});
    sun(canvas, a * 0.3f, 0.365f, 0.03f, 0xFFFBE8, 0xFFC878, 0.4f);
    fillBelow(canvas, ridge(0.4f, 0.05f, 1.1f, 5, 24),
              [](float, float, float below) { return mix(Rgb(0xA888A8), Rgb(0xE8B49A), smooth(0, 0.06f, below)); });
    const float vanish = a * 0.56f;
    fillBelow(
        canvas, [=](float) { return horizon; },
        [&](float u, float v, float below) {
            const float depth = below + 0.012f;
            const float row = (u - vanish) / depth * 0.62f;
            const float phase = row - std::floor(row);
            const float bush = std::sin(phase * 3.14159f);
            const float tuft = clouds(row * 6, 6 / depth, 4, 3) + 0.6f * clouds(u * 90, v * 150, 2, 6);
            const Rgb flower = mix(mix(Rgb(0x4A2F86), Rgb(0x9A6FD0), clamp01(bush * 0.9f + tuft * 0.5f - 0.1f)),
                                   Rgb(0xE0A8D8), smooth(0.55f, 1.1f, bush + tuft * 0.5f) * 0.6f);
            const Rgb soil = mix(Rgb(0x8A5A44), Rgb(0x4E5A34), clamp01(0.5f + tuft * 0.5f));
            const Rgb colour = mix(soil, flower, smooth(0.16f, 0.42f, bush + 0.1f * tuft));
            const float warm = std::exp(-std::abs(u - a * 0.3f) * 1.7f) * smooth(0.5f, 0, below);
            return mix(mix(colour, Rgb(0xD8A0B8), smooth(0.12f, 0, below) * 0.6f), Rgb(0xFFC890), warm * 0.4f);
        });
    Random random(23);
    canvas.paint([&](QPainter& painter) { // a stone house with cypresses
        const double x = static_cast<double>(a) * 0.72;
        painter.setBrush(Rgb(0xE8C8A0).colour());
        painter.drawRect(QRectF(x - 0.06, 0.365, 0.12, 0.062));
        painter.setBrush(Rgb(0xB8886C).colour());
        painter.drawRect(QRectF(x + 0.012, 0.365, 0.048, 0.062));
        painter.setBrush(Rgb(0xB05A3C).colour());
        painter.drawPolygon(QPolygonF{{x - 0.068, 0.368}, {x - 0.05, 0.335}, {x + 0.05, 0.335}, {x + 0.068, 0.368}});
        painter.setBrush(Rgb(0x5A4450).colour());
        for (const double dx : {-0.042, -0.016, 0.03})
            painter.drawRect(QRectF(x + dx, 0.382, 0.012, 0.02));
        for (const double dx : {-0.1, -0.085, 0.085, 0.1, 0.125})
            foliage(painter, QPointF(x + dx, 0.375), QSizeF(0.009, 0.052 + 0.01 * static_cast<double>(random.unit())),
                    120, 0.005f, {Rgb(0x3C4A34), Rgb(0x55603C), Rgb(0x2A3A30)}, random);
        for (int i = 0; i < 24; ++i)
            foliage(painter, QPointF(random.unit() * a, 0.415), QSizeF(0.025, 0.013), 30, 0.005f,
                    {Rgb(0x6A6450), Rgb(0x8A7A54)}, random);
        for (int i = 0; i < 5200; ++i) { // spikes of flowers, larger as they come nearer
            const float t = random.unit();
            const float below = 0.03f + 0.56f * t * t;
            const float row = std::floor(random.between(-9, 9)) + 0.5f + 0.2f * random.bell();
            const float u = vanish + row * (below + 0.012f) / 0.62f;
            const double size = 0.0008 + 0.013 * static_cast<double>(below);
            painter.setBrush(mix(Rgb(0x6A48B0), Rgb(0xD8A8EC), random.unit()).colour(0.75f));
            painter.drawEllipse(QPointF(u, horizon + below - 0.012f * random.unit()), size * 0.5, size * 1.5);
        }
    });
    oil(canvas, {0.01f, 0.005f, 0.0027f}, 0.1f, 0.35f, 8);
    canvas.bloom(0.8f, 0.05f, 0.35f);
    canvas.vignette(0.25f);
}

void redBarn(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x3F78B5}, {0.35f, 0x9CC6E4}, {0.6f, 0xF7EBD0}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = -0.1f,
                        .bottom = 0.58f,
                        .scale = 1.3f,
                        .stretch = 1.7f,
                        .cover = 0.54f,
                        .softness = 0.28f,
                        .light = 0xFFFDF6,
                        .shade = 0xA8B6CC,
                        .seed = 71});
    fillBelow(canvas, ridge(0.58f, 0.07f, 0.9f, 4, 14), [](float u, float v, float below) {
        return mix(mix(Rgb(0x6E8E7A), Rgb(0x8FA868), clamp01(0.5f + clouds(u * 16, v * 30, 4, 4))), Rgb(0xB8C890),
                   smooth(0, 0.12f, below));
    });
    Random random(29);
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 50; ++i)
            foliage(painter, QPointF(random.unit() * a, 0.6f + 0.006f * random.bell()), QSizeF(0.045, 0.028), 50,
                    0.007f, {Rgb(0x4C6A38), Rgb(0x6C8A44), Rgb(0x36522E), Rgb(0x8AA050)}, random);
    });
    fillBelow(canvas, ridge(0.615f, 0.012f, 1.1f, 3, 2), [&](float u, float v, float below) {
        const float wheat = clouds(u * 40 / (0.2f + below), v * 30, 4, 8) + 0.4f * clouds(u * 160, v * 40, 2, 9);
        const float half = 0.02f + 0.5f * below;
        const float track = smooth(half, half * 0.8f, std::abs(u - (a * 0.5f - 0.35f * below)));
        const Rgb field =
            mix(mix(Rgb(0xD9B45A), Rgb(0xB8842E), smooth(0, 0.4f, below)), Rgb(0xF6DE92), clamp01(0.3f + wheat * 0.8f));
        const Rgb lane = mix(Rgb(0xE6D2A8), Rgb(0xA88A60), clamp01(0.4f + wheat * 0.6f));
        return mix(field, lane, track * 0.85f);
    });
    const double x = static_cast<double>(a) * 0.42;
    const double ground = 0.665;
    canvas.paint(
        [&](QPainter& painter) {
            painter.setBrush(Rgb(0x4A3A20).colour(0.55f));
            painter.drawPolygon(QPolygonF{{x + 0.3, ground - 0.01},
                                          {x + 0.62, ground + 0.045},
                                          {x + 0.2, ground + 0.06},
                                          {x - 0.2, ground + 0.02}});
        },
        0.008f, 1, Blend::Multiply);
    canvas.paint([&](QPainter& painter) {
        // The long side, lit less.
        QLinearGradient side(x, 0, x + 0.34, 0);
        side.setColorAt(0, Rgb(0x8A2A22).colour());
        side.setColorAt(1, Rgb(0x6E2420).colour());
        painter.setBrush(side);
        painter.drawPolygon(QPolygonF{{x, ground}, {x, 0.47}, {x + 0.32, 0.485}, {x + 0.32, ground - 0.02}});
        painter.setBrush(Rgb(0x6A6A72).colour());
        painter.drawPolygon(QPolygonF{{x - 0.1, 0.345},
                                      {x - 0.008, 0.385},
                                      {x + 0.016, 0.475},
                                      {x + 0.335, 0.49},
                                      {x + 0.3, 0.39},
                                      {x + 0.22, 0.352}});
        painter.setBrush(Rgb(0x84848C).colour());
        painter.drawPolygon(QPolygonF{{x - 0.1, 0.345}, {x - 0.02, 0.383}, {x + 0.297, 0.392}, {x + 0.22, 0.352}});
        // The gable.
        const QPolygonF gable{{x - 0.24, ground + 0.01}, {x - 0.24, 0.475}, {x - 0.195, 0.39}, {x - 0.12, 0.345},
                              {x - 0.045, 0.39},         {x, 0.475},        {x, ground + 0.01}};
        QLinearGradient front(x - 0.24, 0.35, x, ground);
        front.setColorAt(0, Rgb(0xD8452F).colour());
        front.setColorAt(1, Rgb(0xA83226).colour());
        painter.setBrush(front);
        painter.drawPolygon(gable);
        painter.save();
        painter.setClipRect(QRectF(x - 0.24, 0.3, 0.57, 0.4));
        for (int i = 0; i < 46; ++i) {
            painter.setBrush(Rgb(0x5A1814).colour(0.3f));
            painter.drawRect(
                QRectF(x - 0.24 + i * 0.0125, i < 19 ? 0.36 + 0.1 * std::abs(i - 9.5) / 9.5 : 0.49, 0.0015, 0.32));
        }
        painter.restore();
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0xF4EDE2).colour(), 0.008, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPolyline(
            QPolygonF{{x - 0.252, 0.482}, {x - 0.2, 0.388}, {x - 0.12, 0.34}, {x - 0.04, 0.388}, {x + 0.012, 0.482}});
        painter.setPen(QPen(Rgb(0xF4EDE2).colour(), 0.006));
        painter.drawRect(QRectF(x - 0.17, 0.555, 0.1, ground + 0.008 - 0.555));
        painter.drawLine(QPointF(x - 0.17, 0.555), QPointF(x - 0.07, ground + 0.008));
        painter.drawLine(QPointF(x - 0.07, 0.555), QPointF(x - 0.17, ground + 0.008));
        painter.drawLine(QPointF(x - 0.12, 0.555), QPointF(x - 0.12, ground + 0.008));
        painter.drawRect(QRectF(x - 0.14, 0.43, 0.04, 0.05));
        painter.setPen(QPen(Rgb(0xE8DED0).colour(), 0.004));
        for (const double dx : {0.05, 0.13, 0.21})
            painter.drawRect(QRectF(x + dx, 0.535, 0.035, 0.035));
        painter.setPen(Qt::NoPen);
        painter.setBrush(Rgb(0x2A1614).colour(0.85f));
        painter.drawRect(QRectF(x - 0.137, 0.433, 0.034, 0.044));
        for (const double dx : {0.05, 0.13, 0.21})
            painter.drawRect(QRectF(x + dx + 0.002, 0.537, 0.031, 0.031));
        // The silo.
        const double s = x + 0.36;
        QLinearGradient steel(s - 0.045, 0, s + 0.045, 0);
        steel.setColorAt(0, Rgb(0xF2F2EE).colour());
        steel.setColorAt(0.4, Rgb(0xC9CED2).colour());
        steel.setColorAt(1, Rgb(0x6F7A86).colour());
        painter.setBrush(steel);
        painter.drawRect(QRectF(s - 0.045, 0.33, 0.09, ground - 0.35));
        painter.drawChord(QRectF(s - 0.045, 0.285, 0.09, 0.09), 0, 180 * 16);
        painter.setBrush(Rgb(0x5A6672).colour(0.3f));
        for (int i = 0; i < 9; ++i)
            painter.drawRect(QRectF(s - 0.045, 0.345 + 0.034 * i, 0.09, 0.002));
        // A great tree beside it.
        std::vector<QPointF> tips;
        branch(painter, random, QPointF(a * 0.82f, 0.69), 0.1f, 0.02f, 0.024f, 4, 0x4A3424, &tips);
        for (const QPointF& tip : tips)
            foliage(painter, tip, QSizeF(0.062, 0.046), 90, 0.009f,
                    {Rgb(0x4F7A2E), Rgb(0x7BA03E), Rgb(0x2F5424), Rgb(0xA4BC54)}, random);
    });
    canvas.paint([&](QPainter& painter) { // a fence that leads in
        for (int i = 0; i < 11; ++i) {
            const double t = i / 10.0;
            const double u = static_cast<double>(a) * (0.98 - 0.4 * t * 1.02);
            const double v = 0.97 - 0.27 * std::pow(t, 0.62);
            const double size = 0.13 * (1 - std::pow(t, 0.62)) + 0.018;
            painter.setBrush(mix(Rgb(0xF3EEE4), Rgb(0xC8B89A), static_cast<float>(t) * 0.7f).colour());
            painter.drawRect(QRectF(u, v - size, size * 0.13, size));
        }
        for (const double rail : {0.78, 0.42}) {
            QPolygonF line;
            for (int i = 0; i <= 40; ++i) {
                const double t = i / 40.0;
                const double size = 0.13 * (1 - std::pow(t, 0.62)) + 0.018;
                line << QPointF(static_cast<double>(a) * (0.98 - 0.408 * t) + size * 0.065,
                                0.97 - 0.27 * std::pow(t, 0.62) - size * rail);
            }
            for (int i = 40; i >= 0; --i) {
                const double t = i / 40.0;
                const double size = 0.13 * (1 - std::pow(t, 0.62)) + 0.018;
                line << QPointF(static_cast<double>(a) * (0.98 - 0.408 * t) + size * 0.065,
                                0.97 - 0.27 * std::pow(t, 0.62) - size * (rail - 0.11));
            }
            painter.setBrush(Rgb(0xEAE2D2).colour());
            painter.drawPolygon(line);
        }
    });
    oil(canvas, {0.01f, 0.005f, 0.0027f}, 0.09f, 0.45f, 12);
    canvas.vignette(0.2f);
}

} // namespace vidimus::samples
