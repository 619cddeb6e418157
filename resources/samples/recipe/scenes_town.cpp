#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

namespace {

struct Block {
    float u, width, top;
};

void buildings(Canvas& canvas, Random& random, float ground, float low, float high, Rgb upper, Rgb lower, float lit,
               float window)
{
    std::vector<Block> blocks;
    const float a = canvas.aspect();
    for (float u = -0.05f; u < a;) {
        const float width = random.between(0.04f, 0.11f);
        const float centre = 1 - std::abs((u / a - 0.55f) * 1.6f);
        blocks.push_back(
            {u, width, ground - mix(low, high, std::pow(random.unit(), 1.6f)) * (0.55f + 0.6f * clamp01(centre))});
        u += width * random.between(0.75f, 1.15f);
    }
    canvas.paint([&](QPainter& painter) {
        for (const Block& block : blocks) {
            QLinearGradient wall(0, static_cast<double>(block.top), 0, static_cast<double>(ground));
            wall.setColorAt(0, upper.colour());
            wall.setColorAt(1, lower.colour());
            painter.setBrush(wall);
            const QRectF body(block.u, block.top, block.width, ground - block.top);
            painter.drawRect(body);
            const double cap = static_cast<double>(block.width) * 0.6;
            switch (random.integer(0, 4)) {
            case 0:
                painter.drawRect(QRectF(body.center().x() - cap / 2, body.top() - 0.022, cap, 0.03));
                break;
            case 1:
                painter.drawPolygon(
                    QPolygonF{body.topLeft(), body.topRight(), QPointF(body.center().x(), body.top() - 0.05)});
                break;
            case 2:
                painter.drawRect(QRectF(body.center().x() - 0.0015, body.top() - 0.075, 0.003, 0.08));
                painter.drawRect(QRectF(body.center().x() - cap / 3, body.top() - 0.025, cap / 1.5, 0.03));
                break;
            default:
                break;
            }
            if (lit <= 0)
                continue;
            const float stepU = window * 1.7f;
            const float stepV = window * 2.1f;
            const bool office = random.unit() < 0.4f;
            for (float v = block.top + stepV; v < ground - stepV; v += stepV) {
                const bool wholeFloor = office && random.unit() < 0.3f;
                for (float u = block.u + stepU * 0.6f; u < block.u + block.width - window; u += stepU) {
                    if (!wholeFloor && random.unit() > lit)
                        continue;
                    const Rgb light = random.unit() < 0.8f ? mix(Rgb(0xFFC86A), Rgb(0xFFE9B8), random.unit())
                                                           : mix(Rgb(0xBFE0FF), Rgb(0xFFFFFF), random.unit());
                    painter.setBrush(light.colour(random.between(0.35f, 1.f)));
                    painter.drawRect(QRectF(u, v, window, window * 1.15f));
                }
            }
        }
    });
}

} // namespace

void skylineAtNight(Canvas& canvas)
{
    const float a = canvas.aspect();
    const float shore = 0.7f;
    const Ramp sky{{0, 0x1B2258},     {0.22f, 0x4A3A86}, {0.38f, 0xB0588E},
                   {0.52f, 0xF5866A}, {0.64f, 0xFFC07A}, {0.7f, 0xFFD898}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    stars(
        canvas, [](float) { return 0.38f; }, 220, 9);
    cloudLayer(canvas, {.top = 0.15f,
                        .bottom = 0.68f,
                        .scale = 1.2f,
                        .stretch = 5,
                        .cover = 0.5f,
                        .light = 0xFF9E78,
                        .shade = 0x5A3A72,
                        .strength = 0.75f,
                        .seed = 13});
    sun(canvas, a * 0.3f, 0.66f, 0.001f, 0xFFE0A0, 0xFF9A50, 0.5f);
    Random random(77);
    buildings(canvas, random, shore, 0.06f, 0.27f, 0xB86A8C, 0xF2A07C, 0, 0);
    buildings(canvas, random, shore, 0.06f, 0.33f, 0x5E4078, 0xA8607E, 0.14f, 0.0055f);
    buildings(canvas, random, shore, 0.05f, 0.44f, 0x211C46, 0x3A2A5C, 0.4f, 0.0065f);
    canvas.paint([&](QPainter& painter) { // a bridge on the left
        painter.setBrush(Qt::NoBrush);
        const Rgb steel(0x17153A);
        const double deck = 0.655;
        painter.setPen(QPen(steel.colour(), 0.012));
        painter.drawLine(QPointF(-0.1, deck), QPointF(a * 0.36, deck));
        const std::array<double, 3> towers{-0.12, static_cast<double>(a) * 0.12, static_cast<double>(a) * 0.29};
        for (std::size_t i = 0; i < towers.size(); ++i) {
            painter.setPen(QPen(steel.colour(), 0.015));
            painter.drawLine(QPointF(towers[i], 0.42), QPointF(towers[i], 0.71));
            const double next = i + 1 < towers.size() ? towers[i + 1] : static_cast<double>(a) * 0.42;
            const double end = i + 1 < towers.size() ? 0.42 : deck;
            const double sag = i + 1 < towers.size() ? deck - 0.01 : 0.6;
            QPainterPath cable(QPointF(towers[i], 0.42));
            cable.quadTo(QPointF((towers[i] + next) / 2, 2 * sag - (0.42 + end) / 2), QPointF(next, end));
            painter.setPen(QPen(steel.colour(), 0.004));
            painter.drawPath(cable);
            painter.setPen(QPen(steel.colour(0.9f), 0.0015));
            for (int h = 1; h < 26; ++h) {
                const QPointF at = cable.pointAtPercent(h / 26.0);
                painter.drawLine(at, QPointF(at.x(), deck));
            }
        }
        painter.setPen(Qt::NoPen);
        for (int i = 0; i < 60; ++i) {
            painter.setBrush(Rgb(0xFFE2A0).colour(0.95f));
            painter.drawEllipse(QPointF(static_cast<double>(a) * 0.36 * i / 60.0, deck - 0.012), 0.0022, 0.0022);
        }
    });
    canvas.paint([&](QPainter& painter) { // lamps along the shore
        for (float u = a * 0.36f; u < a; u += 0.028f) {
            painter.setBrush(Rgb(0xFFD58A).colour());
            painter.drawEllipse(QPointF(u, shore - 0.008f), 0.0028, 0.0028);
            softEllipse(painter, QPointF(u, shore - 0.008f), 0.02, 0.02, 0xFFB860, 0.5f);
        }
    });
    canvas.bloom(0.62f, 0.014f, 0.55f);
    canvas.mirrorBelow(shore, 0x2A1F52, 0.22f, 0.045f, 5);
    canvas.vignette(0.12f);
    canvas.grain(0.012f);
}

namespace {

void balloon(QPainter& painter, QPointF at, double size, const std::vector<Rgb>& stripes, float haze)
{
    painter.save();
    painter.translate(at);
    painter.scale(size, size);
    const Rgb air(0xF7D9C4);
    QPainterPath envelope(QPointF(0, -1));
    envelope.cubicTo({0.62, -1}, {0.84, -0.6}, {0.78, -0.22});
    envelope.cubicTo({0.72, 0.12}, {0.35, 0.45}, {0.14, 0.68});
    envelope.lineTo(-0.14, 0.68);
    envelope.cubicTo({-0.35, 0.45}, {-0.72, 0.12}, {-0.78, -0.22});
    envelope.cubicTo({-0.84, -0.6}, {-0.62, -1}, {0, -1});
    painter.save();
    painter.setClipPath(envelope);
    const int gores = 12;
    for (int i = 0; i < gores; ++i) {
        // Seen from the side: gores narrow towards the rim.
        const double from = std::sin((i / static_cast<double>(gores) - 0.5) * 3.14159);
        const double to = std::sin(((i + 1) / static_cast<double>(gores) - 0.5) * 3.14159);
        const Rgb colour = mix(stripes[static_cast<std::size_t>(i) % stripes.size()], air, haze);
        QPainterPath gore(QPointF(0, -1.02));
        gore.cubicTo({from * 0.66, -1.0}, {from * 0.86, -0.6}, {from * 0.8, -0.2});
        gore.cubicTo({from * 0.74, 0.12}, {from * 0.36, 0.45}, {from * 0.15, 0.7});
        gore.lineTo(to * 0.15, 0.7);
        gore.cubicTo({to * 0.36, 0.45}, {to * 0.74, 0.12}, {to * 0.8, -0.2});
        gore.cubicTo({to * 0.86, -0.6}, {to * 0.66, -1.0}, {0, -1.02});
        painter.setBrush(colour.colour());
        painter.drawPath(gore);
        painter.setPen(QPen((colour * 0.7f).colour(0.5f), 0.012));
        painter.drawPath(gore);
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(mix(stripes.back(), air, haze).colour(0.85f));
    painter.drawRect(QRectF(-1, -0.34, 2, 0.13));
    QLinearGradient round(-0.85, -0.4, 0.85, 0.1);
    round.setColorAt(0, Rgb(0xFFF0C8).colour(0.5f));
    round.setColorAt(0.38, Rgb(0xFFF0C8).colour(0.0f));
    round.setColorAt(0.6, Rgb(0x3A1A3A).colour(0.05f));
    round.setColorAt(1, Rgb(0x3A1A3A).colour(0.55f));
    painter.setBrush(round);
    painter.drawRect(QRectF(-1, -1.1, 2, 2));
    painter.restore();
    painter.setPen(QPen(mix(Rgb(0x4A3428), air, haze).colour(), 0.015));
    for (const double x : {-0.12, -0.05, 0.05, 0.12})
        painter.drawLine(QPointF(x, 0.68), QPointF(x * 0.85, 0.92));
    painter.setPen(Qt::NoPen);
    painter.setBrush(mix(Rgb(0x7A4A26), air, haze).colour());
    painter.drawRoundedRect(QRectF(-0.13, 0.92, 0.26, 0.19), 0.03, 0.03);
    painter.setBrush(mix(Rgb(0x4A2A16), air, haze).colour());
    painter.drawRect(QRectF(-0.14, 0.92, 0.28, 0.035));
    painter.restore();
}

} // namespace

void balloons(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x6FA3D8}, {0.35f, 0xC4CFE4}, {0.6f, 0xFCDDBB}, {0.74f, 0xFFC891}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0.02f,
                        .bottom = 0.6f,
                        .scale = 1.2f,
                        .stretch = 4.5f,
                        .cover = 0.46f,
                        .light = 0xFFF1E2,
                        .shade = 0xC6BCD2,
                        .strength = 0.7f,
                        .seed = 36});
    sun(canvas, a * 0.14f, 0.68f, 0.03f, 0xFFFBEA, 0xFFC67E, 0.5f);
    Random random(15);
    for (int i = 0; i < 4; ++i) {
        const auto f = static_cast<float>(i);
        const Rgb tone = mix(Rgb(0xD9A99A), Rgb(0x6B4A4E), f / 3.2f);
        // A land of rock cones.
        fillBelow(
            canvas,
            [&](float u) {
                const float cones =
                    std::pow(std::abs(noise(u * (9 - 1.6f * f), 4 + f, 50)), 0.8f) * (0.05f + 0.02f * f);
                return 0.76f + 0.07f * f - cones - 0.06f * clouds(u * 1.4f, f, 4, 60);
            },
            [&](float u, float v, float below) {
                const float strata = clouds(u * 5, v * 26, 3, 5) * 0.05f + clouds(u * 30, v * 30, 3, 4) * 0.07f;
                return mix(tone + Rgb(strata, strata * 0.9f, strata * 0.8f), Rgb(0xFBD3AE),
                           smooth(0, 0.14f, below) * (0.75f - 0.2f * f));
            });
    }
    canvas.paint([&](QPainter& painter) {
        const std::array<std::vector<Rgb>, 6> looks{{{Rgb(0xE4453A), Rgb(0xFFB938), Rgb(0xF27A2E)},
                                                     {Rgb(0x2E6FB0), Rgb(0xF6F1E4), Rgb(0x1E3F7A)},
                                                     {Rgb(0x3FA66B), Rgb(0xF9E26B), Rgb(0x1F7A5A)},
                                                     {Rgb(0x9A4FB0), Rgb(0xF7A8C4), Rgb(0x5A2E86)},
                                                     {Rgb(0xF2F0EA), Rgb(0xE8604A), Rgb(0x2B2D4F)},
                                                     {Rgb(0x18A5A7), Rgb(0xFFD9A0), Rgb(0xE4572E)}}};
        struct Place {
            double u, v, size;
            std::size_t look;
        };
        for (const Place& place : {Place{0.5, 0.56, 0.028, 1},
                                   {0.62, 0.5, 0.034, 2},
                                   {0.09, 0.44, 0.04, 5},
                                   {0.9, 0.55, 0.036, 3},
                                   {0.45, 0.33, 0.05, 4},
                                   {0.86, 0.2, 0.075, 2},
                                   {0.2, 0.2, 0.09, 3},
                                   {0.72, 0.4, 0.11, 1},
                                   {0.36, 0.55, 0.09, 5},
                                   {0.55, 0.26, 0.2, 0}})
            balloon(painter, QPointF(static_cast<double>(a) * place.u, place.v), place.size, looks[place.look],
                    static_cast<float>(std::clamp(0.55 - place.size * 4.5, 0.0, 0.55)));
    });
    canvas.bloom(0.82f, 0.05f, 0.3f);
    canvas.vignette(0.18f);
    canvas.grain(0.012f);
}

void lightsInTheRain(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float glow = std::exp(-std::hypot((u - a * 0.5f) * 1.2f, (v - 0.45f)) * 2.6f);
        return mix(mix(Rgb(0x0B1024), Rgb(0x1C2244), v), Rgb(0x6A3A4E), glow * 0.8f);
    });
    Random random(52);
    const std::array<Rgb, 7> lights{0xFFB24A, 0xFFD98A, 0xFF5A4A, 0x4AC6FF, 0xFF7AC0, 0xFFF1D0, 0x58E0A0};
    const auto discs = [&](int count, double low, double high, float strength, float blur) {
        canvas.paint(
            [&](QPainter& painter) {
                for (int i = 0; i < count; ++i) {
                    const float spread = random.between(-0.6f, 0.6f);
                    const QPointF at(a * (0.5f + spread),
                                     0.6f - 0.42f * random.unit() * (0.3f + 1.1f * std::abs(spread)));
                    const double radius = low + (high - low) * static_cast<double>(random.unit());
                    const Rgb light = lights[static_cast<std::size_t>(random.integer(0, 6))];
                    QRadialGradient disc(at, radius);
                    disc.setColorAt(0, light.colour(strength * 0.75f));
                    disc.setColorAt(0.86, light.colour(strength * 0.85f));
                    disc.setColorAt(0.95, light.colour(strength));
                    disc.setColorAt(1, light.colour(0));
                    painter.setBrush(disc);
                    painter.drawEllipse(at, radius, radius);
                }
            },
            blur, 1, Blend::Screen);
    };
    discs(46, 0.01, 0.024, 0.5f, 0.003f);
    discs(26, 0.02, 0.045, 0.46f, 0.001f);
    discs(9, 0.04, 0.066, 0.34f, 0.0006f);
    // The wet street draws the lights out downwards.
    const Canvas before = canvas;
    canvas.shade([&](float u, float v, Rgb below) {
        if (v < 0.66f)
            return below;
        const float depth = (v - 0.66f) / 0.34f;
        Rgb sum;
        for (int i = 0; i < 10; ++i)
            sum = sum + before.at(u + 0.012f * noise(u * 16, v * 40, 3),
                                  0.64f - (v - 0.66f) * 0.5f - 0.03f * static_cast<float>(i)) *
                            0.1f;
        return mix(below, sum * (0.9f + 0.5f * clouds(u * 10, v * 60, 3, 6)), 0.9f * smooth(0, 0.08f, depth));
    });
    const auto walker = [](QPainter& painter) {
        painter.setBrush(Rgb(0x0A0D1C).colour());
        QPainterPath coat(QPointF(-0.045, -0.56));
        coat.cubicTo({-0.12, -0.53}, {-0.125, -0.4}, {-0.12, -0.32});
        coat.cubicTo({-0.13, -0.22}, {-0.165, -0.14}, {-0.175, -0.07});
        coat.quadTo({0, -0.04}, {0.175, -0.07});
        coat.cubicTo({0.165, -0.14}, {0.13, -0.22}, {0.118, -0.33});
        coat.cubicTo({0.122, -0.42}, {0.12, -0.53}, {0.045, -0.56});
        coat.closeSubpath();
        painter.drawPath(coat);
        QPainterPath hair(QPointF(-0.075, -0.66));
        hair.cubicTo({-0.08, -0.77}, {0.08, -0.77}, {0.075, -0.66});
        hair.cubicTo({0.08, -0.6}, {0.085, -0.56}, {0.062, -0.52});
        hair.quadTo({0, -0.5}, {-0.062, -0.52});
        hair.cubicTo({-0.085, -0.56}, {-0.08, -0.6}, {-0.075, -0.66});
        painter.drawPath(hair);
        for (const double x : {-0.062, 0.05}) { // boots
            painter.drawRoundedRect(QRectF(x - 0.034, -0.1, 0.07, 0.2), 0.02, 0.02);
            painter.drawEllipse(QPointF(x, 0.098), 0.04, 0.018);
        }
        painter.setPen(QPen(Rgb(0x0A0D1C).colour(), 0.05, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(0.09, -0.5), QPointF(0.125, -0.4)); // the arm that holds it
        painter.drawLine(QPointF(0.125, -0.4), QPointF(0.075, -0.47));
        painter.setPen(QPen(Rgb(0x15182A).colour(), 0.012));
        painter.drawLine(QPointF(0.06, -0.43), QPointF(0.03, -1.02));
        painter.setPen(Qt::NoPen);
        const std::array<double, 6> ribs{-0.44, -0.3, -0.1, 0.12, 0.34, 0.5};
        const QPointF tip(0.03, -1.04);
        for (std::size_t i = 0; i + 1 < ribs.size(); ++i) {
            QPainterPath panel(tip);
            panel.quadTo(QPointF(ribs[i] * 0.85 + 0.004, -1.0), QPointF(ribs[i], -0.72));
            panel.quadTo(QPointF((ribs[i] + ribs[i + 1]) / 2, -0.77), QPointF(ribs[i + 1], -0.72));
            panel.quadTo(QPointF(ribs[i + 1] * 0.85 + 0.004, -1.0), tip);
            const std::array<Rgb, 5> cloth{0xE8483A, 0xF25A44, 0xD8342F, 0xB0222A, 0x7A1626};
            QLinearGradient lit(0, -1.05, 0, -0.7);
            lit.setColorAt(0, mix(cloth[i], Rgb(0xFFD0B8), 0.35f).colour());
            lit.setColorAt(0.5, cloth[i].colour());
            lit.setColorAt(1, (cloth[i] * 0.78f).colour());
            painter.setBrush(lit);
            painter.drawPath(panel);
        }
    };
    canvas.paint(
        [&](QPainter& painter) { // the reflection first
            painter.translate(a * 0.47f, 0.905);
            painter.scale(0.3, -0.26);
            walker(painter);
        },
        0.006f, 0.55f);
    canvas.paint([&](QPainter& painter) {
        painter.translate(a * 0.47f, 0.87);
        painter.scale(0.33, 0.33);
        walker(painter);
    });
    canvas.paint(
        [&](QPainter& painter) { // rain
            painter.setBrush(Qt::NoBrush);
            for (int i = 0; i < 320; ++i) {
                const QPointF at(random.unit() * a, random.unit());
                painter.setPen(QPen(Rgb(0xD8E4FF).colour(random.between(0.06f, 0.24f)), 0.0012));
                painter.drawLine(at, at + QPointF(-0.006, random.between(0.02f, 0.05f)));
            }
            for (int i = 0; i < 70; ++i) {
                const QPointF at(random.unit() * a, 0.74f + 0.26f * random.unit());
                if (std::abs(at.x() - a * 0.47) < 0.08 && at.y() < 0.89)
                    continue; // not on the walker
                const double size = 0.006 + 0.03 * (at.y() - 0.72);
                painter.setPen(QPen(Rgb(0xD8E4FF).colour(0.28f), 0.0011));
                painter.drawEllipse(at, size * 1.8, size * 0.5);
            }
        },
        0.0006f, 1, Blend::Screen);
    canvas.bloom(0.6f, 0.03f, 0.35f);
    canvas.vignette(0.4f);
    canvas.grain(0.022f);
}

} // namespace vidimus::samples
