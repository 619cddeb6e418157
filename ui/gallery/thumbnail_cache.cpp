#include "ui/gallery/thumbnail_cache.h"

#include <algorithm>
#include <unordered_set>

#include <QCoreApplication>
#include <QPainter>
#include <QThread>

#include "ui/common/when_done.h"

namespace vidimus::ui {

namespace {

/// Enough to keep every decoder busy, few enough that a flick of the wheel leaves little behind.
constexpr std::size_t kLoadsAtOnce = 8;

} // namespace

QImage fittedThumbnail(const QImage& source, QSize pixels, int radius)
{
    if (source.isNull() || pixels.isEmpty())
        return {};
    const QSize scaled = source.size().scaled(pixels, Qt::KeepAspectRatioByExpanding);
    const QImage picture =
        scaled == source.size() ? source : source.scaled(scaled, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QImage fitted(pixels, QImage::Format_ARGB32_Premultiplied);
    fitted.fill(Qt::transparent);
    QPainter painter(&fitted);
    painter.setRenderHint(QPainter::Antialiasing);
    QBrush brush(picture);
    brush.setTransform(QTransform::fromTranslate(-(scaled.width() - pixels.width()) / 2.0,
                                                 -(scaled.height() - pixels.height()) / 2.0));
    painter.setBrush(brush);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(fitted.rect(), radius, radius);
    return fitted;
}

ThumbnailCache::ThumbnailCache(Load load, std::size_t maxBytes, QObject* parent)
    : QObject(parent), m_load(std::move(load)), m_maxBytes(maxBytes)
{}

const ThumbnailCache::Thumbnail* ThumbnailCache::find(PhotoId id) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return nullptr;
    m_uses.splice(m_uses.begin(), m_uses, found->second.use);
    return &found->second.thumbnail;
}

bool ThumbnailCache::isMissing(const Wanted& wanted) const
{
    const auto found = m_entries.find(wanted.id);
    if (found == m_entries.end())
        return true;
    // A file that could not be shown is not tried again until someone asks for it anew (forget).
    return found->second.thumbnail.problem.isEmpty() && found->second.pixels != wanted.pixels;
}

void ThumbnailCache::want(const std::vector<Wanted>& wanted, int radius)
{
    m_radius = radius;
    std::unordered_map<PhotoId, QSize> wishes;
    wishes.reserve(wanted.size());
    for (const Wanted& wish : wanted)
        wishes.emplace(wish.id, wish.pixels);
    for (auto loading = m_loading.begin(); loading != m_loading.end();) {
        const auto wish = wishes.find(loading->first);
        if (wish != wishes.end() && wish->second == loading->second.pixels) {
            ++loading;
            continue;
        }
        loading->second.source.cancel();
        loading = m_loading.erase(loading);
    }

    m_wanted.clear();
    for (auto wish = wanted.rbegin(); wish != wanted.rend(); ++wish) {
        if (isMissing(*wish) && !m_loading.contains(wish->id))
            m_wanted.push_back(*wish);
    }
    loadNext();
}

void ThumbnailCache::forget(const std::vector<PhotoId>& ids)
{
    for (const PhotoId id : ids) {
        if (const auto found = m_entries.find(id); found != m_entries.end()) {
            m_bytes -= found->second.bytes;
            m_uses.erase(found->second.use);
            m_entries.erase(found);
        }
    }
}

void ThumbnailCache::loadNext()
{
    while (m_loading.size() < kLoadsAtOnce && !m_wanted.empty()) {
        const Wanted wish = m_wanted.back();
        m_wanted.pop_back();
        const quint64 ticket = ++m_tickets;
        QFuture<Result<QImage>> source = m_load(wish.id);
        m_loading[wish.id] = {source, wish.pixels, ticket};
        const auto fit = [pixels = wish.pixels, radius = m_radius](Result<QImage> image) -> Result<QImage> {
            if (image)
                *image = fittedThumbnail(*image, pixels, radius);
            return image;
        };
        whenDone(this, source.then(QtFuture::Launch::Async, fit),
                 [this, id = wish.id, ticket](Result<QImage> answer) { take(id, ticket, answer); });
    }
}

void ThumbnailCache::take(PhotoId id, quint64 ticket, const Result<QImage>& answer)
{
    Q_ASSERT(QThread::currentThread() == QCoreApplication::instance()->thread());
    const auto loading = m_loading.find(id);
    if (loading == m_loading.end() || loading->second.ticket != ticket)
        return; // scrolled away, or asked for at another size meanwhile
    const QSize pixels = loading->second.pixels;
    m_loading.erase(loading);

    if (answer || answer.error().code != ErrorCode::Cancelled) {
        auto found = m_entries.find(id);
        const bool first = found == m_entries.end();
        if (first) {
            m_uses.push_front(id);
            found = m_entries.emplace(id, Entry{{}, {}, 0, m_uses.begin()}).first;
        }
        Entry& entry = found->second;
        m_bytes -= entry.bytes;
        entry.pixels = pixels;
        if (answer) {
            entry.thumbnail = {QPixmap::fromImage(*answer), {}};
            entry.bytes = static_cast<std::size_t>(answer->sizeInBytes());
        } else {
            entry.thumbnail = {QPixmap(), QString::fromStdString(answer.error().message)};
            entry.bytes = 256;
        }
        m_bytes += entry.bytes;
        trim();
        Q_EMIT ready(id, first);
    }
    loadNext();
    if (isIdle())
        Q_EMIT idle();
}

void ThumbnailCache::trim()
{
    while (m_bytes > m_maxBytes && m_uses.size() > 1) {
        const auto oldest = m_entries.find(m_uses.back());
        m_bytes -= oldest->second.bytes;
        m_entries.erase(oldest);
        m_uses.pop_back();
    }
}

} // namespace vidimus::ui
