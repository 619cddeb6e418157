#include "tests/support/picture_maker.h"

#include <algorithm>
#include <cmath>

#include <QLinearGradient>
#include <QPainter>
#include <QPolygonF>
#include <QRadialGradient>
#include <QTransform>

#include "tests/support/random.h"

namespace vidimus::test {

namespace {

/// Forms are drawn this many times smaller and enlarged: soft, and quick whatever the size.
constexpr int kReduction = 6;

QColor randomColour(Random& random, double lowLightness, double highLightness)
{
    return QColor::fromHslF(static_cast<float>(random.unit()), static_cast<float>(random.between(0.2, 0.8)),
                            static_cast<float>(random.between(lowLightness, highLightness)));
}

void drawGlow(QPainter& painter, QPointF centre, double radius, QColor colour)
{
    QRadialGradient glow(centre, radius);
    glow.setColorAt(0, colour);
    colour.setAlpha(0);
    glow.setColorAt(1, colour);
    painter.setBrush(glow);
    painter.drawEllipse(centre, radius, radius);
}

void drawHills(QPainter& painter, Random& random, QSizeF size, double height, QColor colour)
{
    const double phase = random.between(0, 6.3);
    const double waves = random.between(1, 5);
    QPolygonF outline;
    outline << QPointF(0, size.height());
    for (int i = 0; i <= 48; ++i) {
        const double at = i / 48.0;
        const double rise = std::sin(phase + at * waves * 3) + 0.4 * std::sin(phase * 3 + at * waves * 11);
        outline << QPointF(at * size.width(), size.height() * (height - 0.07 * rise));
    }
    outline << QPointF(size.width(), size.height());
    painter.setBrush(colour);
    painter.drawPolygon(outline);
}

QImage forms(QSize size, Random& random)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QLinearGradient sky(0, 0, random.between(-0.3, 0.3) * size.width(), size.height());
    sky.setColorAt(0, randomColour(random, 0.25, 0.6));
    sky.setColorAt(1, randomColour(random, 0.55, 0.9));
    painter.fillRect(image.rect(), sky);
    const double reach = std::max(size.width(), size.height());
    for (int i = random.integer(2, 5); i > 0; --i) {
        QColor colour = randomColour(random, 0.4, 0.9);
        colour.setAlpha(160);
        drawGlow(painter, {random.between(0, size.width()), random.between(0, size.height())},
                 reach * random.between(0.1, 0.4), colour);
    }
    for (int i = random.integer(1, 3), layer = 0; layer < i; ++layer)
        drawHills(painter, random, size, 0.5 + 0.16 * layer, randomColour(random, 0.12, 0.45));
    for (int i = random.integer(3, 9); i > 0; --i) {
        painter.setBrush(randomColour(random, 0.2, 0.8));
        const QSizeF form(reach * random.between(0.02, 0.12), reach * random.between(0.02, 0.12));
        const QRectF place({random.between(0, size.width()), random.between(0.4, 0.95) * size.height()}, form);
        if (random.integer(0, 1) == 0)
            painter.drawEllipse(place);
        else
            painter.drawRoundedRect(place, 2, 2);
    }
    return image;
}

void addGrain(QImage& image, Random& random, int grain)
{
    if (grain <= 0)
        return;
    const auto range = static_cast<std::uint64_t>(2 * grain + 1);
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width();) {
            // One draw is enough for four pixels: 16 bits each.
            std::uint64_t bits = random.next();
            for (int end = std::min(x + 4, image.width()); x < end; ++x, bits >>= 16) {
                const int shift = static_cast<int>(((bits & 0xFFFF) * range) >> 16) - grain;
                const QRgb pixel = line[x];
                line[x] = qRgb(std::clamp(qRed(pixel) + shift, 0, 255), std::clamp(qGreen(pixel) + shift, 0, 255),
                               std::clamp(qBlue(pixel) + shift, 0, 255));
            }
        }
    }
}

} // namespace

QImage plainPicture(QSize size, QColor colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QImage gradientPicture(QSize size, QColor top, QColor bottom)
{
    QImage image(size, QImage::Format_RGB32);
    QLinearGradient gradient(0, 0, 0, size.height());
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    QPainter(&image).fillRect(image.rect(), gradient);
    return image;
}

QImage photoPicture(QSize size, std::uint64_t seed, int grain)
{
    Random random(seed);
    const QSize reduced =
        (size / kReduction).expandedTo(QSize(std::min(size.width(), 64), std::min(size.height(), 64)));
    QImage image = forms(reduced, random);
    if (reduced != size)
        image =
            image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    addGrain(image, random, grain);
    return image;
}

QImage transparentPicture(QSize size, std::uint64_t seed)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(photoPicture(size, seed)));
    painter.drawEllipse(QRectF(size.width() * 0.15, size.height() * 0.15, size.width() * 0.7, size.height() * 0.7));
    painter.end();
    return image.convertToFormat(QImage::Format_ARGB32);
}

QImage varied(const QImage& picture, const Variation& variation)
{
    const QSize kept(std::max(1, qRound(picture.width() * variation.keep)),
                     std::max(1, qRound(picture.height() * variation.keep)));
    QRect part(QPoint(0, 0), kept);
    part.moveCenter(picture.rect().center());
    QImage image = picture.copy(part);
    if (variation.scale != 1.0) {
        image = image.scaled(std::max(1, qRound(kept.width() * variation.scale)),
                             std::max(1, qRound(kept.height() * variation.scale)), Qt::IgnoreAspectRatio,
                             Qt::SmoothTransformation);
    }
    if (variation.turns % 4 != 0)
        image = image.transformed(QTransform().rotate(90.0 * variation.turns));
    if (variation.brightness != 0) {
        image = image.convertToFormat(QImage::Format_RGB32);
        const auto lit = [&](int value) { return std::clamp(value + variation.brightness, 0, 255); };
        for (int y = 0; y < image.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < image.width(); ++x)
                line[x] = qRgb(lit(qRed(line[x])), lit(qGreen(line[x])), lit(qBlue(line[x])));
        }
    }
    return image;
}

} // namespace vidimus::test
