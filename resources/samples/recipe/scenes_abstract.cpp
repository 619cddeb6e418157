#include <array>

#include <QPainterPath>

#include "brushes.h"
#include "scenes.h"

namespace vidimus::samples {

void colourWaves(Canvas& canvas)
{
    const Ramp colours{{0, 0x1B1F5E},     {0.2f, 0x5B2A86}, {0.4f, 0xC2407A}, {0.58f, 0xF7775A},
                       {0.75f, 0xFFB85C}, {0.9f, 0xFFE9A8}, {1, 0xFFF9E6}};
    canvas.shade([&](float u, float v, Rgb) {
        const float bend = 0.16f * std::sin(u * 3.1f + 0.6f) + 0.06f * std::sin(u * 7.3f + v * 3);
        const float t = v + bend;
        const float band = std::floor(t * 7);
        const float within = t * 7 - band;
        const float edge = 0.22f * smooth(0, 0.55f, within) - 0.1f * smooth(0.8f, 1.f, within);
        return colours(clamp01((band + 0.4f) / 8.2f + edge * 0.4f)) * (0.93f + 0.1f * smooth(0, 0.4f, within));
    });
}

void paperShapes(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([](float, float, Rgb) { return Rgb(0xF2E8D5); });
    const auto piece = [&](Rgb colour, const std::function<void(QPainter&)>& draw) {
        canvas.paint(
            [&](QPainter& painter) {
                painter.setBrush(Rgb(0x3A2A20).colour(0.5f));
                painter.translate(0.006, 0.009);
                draw(painter);
            },
            0.007f, 1, Blend::Multiply);
        canvas.paint([&](QPainter& painter) {
            painter.setBrush(colour.colour());
            draw(painter);
        });
    };
    const auto disc = [](double u, double v, double radius) {
        return [=](QPainter& painter) { painter.drawEllipse(QPointF(u, v), radius, radius); };
    };
    piece(0xE9B44C, disc(a * 0.66, 0.28, 0.19));
    piece(0xD9542B, disc(a * 0.66, 0.28, 0.11));
    const std::array<Rgb, 4> hills{0x8FB8AA, 0x4F8A8B, 0x2C5F6B, 0x17354A};
    for (int i = 0; i < 4; ++i) {
        const Outline top =
            ridge(0.55f + 0.12f * static_cast<float>(i), 0.12f, 1.1f, 2, 3u + static_cast<unsigned>(i) * 4);
        piece(hills[static_cast<std::size_t>(i)], [&](QPainter& painter) {
            QPolygonF form{{-0.1, 1.1}};
            for (int p = 0; p <= 80; ++p) {
                const float u = -0.05f + (a + 0.1f) * static_cast<float>(p) / 80;
                form << QPointF(u, top(u));
            }
            form << QPointF(a + 0.1f, 1.1);
            painter.drawPolygon(form);
        });
    }
    piece(0xC8412C, [&](QPainter& painter) {
        QPainterPath bird(QPointF(a * 0.18, 0.26));
        bird.cubicTo({a * 0.24, 0.17}, {a * 0.34, 0.2}, {a * 0.38, 0.27});
        bird.cubicTo({a * 0.43, 0.2}, {a * 0.53, 0.18}, {a * 0.58, 0.25});
        bird.cubicTo({a * 0.5, 0.24}, {a * 0.43, 0.29}, {a * 0.39, 0.35});
        bird.cubicTo({a * 0.35, 0.29}, {a * 0.26, 0.25}, {a * 0.18, 0.26});
        painter.drawPath(bird);
    });
    for (const double u : {0.2, 0.29, 0.8}) {
        piece(0xF2E8D5, [&](QPainter& painter) {
            for (int i = 0; i < 4; ++i)
                painter.drawPolygon(QPolygonF{{a * u, 0.66 + 0.05 * i},
                                              {a * u + 0.035 + 0.012 * i, 0.745 + 0.05 * i},
                                              {a * u - 0.035 - 0.012 * i, 0.745 + 0.05 * i}});
        });
    }
    canvas.shade([](float u, float v, Rgb below) { // the fibres of the paper
        const float fibre = 0.025f * noise(u * 140, v * 220, 5) + 0.02f * noise(u * 420, v * 300, 6);
        return below * (1 + fibre);
    });
}

void ringedPlanet(Canvas& canvas)
{
    const float a = canvas.aspect();
    canvas.shade([&](float u, float v, Rgb) {
        const float warp = clouds(u * 1.6f, v * 1.6f, 4, 3);
        const float gas = clouds(u * 2 + warp * 1.8f, v * 2 - warp, 6, 8) + 0.5f;
        const float other = clouds(u * 1.4f - warp + 4, v * 1.8f + warp * 1.4f, 6, 19) + 0.5f;
        Rgb sky(0x070916);
        sky = screen(sky, Rgb(0x7A2A7E) * std::pow(clamp01(gas), 2.4f));
        sky = screen(sky, Rgb(0x1E6A9A) * std::pow(clamp01(other), 2.6f));
        sky = screen(sky, Rgb(0xF28A5A) * std::pow(clamp01(gas * other * 1.7f), 4.f));
        return sky * (1 - 0.55f * smooth(0.5f, 0.9f, crests(u * 2.4f + warp, v * 2.4f, 5, 5)));
    });
    stars(
        canvas, [](float) { return 2.f; }, 1100, 2);
    const float pu = a * 0.54f;
    const float pv = 0.53f;
    const float radius = 0.27f;
    const float tilt = -0.36f;
    const auto ring = [&](bool front) {
        canvas.shade([&](float u, float v, Rgb below) {
            const float x = (u - pu) * std::cos(tilt) + (v - pv) * std::sin(tilt);
            const float y = -(u - pu) * std::sin(tilt) + (v - pv) * std::cos(tilt);
            if ((y > 0) != front)
                return below;
            const float distance = std::hypot(x, y / 0.27f) / radius;
            if (distance < 1.25f || distance > 2.35f)
                return below;
            const float t = (distance - 1.25f) / 1.1f;
            const float grooves = 0.55f + 0.4f * noise(t * 15, 0.5f, 4) + 0.25f * noise(t * 60, 0.5f, 6);
            const float gap = 1 - 0.9f * smooth(0.025f, 0.0f, std::abs(t - 0.62f));
            // The planet's shadow lies over the part behind it.
            const float dark = !front ? smooth(-0.2f * radius, 0.5f * radius, x) *
                                            smooth(1.02f, 0.85f, std::hypot(x - 0.24f, y * 1.2f + 0.1f) / radius)
                                      : 0;
            const float cover = smooth(0, 0.06f, t) * smooth(1, 0.9f, t) * clamp01(grooves) * gap * 0.92f;
            return mix(below, mix(Rgb(0xF6DDB4), Rgb(0xB98A78), t) * (1 - 0.85f * dark), clamp01(cover));
        });
    };
    ring(false);
    canvas.shade([&](float u, float v, Rgb below) {
        const float x = (u - pu) / radius;
        const float y = (v - pv) / radius;
        const float distance = std::hypot(x, y);
        const float halo = std::exp(-std::max(distance - 1, 0.f) * 14) * 0.45f * smooth(0.7f, -0.9f, x + 0.6f * y);
        const Rgb around = screen(below, Rgb(0x8FC8F2) * halo);
        if (distance > 1.01f)
            return around;
        const float z = std::sqrt(std::max(0.f, 1 - distance * distance));
        const float turnedY = -x * std::sin(tilt) + y * std::cos(tilt) - 0.25f * z;
        const float turnedX = x * std::cos(tilt) + y * std::sin(tilt);
        const float storm = clouds(turnedX * 1.6f / (0.4f + z), turnedY * 9, 5, 3);
        const float lane = turnedY * 6 + 0.55f * storm;
        const Ramp bands{{0, 0x9A5A4A}, {0.3f, 0xE0A878}, {0.5f, 0xF7E0B8}, {0.7f, 0xD08A62}, {1, 0x8A4A4E}};
        const float phase = 0.5f + 0.5f * std::sin(lane * 1.7f) * (0.75f + 0.25f * noise(lane, 3, 8));
        const float light = clamp01(0.04f + 1.15f * (-0.62f * x - 0.42f * y + 0.55f * z));
        const Rgb lit = bands(phase) * light + Rgb(0x24408A) * (0.22f * std::pow(1 - z, 2.f));
        return mix(around, lit, smooth(1.003f, 0.994f, distance));
    });
    ring(true);
    canvas.paint([&](QPainter& painter) { // a moon
        const QPointF at(a * 0.2, 0.24);
        QRadialGradient light(at + QPointF(-0.018, -0.014), 0.06);
        light.setColorAt(0, Rgb(0xF2F0EC).colour());
        light.setColorAt(0.5, Rgb(0xA8A4AC).colour());
        light.setColorAt(0.9, Rgb(0x23243A).colour());
        painter.setBrush(light);
        painter.drawEllipse(at, 0.036, 0.036);
    });
    canvas.bloom(0.72f, 0.03f, 0.35f);
    canvas.grain(0.012f);
}

void tiles(Canvas& canvas)
{
    canvas.paint([&](QPainter& painter) {
        painter.fillRect(QRectF(0, 0, 4, 1), Rgb(0xF4EBDD).colour());
        const double side = 0.25;
        for (int row = 0; row < 4; ++row) {
            for (int column = 0; column < 8; ++column) {
                painter.save();
                painter.translate(side * (column + 0.5), side * (row + 0.5));
                const bool turned = ((row + column) & 1) != 0;
                const Rgb one = turned ? Rgb(0x1F5F8B) : Rgb(0xC8553D);
                const Rgb two = turned ? Rgb(0xE9B44C) : Rgb(0x2A7F78);
                for (int i = 0; i < 8; ++i) {
                    painter.save();
                    painter.rotate(45.0 * i);
                    painter.setBrush((i % 2 == 0 ? one : two).colour());
                    painter.drawPolygon(QPolygonF{{0, 0}, {0.03, -0.06}, {0, -0.118}, {-0.03, -0.06}});
                    painter.restore();
                }
                painter.setBrush(Rgb(0xF4EBDD).colour());
                painter.drawEllipse(QPointF(0, 0), 0.03, 0.03);
                painter.setBrush(two.colour());
                painter.drawEllipse(QPointF(0, 0), 0.018, 0.018);
                for (int i = 0; i < 4; ++i) {
                    painter.save();
                    painter.rotate(90.0 * i);
                    painter.setBrush(one.colour());
                    painter.drawPie(QRectF(0.075, 0.075, 0.1, 0.1), 90 * 16, 90 * 16);
                    painter.restore();
                }
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(Rgb(0xCDBFAA).colour(), 0.006));
                painter.drawRect(QRectF(-side / 2, -side / 2, side, side));
                painter.restore();
            }
        }
    });
    canvas.shade([](float u, float v, Rgb below) { return below * (1 + 0.05f * clouds(u * 9, v * 9, 4, 3)); });
}

QImage butterfly(QSize size)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.scale(size.height(), size.height());
    painter.translate(static_cast<double>(size.width()) / size.height() / 2, 0.5);
    painter.rotate(12);
    Random random(8);
    QPainterPath fore(QPointF(0.015, -0.06));
    fore.cubicTo({0.12, -0.32}, {0.36, -0.46}, {0.5, -0.4});
    fore.cubicTo({0.54, -0.3}, {0.46, -0.1}, {0.36, -0.03});
    fore.cubicTo({0.25, 0.02}, {0.1, 0.02}, {0.015, 0.0});
    QPainterPath hind(QPointF(0.015, 0.0));
    hind.cubicTo({0.16, 0.0}, {0.36, 0.0}, {0.38, 0.1});
    hind.cubicTo({0.4, 0.24}, {0.3, 0.36}, {0.2, 0.36});
    hind.cubicTo({0.12, 0.36}, {0.04, 0.2}, {0.015, 0.1});
    for (const int mirror : {1, -1}) {
        painter.save();
        painter.scale(mirror, 1);
        for (const QPainterPath* wing : {&hind, &fore}) {
            QRadialGradient scales(QPointF(0.02, 0.0), 0.55);
            scales.setColorAt(0, Rgb(0x173A8A).colour());
            scales.setColorAt(0.35, Rgb(0x1E78D8).colour());
            scales.setColorAt(0.62, Rgb(0x4CC4F0).colour());
            scales.setColorAt(0.8, Rgb(0x164A9A).colour());
            scales.setColorAt(1, Rgb(0x0A1230).colour());
            painter.setBrush(scales);
            painter.drawPath(*wing);
            painter.save();
            painter.setClipPath(*wing);
            painter.setBrush(Qt::NoBrush);
            for (int i = 0; i < 9; ++i) {
                const double angle = (wing == &fore ? -1.25 : -0.1) + 0.16 * i;
                painter.setPen(QPen(Rgb(0x081026).colour(0.8f), 0.0045));
                QPainterPath vein(QPointF(0.02, 0.0));
                vein.quadTo(QPointF(std::cos(angle) * 0.26, std::sin(angle) * 0.26 - 0.02),
                            QPointF(std::cos(angle) * 0.6, std::sin(angle) * 0.6));
                painter.drawPath(vein);
            }
            painter.setPen(QPen(Rgb(0x070B1C).colour(), 0.05));
            painter.drawPath(*wing);
            painter.setPen(Qt::NoPen);
            for (int i = 0; i < 22; ++i) { // pale spots along the rim
                const QPointF rim = wing->pointAtPercent(0.3 + 0.45 * i / 22.0);
                painter.setBrush(Rgb(0xF2F8FF).colour(0.9f));
                painter.drawEllipse(rim * 0.965, 0.0055, 0.0055);
            }
            for (int i = 0; i < 900; ++i) { // shimmer
                painter.setBrush(Rgb(0xD8F4FF).colour(random.between(0.05f, 0.3f)));
                painter.drawEllipse(QPointF(random.between(0, 0.5f), random.between(-0.45f, 0.4f)), 0.0012, 0.0012);
            }
            painter.restore();
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Rgb(0x0A0E1E).colour(), 0.005, Qt::SolidLine, Qt::RoundCap));
        QPainterPath feeler(QPointF(0.006, -0.12));
        feeler.cubicTo({0.02, -0.2}, {0.06, -0.26}, {0.09, -0.28});
        painter.drawPath(feeler);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Rgb(0x0A0E1E).colour());
        painter.drawEllipse(QPointF(0.092, -0.281), 0.008, 0.006);
        painter.restore();
    }
    QLinearGradient body(-0.02, 0, 0.02, 0);
    body.setColorAt(0, Rgb(0x3A3F5E).colour());
    body.setColorAt(0.5, Rgb(0x12162A).colour());
    body.setColorAt(1, Rgb(0x05070F).colour());
    painter.setBrush(body);
    painter.drawEllipse(QPointF(0, 0.08), 0.015, 0.15);
    painter.drawEllipse(QPointF(0, -0.05), 0.021, 0.06);
    painter.drawEllipse(QPointF(0, -0.115), 0.016, 0.018);
    painter.end();
    return image.convertToFormat(QImage::Format_ARGB32);
}

QImage pixelCampfire(QSize size, int frame)
{
    const QSize grid(96, 72);
    QImage image(grid, QImage::Format_RGB32);
    Random random(31);
    const std::array<unsigned, 5> sky{0x0B1030, 0x141B4A, 0x232A66, 0x3A3A7E, 0x5A4A8E};
    const auto dot = [&](int x, int y, unsigned colour) {
        if (image.rect().contains(x, y))
            image.setPixel(x, y, 0xFF000000u | colour);
    };
    for (int y = 0; y < grid.height(); ++y)
        for (int x = 0; x < grid.width(); ++x)
            dot(x, y, sky[static_cast<std::size_t>(std::min(4, (y + ((x + y) & 1) * 3) / 11))]);
    for (int i = 0; i < 60; ++i)
        dot(random.integer(0, 95), random.integer(0, 34), i % 5 == (frame % 5) ? 0xFFFFFF : 0x9AA4E0);
    for (int y = -7; y <= 7; ++y)
        for (int x = -7; x <= 7; ++x)
            if (x * x + y * y <= 46 && (x - 4) * (x - 4) + (y + 2) * (y + 2) > 36)
                dot(76 + x, 13 + y, 0xF6EFC8);
    for (int x = 0; x < 96; ++x) { // hills
        const int far = 42 - static_cast<int>(6 * std::sin(x * 0.07) + 3 * std::sin(x * 0.19));
        const int near = 52 - static_cast<int>(3 * std::sin(x * 0.05 + 2));
        for (int y = far; y < 72; ++y)
            dot(x, y, 0x1E2454);
        for (int y = near; y < 72; ++y)
            dot(x, y, y == near ? 0x2E5A3E : (((x * 7 + y * 13) % 11) == 0 ? 0x26503A : 0x1B3E30));
    }
    for (int tree = 0; tree < 9; ++tree) {
        const int x = tree < 5 ? 3 + tree * 7 : 66 + (tree - 5) * 8;
        const int height = random.integer(14, 24);
        for (int y = 0; y < height; ++y) {
            const int half = (y % 6) * 2 / 3 + y / 5;
            for (int dx = -half; dx <= half; ++dx)
                dot(x + dx, 54 - height + y, dx > half / 2 ? 0x1C4436 : 0x12302C);
        }
        dot(x, 54, 0x3A2A20);
        dot(x, 55, 0x3A2A20);
    }
    const std::array<unsigned, 5> flame{0xFFF6C0, 0xFFD84A, 0xFF9A2A, 0xE8502A, 0x8A2A3A};
    for (int y = 0; y < 18; ++y) {
        const double sway = std::sin(frame * 2.1 + y * 0.5) * y * 0.14;
        const double half = (18 - y) * 0.36 * (0.8 + 0.25 * std::sin(y * 1.1 + frame * 1.7));
        for (int x = -8; x <= 8; ++x) {
            const double distance = std::abs(x - sway) / std::max(half, 0.1);
            if (distance < 1)
                dot(48 + x, 62 - y, flame[static_cast<std::size_t>(std::min(4.0, distance * 3.2 + y * 0.11))]);
        }
    }
    for (int i = 0; i < 7; ++i)
        dot(48 + static_cast<int>(6 * std::sin(i * 2.3 + frame)), 42 - (i * 5 + frame * 4) % 26, 0xFFB84A);
    for (int x = -9; x <= 9; ++x) { // logs, and the light on the ground
        dot(48 + x, 63 + (x + 9) / 7, 0x6A3E24);
        dot(48 + x, 64 + (9 - x) / 7, 0x8A5430);
    }
    for (int x = -26; x <= 26; ++x)
        for (int y = 0; y < 6; ++y)
            if (std::abs(x) * 6 + y * 16 < 150 && ((x + y + frame) & 1) == 0 && std::abs(x) > 9)
                dot(48 + x, 65 + y, 0x6A6A34);
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

} // namespace vidimus::samples
