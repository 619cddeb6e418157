#include "models/draw/scene_painter.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QPainter>

#include "models/draw/backdrop.h"
#include "models/draw/dice.h"

namespace vidimus::draw {

namespace {

void paintThing(QPainter& painter, int width, int height, const Placement& place, const Group& group,
                const Glyphs& glyphs)
{
    const double side = place.size * std::min(width, height);
    const QImage& image = glyphs.image(group.thing, group.colour, side);
    painter.save();
    painter.translate(place.x * width, place.y * height);
    painter.setOpacity(0.18); // a shadow, so that nothing hangs in the air
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawEllipse(QPointF(0, side * 0.47), side * 0.36, side * 0.06);
    painter.setOpacity(1);
    painter.rotate(place.degrees);
    painter.scale(group.mirrored ? -1 : 1, 1);
    painter.drawImage(QRectF(-side / 2, -side / 2, side, side), image);
    painter.restore();
}

/// About normal: the sum of a few even ones.
float bell(Dice& dice)
{
    return (dice.part() + dice.part() + dice.part() - 1.5f) * 2.f;
}

void weather(QImage& image, const Scene& scene)
{
    Dice dice(scene.seed, "noise");
    const float light = scene.light * (1 - scene.haze);
    const float veil = scene.haze * (scene.night ? 60.f : 190.f);
    constexpr int kTable = 1024;
    std::array<float, kTable> noise;
    for (float& value : noise)
        value = scene.noise > 0 ? scene.noise * bell(dice) : 0.f;
    std::uint32_t place = static_cast<std::uint32_t>(scene.seed) | 1u;
    for (int y = 0; y < image.height(); ++y) {
        QRgb* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            place = place * 1664525u + 1013904223u;
            const float dust = noise[place >> 22];
            const auto seen = [&](int value) {
                return std::clamp(static_cast<int>(static_cast<float>(value) * light + veil + dust), 0, 255);
            };
            row[x] = qRgb(seen(qRed(row[x])), seen(qGreen(row[x])), seen(qBlue(row[x])));
        }
    }
}

} // namespace

QImage paintScene(const Scene& scene, const Glyphs& glyphs, int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    paintBackdrop(painter, width, height, scene);
    for (const Group& group : scene.groups) {
        for (const Placement& place : group.places)
            paintThing(painter, width, height, place, group, glyphs);
    }
    if (scene.night)
        painter.fillRect(image.rect(), QColor(10, 14, 50, 60));
    painter.end();
    weather(image, scene);
    return image;
}

QImage compressed(const QImage& image, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", quality);
    return QImage::fromData(bytes, "JPEG").convertToFormat(QImage::Format_RGB32);
}

RgbImage rgbImageOf(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    RgbImage result{rgb.width(), rgb.height(), {}};
    result.pixels.reserve(static_cast<std::size_t>(rgb.width()) * static_cast<std::size_t>(rgb.height()) * 3);
    for (int y = 0; y < rgb.height(); ++y)
        result.pixels.insert(result.pixels.end(), rgb.constScanLine(y), rgb.constScanLine(y) + 3 * rgb.width());
    return result;
}

} // namespace vidimus::draw
