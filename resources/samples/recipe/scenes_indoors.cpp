#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void catAtTheWindow(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x86A6D8}, {0.4f, 0xF3B9A2}, {0.62f, 0xFFDD9E}, {0.8f, 0xFFEFC0}};
    canvas.shade([&](float, float v, Rgb) { return sky(v); });
    cloudLayer(canvas, {.top = 0,
                        .bottom = 0.6f,
                        .scale = 2,
                        .stretch = 3,
                        .cover = 0.5f,
                        .light = 0xFFE9D8,
                        .shade = 0xC48FA6,
                        .strength = 0.8f,
                        .seed = 90});
    sun(canvas, a * 0.66f, 0.5f, 0.045f, 0xFFFDF0, 0xFFC880, 0.5f);
    Random random(33);
    for (int i = 0; i < 3; ++i) {
        const auto f = static_cast<float>(i);
        fillBelow(
            canvas, ridge(0.6f + 0.06f * f, 0.05f, 2, 4, 70u + static_cast<unsigned>(i)), [&](float u, float v, float) {
                return mix(Rgb(0xD9A08C), Rgb(0x7E6A6C), f / 2) + Rgb(1, 1, 1) * (0.06f * clouds(u * 20, v * 20, 3, 4));
            });
    }
    canvas.paint([&](QPainter& painter) { // roofs of a village
        for (int i = 0; i < 15; ++i) {
            const double u = static_cast<double>(a) * i / 14.0 + 0.02 * static_cast<double>(random.bell());
            const double v = 0.76 + 0.03 * static_cast<double>(random.bell());
            const double w = 0.07 + 0.04 * static_cast<double>(random.unit());
            painter.setBrush(mix(Rgb(0xD8B8A0), Rgb(0x9A7A78), random.unit()).colour());
            painter.drawRect(QRectF(u - w / 2, v, w, 0.2));
            painter.setBrush(mix(Rgb(0xB0583E), Rgb(0x7A3E3C), random.unit()).colour());
            painter.drawPolygon(QPolygonF{{u - w * 0.6, v + 0.004},
                                          {u - w * 0.2, v - w * 0.42},
                                          {u + w * 0.2, v - w * 0.42},
                                          {u + w * 0.6, v + 0.004}});
            painter.setBrush(Rgb(0xFFE9A8).colour(0.9f));
            painter.drawRect(QRectF(u - w * 0.25, v + 0.025, w * 0.16, 0.022));
        }
    });
    canvas.blur(0.0065f);
    canvas.paint([&](QPainter& painter) { // frame, sill, curtain
        const Rgb frame(0x4A2E2A);
        painter.setBrush(frame.colour());
        painter.drawRect(QRectF(0, 0, a, 0.035));
        painter.drawRect(QRectF(0, 0, 0.045, 1));
        painter.drawRect(QRectF(a - 0.045f, 0, 0.045, 1));
        painter.drawRect(QRectF(a * 0.5f - 0.011f, 0, 0.022, 0.9));
        painter.drawRect(QRectF(0, 0.3, a, 0.018));
        QLinearGradient sill(0, 0.85, 0, 1);
        sill.setColorAt(0, Rgb(0x8A5A44).colour());
        sill.setColorAt(0.12, Rgb(0x5E3A30).colour());
        sill.setColorAt(1, Rgb(0x2E1A1A).colour());
        painter.setBrush(sill);
        painter.drawRect(QRectF(0, 0.855, a, 0.15));
        for (int side = 0; side < 2; ++side) {
            for (int i = 0; i < 9; ++i) {
                const double x = side == 0 ? 0.02 * i - 0.02 : static_cast<double>(a) - 0.02 * i + 0.02;
                const double reach = (side == 0 ? 1 : -1) * 0.03;
                QLinearGradient fold(x, 0, x + reach, 0);
                fold.setColorAt(0, Rgb(0xF0C9A8).colour(0.88f));
                fold.setColorAt(0.5, Rgb(0xC08A76).colour(0.88f));
                fold.setColorAt(1, Rgb(0x86564E).colour(0.88f));
                painter.setBrush(fold);
                QPainterPath strip(QPointF(x, -0.02));
                strip.cubicTo({x + reach, 0.3}, {x + reach * 0.3, 0.6}, {x - reach * 0.4, 0.93});
                strip.lineTo(x + reach * 0.8, 0.93);
                strip.cubicTo({x + reach * 1.5, 0.6}, {x + reach * 2.1, 0.3}, {x + reach * 1.2, -0.02});
                painter.drawPath(strip);
            }
        }
    });
    const auto cat = [&](QPainter& painter) {
        QPainterPath body(QPointF(-0.17, 0.0));
        body.cubicTo({-0.25, -0.05}, {-0.23, -0.3}, {-0.12, -0.43});
        body.cubicTo({-0.075, -0.49}, {-0.075, -0.52}, {-0.085, -0.56});
        body.cubicTo({-0.105, -0.62}, {-0.095, -0.68}, {-0.082, -0.75});
        body.lineTo(-0.035, -0.685);
        body.quadTo({0.0, -0.7}, {0.037, -0.685});
        body.lineTo(0.088, -0.748);
        body.cubicTo({0.1, -0.68}, {0.11, -0.62}, {0.085, -0.565});
        body.cubicTo({0.07, -0.53}, {0.075, -0.5}, {0.09, -0.45});
        body.cubicTo({0.14, -0.32}, {0.135, -0.12}, {0.12, -0.04});
        body.cubicTo({0.13, 0.0}, {0.1, 0.01}, {0.07, 0.005});
        body.lineTo(-0.17, 0.005);
        painter.drawPath(body);
        painter.save();
        painter.setPen(QPen(painter.brush(), 0.05, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        QPainterPath tail(QPointF(-0.16, -0.02));
        tail.cubicTo({-0.34, 0.0}, {-0.42, 0.06}, {-0.36, 0.2});
        tail.cubicTo({-0.34, 0.26}, {-0.28, 0.27}, {-0.27, 0.22});
        painter.drawPath(tail);
        painter.restore();
    };
    canvas.paint(
        [&](QPainter& painter) { // light around its fur
            painter.translate(a * 0.42f, 0.87);
            painter.scale(0.74, 0.74);
            painter.setBrush(Rgb(0xFFD596).colour());
            painter.translate(0.009, -0.005);
            cat(painter);
        },
        0.0035f);
    canvas.paint([&](QPainter& painter) {
        painter.translate(a * 0.42f, 0.872);
        painter.scale(0.74, 0.74);
        QLinearGradient fur(-0.2, 0, 0.2, -0.1);
        fur.setColorAt(0, Rgb(0x1A1218).colour());
        fur.setColorAt(1, Rgb(0x3A2626).colour());
        painter.setBrush(fur);
        cat(painter);
        painter.setPen(QPen(Rgb(0xFFE2B8).colour(0.55f), 0.0022));
        for (int i = -1; i <= 1; ++i) {
            painter.drawLine(QPointF(0.03, -0.59), QPointF(0.17, -0.6 + 0.03 * i));
            painter.drawLine(QPointF(-0.03, -0.59), QPointF(-0.17, -0.6 + 0.03 * i));
        }
    });
    canvas.paint([&](QPainter& painter) { // a pot of geraniums
        const double x = static_cast<double>(a) * 0.77;
        std::vector<QPointF> tips;
        for (int i = 0; i < 9; ++i)
            branch(painter, random, QPointF(x, 0.76), 0.1f, random.bell() * 0.8f, 0.005f, 2, 0x3E5A34, &tips);
        for (const QPointF& tip : tips)
            foliage(painter, tip, QSizeF(0.028, 0.02), 10, 0.013f, {Rgb(0x4E7A3C), Rgb(0x6A9A4A), Rgb(0x355A30)},
                    random);
        for (std::size_t i = 0; i < tips.size(); i += 4)
            foliage(painter, tips[i] + QPointF(0, -0.02), QSizeF(0.024, 0.018), 34, 0.007f,
                    {Rgb(0xE8404E), Rgb(0xF77A7A), Rgb(0xC22A44)}, random, 1);
        QLinearGradient clay(x - 0.08, 0, x + 0.08, 0);
        clay.setColorAt(0, Rgb(0x7A3A26).colour());
        clay.setColorAt(0.7, Rgb(0xC8693F).colour());
        clay.setColorAt(1, Rgb(0xF0A070).colour());
        painter.setBrush(clay);
        painter.drawPolygon(QPolygonF{{x - 0.075, 0.75}, {x + 0.075, 0.75}, {x + 0.056, 0.885}, {x - 0.056, 0.885}});
        painter.drawRoundedRect(QRectF(x - 0.083, 0.735, 0.166, 0.032), 0.006, 0.006);
    });
    canvas.paint([&](QPainter& painter) { softEllipse(painter, QPointF(a * 0.66f, 0.5), 0.55, 0.5, 0xFFC070, 0.35f); },
                 0, 1, Blend::Screen);
    oil(canvas, {0.008f, 0.004f, 0.0022f}, 0.07f, 0.5f, 2);
    canvas.bloom(0.8f, 0.04f, 0.35f);
    canvas.vignette(0.3f);
}

} // namespace vidimus::samples
