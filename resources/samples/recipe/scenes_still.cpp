#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

namespace {

/// A ball under light from the upper left, with what the table throws back.
void ball(QPainter& painter, QPointF at, double ru, double rv, Rgb colour, Rgb bounce, double turn = 0)
{
    painter.save();
    painter.translate(at);
    painter.rotate(turn);
    painter.scale(ru, rv);
    painter.rotate(-turn);
    QRadialGradient light(QPointF(-0.3, -0.38), 1.45);
    light.setColorAt(0, mix(colour, Rgb(0xFFFFFF), 0.5f).colour());
    light.setColorAt(0.22, (colour * 1.12f).colour());
    light.setColorAt(0.55, (colour * 0.8f).colour());
    light.setColorAt(0.86, (colour * 0.38f).colour());
    light.setColorAt(1, mix(colour * 0.45f, bounce, 0.45f).colour());
    painter.setBrush(light);
    painter.drawEllipse(QPointF(0, 0), 1, 1);
    painter.restore();
}

void wallAndTable(Canvas& canvas, float edge, Rgb wallLight, Rgb wallDark, Rgb tableLight, Rgb tableDark,
                  std::uint32_t seed)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        if (v < edge) {
            const float light =
                std::exp(-std::hypot(u - a * 0.28f, v - 0.25f) * 1.5f) + 0.12f * clouds(u * 3, v * 3, 5, seed);
            return mix(wallDark, wallLight, clamp01(light));
        }
        const float depth = (v - edge) / (1 - edge);
        const float wood = clouds(u * 2.2f, v * 26 + 0.8f * clouds(u * 1.5f, v * 4, 3, seed), 5, seed + 3);
        const float light = std::exp(-std::hypot((u - a * 0.36f) * 0.9f, v - edge - 0.08f) * 1.8f);
        return mix(tableDark, tableLight, clamp01(light * 0.95f + wood * 0.3f)) * (1 - 0.15f * smooth(0.06f, 0, depth));
    });
    canvas.shade([&](float, float v, Rgb below) { return below * (1 - 0.35f * std::exp(-std::abs(v - edge) * 60)); });
}

} // namespace

void fruitBowl(Canvas& canvas)
{
    const float a = canvas.aspect();
    wallAndTable(canvas, 0.6f, 0x9CAA92, 0x2A3533, 0xE0A868, 0x4A2C1C, 6);
    const double x = static_cast<double>(a) * 0.47;
    shadow(canvas, QPointF(x + 0.1, 0.75), 0.26, 0.03, 0.8f, 0.016f);
    shadow(canvas, QPointF(x + 0.01, 0.752), 0.11, 0.014, 0.8f, 0.005f);
    Random random(11);
    const Rgb bounce(0xE8D8C0);
    canvas.paint([&](QPainter& painter) {
        painter.setBrush(Rgb(0x22343C).colour()); // inside of the bowl
        painter.drawEllipse(QPointF(x, 0.52), 0.31, 0.065);
        ball(painter, {x - 0.17, 0.47}, 0.095, 0.092, 0xE88A1A, bounce);
        ball(painter, {x + 0.19, 0.475}, 0.09, 0.087, 0xC6282E, bounce);
        ball(painter, {x + 0.02, 0.44}, 0.1, 0.095, 0xD63A2A, bounce);
        // Pear
        QPainterPath pear(QPointF(x - 0.09, 0.26));
        pear.cubicTo({x - 0.045, 0.26}, {x - 0.05, 0.33}, {x - 0.025, 0.38});
        pear.cubicTo({x + 0.025, 0.47}, {x - 0.03, 0.52}, {x - 0.085, 0.52});
        pear.cubicTo({x - 0.15, 0.52}, {x - 0.195, 0.46}, {x - 0.15, 0.38});
        pear.cubicTo({x - 0.125, 0.33}, {x - 0.13, 0.26}, {x - 0.09, 0.26});
        QRadialGradient skin(QPointF(x - 0.115, 0.41), 0.15);
        skin.setColorAt(0, Rgb(0xF3F0A0).colour());
        skin.setColorAt(0.4, Rgb(0xC4C84E).colour());
        skin.setColorAt(0.8, Rgb(0x7E8A2C).colour());
        skin.setColorAt(1, Rgb(0x4E5A22).colour());
        painter.setBrush(skin);
        painter.drawPath(pear);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0x4A3018).colour(), 0.008, Qt::SolidLine, Qt::RoundCap));
        QPainterPath stem(QPointF(x - 0.09, 0.265));
        stem.quadTo({x - 0.088, 0.235}, {x - 0.07, 0.215});
        painter.drawPath(stem);
        QPainterPath appleStem(QPointF(x + 0.03, 0.365));
        appleStem.quadTo({x + 0.035, 0.335}, {x + 0.055, 0.32});
        painter.drawPath(appleStem);
        painter.setPen(Qt::NoPen);
        QPainterPath leaf(QPointF(x + 0.045, 0.335));
        leaf.quadTo({x + 0.08, 0.28}, {x + 0.135, 0.3});
        leaf.quadTo({x + 0.1, 0.345}, {x + 0.045, 0.335});
        painter.setBrush(Rgb(0x4F7A2E).colour());
        painter.drawPath(leaf);
        ball(painter, {x + 0.115, 0.49}, 0.08, 0.076, 0xF0A020, bounce);
        ball(painter, {x - 0.05, 0.515}, 0.07, 0.066, 0xF4C430, bounce);
        // The bowl in front of them.
        QPainterPath bowl(QPointF(x - 0.31, 0.52));
        bowl.cubicTo({x - 0.27, 0.7}, {x - 0.13, 0.745}, {x - 0.09, 0.75});
        bowl.lineTo(x + 0.09, 0.75);
        bowl.cubicTo({x + 0.13, 0.745}, {x + 0.27, 0.7}, {x + 0.31, 0.52});
        bowl.cubicTo({x + 0.2, 0.6}, {x - 0.2, 0.6}, {x - 0.31, 0.52});
        QLinearGradient glaze(x - 0.31, 0.52, x + 0.31, 0.6);
        glaze.setColorAt(0, Rgb(0x6FA3B8).colour());
        glaze.setColorAt(0.22, Rgb(0xC2E2E8).colour());
        glaze.setColorAt(0.4, Rgb(0x4A86A0).colour());
        glaze.setColorAt(0.8, Rgb(0x1E4A62).colour());
        glaze.setColorAt(1, Rgb(0x2E5A6E).colour());
        painter.setBrush(glaze);
        painter.drawPath(bowl);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0xDCEFF0).colour(0.85f), 0.006));
        QPainterPath rim(QPointF(x - 0.31, 0.52));
        rim.cubicTo({x - 0.2, 0.6}, {x + 0.2, 0.6}, {x + 0.31, 0.52});
        painter.drawPath(rim);
        painter.setPen(QPen(Rgb(0xF2E6C8).colour(0.7f), 0.004));
        QPainterPath line(QPointF(x - 0.27, 0.605));
        line.cubicTo({x - 0.17, 0.68}, {x + 0.17, 0.68}, {x + 0.27, 0.605});
        painter.drawPath(line);
        painter.setPen(Qt::NoPen);
    });
    shadow(canvas, QPointF(a * 0.2 + 0.03, 0.76), 0.1, 0.022, 0.65f, 0.01f);
    shadow(canvas, QPointF(a * 0.78 + 0.03, 0.745), 0.12, 0.022, 0.6f, 0.01f);
    canvas.paint([&](QPainter& painter) {
        ball(painter, {a * 0.2, 0.695}, 0.078, 0.074, 0xEE8E1E, bounce);
        for (int i = 0; i < 260; ++i) { // pores of the orange
            const float angle = random.unit() * 6.2832f;
            const float distance = std::sqrt(random.unit()) * 0.92f;
            painter.setBrush(Rgb(0xB85E0E).colour(0.25f));
            painter.drawEllipse(
                QPointF(a * 0.2f + 0.078f * distance * std::cos(angle), 0.695f + 0.074f * distance * std::sin(angle)),
                0.0014, 0.0014);
        }
        for (const QPointF grape :
             {QPointF(0, 0), QPointF(0.034, -0.008), QPointF(0.066, 0.002), QPointF(-0.03, 0.016), QPointF(0.012, 0.03),
              QPointF(0.046, 0.03), QPointF(-0.05, -0.008), QPointF(0.084, 0.027), QPointF(-0.016, -0.032),
              QPointF(0.02, -0.04), QPointF(-0.066, 0.024), QPointF(0.054, -0.034)})
            ball(painter, QPointF(a * 0.76, 0.7) + grape, 0.021, 0.021, 0x5A2E6E, 0xA88AC0);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0x5E6A2C).colour(), 0.005, Qt::SolidLine, Qt::RoundCap));
        QPainterPath stem(QPointF(a * 0.76, 0.665));
        stem.cubicTo({a * 0.76 + 0.02, 0.63}, {a * 0.76 + 0.05, 0.63}, {a * 0.76 + 0.075, 0.6});
        painter.drawPath(stem);
        painter.setPen(Qt::NoPen);
    });
    oil(canvas, {0.014f, 0.007f, 0.0038f, 0.0022f}, 0.075f, 0.35f, 9);
    canvas.grade(1.05f, 1.06f);
    canvas.vignette(0.4f);
}

void tulipsInAVase(Canvas& canvas)
{
    const float a = canvas.aspect();
    wallAndTable(canvas, 0.76f, 0xF4E7D6, 0xB9B2B8, 0xE2C7A4, 0x8A6A52, 12);
    const double x = static_cast<double>(a) * 0.5;
    shadow(canvas, QPointF(x + 0.13, 0.865), 0.17, 0.025, 0.5f, 0.016f);
    canvas.paint(
        [&](QPainter& painter) { // the bouquet's shadow on the wall
            painter.setBrush(Rgb(0x8A7E8A).colour(0.5f));
            painter.drawEllipse(QPointF(x + 0.16, 0.36), 0.2, 0.19);
        },
        0.04f, 0.6f, Blend::Multiply);
    Random random(4);
    struct Stem {
        double dx, dy, lean;
        Rgb colour;
    };
    const std::array<Stem, 9> stems{{{-0.2, 0.31, -34, 0xF06A86},
                                     {-0.12, 0.2, -18, 0xF7C548},
                                     {-0.02, 0.14, -4, 0xE8384F},
                                     {0.1, 0.18, 12, 0xF59AB5},
                                     {0.2, 0.29, 32, 0xF6A03A},
                                     {-0.08, 0.33, -12, 0xFFE6D8},
                                     {0.06, 0.31, 8, 0xD8304A},
                                     {0.15, 0.4, 24, 0xF9D560},
                                     {-0.16, 0.43, -26, 0xE2557A}}};
    const auto leaf = [&](QPainter& painter, QPointF foot, double lean, double length) {
        painter.save();
        painter.translate(foot);
        painter.rotate(lean);
        QPainterPath blade(QPointF(-0.012, 0));
        blade.cubicTo({-0.06, -length * 0.4}, {-0.035, -length * 0.8}, {0.01, -length});
        blade.cubicTo({0.03, -length * 0.7}, {0.05, -length * 0.3}, {0.012, 0});
        QLinearGradient green(-0.04, 0, 0.04, 0);
        green.setColorAt(0, Rgb(0xA9C48C).colour());
        green.setColorAt(0.5, Rgb(0x6A9460).colour());
        green.setColorAt(1, Rgb(0x3E6844).colour());
        painter.setBrush(green);
        painter.drawPath(blade);
        painter.restore();
    };
    canvas.paint([&](QPainter& painter) {
        const QPointF neck(x, 0.58);
        for (const Stem& stem : stems) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(
                QPen(mix(Rgb(0x5C8A4A), Rgb(0x86AC68), random.unit()).colour(), 0.011, Qt::SolidLine, Qt::RoundCap));
            QPainterPath path(neck + QPointF(stem.dx * 0.12, 0.03));
            path.quadTo(QPointF(x + stem.dx * 0.35, stem.dy + 0.2), QPointF(x + stem.dx, stem.dy + 0.03));
            painter.drawPath(path);
            painter.setPen(Qt::NoPen);
        }
        for (const double lean : {-52.0, -30.0, 26.0, 50.0, -8.0, 10.0})
            leaf(painter, neck + QPointF(lean * 0.0006, 0.02), lean, 0.3 - std::abs(lean) * 0.0012);
        for (const Stem& stem : stems) {
            painter.save();
            painter.translate(x + stem.dx, stem.dy);
            painter.rotate(stem.lean);
            const auto petal = [&](double dx, double turn, double width, float light) {
                painter.save();
                painter.rotate(turn);
                QPainterPath form(QPointF(dx, 0.055));
                form.cubicTo({dx - width * 1.25, 0.05}, {dx - width * 1.15, -0.035}, {dx, -0.09});
                form.cubicTo({dx + width * 1.15, -0.035}, {dx + width * 1.25, 0.05}, {dx, 0.055});
                QLinearGradient silk(-0.045, -0.05, 0.045, 0.05);
                silk.setColorAt(0, mix(stem.colour * light, Rgb(0xFFFFFF), 0.42f).colour());
                silk.setColorAt(0.45, (stem.colour * light).colour());
                silk.setColorAt(1, (stem.colour * light * 0.68f).colour());
                painter.setBrush(silk);
                painter.drawPath(form);
                painter.restore();
            };
            petal(0, -17, 0.036, 0.78f);
            petal(0, 17, 0.036, 0.7f);
            petal(-0.02, -7, 0.034, 0.95f);
            petal(0.02, 7, 0.034, 0.88f);
            petal(0, 0, 0.036, 1.05f);
            painter.restore();
        }
        // The vase.
        QPainterPath vase(QPointF(x - 0.055, 0.57));
        vase.cubicTo({x - 0.05, 0.64}, {x - 0.135, 0.68}, {x - 0.13, 0.765});
        vase.cubicTo({x - 0.125, 0.84}, {x - 0.085, 0.862}, {x - 0.07, 0.866});
        vase.lineTo(x + 0.07, 0.866);
        vase.cubicTo({x + 0.085, 0.862}, {x + 0.125, 0.84}, {x + 0.13, 0.765});
        vase.cubicTo({x + 0.135, 0.68}, {x + 0.05, 0.64}, {x + 0.055, 0.57});
        QLinearGradient glaze(x - 0.13, 0, x + 0.13, 0);
        glaze.setColorAt(0, Rgb(0x9FB4CC).colour());
        glaze.setColorAt(0.25, Rgb(0xFBFDFF).colour());
        glaze.setColorAt(0.5, Rgb(0xDCE6F0).colour());
        glaze.setColorAt(1, Rgb(0x7488A6).colour());
        painter.setBrush(glaze);
        painter.drawPath(vase);
        painter.save();
        painter.setClipPath(vase);
        painter.setPen(QPen(Rgb(0x2A4E9A).colour(0.8f), 0.004));
        painter.setBrush(Qt::NoBrush);
        for (int i = -3; i <= 3; ++i) { // a painted pattern
            const QPointF flower(x + 0.045 * i * (1 - 0.05 * std::abs(i)), 0.75 + (i % 2 == 0 ? 0 : 0.03));
            for (int p = 0; p < 6; ++p) {
                painter.save();
                painter.translate(flower);
                painter.rotate(60.0 * p);
                painter.drawEllipse(QPointF(0.011, 0), 0.009, 0.005);
                painter.restore();
            }
        }
        for (const double y : {0.695, 0.815, 0.825})
            painter.drawLine(QPointF(x - 0.14, y), QPointF(x + 0.14, y));
        painter.restore();
        painter.setPen(QPen(Rgb(0x8298B8).colour(), 0.004));
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(QRectF(x - 0.055, 0.56, 0.11, 0.02), 180 * 16, 180 * 16);
        painter.setPen(Qt::NoPen);
    });
    shadow(canvas, QPointF(x - 0.16, 0.915), 0.05, 0.007, 0.4f, 0.006f);
    canvas.paint([&](QPainter& painter) { // fallen petals
        for (const QPointF at : {QPointF(x - 0.17, 0.907), QPointF(x + 0.2, 0.93)}) {
            QLinearGradient silk(at, at + QPointF(0.04, 0.02));
            silk.setColorAt(0, Rgb(0xF9A9B8).colour());
            silk.setColorAt(1, Rgb(0xC83A5A).colour());
            painter.setBrush(silk);
            QPainterPath form(at + QPointF(-0.04, 0));
            form.quadTo(at + QPointF(0, -0.035), at + QPointF(0.045, 0));
            form.quadTo(at + QPointF(0, 0.018), at + QPointF(-0.04, 0));
            painter.drawPath(form);
        }
    });
    oil(canvas, {0.011f, 0.0055f, 0.003f, 0.002f}, 0.06f, 0.4f, 14);
    canvas.vignette(0.22f);
}

void teaCup(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) { // a blurred garden behind
        const float leaf = clouds(u * 3, v * 3, 3, 8);
        return mix(mix(Rgb(0x2F4A34), Rgb(0x8DA860), clamp01(0.5f + leaf)), Rgb(0xF7E9B0),
                   std::exp(-std::hypot(u - a * 0.2f, v - 0.1f) * 2.6f));
    });
    Random random(18);
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < 55; ++i) {
                const double radius = 0.015 + 0.045 * static_cast<double>(random.unit());
                painter.setBrush(mix(Rgb(0xFFF3B8), Rgb(0xC8E08A), random.unit()).colour(random.between(0.12f, 0.4f)));
                painter.drawEllipse(QPointF(random.unit() * a, 0.55f * random.unit()), radius, radius);
            }
        },
        0.004f, 1, Blend::Screen);
    fillBelow(
        canvas, [](float) { return 0.6f; },
        [&](float u, float v, float below) {
            const float plank = std::floor(v * 9 + 0.35f);
            const float wood = clouds(u * 2.4f + plank * 3, v * 40, 5, 4);
            const float gap = smooth(0.06f, 0.0f, std::abs(v * 9 + 0.35f - plank - 0.0f));
            const Rgb board = mix(Rgb(0x8A5A34), Rgb(0xD8A468), clamp01(0.5f + wood + 0.08f * noise(plank, 1, 3)));
            const float light = std::exp(-std::hypot(u - a * 0.25f, below) * 1.4f);
            return mix(board * 0.55f, board * 1.15f, clamp01(light + 0.1f)) * (1 - 0.5f * gap);
        });
    canvas.shade(
        [&](float, float v, Rgb below) { return v > 0.6f ? below : below * (1 - 0.2f * smooth(0.5f, 0.6f, v)); });
    const double x = static_cast<double>(a) * 0.52;
    shadow(canvas, QPointF(x + 0.08, 0.845), 0.36, 0.06, 0.6f, 0.018f);
    canvas.paint([&](QPainter& painter) {
        QLinearGradient china(x - 0.34, 0, x + 0.34, 0);
        china.setColorAt(0, Rgb(0xFFFDF6).colour());
        china.setColorAt(0.5, Rgb(0xE8E6E2).colour());
        china.setColorAt(1, Rgb(0x9EA4B0).colour());
        painter.setBrush(Rgb(0x8E949E).colour());
        painter.drawEllipse(QPointF(x, 0.838), 0.34, 0.075);
        painter.setBrush(china);
        painter.drawEllipse(QPointF(x, 0.828), 0.34, 0.075);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0x3A6EA8).colour(0.85f), 0.006));
        painter.drawEllipse(QPointF(x, 0.828), 0.318, 0.066);
        painter.setPen(Qt::NoPen);
    });
    shadow(canvas, QPointF(x + 0.05, 0.838), 0.16, 0.03, 0.55f, 0.01f);
    canvas.paint([&](QPainter& painter) {
        painter.setBrush(Qt::NoBrush); // the handle
        painter.setPen(QPen(Rgb(0xB9BEC8).colour(), 0.034, Qt::SolidLine, Qt::RoundCap));
        QPainterPath handle(QPointF(x + 0.19, 0.58));
        handle.cubicTo({x + 0.36, 0.54}, {x + 0.34, 0.74}, {x + 0.15, 0.755});
        painter.drawPath(handle);
        painter.setPen(QPen(Rgb(0xF7F7F7).colour(), 0.014, Qt::SolidLine, Qt::RoundCap));
        painter.drawPath(handle.translated(-0.004, -0.004));
        painter.setPen(Qt::NoPen);
        QPainterPath cup(QPointF(x - 0.23, 0.52));
        cup.cubicTo({x - 0.225, 0.7}, {x - 0.15, 0.81}, {x - 0.09, 0.83});
        cup.quadTo({x, 0.85}, {x + 0.09, 0.83});
        cup.cubicTo({x + 0.15, 0.81}, {x + 0.225, 0.7}, {x + 0.23, 0.52});
        QLinearGradient china(x - 0.23, 0, x + 0.23, 0);
        china.setColorAt(0, Rgb(0xDADDE2).colour());
        china.setColorAt(0.18, Rgb(0xFFFFFF).colour());
        china.setColorAt(0.55, Rgb(0xE4E6EA).colour());
        china.setColorAt(1, Rgb(0x8C94A4).colour());
        painter.setBrush(china);
        painter.drawPath(cup);
        painter.save();
        painter.setClipPath(cup);
        for (int i = -4; i <= 4; ++i) { // painted sprigs
            const QPointF at(x + 0.2 * std::sin(i * 0.36), 0.67 + 0.012 * ((i & 1) != 0 ? 1 : -1));
            painter.setBrush(Rgb(0x3A6EA8).colour(0.85f));
            for (int p = 0; p < 5; ++p)
                painter.drawEllipse(at + QPointF(0.014 * std::cos(p * 1.2566), 0.014 * std::sin(p * 1.2566)), 0.0085,
                                    0.0085);
            painter.setBrush(Rgb(0xF2C04A).colour());
            painter.drawEllipse(at, 0.006, 0.006);
            painter.setBrush(Rgb(0x5E8E5A).colour(0.9f));
            painter.drawEllipse(at + QPointF(0.026, 0.03), 0.013, 0.005);
            painter.drawEllipse(at + QPointF(-0.024, 0.034), 0.013, 0.005);
        }
        painter.restore();
        painter.setBrush(Rgb(0xD2D5DA).colour());
        painter.drawEllipse(QPointF(x, 0.52), 0.23, 0.055);
        QRadialGradient tea(QPointF(x - 0.06, 0.52), 0.24);
        tea.setColorAt(0, Rgb(0xE08A2E).colour());
        tea.setColorAt(0.6, Rgb(0xA8501A).colour());
        tea.setColorAt(1, Rgb(0x6A2A10).colour());
        painter.setBrush(tea);
        painter.drawEllipse(QPointF(x, 0.528), 0.213, 0.044);
        painter.setBrush(Rgb(0xFFF3D8).colour(0.6f));
        painter.drawEllipse(QPointF(x - 0.1, 0.52), 0.05, 0.008);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0x3A6EA8).colour(0.9f), 0.005));
        painter.drawEllipse(QPointF(x, 0.52), 0.228, 0.053);
        painter.setPen(Qt::NoPen);
        // Biscuits at the saucer's rim.
        for (const QPointF at : {QPointF(x - 0.24, 0.835), QPointF(x - 0.2, 0.848)}) {
            painter.setBrush(Rgb(0x9A5E28).colour());
            painter.drawEllipse(at + QPointF(0, 0.012), 0.065, 0.022);
            painter.setBrush(Rgb(0xE2AE66).colour());
            painter.drawEllipse(at, 0.065, 0.022);
            painter.setBrush(Rgb(0x4A2A16).colour());
            for (int i = 0; i < 7; ++i)
                painter.drawEllipse(
                    at + QPointF(0.04 * static_cast<double>(random.bell()), 0.011 * static_cast<double>(random.bell())),
                    0.005, 0.003);
        }
    });
    canvas.shade([&](float u, float v, Rgb below) { // steam
        if (v > 0.53f)
            return below;
        const float rise = (0.53f - v) / 0.5f;
        const float cx = static_cast<float>(x) - 0.02f + 0.09f * rise * noise(v * 5, 1, 3) + 0.05f * rise;
        const float half = 0.07f + 0.12f * rise;
        const float wisp = clouds((u - cx) * 9 + noise(v * 6, 0, 8) * 1.3f, v * 4, 4, 15);
        const float cover = std::exp(-std::pow((u - cx) / half, 2.f)) * smooth(-0.05f, 0.45f, wisp + 0.12f) *
                            smooth(0, 0.1f, rise) * smooth(1, 0.4f, rise);
        return mix(below, Rgb(0xFFFDF4), clamp01(cover * 0.7f));
    });
    canvas.bloom(0.82f, 0.035f, 0.35f);
    canvas.vignette(0.3f);
    canvas.grain(0.014f);
}

} // namespace vidimus::samples
