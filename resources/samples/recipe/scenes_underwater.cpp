#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

namespace {

void coral(QPainter& painter, Random& random, QPointF foot, float size, Rgb colour)
{
    for (int i = 0; i < 7; ++i)
        branch(painter, random, foot + QPointF(0.02 * static_cast<double>(random.bell()), 0),
               size * random.between(0.2f, 0.34f), random.bell() * 0.9f, size * 0.085f, 4,
               colour * random.between(0.75f, 1.15f));
}

void reefFish(QPainter& painter, QPointF at, double size, bool toLeft, const std::array<Rgb, 3>& colours)
{
    painter.save();
    painter.translate(at);
    painter.scale(toLeft ? -size : size, size);
    painter.setBrush(colours[2].colour());
    QPainterPath tail(QPointF(-0.42, 0));
    tail.quadTo({-0.7, -0.1}, {-0.78, -0.3});
    tail.quadTo({-0.68, 0}, {-0.78, 0.3});
    tail.quadTo({-0.7, 0.1}, {-0.42, 0});
    painter.drawPath(tail);
    QPainterPath fins(QPointF(0.15, -0.25));
    fins.quadTo({-0.15, -0.55}, {-0.42, -0.3});
    fins.lineTo(-0.3, -0.1);
    fins.closeSubpath();
    fins.moveTo(0.05, 0.25);
    fins.quadTo({-0.15, 0.5}, {-0.35, 0.28});
    fins.lineTo(-0.25, 0.1);
    fins.closeSubpath();
    painter.drawPath(fins);
    QPainterPath body(QPointF(0.55, 0.02));
    body.cubicTo({0.4, -0.36}, {-0.2, -0.42}, {-0.5, -0.05});
    body.lineTo(-0.5, 0.05);
    body.cubicTo({-0.2, 0.42}, {0.4, 0.36}, {0.55, 0.02});
    QLinearGradient scales(0, -0.35, 0, 0.35);
    scales.setColorAt(0, (colours[0] * 0.85f).colour());
    scales.setColorAt(0.35, (colours[0] * 1.15f).colour());
    scales.setColorAt(1, (colours[0] * 0.7f).colour());
    painter.setBrush(scales);
    painter.drawPath(body);
    painter.setClipPath(body);
    painter.setBrush(colours[1].colour(0.95f));
    for (const double x : {0.2, -0.12, -0.42})
        painter.drawEllipse(QPointF(x, 0), 0.055, 0.5);
    painter.setClipping(false);
    painter.setBrush(Rgb(0xFFFFFF).colour());
    painter.drawEllipse(QPointF(0.38, -0.06), 0.06, 0.06);
    painter.setBrush(Rgb(0x101018).colour());
    painter.drawEllipse(QPointF(0.395, -0.06), 0.035, 0.035);
    painter.restore();
}

} // namespace

void coralReef(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp water{{0, 0x8FE3E6}, {0.2f, 0x3DB4CC}, {0.55f, 0x13709F}, {1, 0x072F5C}};
    canvas.shade([&](float u, float v, Rgb) {
        return water(v + 0.22f * std::abs(u - a * 0.45f) + 0.03f * clouds(u * 3, v * 3, 3, 5));
    });
    canvas.paint(
        [&](QPainter& painter) {
            Random rays(7);
            for (int i = 0; i < 13; ++i) {
                const double top = static_cast<double>(a) * (0.1 + 0.7 * static_cast<double>(rays.unit()));
                const double lean = (top - static_cast<double>(a) * 0.45) * 0.9;
                const double width = 0.015 + 0.05 * static_cast<double>(rays.unit());
                QLinearGradient light(0, 0, 0, 0.85);
                light.setColorAt(0, Rgb(0xE8FFF4).colour(0.3f));
                light.setColorAt(1, Rgb(0xE8FFF4).colour(0));
                painter.setBrush(light);
                painter.drawPolygon(
                    QPolygonF{{top, -0.02}, {top + width, -0.02}, {top + lean + width * 3, 0.9}, {top + lean, 0.9}});
            }
        },
        0.012f, 1, Blend::Screen);
    Random random(12);
    canvas.paint([&](QPainter& painter) { // a far shoal
        for (int i = 0; i < 90; ++i) {
            const double t = static_cast<double>(random.unit());
            const QPointF at(static_cast<double>(a) * (0.5 + 0.4 * t) + 0.03 * static_cast<double>(random.bell()),
                             0.3 - 0.12 * std::sin(t * 3) + 0.05 * static_cast<double>(random.bell()));
            painter.setBrush(Rgb(0x1C6690).colour(0.75f));
            painter.drawEllipse(at, 0.011, 0.004);
            painter.drawPolygon(
                QPolygonF{at + QPointF(-0.008, 0), at + QPointF(-0.015, -0.004), at + QPointF(-0.015, 0.004)});
        }
    });
    const auto ground = [&](float base, float height, Rgb light, Rgb dark, std::uint32_t seed) {
        fillBelow(
            canvas,
            [=](float u) {
                return base - height * (0.5f + 0.9f * std::abs(u / a - 0.5f)) - 0.07f * clouds(u * 3.4f, 1, 5, seed);
            },
            [=](float u, float v, float below) {
                return mix(dark, light,
                           clamp01(0.45f + clouds(u * 16, v * 16, 5, seed + 2) + 0.5f * smooth(0.05f, 0, below)));
            });
    };
    ground(0.82f, 0.16f, 0x2F86A4, 0x155A84, 4);
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < 12; ++i)
                coral(painter, random, QPointF(random.unit() * a, 0.8f), 0.16f,
                      mix(Rgb(0x3A8FB0), Rgb(0xB06AA8), random.unit() * 0.6f));
        },
        0.002f);
    ground(0.98f, 0.24f, 0x4A6E86, 0x10324E, 9);
    const std::array<Rgb, 6> palette{0xFF6F61, 0xF7A440, 0xE0559A, 0xB388EB, 0xFFD166, 0x52C7A0};
    canvas.paint([&](QPainter& painter) {
        for (int i = 0; i < 17; ++i) {
            const float u = random.unit() * a;
            const float v = 0.99f - 0.22f * std::abs(u / a - 0.5f) * 1.4f + 0.03f * random.bell();
            coral(painter, random, QPointF(u, v), random.between(0.16f, 0.32f),
                  palette[static_cast<std::size_t>(random.integer(0, 5))]);
        }
        for (int i = 0; i < 30; ++i) { // round corals
            const QPointF at(random.unit() * a, 0.97f + 0.05f * random.bell());
            const double size = 0.02 + 0.035 * static_cast<double>(random.unit());
            const Rgb colour = palette[static_cast<std::size_t>(random.integer(0, 5))] * 0.85f;
            foliage(painter, at, QSizeF(size * 1.5, size), 90, 0.006f, {colour, colour * 1.2f, colour * 0.7f}, random,
                    1);
        }
    });
    canvas.paint([&](QPainter& painter) {
        reefFish(painter, {a * 0.36, 0.46}, 0.11, false, {Rgb(0xFF7A1F), Rgb(0xFFF7EC), Rgb(0xE85A10)});
        reefFish(painter, {a * 0.5, 0.56}, 0.085, false, {Rgb(0xFF8A2A), Rgb(0xFFF7EC), Rgb(0xE86A14)});
        reefFish(painter, {a * 0.72, 0.42}, 0.1, true, {Rgb(0xFFD93B), Rgb(0x2B3A7A), Rgb(0xF2B824)});
        reefFish(painter, {a * 0.2, 0.3}, 0.06, true, {Rgb(0x4C6FE0), Rgb(0xFFE066), Rgb(0xFFC93C)});
        reefFish(painter, {a * 0.27, 0.62}, 0.06, true, {Rgb(0x4C6FE0), Rgb(0xFFE066), Rgb(0xFFC93C)});
        for (int i = 0; i < 40; ++i) {
            const QPointF at(a * 0.58f + 0.03f * random.bell(), random.unit() * 0.75f);
            const double size = 0.002 + 0.006 * static_cast<double>(random.unit());
            painter.setBrush(Rgb(0xFFFFFF).colour(0.18f));
            painter.setPen(QPen(Rgb(0xF2FFFF).colour(0.65f), 0.001));
            painter.drawEllipse(at, size, size);
            painter.setPen(Qt::NoPen);
        }
    });
    // Water lies between: blue takes over with distance and depth.
    canvas.shade([&](float u, float v, Rgb below) {
        const float net = crests(u * 7 + clouds(u * 3, v * 3, 2, 6), v * 7, 3, 31);
        const Rgb lit = screen(below, Rgb(0xCFFFF0) * (0.28f * smooth(0.62f, 0.85f, net) * smooth(0.5f, 0.95f, v)));
        return mix(lit, Rgb(0x0F5F92), 0.14f);
    });
    canvas.bloom(0.75f, 0.03f, 0.3f);
    canvas.vignette(0.3f);
    canvas.grain(0.012f);
}

void koiPond(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float deep = clouds(u * 1.6f, v * 1.6f, 4, 3);
        const float stones = clouds(u * 11, v * 11, 3, 14) * 0.06f;
        return mix(Rgb(0x0E3A42), Rgb(0x2F7F7C), clamp01(0.5f + deep)) + Rgb(stones, stones, stones);
    });
    Random random(36);
    struct Koi {
        double u, v, turn, size, bend;
        Rgb ground, patch;
    };
    const std::array<Koi, 6> shoal{{{0.3, 0.36, 35, 0.2, 0.35, 0xFBF4EA, 0xE2401E},
                                    {0.62, 0.3, 140, 0.17, -0.3, 0xF28C1E, 0xD8501A},
                                    {0.7, 0.66, 215, 0.21, 0.3, 0xFDF8F0, 0xD8321E},
                                    {0.36, 0.74, -40, 0.17, -0.35, 0xF6C23A, 0xF2A01E},
                                    {0.15, 0.62, 80, 0.12, 0.25, 0x2A2E3A, 0xE4572E},
                                    {0.86, 0.42, 265, 0.12, -0.2, 0xFFF4E4, 0x23262E}}};
    const auto draw = [&](QPainter& painter, const Koi& koi, bool flat) {
        painter.save();
        painter.translate(static_cast<double>(a) * koi.u, koi.v);
        painter.rotate(koi.turn);
        painter.scale(koi.size, koi.size);
        const auto spine = [&](double t) { return QPointF(0.55 - 1.1 * t, koi.bend * (t - 0.3) * (t - 0.3) * 1.2); };
        const auto half = [](double t) {
            return 0.2 * std::pow(std::sin(3.14159 * std::min(1.0, 0.13 + t * 0.87)), 0.75) * (1 - 0.35 * t) + 0.012;
        };
        QPolygonF outline;
        for (int i = 0; i <= 30; ++i)
            outline << spine(i / 30.0) + QPointF(0, -half(i / 30.0));
        for (int i = 30; i >= 0; --i)
            outline << spine(i / 30.0) + QPointF(0, half(i / 30.0));
        QPainterPath body;
        body.addPolygon(outline);
        QPainterPath head;
        head.addEllipse(QPointF(0.52, spine(0.03).y()), 0.1, half(0.06));
        body = body.united(head);
        const QPointF end = spine(1);
        QPainterPath tail(end);
        tail.cubicTo(end + QPointF(-0.15, -0.03), end + QPointF(-0.28, -0.2),
                     end + QPointF(-0.42, -0.2 + koi.bend * 0.6));
        tail.quadTo(end + QPointF(-0.25, koi.bend * 0.3), end + QPointF(-0.4, 0.2 + koi.bend * 0.6));
        tail.cubicTo(end + QPointF(-0.26, 0.16), end + QPointF(-0.14, 0.04), end);
        QPainterPath fins;
        for (const int side : {-1, 1}) {
            fins.moveTo(spine(0.25) + QPointF(0, side * 0.14));
            fins.cubicTo(spine(0.3) + QPointF(0, side * 0.3), spine(0.4) + QPointF(-0.05, side * 0.42),
                         spine(0.48) + QPointF(-0.02, side * 0.32));
            fins.quadTo(spine(0.4) + QPointF(0, side * 0.2), spine(0.36) + QPointF(0, side * 0.13));
        }
        if (flat) {
            painter.drawPath(body);
            painter.drawPath(tail);
            painter.drawPath(fins);
            painter.restore();
            return;
        }
        painter.setBrush(koi.ground.colour(0.62f));
        painter.drawPath(tail);
        painter.drawPath(fins);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen((koi.ground * 0.7f).colour(0.45f), 0.008));
        for (int i = -3; i <= 3; ++i)
            painter.drawLine(end, end + QPointF(-0.34, 0.05 * i + koi.bend * 0.5));
        painter.setPen(Qt::NoPen);
        QLinearGradient round(0, -0.2, 0, 0.2);
        round.setColorAt(0, (koi.ground * 0.72f).colour());
        round.setColorAt(0.42, (koi.ground * 1.06f).colour());
        round.setColorAt(1, (koi.ground * 0.62f).colour());
        painter.setBrush(round);
        painter.drawPath(body);
        painter.save();
        painter.setClipPath(body);
        for (int i = 0; i < 6; ++i) {
            const double t = 0.05 + 0.16 * i + 0.05 * static_cast<double>(random.bell());
            painter.setBrush(koi.patch.colour(0.92f));
            painter.drawEllipse(spine(t) + QPointF(0, 0.08 * static_cast<double>(random.bell())),
                                0.05 + 0.07 * static_cast<double>(random.unit()),
                                0.06 + 0.08 * static_cast<double>(random.unit()));
        }
        painter.setBrush(Rgb(0xFFFFFF).colour(0.22f));
        painter.drawPolygon(QPolygonF{spine(0.08) + QPointF(0, -0.03), spine(0.5) + QPointF(0, -0.05),
                                      spine(0.9) + QPointF(0, -0.01), spine(0.5) + QPointF(0, -0.01)});
        painter.restore();
        painter.setBrush(Rgb(0x14161C).colour());
        painter.drawEllipse(QPointF(0.52, spine(0.03).y() - 0.075), 0.018, 0.018);
        painter.drawEllipse(QPointF(0.52, spine(0.03).y() + 0.075), 0.018, 0.018);
        painter.restore();
    };
    canvas.paint(
        [&](QPainter& painter) {
            painter.setBrush(Rgb(0x04181C).colour(0.65f));
            painter.translate(0.03, 0.045);
            for (const Koi& koi : shoal)
                draw(painter, koi, true);
        },
        0.014f, 1, Blend::Multiply);
    canvas.paint(
        [&](QPainter& painter) {
            for (const Koi& koi : shoal)
                draw(painter, koi, false);
        },
        0.0012f);
    canvas.shade([&](float u, float v, Rgb below) {
        const float net = crests(u * 4.5f + 0.7f * clouds(u * 3, v * 3, 2, 6), v * 4.5f, 3, 77);
        const Rgb lit = screen(below, Rgb(0xBFF0E2) * (0.34f * smooth(0.66f, 0.88f, net)));
        return mix(lit, Rgb(0x1C5E62), 0.1f);
    });
    const auto pad = [&](QPointF at, double size, double turn) {
        shadow(canvas, at + QPointF(0.022, 0.03), size, size * 0.97, 0.6f, 0.012f);
        canvas.paint([&](QPainter& painter) {
            painter.translate(at);
            painter.rotate(turn);
            QRadialGradient green(QPointF(-size * 0.2, -size * 0.2), size * 1.3);
            green.setColorAt(0, Rgb(0x9CCB6A).colour());
            green.setColorAt(0.6, Rgb(0x5C9A48).colour());
            green.setColorAt(1, Rgb(0x2E6A3A).colour());
            painter.setBrush(green);
            painter.drawPie(QRectF(-size, -size, 2 * size, 2 * size), 14 * 16, 332 * 16);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(Rgb(0xC2E08E).colour(0.5f), size * 0.018));
            for (int i = 1; i < 15; ++i) {
                const double angle = (0.244 + (6.2832 - 0.35) * i / 15.0);
                painter.drawLine(QPointF(0, 0), QPointF(std::cos(angle), -std::sin(angle)) * (size * 0.9));
            }
        });
    };
    pad(QPointF(a * 0.88, 0.13), 0.12, 30);
    pad(QPointF(a * 0.72, 0.06), 0.085, 200);
    pad(QPointF(a * 0.1, 0.9), 0.13, -60);
    pad(QPointF(a * 0.3, 0.99), 0.09, 100);
    pad(QPointF(a * 0.97, 0.9), 0.1, 160);
    canvas.paint([&](QPainter& painter) { // a water lily
        const QPointF at(a * 0.16, 0.86);
        for (int layer = 0; layer < 3; ++layer) {
            const int count = 11 - 2 * layer;
            for (int i = 0; i < count; ++i) {
                painter.save();
                painter.translate(at);
                painter.rotate(360.0 / count * i + layer * 17);
                const double l = 0.085 - 0.02 * layer;
                QPainterPath petal(QPointF(0, 0));
                petal.cubicTo({l * 0.4, -l * 0.34}, {l * 0.8, -l * 0.2}, {l, 0});
                petal.cubicTo({l * 0.8, l * 0.2}, {l * 0.4, l * 0.34}, {0, 0});
                QLinearGradient silk(0, 0, l, 0);
                silk.setColorAt(0, Rgb(0xD86A9A).colour());
                silk.setColorAt(0.7, mix(Rgb(0xF7B6CC), Rgb(0xFFF2F4), 0.3f * static_cast<float>(layer)).colour());
                silk.setColorAt(1, Rgb(0xFFF7F8).colour());
                painter.setBrush(silk);
                painter.drawPath(petal);
                painter.restore();
            }
        }
        foliage(painter, at, QSizeF(0.018, 0.018), 60, 0.004f, {Rgb(0xFFD24A), Rgb(0xF2A62E)}, random, 1);
    });
    canvas.shade([&](float u, float v, Rgb below) { // the sky on the surface
        const float sky = smooth(0.12f, 0.6f, clouds(u * 1.8f + 4, v * 1.1f, 4, 55) + 0.25f * (1 - v));
        return screen(below, Rgb(0xA8D4E8) * (0.3f * sky));
    });
    canvas.vignette(0.35f);
    canvas.grain(0.012f);
}

} // namespace vidimus::samples
