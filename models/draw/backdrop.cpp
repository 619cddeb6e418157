#include "models/draw/backdrop.h"

#include <cmath>

#include <QLinearGradient>
#include <QPainterPath>

#include "models/draw/dice.h"

namespace vidimus::draw {

namespace {

/// One backdrop being painted, in parts of the picture's sides.
class BackdropPainter {
public:
    BackdropPainter(QPainter& painter, int width, int height, const Scene& scene)
        : m_painter(painter), m_width(width), m_height(height), m_night(scene.night), m_dice(scene.seed, "backdrop")
    {}

    void paint(Background background)
    {
        switch (background) {
        case Background::Plain:
            return plain();
        case Background::Sky:
            return sky(1.f);
        case Background::Sea:
            return sea();
        case Background::Beach:
            return beach();
        case Background::Mountains:
            return mountains();
        case Background::Snow:
            return snow();
        case Background::Grass:
            return grass();
        case Background::Desert:
            return desert();
        case Background::Street:
            return street();
        case Background::Room:
            return room();
        }
    }

private:
    /// A shade near this one; at night a dark and bluish one.
    QColor shade(int hue, int saturation, int value)
    {
        const int around = (hue + 360 + m_dice.below(17) - 8) % 360;
        const int light = std::clamp(value + m_dice.below(31) - 15, 0, 255);
        const QColor day = QColor::fromHsv(around, std::clamp(saturation + m_dice.below(31) - 15, 0, 255), light);
        if (!m_night)
            return day;
        return QColor(day.red() * 26 / 100, day.green() * 30 / 100, day.blue() * 40 / 100 + 20);
    }

    void band(float top, float bottom, const QColor& upper, const QColor& lower)
    {
        QLinearGradient gradient(0, top * m_height, 0, bottom * m_height);
        gradient.setColorAt(0, upper);
        gradient.setColorAt(1, lower);
        m_painter.fillRect(QRectF(0, top * m_height, m_width, (bottom - top) * m_height + 1), gradient);
    }

    void polygon(std::initializer_list<QPointF> points, const QColor& colour)
    {
        QPainterPath path;
        bool first = true;
        for (const QPointF& point : points) {
            const QPointF scaled(point.x() * m_width, point.y() * m_height);
            if (first)
                path.moveTo(scaled);
            else
                path.lineTo(scaled);
            first = false;
        }
        path.closeSubpath();
        m_painter.fillPath(path, colour);
    }

    void dots(int count, float top, float bottom, float size, const QColor& colour)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        for (int i = 0; i < count; ++i) {
            const float radius = size * m_dice.between(0.5f, 1.f) * m_height;
            m_painter.drawEllipse(QPointF(m_dice.part() * m_width, m_dice.between(top, bottom) * m_height), radius,
                                  radius);
        }
    }

    void sky(float bottom)
    {
        band(0, bottom, shade(212, 150, 215), shade(200, 70, 245));
        if (m_night)
            dots(22, 0, bottom, 0.006f, QColor(245, 245, 220));
    }

    void waves(float top)
    {
        QColor crest = shade(200, 60, 245);
        crest.setAlpha(120);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(crest, 0.009 * m_height));
        for (int i = 0; i < 9; ++i) {
            const double x = m_dice.part() * m_width;
            const double y = m_dice.between(top + 0.03f, 1.f) * m_height;
            const double length = m_dice.between(0.1f, 0.22f) * m_width;
            QPainterPath path(QPointF(x - length / 2, y));
            path.quadTo(x - length / 4, y - 0.03 * m_height, x, y);
            path.quadTo(x + length / 4, y + 0.03 * m_height, x + length / 2, y);
            m_painter.drawPath(path);
        }
    }

    void plain()
    {
        const bool pale = m_dice.chance(0.6f);
        const int hue = m_dice.below(360);
        const QColor colour = pale ? QColor::fromHsv(hue, m_dice.below(50), 215 + m_dice.below(41))
                                   : QColor::fromHsv(hue, m_dice.below(120), 60 + m_dice.below(150));
        band(0, 1, colour.lighter(104), colour.darker(106));
    }

    void sea()
    {
        const float horizon = m_dice.between(0.25f, 0.4f);
        sky(horizon);
        band(horizon, 1, shade(205, 170, 175), shade(215, 190, 120));
        waves(horizon);
    }

    void beach()
    {
        const float horizon = m_dice.between(0.2f, 0.3f);
        const float shore = horizon + m_dice.between(0.14f, 0.22f);
        sky(horizon);
        band(horizon, shore, shade(195, 160, 190), shade(185, 110, 215));
        band(shore, 1, shade(43, 75, 240), shade(38, 105, 215));
        dots(25, shore, 1, 0.006f, shade(35, 110, 180));
    }

    void mountains()
    {
        sky(0.7f);
        const float foot = m_dice.between(0.68f, 0.8f);
        for (int i = 0; i < 3; ++i) {
            const float x = 0.1f + 0.4f * static_cast<float>(i) + m_dice.between(-0.1f, 0.1f);
            const float top = m_dice.between(0.12f, 0.34f);
            const float half = m_dice.between(0.3f, 0.42f);
            const QColor rock = shade(225, 50, 130);
            polygon({{x - half, foot}, {x, top}, {x + half, foot}}, rock);
            polygon({{x, top}, {x + half, foot}, {x + half * 0.15f, foot}}, rock.darker(120));
            const float cap = 0.22f;
            polygon({{x - half * cap, top + (foot - top) * cap}, {x, top}, {x + half * cap, top + (foot - top) * cap}},
                    shade(210, 15, 240));
        }
        band(foot, 1, shade(105, 120, 130), shade(110, 130, 95));
    }

    void snow()
    {
        const float ground = m_dice.between(0.42f, 0.58f);
        band(0, ground, shade(215, 55, 195), shade(215, 25, 225));
        band(ground, 1, shade(210, 8, 250), shade(210, 24, 228));
        dots(45, 0, 1, 0.012f, m_night ? QColor(170, 175, 195) : QColor(255, 255, 255));
    }

    void grass()
    {
        const float ground = m_dice.between(0.3f, 0.5f);
        sky(ground);
        band(ground, 1, shade(95, 165, 175), shade(110, 175, 120));
        m_painter.setPen(QPen(shade(105, 185, 105), 0.008 * m_height));
        for (int i = 0; i < 40; ++i) {
            const double x = m_dice.part() * m_width;
            const double y = m_dice.between(ground + 0.05f, 1.02f) * m_height;
            m_painter.drawLine(QPointF(x, y),
                               QPointF(x + m_dice.between(-0.012f, 0.012f) * m_width, y - 0.045 * m_height));
        }
    }

    void desert()
    {
        band(0, 0.6f, shade(32, 80, 235), shade(40, 60, 250));
        for (int i = 0; i < 3; ++i) {
            const double top = (0.36 + 0.17 * i + m_dice.between(-0.04f, 0.04f)) * m_height;
            const double bend = m_dice.between(-0.12f, 0.12f) * m_height;
            QPainterPath dune(QPointF(0, top));
            dune.cubicTo(0.3 * m_width, top - bend, 0.7 * m_width, top + bend, m_width, top);
            dune.lineTo(m_width, m_height);
            dune.lineTo(0, m_height);
            m_painter.fillPath(dune, shade(28, 150, 225 - 22 * i));
        }
    }

    void street()
    {
        sky(0.6f);
        const float kerb = m_dice.between(0.52f, 0.62f);
        for (float x = -0.05f; x < 1;) {
            const float width = m_dice.between(0.13f, 0.24f);
            const float top = m_dice.between(0.06f, 0.34f);
            const QColor wall = shade(15 + m_dice.below(30), 45, 150);
            polygon({{x, kerb}, {x, top}, {x + width, top}, {x + width, kerb}}, wall);
            const QColor pane = m_night ? QColor(225, 200, 110) : wall.darker(135);
            for (float y = top + 0.05f; y < kerb - 0.06f; y += 0.1f) {
                for (float side = 0.025f; side < width - 0.04f; side += 0.065f)
                    polygon(
                        {{x + side, y}, {x + side + 0.03f, y}, {x + side + 0.03f, y + 0.05f}, {x + side, y + 0.05f}},
                        pane);
            }
            x += width + 0.01f;
        }
        band(kerb, 1, shade(220, 12, 120), shade(220, 12, 90));
        const float middle = (kerb + 1) / 2;
        for (float x = 0.02f; x < 1; x += 0.2f)
            polygon({{x, middle}, {x + 0.1f, middle}, {x + 0.1f, middle + 0.022f}, {x, middle + 0.022f}},
                    shade(50, 30, 230));
    }

    void room()
    {
        const float floor = m_dice.between(0.62f, 0.74f);
        const QColor wall = shade(20 + m_dice.below(60), 60, 225);
        band(0, floor, wall, wall.darker(108));
        QColor stripe = wall.darker(107);
        for (float x = 0.04f; x < 1; x += 0.13f)
            polygon({{x, 0}, {x + 0.05f, 0}, {x + 0.05f, floor}, {x, floor}}, stripe);
        band(floor, 1, shade(25, 130, 165), shade(25, 140, 130));
        polygon({{0, floor - 0.03f}, {1, floor - 0.03f}, {1, floor}, {0, floor}}, QColor(245, 242, 235));
        m_painter.setPen(QPen(shade(25, 140, 110), 0.006 * m_height));
        for (int i = -1; i < 7; ++i)
            m_painter.drawLine(QPointF((0.5 + (i - 2.5) * 0.14) * m_width, floor * m_height),
                               QPointF((0.5 + (i - 2.5) * 0.3) * m_width, m_height));
    }

    QPainter& m_painter;
    int m_width;
    int m_height;
    bool m_night;
    Dice m_dice;
};

} // namespace

void paintBackdrop(QPainter& painter, int width, int height, const Scene& scene)
{
    BackdropPainter(painter, width, height, scene).paint(scene.background);
}

} // namespace vidimus::draw
