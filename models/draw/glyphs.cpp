#include "models/draw/glyphs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QFont>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

namespace vidimus::draw {

namespace {

constexpr int kSide = 128; ///< of the largest rendering: the font's own bitmaps are about as large
constexpr const char* kFamily = "Noto Color Emoji";

QRect inkOf(const QImage& image)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        const QRgb* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(row[x]) > 8)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

/// Cut to its ink and brought into the middle of a square.
QImage squared(const QImage& image)
{
    const QRect ink = inkOf(image);
    if (ink.isEmpty())
        return {};
    const QImage cut = image.copy(ink).scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QImage square(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.drawImage((kSide - cut.width()) / 2, (kSide - cut.height()) / 2, cut);
    return square;
}

QImage pictogram(const QString& sign)
{
    bool isNumber = false;
    const uint code = sign.toUInt(&isNumber, 16);
    if (!isNumber)
        return {};
    QFont font(QString::fromLatin1(kFamily));
    font.setPixelSize(kSide);
    const char32_t character = code;
    const QString text = QString::fromUcs4(&character, 1);
    if (!QFontMetrics(font).inFontUcs4(code))
        return {};
    QImage canvas(2 * kSide, 2 * kSide, QImage::Format_ARGB32_Premultiplied);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    painter.setFont(font);
    painter.drawText(canvas.rect(), Qt::AlignCenter, text);
    painter.end();
    return squared(canvas);
}

QPolygonF regular(int corners)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners - std::numbers::pi / 2;
        polygon << QPointF(std::cos(angle), std::sin(angle));
    }
    return polygon;
}

/// Within -1..1 both ways; empty for a name that is no shape.
QPainterPath shapeOf(const QString& name)
{
    QPainterPath path;
    if (name == QLatin1String("circle"))
        path.addEllipse(-1, -1, 2, 2);
    else if (name == QLatin1String("square"))
        path.addRect(-0.85, -0.85, 1.7, 1.7);
    else if (name == QLatin1String("triangle"))
        path.addPolygon(regular(3));
    else if (name == QLatin1String("pentagon"))
        path.addPolygon(regular(5));
    else if (name == QLatin1String("hexagon"))
        path.addPolygon(regular(6));
    else if (name == QLatin1String("cross")) {
        path.addRect(-0.3, -1, 0.6, 2);
        path.addRect(-1, -0.3, 2, 0.6);
        path.setFillRule(Qt::WindingFill);
    } else if (name == QLatin1String("ring")) {
        path.addEllipse(-1, -1, 2, 2);
        path.addEllipse(-0.55, -0.55, 1.1, 1.1);
    } else if (name == QLatin1String("arrow")) {
        path.addPolygon(QPolygonF({{-1, -0.3}, {0.1, -0.3}, {0.1, -0.85}, {1, 0}, {0.1, 0.85}, {0.1, 0.3}, {-1, 0.3}}));
    }
    path.closeSubpath();
    return path;
}

QImage shape(const QPainterPath& path, QRgb colour)
{
    QImage canvas(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kSide / 2.0, kSide / 2.0);
    painter.scale(kSide / 2.1, kSide / 2.1);
    QLinearGradient shade(0, -1, 0, 1);
    shade.setColorAt(0, QColor(colour).lighter(112));
    shade.setColorAt(1, QColor(colour).darker(108));
    painter.fillPath(path, shade);
    return canvas;
}

/// What has a colour gets this one, light and dark as before; grays stay.
QImage tintedWith(const QImage& image, Colour colour)
{
    const QColor wanted = QColor(rgbOf(colour));
    QImage result = image.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < result.height(); ++y) {
        QRgb* row = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x) {
            const QColor old = QColor::fromRgba(row[x]);
            if (old.hsvSaturation() < 64 || old.value() < 50)
                continue;
            const int saturation = std::min(255, wanted.hsvSaturation() * (old.hsvSaturation() + 160) / 415);
            const int value = std::min(255, old.value() * (wanted.value() + 60) / 290);
            row[x] = QColor::fromHsv(wanted.hsvHue(), saturation, value, old.alpha()).rgba();
        }
    }
    return result.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace

QRgb rgbOf(Colour colour)
{
    constexpr std::array<QRgb, kColours> kShades{0,          0xFFDD2222, 0xFFF58A1F, 0xFFF7D621,
                                                 0xFF2FA84F, 0xFF2F62D9, 0xFF8A3FC0, 0xFFF07AB4,
                                                 0xFF83512C, 0xFF1E1E22, 0xFFF5F5F5, 0xFF8D9096};
    return kShades[static_cast<std::size_t>(colour)];
}

std::vector<Colour> coloursOf(const Thing& thing)
{
    if (!thing.tinted)
        return {Colour::None};
    std::vector<Colour> colours;
    const Colour last = thing.isShape() ? Colour::Gray : Colour::Pink;
    for (int colour = 1; colour <= static_cast<int>(last); ++colour)
        colours.push_back(static_cast<Colour>(colour));
    return colours;
}

Result<Glyphs> Glyphs::render(const ThingCatalogue& catalogue)
{
    const bool needsFont = !std::all_of(catalogue.things().begin(), catalogue.things().end(),
                                        [](const Thing& thing) { return thing.isShape(); });
    if (needsFont && !QFontDatabase::families().contains(QLatin1String(kFamily)))
        return fail(ErrorCode::NotFound,
                    "The font Noto Color Emoji is missing (Debian: the package fonts-noto-color-emoji).");
    Glyphs glyphs;
    for (const Thing& thing : catalogue.things()) {
        auto& ofThing = glyphs.m_images.emplace_back();
        const QString sign = QString::fromStdString(thing.sign);
        const QPainterPath path = thing.isShape() ? shapeOf(sign) : QPainterPath();
        const QImage plain = thing.isShape() ? QImage() : pictogram(sign);
        if (path.isEmpty() && plain.isNull())
            return fail(ErrorCode::NotFound, "There is no pictogram of \"" + thing.name + "\" in Noto Color Emoji.");
        for (const Colour colour : coloursOf(thing)) {
            QImage image = thing.isShape()          ? shape(path, rgbOf(colour))
                           : colour == Colour::None ? plain
                                                    : tintedWith(plain, colour);
            for (QImage& level : ofThing[static_cast<std::size_t>(colour)]) {
                level = image;
                image = image.scaled(image.width() / 2, image.height() / 2, Qt::IgnoreAspectRatio,
                                     Qt::SmoothTransformation);
            }
        }
    }
    return glyphs;
}

const QImage& Glyphs::image(int thing, Colour colour, double side) const
{
    const Levels& levels = m_images[static_cast<std::size_t>(thing)][static_cast<std::size_t>(colour)];
    std::size_t level = 0;
    while (level + 1 < kLevels && levels[level + 1].width() >= side * 0.9)
        ++level;
    return levels[level];
}

} // namespace vidimus::draw
