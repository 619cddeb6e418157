#include "brushes.h"

#include <numeric>

#include <QPainterPath>
#include <QRadialGradient>

namespace vidimus::samples {

Outline ridge(float base, float height, float frequency, int octaves, std::uint32_t seed, bool sharp)
{
    return [=](float u) {
        const float at = u * frequency + static_cast<float>(seed) * 7.31f;
        return sharp ? base - height * (1.6f * crests(at, 0.37f, octaves, seed) - 0.7f)
                     : base - height * clouds(at, 0.37f, octaves, seed) * 1.6f;
    };
}

void fillBelow(Canvas& canvas, const Outline& top, const std::function<Rgb(float, float, float)>& colour)
{
    const float pixel = canvas.pixel();
    float lastU = -1;
    std::vector<float> outline;
    for (float u = pixel / 2; u < canvas.aspect(); u += pixel)
        outline.push_back(top(u));
    std::size_t column = 0;
    canvas.shade([&](float u, float v, Rgb below) {
        column = u < lastU ? 0 : column + (lastU >= 0 ? 1 : 0);
        lastU = u;
        const float depth = v - outline[std::min(column, outline.size() - 1)];
        const float cover = clamp01(depth / pixel + 0.5f);
        return cover <= 0 ? below : mix(below, colour(u, v, std::max(depth, 0.f)), cover);
    });
}

void sun(Canvas& canvas, float u, float v, float radius, Rgb disc, Rgb glow, float reach)
{
    canvas.shade([&](float x, float y, Rgb below) {
        const float distance = std::hypot(x - u, y - v);
        const float light = std::exp(-distance / reach * 2.2f) * 0.75f + std::exp(-distance / (radius * 1.6f)) * 0.6f;
        return mix(screen(below, glow * clamp01(light)), disc,
                   smooth(radius + canvas.pixel() * 2, radius - canvas.pixel() * 2, distance));
    });
}

void cloudLayer(Canvas& canvas, const CloudLook& look)
{
    canvas.shade([&](float u, float v, Rgb below) {
        if (v < look.top || v > look.bottom)
            return below;
        const float x = u * look.scale;
        const float y = v * look.scale * look.stretch;
        const float warpU = clouds(x * 0.8f + 5, y * 0.8f, 3, look.seed + 7) * 0.6f;
        const float density = clouds(x + warpU, y + 0.5f * warpU, 6, look.seed) * 0.9f + 0.5f;
        const float fade = smooth(look.top, mix(look.top, look.bottom, 0.25f), v) *
                           smooth(look.bottom, mix(look.top, look.bottom, 0.6f), v);
        const float amount = smooth(1 - look.cover, 1 - look.cover + look.softness, density) * fade * look.strength;
        // Lit from above: thinner towards the light is brighter.
        const float above = clouds(x + warpU, y + 0.5f * warpU - 0.16f, 4, look.seed) * 0.9f + 0.5f;
        const float lit = clamp01(0.55f + (density - above) * 2.2f);
        return mix(below, mix(look.shade, look.light, lit), amount);
    });
}

void stars(Canvas& canvas, const Outline& bottom, int count, std::uint32_t seed)
{
    Random random(seed);
    canvas.paint(
        [&](QPainter& painter) {
            for (int i = 0; i < count; ++i) {
                const float u = random.unit() * canvas.aspect();
                const float v = random.unit();
                const float bright = random.unit() * random.unit();
                const float fade = smooth(bottom(u), bottom(u) - 0.35f, v);
                const Rgb tint = mix(Rgb(0xBFD4FF), Rgb(0xFFE9C8), random.unit());
                const double radius = 0.0006 + 0.0014 * static_cast<double>(bright);
                painter.setBrush(tint.colour((0.25f + 0.75f * bright) * fade));
                painter.drawEllipse(QPointF(u, v), radius, radius);
                if (bright > 0.72f)
                    softEllipse(painter, QPointF(u, v), radius * 6, radius * 6, tint, 0.35f * fade);
            }
        },
        0, 1, Blend::Screen);
}

void fir(QPainter& painter, float u, float v, float height, Rgb colour, Random& random, float snow)
{
    const int tiers = 9 + static_cast<int>(height * 14);
    const float spread = height * random.between(0.17f, 0.24f);
    const auto tier = [&](float t, float shrink, float lift) {
        QPolygonF form;
        const float y = v - height * (1 - t) * 0.94f - lift;
        const float half = spread * (0.06f + std::pow(t, 0.85f)) * random.between(0.8f, 1.1f) * shrink;
        const float droop = height * 0.045f * (0.4f + t);
        form << QPointF(u, y - height * 0.09f);
        for (int i = 0; i <= 6; ++i) {
            const float s = static_cast<float>(i) / 6;
            form << QPointF(u + half * (1 - 2 * s), y + droop * (std::abs(1 - 2 * s) + random.between(-0.5f, 0.35f)));
        }
        return form;
    };
    painter.setBrush(mix(colour, Rgb(0x2A1A10), 0.5f).colour());
    painter.drawRect(QRectF(u - height * 0.012f, v - height * 0.1f, height * 0.024f, height * 0.11f));
    for (int i = tiers; i >= 0; --i) {
        const float t = static_cast<float>(i) / static_cast<float>(tiers);
        painter.setBrush((colour * random.between(0.8f, 1.12f)).colour());
        painter.drawPolygon(tier(t, 1, 0));
        if (snow > 0) {
            painter.setBrush(mix(Rgb(0xC9D9EE), Rgb(0xFFFFFF), random.unit()).colour(snow * random.between(0.6f, 1.f)));
            painter.drawPolygon(tier(t, random.between(0.5f, 0.85f), height * 0.012f));
        }
    }
}

void foliage(QPainter& painter, QPointF centre, QSizeF reach, int count, float size, const std::vector<Rgb>& palette,
             Random& random, float alpha)
{
    for (int i = 0; i < count; ++i) {
        const float angle = random.between(0, 6.2832f);
        const float distance = std::sqrt(random.unit());
        const float dx = std::cos(angle) * distance;
        const float dy = std::sin(angle) * distance;
        // Light comes from the upper left.
        const float light = 1.f - 0.16f * (dx + dy) + 0.12f * random.bell();
        const Rgb colour = palette[static_cast<std::size_t>(random.integer(0, static_cast<int>(palette.size()) - 1))];
        painter.setBrush((colour * light).colour(alpha));
        const float dab = size * random.between(0.5f, 1.3f);
        painter.drawEllipse(
            centre + QPointF(static_cast<double>(dx) * reach.width(), static_cast<double>(dy) * reach.height()),
            static_cast<double>(dab), static_cast<double>(dab) * 0.75);
    }
}

void branch(QPainter& painter, Random& random, QPointF from, float length, float angle, float width, int depth,
            Rgb colour, std::vector<QPointF>* tips)
{
    const float bend = random.bell() * 0.25f;
    const QPointF middle = from + QPointF(std::sin(angle + bend), -std::cos(angle + bend)) * (length * 0.5f);
    const QPointF to =
        middle + QPointF(std::sin(angle - bend * 0.5f), -std::cos(angle - bend * 0.5f)) * (length * 0.5f);
    QPainterPath path(from);
    path.quadTo(middle, to);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour.colour(), static_cast<double>(width), Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(path);
    painter.restore();
    if (depth == 0) {
        if (tips != nullptr)
            tips->push_back(to);
        return;
    }
    if (tips != nullptr && depth < 3)
        tips->push_back(middle);
    const int parts = random.integer(2, 3);
    for (int i = 0; i < parts; ++i) {
        const float turn = (static_cast<float>(i) - static_cast<float>(parts - 1) / 2) * random.between(0.5f, 0.8f);
        branch(painter, random, to, length * random.between(0.62f, 0.82f), angle + turn + random.bell() * 0.15f,
               width * 0.66f, depth - 1, colour, tips);
    }
}

void softEllipse(QPainter& painter, QPointF centre, double ru, double rv, Rgb colour, float alpha, float core)
{
    painter.save();
    painter.translate(centre);
    painter.scale(ru, rv);
    QRadialGradient light(QPointF(0, 0), 1);
    light.setColorAt(static_cast<double>(core), colour.colour(alpha));
    light.setColorAt(static_cast<double>(mix(core, 1, 0.5f)), colour.colour(alpha * 0.38f));
    light.setColorAt(1, colour.colour(0));
    painter.setBrush(light);
    painter.drawEllipse(QPointF(0, 0), 1, 1);
    painter.restore();
}

void shadow(Canvas& canvas, QPointF at, double ru, double rv, float strength, float blur)
{
    canvas.paint(
        [&](QPainter& painter) {
            painter.setBrush(Rgb(0x1A0F12).colour(strength));
            painter.drawEllipse(at, ru, rv);
        },
        blur, 1, Blend::Multiply);
}

namespace {

class OilPainter {
public:
    OilPainter(Canvas& canvas, float detail, std::uint32_t seed) : m_canvas(canvas), m_detail(detail), m_random(seed) {}

    void layer(const Canvas& source, float size, bool first)
    {
        m_reference = source;
        m_reference.blur(size * 0.6f);
        std::vector<QPointF> places;
        for (float v = 0; v < 1 + size; v += size * 0.9f) {
            for (float u = 0; u < m_canvas.aspect() + size; u += size * 0.9f) {
                const float x = u + size * 0.5f * m_random.bell();
                const float y = v + size * 0.5f * m_random.bell();
                if (first || difference(m_reference.at(x, y), m_canvas.at(x, y)) > m_detail)
                    places.emplace_back(static_cast<double>(x), static_cast<double>(y));
            }
        }
        for (std::size_t i = places.size(); i > 1; --i)
            std::swap(places[i - 1], places[m_random.next() % i]);
        m_canvas.paint([&](QPainter& painter) {
            for (const QPointF& place : places)
                stroke(painter, place, size);
        });
    }

private:
    static float difference(Rgb a, Rgb b) { return std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b); }

    QPointF direction(float x, float y, float size) const
    {
        const float gx = m_reference.at(x + size, y).grey() - m_reference.at(x - size, y).grey();
        const float gy = m_reference.at(x, y + size).grey() - m_reference.at(x, y - size).grey();
        const float length = std::hypot(gx, gy);
        if (length < 0.004f) {
            // Nothing to follow: wander, the same way all over.
            const float angle = 0.5f + 1.5f * noise(x * 3, y * 3, 99);
            return {static_cast<double>(std::cos(angle)), static_cast<double>(std::sin(angle)) * 0.6};
        }
        return {static_cast<double>(-gy / length), static_cast<double>(gx / length)};
    }

    void stroke(QPainter& painter, QPointF place, float size)
    {
        const auto x = static_cast<float>(place.x());
        const auto y = static_cast<float>(place.y());
        const Rgb colour = m_reference.at(x, y);
        QPainterPath path(place);
        QPointF last;
        QPointF here = place;
        for (int i = 0; i < 6; ++i) {
            QPointF way = direction(static_cast<float>(here.x()), static_cast<float>(here.y()), size);
            if (i > 0 && QPointF::dotProduct(way, last) < 0)
                way = -way;
            if (i > 0)
                way = way * 0.6 + last * 0.4;
            last = way;
            here += way * static_cast<double>(size * 1.1f);
            const Rgb there = m_reference.at(static_cast<float>(here.x()), static_cast<float>(here.y()));
            if (i > 1 && difference(there, colour) > m_detail * 1.5f)
                break;
            path.lineTo(here);
        }
        painter.setBrush(Qt::NoBrush);
        const float light = 1 + 0.05f * m_random.bell();
        painter.setPen(QPen((colour * light).colour(0.92f), static_cast<double>(size * 1.7f), Qt::SolidLine,
                            Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
        // Hairs of the brush.
        const QPointF across(-last.y(), last.x());
        for (int i = 0; i < 3; ++i) {
            const double offset = static_cast<double>(m_random.between(-0.7f, 0.7f) * size);
            painter.setPen(QPen((colour * (1 + 0.13f * m_random.bell())).colour(0.45f),
                                static_cast<double>(size * 0.22f), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPath(path.translated(across * offset));
        }
    }

    Canvas& m_canvas;
    Canvas m_reference{1, 1};
    float m_detail;
    Random m_random;
};

} // namespace

void oil(Canvas& canvas, const std::vector<float>& sizes, float detail, float keep, std::uint32_t seed)
{
    const Canvas source = canvas;
    OilPainter painter(canvas, detail, seed);
    for (std::size_t i = 0; i < sizes.size(); ++i)
        painter.layer(source, sizes[i], i == 0);
    canvas.shade([&](float u, float v, Rgb painted) { return mix(painted, source.at(u, v), keep); });
}

} // namespace vidimus::samples
