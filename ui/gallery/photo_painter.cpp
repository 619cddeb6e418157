#include "ui/gallery/photo_painter.h"

#include <cmath>
#include <vector>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include "ui/common/confidence_dot.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/mark_shapes.h"
#include "ui/common/origin_chip.h"

namespace vidimus::ui {

namespace {

constexpr int kBandPadding = 4;
constexpr int kDotRoom = 14;
/// Narrower places have room for the caption only; the origin then is in the tooltip and the detail pane.
constexpr int kOriginFrom = 110;
constexpr int kScoreRoom = 40;
constexpr qreal kRejectedOpacity = 0.35;
constexpr int kMark = 11; ///< a mark on the picture, and the room to the next
constexpr int kMarkStep = 14;
constexpr int kMarkPadding = 5;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(vidimus::ui::PhotoPainter)
};

} // namespace

PhotoPainter::PhotoPainter(const QPalette& palette, const QFont& font)
    : m_palette(palette), m_captionFont(format::captionSize(font)), m_originFont(format::captionSize(m_captionFont))
{}

int PhotoPainter::bandHeight(const QFont& font)
{
    return QFontMetrics(format::captionSize(font)).height() + 2 * kBandPadding + 2;
}

void PhotoPainter::paint(QPainter& painter, const PhotoCell& cell) const
{
    paintPicture(painter, cell);
    if (cell.card != nullptr)
        paintMarks(painter, cell.picture, cell.card->marks);
    paintRing(painter, cell);
    paintCaption(painter, cell);
}

void PhotoPainter::paintPicture(QPainter& painter, const PhotoCell& cell) const
{
    const bool shown = cell.thumbnail != nullptr && !cell.thumbnail->pixmap.isNull();
    if (!shown || cell.opacity < 1.0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_palette.color(QPalette::Mid));
        painter.drawRoundedRect(cell.picture, kPictureRadius, kPictureRadius);
    }
    if (shown) {
        const bool rejected = cell.card != nullptr && cell.card->marks.flag == storage::Flag::Rejected;
        painter.setOpacity(rejected ? cell.opacity * kRejectedOpacity : cell.opacity);
        painter.drawPixmap(cell.picture, cell.thumbnail->pixmap);
        painter.setOpacity(1.0);
    } else if (cell.thumbnail != nullptr) {
        QRect place(0, 0, 20, 20);
        place.moveCenter(cell.picture.center());
        icon(QStringLiteral("broken")).paint(&painter, place);
    }
}

void PhotoPainter::paintRing(QPainter& painter, const PhotoCell& cell) const
{
    if (!cell.selected && !cell.focused)
        return;
    QColor accent = m_palette.color(QPalette::Highlight);
    if (cell.selected) {
        QColor wash = accent;
        wash.setAlphaF(0.14f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(wash);
        painter.drawRoundedRect(cell.picture, kPictureRadius, kPictureRadius);
    }
    // Outside the picture, with a line of the window between: visible on any picture.
    const qreal width = cell.selected ? 2.5 : 1.25;
    const qreal distance = 1.0 + width / 2;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, width));
    painter.drawRoundedRect(QRectF(cell.picture).adjusted(-distance, -distance, distance, distance),
                            kPictureRadius + distance, kPictureRadius + distance);
}

void PhotoPainter::paintMarks(QPainter& painter, const QRect& picture, const storage::PersonMarks& marks) const
{
    std::vector<MarkShape> shapes(static_cast<std::size_t>(marks.rating), MarkShape::Star);
    if (marks.favourite)
        shapes.push_back(MarkShape::Heart);
    if (marks.flag != storage::Flag::None)
        shapes.push_back(marks.flag == storage::Flag::Picked ? MarkShape::Flag : MarkShape::Cross);
    if (shapes.empty())
        return;
    const auto widthOf = [](std::size_t count) {
        return static_cast<int>(count) * kMarkStep - (kMarkStep - kMark) + 2 * kMarkPadding;
    };
    while (shapes.size() > 1 && widthOf(shapes.size()) > picture.width() - 8)
        shapes.erase(shapes.begin()); // a narrow picture: the stars give way
    // White on a dark ground of its own: legible on any picture, in both themes.
    const QRect ground(picture.right() - 4 - widthOf(shapes.size()),
                       picture.bottom() - 4 - kMark - 2 * kMarkPadding + 2, widthOf(shapes.size()),
                       kMark + 2 * kMarkPadding - 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 140));
    painter.drawRoundedRect(ground, 6, 6);
    qreal x = ground.left() + kMarkPadding;
    for (const MarkShape shape : shapes) {
        const QRectF area(x, ground.top() + (ground.height() - kMark) / 2.0, kMark, kMark);
        const bool cross = shape == MarkShape::Cross;
        painter.setPen(cross ? QPen(Qt::white, 1.6, Qt::SolidLine, Qt::RoundCap) : QPen(Qt::NoPen));
        painter.setBrush(cross ? QBrush(Qt::NoBrush) : QBrush(Qt::white));
        painter.drawPath(markPath(shape, area));
        x += kMarkStep;
    }
}

int PhotoPainter::paintOrigin(QPainter& painter, const QRect& band, const storage::PhotoCard& card) const
{
    const QString label = card.marks.caption ? Words::tr("yours") : originLabel(card.origin);
    painter.setFont(m_originFont);
    const int width = painter.fontMetrics().horizontalAdvance(label);
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    painter.drawText(band, Qt::AlignRight | Qt::AlignVCenter, label);
    return width + 8;
}

void PhotoPainter::paintCaption(QPainter& painter, const PhotoCell& cell) const
{
    if (cell.card == nullptr)
        return;
    const QColor text = m_palette.color(QPalette::WindowText);
    const QColor quiet = m_palette.color(QPalette::PlaceholderText);
    QRect room = cell.band.adjusted(1, kBandPadding, -1, -kBandPadding);
    const storage::PhotoCard& card = *cell.card;

    if (card.words().empty()) {
        QString words = cell.describing ? Words::tr("describing…") : Words::tr("not described yet");
        if (card.state == storage::DescribeState::Failed) {
            icon(QStringLiteral("warning")).paint(&painter, QRect(room.left(), room.center().y() - 6, 13, 13));
            room.setLeft(room.left() + kDotRoom + 3);
            words = Words::tr("not described");
        }
        painter.setFont(m_captionFont);
        painter.setPen(quiet);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
        return;
    }

    const int others = cell.hit != nullptr ? kScoreRoom : 0;
    if (room.width() >= kOriginFrom + others)
        room.setRight(room.right() - paintOrigin(painter, room, card));
    if (card.marks.caption) // a person's words: no model's confidence belongs to them
        icon(QStringLiteral("edit")).paint(&painter, QRect(room.left() - 2, room.center().y() - 5, 12, 12));
    else
        paintConfidenceDot(painter, QRectF(room.left(), room.top(), 8, room.height()), confidenceLevel(card.confidence),
                           quiet);
    room.setLeft(room.left() + kDotRoom);
    painter.setFont(m_captionFont);
    if (cell.hit != nullptr) {
        const QString score = QLocale().toString(cell.hit->score, 'f', 2);
        painter.setPen(quiet);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, score);
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(score) - 8);
    }
    painter.setPen(text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(format::text(card.words()), Qt::ElideRight, room.width()));
}

} // namespace vidimus::ui
