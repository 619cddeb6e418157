#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void moonOverTheSea(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float horizon = 0.62f;
    const QPointF moon(a * 0.6f, 0.25f);
    const Ramp sky{{0, 0x060B20}, {0.35f, 0x122250}, {0.62f, 0x46619A}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    stars(
        canvas, [](float) { return 0.66f; }, 650, 4);
    sun(canvas, a * 0.6f, 0.25f, 0.062f, 0xFDF6DE, 0xA8C0F0, 0.3f);
    canvas.shade([&](float u, float v, Rgb below) {
        const float x = (u - a * 0.6f) / 0.062f;
        const float y = (v - 0.25f) / 0.062f;
        const float inside = smooth(1.f, 0.94f, std::hypot(x, y));
        const float maria = smooth(-0.05f, 0.4f, clouds(x * 1.1f + 3, y * 1.1f, 5, 12)) * 0.26f;
        return below * (1 - inside * (maria + 0.12f * smooth(0.5f, 1.f, std::hypot(x, y))));
    });
    cloudLayer(canvas, {.top = 0.3f,
                        .bottom = 0.62f,
                        .scale = 1.9f,
                        .stretch = 5,
                        .cover = 0.46f,
                        .light = 0xB9C8EC,
                        .shade = 0x23335F,
                        .strength = 0.75f,
                        .seed = 8});
    fillBelow(canvas, ridge(horizon - 0.012f, 0.05f, 2.2f, 5, 9),
              [](float, float, float below) { return mix(Rgb(0x1B2A58), Rgb(0x3A5188), smooth(0, 0.05f, below)); });
    canvas.shade([&](float u, float v, Rgb below) {
        if (v < horizon)
            return below;
        const float depth = (v - horizon) / (1 - horizon);
        const float scale = 1 / (0.02f + 0.3f * depth);
        const float wave = clouds(u * scale * 0.55f, 44 * std::sqrt(depth), 4, 6);
        const Rgb water = mix(Rgb(0x35518C), Rgb(0x070F26), smooth(0, 0.9f, depth)) * (1 + 0.5f * wave);
        const float width = 0.05f + 0.16f * depth;
        const float path = std::exp(-std::pow((u - a * 0.6f) / width, 2.f));
        const float glitter = smooth(0.02f, 0.36f, wave + 0.22f * path * (1.1f - depth));
        return screen(water, Rgb(0xF4EBCB) * clamp01(path * glitter * (1.1f - 0.35f * depth)));
    });
    // A headland with a pine.
    fillBelow(
        canvas, [&](float u) { return 1.06f - 0.42f * smooth(a * 0.62f, -0.1f, u) + 0.03f * clouds(u * 7, 1, 5, 7); },
        [](float u, float v, float below) {
            return mix(Rgb(0x1D2B4E), Rgb(0x060A18), smooth(0, 0.05f, below + 0.015f * clouds(u * 40, v * 40, 3, 5)));
        });
    Random random(14);
    std::vector<QPointF> tips;
    canvas.paint([&](QPainter& painter) {
        branch(painter, random, QPointF(a * 0.16f, 0.79f), 0.155f, 0.3f, 0.017f, 5, 0x060A18, &tips);
        for (const QPointF& tip : tips)
            foliage(painter, tip, QSizeF(0.04, 0.013), 22, 0.007f, {Rgb(0x070C1C), Rgb(0x0C1530), Rgb(0x14224A)},
                    random);
    });
    canvas.bloom(0.7f, 0.03f, 0.35f);
    canvas.vignette(0.3f);
    canvas.grain(0.014f);
}

void beachWithWaves(Canvas& canvas)
{
    // From high above: sand to the lower left, the sea to the upper right.
    const auto shore = [](float u, float v) {
        return (v - 0.55f) + 0.32f * (u - 0.7f) + 0.06f * clouds(u * 1.6f, v * 1.6f, 3, 3);
    };
    canvas.shade([&](float u, float v, Rgb) {
        const float distance = shore(u, v); // above 0: sand
        const float texture = clouds(u * 60, v * 60, 3, 9) * 0.03f + clouds(u * 5, v * 5, 4, 10) * 0.05f;
        const Rgb dry = Rgb(0xF0DDB8) + Rgb(texture, texture, texture);
        const Rgb wet = Rgb(0xC4A77C) + Rgb(texture, texture, texture) * 0.5f;
        const Rgb sand = mix(wet, dry, smooth(0.06f, 0.2f, distance));
        const float deep = -distance;
        const float swell = clouds(u * 3 + deep * 5, deep * 22, 4, 6);
        const Ramp water{{0, 0xC9E9DA}, {0.06f, 0x86D6CC}, {0.2f, 0x3BB3BC}, {0.4f, 0x1584A0}, {0.75f, 0x0E5C86}};
        Rgb sea = water(deep + 0.035f * swell) * (1 + 0.1f * swell);
        // Light that the waves gather on the ground.
        const float net = crests(u * 16 + swell, v * 16, 3, 5);
        sea = screen(sea, Rgb(0xFFFFE8) * (0.3f * smooth(0.62f, 0.85f, net) * smooth(0.4f, 0.02f, deep)));
        Rgb colour = mix(sand, sea, smooth(0.022f, -0.004f, distance));
        const auto foam = [&](float at, float width, float strength, std::uint32_t seed) {
            const float line = distance - at + 0.03f * clouds(u * 3, v * 3, 4, seed);
            const float lace = clouds(u * 22, v * 22, 4, seed + 1) * 0.9f + 0.35f;
            const float behind = smooth(-width, 0, line) * smooth(0.008f, -0.002f, line);
            const float edge = std::exp(-std::pow(line / 0.006f, 2.f));
            colour = mix(colour, Rgb(0xFFFFFF),
                         clamp01(strength * (behind * smooth(0.15f, 0.6f, lace + behind * 0.25f) + edge)));
        };
        foam(0.03f, 0.09f, 0.95f, 21);
        foam(-0.12f, 0.08f, 0.85f, 22);
        foam(-0.3f, 0.05f, 0.6f, 24);
        return colour;
    });
    Random random(2);
    const auto parasol = [&](QPointF at, double size, Rgb one, Rgb two) {
        canvas.paint(
            [&](QPainter& painter) {
                painter.setBrush(Rgb(0x5A4526).colour(0.55f));
                painter.drawEllipse(at + QPointF(size * 0.55, size * 0.5), size, size * 0.95);
            },
            0.006f, 0.8f, Blend::Multiply);
        canvas.paint([&](QPainter& painter) {
            painter.setBrush(Rgb(0xF7F2E8).colour()); // a towel
            painter.drawRect(QRectF(at + QPointF(-size * 1.5, size * 0.5), QSizeF(size * 0.75, size * 1.5)));
            painter.setBrush(two.colour());
            for (int i = 0; i < 4; ++i)
                painter.drawRect(
                    QRectF(at + QPointF(-size * 1.5, size * (0.62 + 0.36 * i)), QSizeF(size * 0.75, size * 0.13)));
            for (int i = 0; i < 12; ++i) {
                painter.setBrush(((i % 2 == 0 ? one : two) *
                                  (1.04f - 0.22f * smooth(-1, 1, std::cos((static_cast<float>(i) - 1.5f) * 0.5236f))))
                                     .colour());
                painter.drawPie(QRectF(at - QPointF(size, size), QSizeF(2 * size, 2 * size)), i * 480, 480);
            }
            painter.setBrush(Rgb(0xFFFFFF).colour(0.9f));
            painter.drawEllipse(at, size * 0.06, size * 0.06);
        });
    };
    parasol(QPointF(0.36, 0.84), 0.066, 0xE4572E, 0xFFF4E2);
    parasol(QPointF(0.78, 0.78), 0.06, 0x2E86AB, 0xFDF6E9);
    parasol(QPointF(1.16, 0.72), 0.063, 0xF2B134, 0xFFF9EC);
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 140; ++i) { // footprints and shells
            const float u = random.unit() * canvas.aspect();
            const float v = random.unit();
            if (shore(u, v) < 0.12f)
                continue;
            painter.setBrush(Rgb(0x8A6A42).colour(0.28f));
            painter.drawEllipse(QPointF(u, v), 0.0035, 0.0028);
        }
    });
    canvas.vignette(0.15f);
    canvas.grain(0.014f);
}

void lighthouseAtDusk(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float horizon = 0.7f;
    const Ramp sky{{0, 0x1B2550}, {0.3f, 0x4A4A86}, {0.5f, 0xB4698E}, {0.62f, 0xF2916E}, {0.7f, 0xFFCB8A}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    stars(
        canvas, [](float) { return 0.42f; }, 130, 6);
    cloudLayer(canvas, {.top = 0.12f,
                        .bottom = 0.68f,
                        .scale = 1.5f,
                        .stretch = 3.6f,
                        .cover = 0.5f,
                        .light = 0xFFB08C,
                        .shade = 0x5C4A80,
                        .strength = 0.75f,
                        .seed = 27});
    canvas.shade([&](float u, float v, Rgb below) {
        if (v < horizon)
            return below;
        const float depth = (v - horizon) / (1 - horizon);
        const float wave = clouds(u * 4 / (0.15f + depth), 30 * std::sqrt(depth), 4, 6);
        const Rgb water = mix(Rgb(0xF0A582), Rgb(0x1F2C55), smooth(-0.02f, 0.6f, depth));
        return mix(water * (1 + 0.35f * wave), Rgb(0xFFD8B0), smooth(0.25f, 0.6f, wave) * 0.5f * (1 - depth));
    });
    const QPointF lamp(a * 0.6f, 0.265f);
    canvas.paint(
        [&](QPainter& painter) {
            for (const double side : {-1.0, 1.0}) {
                QLinearGradient beam(lamp, lamp + QPointF(side * 0.75, 0));
                beam.setColorAt(0, Rgb(0xFFF1C0).colour(0.75f));
                beam.setColorAt(1, Rgb(0xFFF1C0).colour(0));
                painter.setBrush(beam);
                painter.drawPolygon(
                    QPolygonF{lamp + QPointF(0, -0.006), lamp + QPointF(side * 0.8, -0.13 - side * 0.03),
                              lamp + QPointF(side * 0.8, 0.06 - side * 0.03), lamp + QPointF(0, 0.006)});
            }
            softEllipse(painter, lamp, 0.2, 0.2, 0xFFE2A0, 0.9f);
        },
        0.006f, 1, Blend::Screen);
    // The rock it stands on.
    const Outline rock = [&](float u) {
        const float left = smooth(a * 0.02f, a * 0.26f, u) * 0.12f + smooth(a * 0.2f, a * 0.42f, u) * 0.12f;
        const float right = smooth(a * 1.12f, a * 0.74f, u) * 0.24f;
        const float rise = std::min(left, right);
        return 0.995f - rise - 0.05f * crests(u * 7, 2, 5, 12) * smooth(0.24f, 0.05f, rise);
    };
    fillBelow(canvas, rock, [](float u, float v, float below) {
        const float block = crests(u * 6 + 0.5f * clouds(u * 4, v * 4, 3, 8), v * 9 + u * 2, 5, 4);
        const float facet = clouds(u * 22 + block * 2, v * 30, 4, 9);
        const Rgb stone = mix(Rgb(0x17182E), Rgb(0x75566A), clamp01(1.25f - 1.3f * block + 0.5f * facet));
        const float turf = smooth(0.03f, 0.008f, below + 0.012f * facet);
        return mix(mix(stone, Rgb(0xF5A07E), smooth(0.02f, 0.3f, facet) * smooth(0.2f, 0, below) * 0.45f),
                   Rgb(0x3A4A4E), turf * 0.6f);
    });
    canvas.paint([&](QPainter& painter) {
        const double x = lamp.x();
        const auto body = [&](double v) { return 0.03 + 0.028 * (v - 0.3) / 0.45; };
        QPolygonF tower{{x - body(0.3), 0.3}, {x + body(0.3), 0.3}, {x + body(0.76), 0.76}, {x - body(0.76), 0.76}};
        QLinearGradient round(x - 0.06, 0, x + 0.06, 0);
        round.setColorAt(0.1, Rgb(0xFFE6D2).colour());
        round.setColorAt(0.45, Rgb(0xE9D9DC).colour());
        round.setColorAt(0.95, Rgb(0x6A6488).colour());
        painter.setBrush(round);
        painter.drawPolygon(tower);
        QLinearGradient red(x - 0.06, 0, x + 0.06, 0);
        red.setColorAt(0.1, Rgb(0xE8563F).colour());
        red.setColorAt(0.5, Rgb(0xBE3638).colour());
        red.setColorAt(0.95, Rgb(0x571F36).colour());
        painter.setBrush(red);
        for (const double top : {0.355, 0.505, 0.655}) {
            const double bottom = top + 0.075;
            QPainterPath band(QPointF(x - body(top), top));
            band.quadTo(QPointF(x, top + 0.012), QPointF(x + body(top), top));
            band.lineTo(x + body(bottom), bottom);
            band.quadTo(QPointF(x, bottom + 0.012), QPointF(x - body(bottom), bottom));
            painter.drawPath(band);
        }
        painter.setBrush(Rgb(0xFFD98A).colour());
        for (const double v : {0.45, 0.6})
            painter.drawRoundedRect(QRectF(x - 0.006, v, 0.012, 0.022), 0.006, 0.006);
        painter.setBrush(Rgb(0x2A2440).colour()); // gallery, lantern, dome
        painter.drawRect(QRectF(x - 0.043, 0.293, 0.086, 0.009));
        painter.drawRect(QRectF(x - 0.026, 0.24, 0.052, 0.006));
        painter.drawChord(QRectF(x - 0.027, 0.214, 0.054, 0.056), 0, 180 * 16);
        painter.drawRect(QRectF(x - 0.0015, 0.19, 0.003, 0.03));
        painter.setBrush(Rgb(0xFFF3C8).colour());
        painter.drawRect(QRectF(x - 0.021, 0.246, 0.042, 0.047));
        painter.setBrush(Rgb(0x2A2440).colour());
        for (int i = 0; i <= 3; ++i)
            painter.drawRect(QRectF(x - 0.022 + 0.0143 * i, 0.245, 0.0016, 0.05));
        for (int i = 0; i <= 9; ++i)
            painter.drawRect(QRectF(x - 0.043 + 0.0094 * i, 0.276, 0.0011, 0.02));
        // The keeper's house.
        const double h = x - 0.12;
        painter.setBrush(Rgb(0xCFC2CC).colour());
        painter.drawRect(QRectF(h - 0.05, 0.7, 0.1, 0.06));
        painter.setBrush(Rgb(0x8A3038).colour());
        painter.drawPolygon(QPolygonF{{h - 0.062, 0.702}, {h - 0.035, 0.66}, {h + 0.04, 0.66}, {h + 0.06, 0.702}});
        painter.setBrush(Rgb(0xFFCF78).colour());
        painter.drawRect(QRectF(h - 0.035, 0.715, 0.018, 0.02));
        painter.drawRect(QRectF(h + 0.012, 0.715, 0.018, 0.02));
    });
    Random random(31);
    canvas.paint(
        [&](QPainter& painter) { // spray at the foot of the rock
            for (int i = 0; i < 110; ++i) {
                const float u = random.unit() * a;
                softEllipse(painter, QPointF(u, 0.985f + 0.014f * random.bell()), 0.05, 0.012, 0xF6DCD6, 0.4f);
            }
            for (int i = 0; i < 26; ++i)
                softEllipse(painter, QPointF(a * 0.04f + 0.05f * random.bell(), 0.955f + 0.02f * random.bell()), 0.025,
                            0.018, 0xFCE6DC, 0.35f);
        },
        0.003f);
    canvas.bloom(0.78f, 0.03f, 0.45f);
    canvas.vignette(0.3f);
    canvas.grain(0.014f);
}

void sailingBoat(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float horizon = 0.56f;
    const Ramp sky{{0, 0x3D86C6}, {0.35f, 0x8CC4E8}, {0.56f, 0xE6F2F0}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0,
                        .bottom = 0.56f,
                        .scale = 1.8f,
                        .stretch = 1.9f,
                        .cover = 0.5f,
                        .softness = 0.3f,
                        .light = 0xFFFFFF,
                        .shade = 0xA9BFD6,
                        .seed = 44});
    fillBelow(canvas, ridge(horizon - 0.03f, 0.06f, 2.3f, 6, 15), [](float u, float v, float below) {
        return mix(Rgb(0x7FA3B8), Rgb(0xA9C6CE), smooth(0, 0.06f, below)) +
               Rgb(1, 1, 1) * (0.05f * clouds(u * 20, v * 30, 4, 3));
    });
    canvas.shade([&](float u, float v, Rgb below) {
        if (v < horizon)
            return below;
        const float depth = (v - horizon) / (1 - horizon);
        const float scale = 1 / (0.03f + 0.4f * depth);
        const float wave = clouds(u * scale * 0.5f, 36 * std::sqrt(depth), 5, 6);
        const Rgb water = mix(Rgb(0x9CCBD2), Rgb(0x115E84), smooth(-0.1f, 0.75f, depth));
        const Rgb lit = mix(water * (1 - 0.25f * clamp01(-wave * 2)), Rgb(0x63B4C4), clamp01(wave * 1.2f));
        return mix(lit, Rgb(0xFFFFFF), smooth(0.42f, 0.6f, wave) * 0.7f);
    });
    const auto boat = [&](QPointF at, double size, Rgb hull, Rgb sail) {
        canvas.paint([&](QPainter& painter) { // its mirror image
            for (int i = 0; i < 24; ++i) {
                const double t = i / 24.0;
                painter.setBrush(mix(sail, hull, i < 3 ? 1.f : 0.f).colour(static_cast<float>(0.5 * (1 - t))));
                painter.drawEllipse(at + QPointF(size * (0.05 + 0.05 * std::sin(i * 1.7)), size * (0.05 + 0.55 * t)),
                                    size * (0.3 - 0.26 * t), size * 0.012);
            }
        });
        canvas.paint([&](QPainter& painter) {
            painter.translate(at);
            painter.scale(size, size);
            painter.rotate(5);
            QPainterPath main(QPointF(0.0, -0.98));
            main.cubicTo({0.1, -0.7}, {0.36, -0.35}, {0.4, -0.12});
            main.quadTo({0.2, -0.1}, {0.01, -0.12});
            main.closeSubpath();
            QLinearGradient cloth(0, -0.5, 0.4, -0.3);
            cloth.setColorAt(0, (sail * 0.86f).colour());
            cloth.setColorAt(0.5, sail.colour());
            cloth.setColorAt(1, (sail * 0.93f).colour());
            painter.setBrush(cloth);
            painter.drawPath(main);
            QPainterPath jib(QPointF(-0.02, -0.88));
            jib.cubicTo({-0.06, -0.6}, {-0.2, -0.3}, {-0.42, -0.1});
            jib.quadTo({-0.2, -0.13}, {-0.06, -0.13});
            jib.closeSubpath();
            QLinearGradient front(-0.4, 0, 0, 0);
            front.setColorAt(0, sail.colour());
            front.setColorAt(1, (sail * 0.8f).colour());
            painter.setBrush(front);
            painter.drawPath(jib);
            painter.setPen(QPen((sail * 0.75f).colour(0.6f), 0.004));
            painter.setBrush(Qt::NoBrush);
            for (const double y : {-0.3, -0.5, -0.7})
                painter.drawLine(QPointF(0.01, y), QPointF(0.4 * (1 + y) * 0.95 - 0.02, y + 0.03));
            painter.setPen(Qt::NoPen);
            painter.setBrush(Rgb(0x5A3A22).colour());
            painter.drawRect(QRectF(-0.012, -1.0, 0.02, 0.95));
            painter.drawRect(QRectF(0, -0.11, 0.42, 0.014));
            QPainterPath shell(QPointF(-0.5, -0.075));
            shell.quadTo({0, -0.02}, {0.5, -0.06});
            shell.cubicTo({0.46, 0.04}, {0.36, 0.09}, {0.25, 0.09});
            shell.lineTo(-0.25, 0.09);
            shell.cubicTo({-0.38, 0.07}, {-0.46, 0.0}, {-0.5, -0.075});
            QLinearGradient wood(0, -0.07, 0, 0.1);
            wood.setColorAt(0, (hull * 1.25f).colour());
            wood.setColorAt(1, (hull * 0.55f).colour());
            painter.setBrush(wood);
            painter.drawPath(shell);
            painter.setBrush(Rgb(0xFFFFFF).colour(0.85f));
            painter.drawRect(QRectF(-0.44, 0.005, 0.88, 0.012));
        });
    };
    boat(QPointF(a * 0.82f, 0.6), 0.12, 0x8A2E2E, 0xFFF0DC);
    boat(QPointF(a * 0.13f, 0.585), 0.07, 0x2C4A6A, 0xFDFDFD);
    boat(QPointF(a * 0.45f, 0.74), 0.58, 0x9A5A2C, 0xFFFAF0);
    Random random(6);
    canvas.paint(
        [&](QPainter& painter) { // bow wave
            for (int i = 0; i < 120; ++i)
                softEllipse(painter,
                            QPointF(a * 0.45f + random.between(-0.31f, 0.26f), 0.785f + 0.012f * random.bell()), 0.02,
                            0.006, 0xFFFFFF, 0.55f);
        },
        0.0015f);
    canvas.paint([&](QPainter& painter) { // gulls
        painter.setBrush(Qt::NoBrush);
        for (const QPointF at :
             {QPointF(a * 0.62, 0.2), QPointF(a * 0.68, 0.15), QPointF(a * 0.2, 0.3), QPointF(a * 0.66, 0.27)}) {
            painter.setPen(QPen(Rgb(0x54687A).colour(0.9f), 0.0035, Qt::SolidLine, Qt::RoundCap));
            QPainterPath bird(at + QPointF(-0.022, -0.006));
            bird.quadTo(at + QPointF(-0.01, -0.014), at);
            bird.quadTo(at + QPointF(0.01, -0.014), at + QPointF(0.022, -0.004));
            painter.drawPath(bird);
        }
    });
    canvas.vignette(0.15f);
    canvas.grain(0.012f);
}

} // namespace vidimus::samples
