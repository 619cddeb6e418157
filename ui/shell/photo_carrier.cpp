#include "ui/shell/photo_carrier.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QUrl>
#include <QWidget>

#include "ui/common/dropped.h"
#include "ui/common/format.h"
#include "ui/common/reveal.h"
#include "ui/common/when_done.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/thumbnail_cache.h"

namespace vidimus::ui {

namespace {

/// Larger pictures are copied at this size: what is pasted from a clipboard goes into a text or a message.
constexpr QSize kClipboardSize(4096, 4096);
constexpr std::size_t kMostFolders = 5; ///< each is a window of its own
constexpr int kThumbnail = 96;
constexpr int kStep = 8;
constexpr std::size_t kStacked = 3;

QString captionsOf(const PhotoCarrier::Cards& cards)
{
    QStringList captions;
    for (const storage::PhotoCard& card : cards) {
        if (!card.words().empty())
            captions << format::text(card.words());
    }
    return captions.join(QLatin1Char('\n'));
}

} // namespace

PhotoCarrier::PhotoCarrier(services::Services& services, CardCache& cards, ThumbnailCache& thumbnails, QObject* parent)
    : QObject(parent), m_services(services), m_cards(cards), m_thumbnails(thumbnails)
{}

void PhotoCarrier::withCards(const Photos& photos, std::function<void(const Cards&)> then)
{
    Cards known;
    for (const PhotoId photo : photos) {
        if (const storage::PhotoCard* card = m_cards.find(photo))
            known.push_back(*card);
    }
    if (known.size() == photos.size()) {
        then(known);
        return;
    }
    whenDone(this, m_services.catalogue.cards(photos), [this, then = std::move(then)](const Result<Cards>& cards) {
        if (cards)
            then(*cards);
        else
            Q_EMIT notice(format::text(cards.error().message));
    });
}

std::unique_ptr<QMimeData> PhotoCarrier::filesOf(const Cards& cards)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    QByteArray ids;
    for (const storage::PhotoCard& card : cards) {
        urls << QUrl::fromLocalFile(format::nativePath(card.path));
        ids += QByteArray::number(qint64{card.id.value}) + ' ';
    }
    data->setUrls(urls);
    data->setData(photosMimeType(), ids);
    if (!cards.empty())
        data->setData(photoMimeType(), QByteArray::number(qint64{cards.front().id.value}));
    return data;
}

void PhotoCarrier::drag(QWidget& source, const Photos& photos)
{
    if (photos.empty())
        return;
    withCards(photos, [this, source = QPointer<QWidget>(&source)](const Cards& cards) {
        if (source != nullptr && !cards.empty())
            begin(*source, cards);
    });
}

void PhotoCarrier::begin(QWidget& source, const Cards& cards)
{
    std::vector<QPixmap> thumbnails;
    for (const storage::PhotoCard& card : cards) {
        const ThumbnailCache::Thumbnail* thumbnail = m_thumbnails.find(card.id);
        if (thumbnail != nullptr && !thumbnail->pixmap.isNull() && thumbnails.size() < kStacked)
            thumbnails.push_back(thumbnail->pixmap);
    }
    const QPixmap pixmap = stacked(thumbnails, cards.size(), source.devicePixelRatioF());
    std::unique_ptr<QMimeData> data = filesOf(cards);
    if (m_drag) {
        m_drag(std::move(data), pixmap);
        return;
    }
    if ((QGuiApplication::mouseButtons() & Qt::LeftButton) == 0)
        return; // let go while the paths were on their way
    auto* drag = new QDrag(&source);
    drag->setMimeData(data.release());
    drag->setPixmap(pixmap);
    drag->setHotSpot({pixmap.deviceIndependentSize().toSize().width() / 2, kThumbnail / 2});
    drag->exec(Qt::CopyAction);
}

QPixmap PhotoCarrier::stacked(const std::vector<QPixmap>& thumbnails, std::size_t count, qreal ratio)
{
    const std::size_t shown = std::min(thumbnails.size(), kStacked);
    if (shown == 0)
        return {};
    const int side = kThumbnail + kStep * (static_cast<int>(shown) - 1) + 2;
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (std::size_t i = shown; i-- > 0;) { // the first lies on top
        QSizeF shape = thumbnails[i].size();
        shape.scale(QSizeF(kThumbnail, kThumbnail), Qt::KeepAspectRatio);
        const int offset = kStep * static_cast<int>(i) + 1;
        const QRectF place(QPointF(offset, offset), shape);
        painter.drawPixmap(place, thumbnails[i], QRectF(thumbnails[i].rect()));
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(place, 3, 3);
    }
    if (count > 1) {
        const QString number = format::count(static_cast<std::int64_t>(count));
        const QPalette palette = QGuiApplication::palette();
        QRectF badge(0, 0, painter.fontMetrics().horizontalAdvance(number) + 14, painter.fontMetrics().height() + 4);
        badge.moveTopLeft({4, 4});
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.color(QPalette::Highlight));
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2);
        painter.setPen(palette.color(QPalette::HighlightedText));
        painter.drawText(badge, Qt::AlignCenter, number);
    }
    return pixmap;
}

void PhotoCarrier::copy(const Photos& photos)
{
    const quint64 copy = ++m_copies;
    withCards(photos, [this, copy](const Cards& cards) {
        if (cards.empty())
            return;
        const auto put = [this, copy, cards](const QImage& image) {
            if (copy != m_copies)
                return;
            std::unique_ptr<QMimeData> data = filesOf(cards);
            if (const QString captions = captionsOf(cards); !captions.isEmpty())
                data->setText(captions);
            if (!image.isNull())
                data->setImageData(image);
            // File managers on Linux ask for this before they paste files.
            QByteArray files("copy");
            for (const QUrl& url : data->urls())
                files += '\n' + url.toEncoded();
            data->setData(QStringLiteral("x-special/gnome-copied-files"), files);
            QGuiApplication::clipboard()->setMimeData(data.release());
            Q_EMIT notice(tr("Copied %Ln picture(s)", nullptr, static_cast<int>(cards.size())));
        };
        if (cards.size() > 1) {
            put({});
            return;
        }
        whenDone(this, m_services.catalogue.preview(cards.front().id, kClipboardSize),
                 [put](const Result<QImage>& image) { put(image ? *image : QImage()); });
    });
}

void PhotoCarrier::copyCaptions(const Photos& photos)
{
    const quint64 copy = ++m_copies;
    withCards(photos, [this, copy](const Cards& cards) {
        if (copy != m_copies)
            return;
        const QString captions = captionsOf(cards);
        if (captions.isEmpty()) {
            Q_EMIT notice(tr("There is no caption to copy yet."));
            return;
        }
        QGuiApplication::clipboard()->setText(captions);
        Q_EMIT notice(tr("Copied the caption(s) of %Ln picture(s)", nullptr, static_cast<int>(cards.size())));
    });
}

void PhotoCarrier::reveal(const Photos& photos)
{
    withCards(photos, [this](const Cards& cards) {
        std::set<std::filesystem::path> folders;
        for (const storage::PhotoCard& card : cards) {
            if (!folders.insert(card.path.parent_path()).second)
                continue;
            if (folders.size() > kMostFolders) {
                Q_EMIT notice(tr("They lie in more folders than these %Ln.", nullptr, int{kMostFolders}));
                return;
            }
            revealInFileManager(card.path);
        }
    });
}

} // namespace vidimus::ui
