#include "app/plots/plot.h"

#include <algorithm>
#include <cmath>

#include <QFont>
#include <QPainter>
#include <QPainterPath>

namespace vidimus::plots {

namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 560;
constexpr int kLeft = 80;
constexpr int kRight = 30;
constexpr int kTop = 60;
constexpr int kBottom = 70;
const QColor kInk(45, 50, 60);
const QColor kGrid(226, 229, 235);
const QColor kBar(70, 120, 200);

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// 1, 2 or 5 times a power of ten, about a fifth of the range.
double stepFor(double range)
{
    const double rough = range / 5;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999)
            return factor * power;
    }
    return 10 * power;
}

QString number(double value)
{
    if (value >= 1e6)
        return QString::number(value / 1e6, 'g', 3) + QStringLiteral(" M");
    return value >= 1e4 ? QString::number(value / 1e3, 'g', 4) + QStringLiteral("k") : QString::number(value, 'g', 4);
}

QFont fontOf(int pixels, bool bold = false)
{
    QFont font;
    font.setPixelSize(pixels);
    font.setBold(bold);
    return font;
}

/// Where values lie on the canvas.
class Frame {
public:
    explicit Frame(const Plot& plot) : m_xEnd(plot.xEnd), m_yEnd(plot.yEnd) {}

    QRectF area() const { return {kLeft, kTop, kWidth - kLeft - kRight, kHeight - kTop - kBottom}; }
    QPointF at(double x, double y) const
    {
        return {area().left() + x / m_xEnd * area().width(), area().bottom() - y / m_yEnd * area().height()};
    }

private:
    double m_xEnd;
    double m_yEnd;
};

void drawAxes(QPainter& painter, const Plot& plot, const Frame& frame)
{
    const QRectF area = frame.area();
    painter.setFont(fontOf(15));
    for (double x = 0; x <= plot.xEnd * 1.0001; x += stepFor(plot.xEnd)) {
        const QPointF foot = frame.at(x, 0);
        painter.setPen(kGrid);
        painter.drawLine(foot, frame.at(x, plot.yEnd));
        painter.setPen(kInk);
        painter.drawText(QRectF(foot.x() - 50, foot.y() + 6, 100, 20), Qt::AlignHCenter, number(x));
    }
    for (double y = 0; y <= plot.yEnd * 1.0001; y += stepFor(plot.yEnd)) {
        const QPointF foot = frame.at(0, y);
        painter.setPen(kGrid);
        painter.drawLine(foot, frame.at(plot.xEnd, y));
        painter.setPen(kInk);
        painter.drawText(QRectF(foot.x() - 68, foot.y() - 10, 60, 20), Qt::AlignRight | Qt::AlignVCenter, number(y));
    }
    painter.setPen(QPen(kInk, 1.5));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.bottomLeft(), area.topLeft());
    painter.setFont(fontOf(16));
    painter.drawText(QRectF(area.left(), area.bottom() + 32, area.width(), 24), Qt::AlignHCenter, text(plot.xName));
    painter.save();
    painter.translate(18, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-200, -12, 400, 24), Qt::AlignCenter, text(plot.yName));
    painter.restore();
    painter.setFont(fontOf(20, true));
    painter.drawText(QRectF(kLeft, 12, area.width(), 34), Qt::AlignLeft | Qt::AlignVCenter, text(plot.title));
}

void drawBars(QPainter& painter, const Plot& plot, const Frame& frame)
{
    const double each = plot.xEnd / static_cast<double>(plot.bars.size());
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        if (plot.bars[i] < 0)
            continue;
        const double x = each * static_cast<double>(i);
        painter.fillRect(QRectF(frame.at(x + 0.08 * each, plot.bars[i]), frame.at(x + 0.92 * each, 0)), kBar);
    }
}

void drawLines(QPainter& painter, const Plot& plot, const Frame& frame)
{
    painter.setBrush(Qt::NoBrush);
    // Below to the right: curves rise.
    constexpr int kRow = 22;
    double legend = frame.area().bottom() - kRow * static_cast<double>(plot.lines.size());
    for (const Line& line : plot.lines) {
        QPen pen(line.colour, 2.5);
        if (line.dashed)
            pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        QPainterPath path;
        for (const QPointF& point : line.points) {
            const QPointF place = frame.at(point.x(), std::clamp(point.y(), 0.0, plot.yEnd));
            if (path.elementCount() == 0)
                path.moveTo(place);
            else
                path.lineTo(place);
        }
        painter.drawPath(path);
        if (line.name.empty())
            continue;
        const double x = frame.area().right() - 340;
        painter.drawLine(QPointF(x, legend), QPointF(x + 26, legend));
        painter.setPen(kInk);
        painter.setFont(fontOf(15));
        painter.drawText(QPointF(x + 34, legend + 5), text(line.name));
        legend += kRow;
    }
}

} // namespace

QImage drawPlot(const Plot& plot)
{
    QImage image(kWidth, kHeight, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const Frame frame(plot);
    drawAxes(painter, plot, frame);
    drawBars(painter, plot, frame);
    drawLines(painter, plot, frame);
    return image;
}

QImage drawConfusions(const std::string& title, const std::vector<Confusion>& confusions)
{
    constexpr int kRow = 26;
    const int rows = std::max<int>(1, static_cast<int>(confusions.size()));
    QImage image(kWidth, kTop + rows * kRow + 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(kInk);
    painter.setFont(fontOf(20, true));
    painter.drawText(QRectF(20, 12, kWidth - 40, 34), Qt::AlignLeft | Qt::AlignVCenter, text(title));
    painter.setFont(fontOf(15));
    if (confusions.empty())
        painter.drawText(QRectF(20, kTop, kWidth - 40, kRow), Qt::AlignLeft, QStringLiteral("None."));
    int most = 1;
    for (const Confusion& confusion : confusions)
        most = std::max(most, confusion.count);
    int y = kTop;
    for (const Confusion& confusion : confusions) {
        const QString pair =
            text(confusion.shown) + (confusion.named == "-" ? QStringLiteral(" is not named")
                                                            : QStringLiteral(" is called ") + text(confusion.named));
        painter.drawText(QRectF(20, y, 380, kRow), Qt::AlignLeft | Qt::AlignVCenter, pair);
        const double width = 420.0 * confusion.count / most;
        painter.fillRect(QRectF(410, y + 5, width, kRow - 10), kBar);
        painter.drawText(QRectF(418 + width, y, 60, kRow), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::number(confusion.count));
        y += kRow;
    }
    return image;
}

} // namespace vidimus::plots
