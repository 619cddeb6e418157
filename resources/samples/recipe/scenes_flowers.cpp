#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void daisy(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float leaf = clouds(u * 2.2f, v * 2.2f, 3, 5);
        return mix(mix(Rgb(0x15352E), Rgb(0x4F8A55), clamp01(0.5f + leaf)), Rgb(0xE9E2A0),
                   0.75f * std::exp(-std::hypot(u - a * 0.85f, v - 0.08f) * 2.4f));
    });
    Random random(27);
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < 34; ++i) {
                const double radius = 0.02 + 0.06 * static_cast<double>(random.unit());
                const QPointF at(random.unit() * a, random.unit());
                const Rgb light = mix(Rgb(0xF3C4D8), Rgb(0xE6F2A8), random.unit());
                painter.setBrush(light.colour(random.between(0.08f, 0.3f)));
                painter.drawEllipse(at, radius, radius);
            }
        },
        0.006f, 1, Blend::Screen);
    const QPointF heart(a * 0.47, 0.49);
    canvas.paint(
        [&](QPainter& painter) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(Rgb(0x5E8C46).colour(), 0.028, Qt::SolidLine, Qt::FlatCap));
            QPainterPath stem(heart);
            stem.quadTo(QPointF(a * 0.5, 0.8), QPointF(a * 0.58, 1.1));
            painter.drawPath(stem);
        },
        0.006f);
    const auto ring = [&](int count, double length, double width, double turn, Rgb inner, Rgb outer, float light) {
        canvas.paint([&](QPainter& painter) {
            for (int i = 0; i < count; ++i) {
                painter.save();
                painter.translate(heart);
                painter.rotate(360.0 / count * i + turn + 3 * static_cast<double>(random.bell()));
                const double l = length * (1 + 0.06 * static_cast<double>(random.bell()));
                const double w = width * (1 + 0.12 * static_cast<double>(random.bell()));
                const float shade = light * random.between(0.86f, 1.06f);
                QPainterPath petal(QPointF(0.04, 0));
                petal.cubicTo({l * 0.35, -w * 1.1}, {l * 0.85, -w * 1.15}, {l, -w * 0.15});
                petal.quadTo({l * 0.97, 0}, {l, w * 0.2});
                petal.cubicTo({l * 0.85, w * 1.15}, {l * 0.35, w * 1.1}, {0.04, 0});
                QLinearGradient silk(0, 0, l, 0);
                silk.setColorAt(0.1, (inner * shade).colour());
                silk.setColorAt(0.55, (mix(inner, outer, 0.6f) * shade).colour());
                silk.setColorAt(1, (outer * shade).colour());
                painter.setBrush(silk);
                painter.drawPath(petal);
                QLinearGradient curl(0, -w, 0, w);
                curl.setColorAt(0, Rgb(0xFFFFFF).colour(0.28f));
                curl.setColorAt(0.5, Rgb(0xFFFFFF).colour(0));
                curl.setColorAt(1, Rgb(0x5A0A3A).colour(0.32f));
                painter.setBrush(curl);
                painter.drawPath(petal);
                painter.setBrush(Qt::NoBrush);
                for (int v = -3; v <= 3; ++v) {
                    painter.setPen(QPen((inner * 0.7f).colour(0.22f), 0.0012));
                    QPainterPath vein(QPointF(0.08, 0));
                    vein.quadTo({l * 0.5, w * 0.26 * v}, {l * 0.94, w * 0.16 * v});
                    painter.drawPath(vein);
                }
                painter.setPen(Qt::NoPen);
                painter.restore();
            }
        });
        canvas.paint(
            [&](QPainter& painter) {
                painter.setBrush(Rgb(0x4A0830).colour(0.32f));
                painter.drawEllipse(heart, length * 0.42, length * 0.42);
            },
            0.03f, 1, Blend::Multiply);
    };
    ring(23, 0.42, 0.05, 0, 0xB02A6A, 0xF58CB4, 0.82f);
    ring(21, 0.38, 0.048, 8, 0xC8347A, 0xFBA6C4, 0.95f);
    ring(17, 0.29, 0.04, 3, 0xD24A8A, 0xFFC0D4, 1.04f);
    canvas.paint([&](QPainter& painter) {
        softEllipse(painter, heart, 0.14, 0.14, 0x5A1030, 0.9f, 0.55f);
        // Florets in the spiral that sunflowers use.
        for (int i = 620; i > 0; --i) {
            const double distance = 0.0046 * std::sqrt(static_cast<double>(i));
            const double angle = i * 2.39996;
            const QPointF at = heart + QPointF(std::cos(angle), std::sin(angle)) * distance;
            const auto t = static_cast<float>(distance / 0.115);
            const Ramp colours{{0, 0x7A6A1E}, {0.35f, 0xB98A1E}, {0.7f, 0xF2B72E}, {1, 0xFFD95A}};
            const double size = 0.0022 + 0.0022 * static_cast<double>(t);
            painter.setBrush((colours(t) * 0.55f).colour());
            painter.drawEllipse(at + QPointF(0.0012, 0.0016), size, size);
            painter.setBrush((colours(t) * random.between(0.85f, 1.12f)).colour());
            painter.drawEllipse(at, size * 0.85, size * 0.85);
            painter.setBrush(Rgb(0xFFF6D0).colour(0.55f));
            painter.drawEllipse(at + QPointF(-size * 0.3, -size * 0.3), size * 0.28, size * 0.28);
        }
        for (int i = 0; i < 34; ++i) { // dew
            const float angle = random.unit() * 6.2832f;
            const float distance = random.between(0.17f, 0.38f);
            const QPointF at = heart + QPointF(std::cos(angle), std::sin(angle)) * static_cast<double>(distance);
            const double size = 0.003 + 0.006 * static_cast<double>(random.unit());
            QRadialGradient drop(at + QPointF(size * 0.3, size * 0.35), size * 1.3);
            drop.setColorAt(0, Rgb(0xFFE6F0).colour(0.85f));
            drop.setColorAt(0.7, Rgb(0xE070A0).colour(0.35f));
            drop.setColorAt(1, Rgb(0x7A1A4A).colour(0.55f));
            painter.setBrush(drop);
            painter.drawEllipse(at, size, size);
            painter.setBrush(Rgb(0xFFFFFF).colour(0.95f));
            painter.drawEllipse(at + QPointF(-size * 0.35, -size * 0.35), size * 0.26, size * 0.26);
        }
    });
    canvas.bloom(0.8f, 0.03f, 0.25f);
    canvas.vignette(0.35f);
    canvas.grain(0.012f);
}

void cherryBlossom(Canvas& canvas)
{
    const float a = canvas.aspect();
    const Ramp sky{{0, 0x7DB3E0}, {0.6f, 0xC2DDF0}, {1, 0xF4EEF2}};
    canvas.shade([&](float u, float v, Rgb) { return sky(v * 0.8f + 0.2f * u / a); });
    Random random(45);
    const auto blossom = [&](QPainter& painter, QPointF at, double size, float haze) {
        painter.save();
        painter.translate(at);
        painter.rotate(static_cast<double>(random.between(0, 360)));
        painter.scale(1, static_cast<double>(random.between(0.65f, 1.f)));
        const float light = random.between(0.9f, 1.04f);
        for (int i = 0; i < 5; ++i) {
            painter.save();
            painter.rotate(72.0 * i);
            QPainterPath petal(QPointF(0, 0));
            petal.cubicTo({size * 0.25, -size * 0.62}, {size * 0.95, -size * 0.55}, {size, -size * 0.1});
            petal.lineTo(size * 0.92, 0);
            petal.lineTo(size, size * 0.1);
            petal.cubicTo({size * 0.95, size * 0.55}, {size * 0.25, size * 0.62}, {0, 0});
            QLinearGradient silk(0, 0, size, 0);
            silk.setColorAt(0, mix(Rgb(0xE0638E) * light, Rgb(0xD8E6F2), haze).colour());
            silk.setColorAt(0.4, mix(Rgb(0xF9BCD0) * light, Rgb(0xD8E6F2), haze).colour());
            silk.setColorAt(1, mix(Rgb(0xFFEAF0) * light, Rgb(0xD8E6F2), haze).colour());
            painter.setBrush(silk);
            painter.drawPath(petal);
            painter.restore();
        }
        painter.setPen(QPen(mix(Rgb(0xC23A66), Rgb(0xD8E6F2), haze).colour(0.8f), size * 0.03));
        for (int i = 0; i < 12; ++i) {
            const double angle = i * 0.5236 + 0.2 * static_cast<double>(random.bell());
            const QPointF tip =
                QPointF(std::cos(angle), std::sin(angle)) * (size * (0.32 + 0.12 * static_cast<double>(random.unit())));
            painter.drawLine(QPointF(0, 0), tip);
            painter.save();
            painter.setPen(Qt::NoPen);
            painter.setBrush(mix(Rgb(0xF6C84A), Rgb(0xD8E6F2), haze).colour());
            painter.drawEllipse(tip, size * 0.05, size * 0.05);
            painter.restore();
        }
        painter.restore();
    };
    const auto spray = [&](QPointF from, float length, float angle, float width, int depth, double size, float haze,
                           float blur, int each) {
        std::vector<QPointF> tips;
        canvas.paint(
            [&](QPainter& painter) {
                branch(painter, random, from, length, angle, width, depth, mix(Rgb(0x4A2F2E), Rgb(0xB8C8D8), haze),
                       &tips);
                for (const QPointF& tip : tips)
                    for (int i = 0; i < each; ++i)
                        blossom(painter,
                                tip + QPointF(0.035 * static_cast<double>(random.bell()),
                                              0.03 * static_cast<double>(random.bell())),
                                size * static_cast<double>(random.between(0.7f, 1.1f)), haze);
            },
            blur);
    };
    spray(QPointF(-0.05, 0.95), 0.3f, 0.7f, 0.02f, 4, 0.03, 0.5f, 0.014f, 3);
    spray(QPointF(a + 0.02, 0.75), 0.26f, -0.9f, 0.018f, 4, 0.028, 0.4f, 0.008f, 3);
    spray(QPointF(-0.06, 0.32), 0.3f, 1.35f, 0.03f, 4, 0.042, 0, 0, 3);
    spray(QPointF(a * 0.25, 0.3), 0.24f, 1.75f, 0.02f, 4, 0.043, 0, 0, 3);
    canvas.paint(
        [&](QPainter& painter) { // petals on the wind
            for (int i = 0; i < 36; ++i) {
                painter.save();
                painter.translate(random.unit() * a, random.unit());
                painter.rotate(static_cast<double>(random.between(0, 360)));
                painter.setBrush(mix(Rgb(0xF7A8C2), Rgb(0xFFEAF0), random.unit()).colour(0.9f));
                painter.drawEllipse(QPointF(0, 0), 0.011, 0.006);
                painter.restore();
            }
        },
        0.0012f);
    canvas.bloom(0.85f, 0.03f, 0.25f);
    canvas.vignette(0.12f);
    canvas.grain(0.01f);
}

} // namespace vidimus::samples
