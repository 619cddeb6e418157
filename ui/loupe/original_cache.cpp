#include "ui/loupe/original_cache.h"

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/when_done.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kAtOnce = 2;

bool holds(const std::vector<PhotoId>& ids, PhotoId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

OriginalCache::OriginalCache(Loads loads, std::size_t maxBytes, QObject* parent)
    : QObject(parent), m_loads(std::move(loads)), m_maxBytes(maxBytes)
{}

const OriginalCache::Original* OriginalCache::find(PhotoId id) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return nullptr;
    m_uses.splice(m_uses.begin(), m_uses, found->second.use);
    return &found->second.original;
}

void OriginalCache::want(Wishes wishes)
{
    m_wishes = std::move(wishes);
    dropUnwanted();
    loadNext();
}

bool OriginalCache::isShown(PhotoId id) const
{
    return holds(m_wishes.shown, id);
}

bool OriginalCache::isLoading(PhotoId id, bool whole) const
{
    return std::any_of(m_loading.begin(), m_loading.end(),
                       [&](const Loading& loading) { return loading.id == id && loading.whole == whole; });
}

bool OriginalCache::needsFitted(PhotoId id) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return true;
    const Entry& entry = found->second;
    if (entry.original.whole || !entry.original.problem.isEmpty())
        return false;
    return entry.pixels.width() < m_wishes.pixels.width() || entry.pixels.height() < m_wishes.pixels.height();
}

bool OriginalCache::needsWhole(PhotoId id) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return true;
    const Original& original = found->second.original;
    return !original.whole && original.problem.isEmpty() && original.wholeProblem.isEmpty();
}

std::size_t OriginalCache::shownBytes() const
{
    std::size_t bytes = 0;
    for (const PhotoId id : m_wishes.shown) {
        if (const auto found = m_entries.find(id); found != m_entries.end())
            bytes += found->second.bytes;
    }
    return bytes;
}

void OriginalCache::dropUnwanted()
{
    std::erase_if(m_loading, [this](const Loading& loading) {
        const bool wanted = loading.whole ? holds(m_wishes.whole, loading.id)
                                          : isShown(loading.id) || holds(m_wishes.ahead, loading.id);
        if (!wanted)
            loading.cancel();
        return !wanted;
    });
    std::vector<PhotoId> gone;
    for (auto& [id, entry] : m_entries) {
        if (isShown(id))
            continue;
        if (!entry.original.problem.isEmpty())
            gone.push_back(id); // the next look tries again
        if (entry.original.whole && entry.original.images.size() > 1) {
            // The fitting size stays; a picture at full resolution is only kept while one looks at it.
            entry.original.images.erase(entry.original.images.begin(), entry.original.images.end() - 1);
            entry.original.whole = false;
            entry.pixels = entry.original.images.front().size();
            count(entry);
        }
    }
    for (const PhotoId id : gone)
        letGo(id);
}

void OriginalCache::loadNext()
{
    for (const PhotoId id : m_wishes.shown) {
        if (m_loading.size() >= kAtOnce)
            return;
        if (needsFitted(id) && !isLoading(id, false) && !isLoading(id, true))
            load(id, false);
    }
    for (const PhotoId id : m_wishes.whole) {
        if (m_loading.size() >= kAtOnce)
            return;
        if (needsWhole(id) && !isLoading(id, true))
            load(id, true);
    }
    // Somebody waits for what is on show; of what may be next one at a time, and only where there is room for it.
    if (m_loading.empty() && shownBytes() <= m_maxBytes / 2) {
        const auto next =
            std::find_if(m_wishes.ahead.begin(), m_wishes.ahead.end(), [this](PhotoId id) { return needsFitted(id); });
        if (next != m_wishes.ahead.end())
            load(*next, false);
    }
    if (m_loading.empty())
        Q_EMIT idle();
}

void OriginalCache::load(PhotoId id, bool whole)
{
    const quint64 ticket = ++m_tickets;
    const QSize pixels = m_wishes.pixels;
    if (whole) {
        auto future = m_loads.whole(id);
        m_loading.push_back({id, true, pixels, ticket, [asked = future]() mutable { asked.cancel(); }});
        whenDone(this, future, [this, ticket, id, pixels](const Result<std::vector<QImage>>& images) {
            take(ticket, id, pixels, true, images);
        });
        return;
    }
    auto future = m_loads.fitted(id, pixels);
    m_loading.push_back({id, false, pixels, ticket, [asked = future]() mutable { asked.cancel(); }});
    whenDone(this, future, [this, ticket, id, pixels](const Result<QImage>& image) {
        take(ticket, id, pixels, false,
             image ? Result<std::vector<QImage>>(std::vector<QImage>{*image}) : fail(image.error()));
    });
}

OriginalCache::Entry& OriginalCache::entry(PhotoId id)
{
    const auto [place, isNew] = m_entries.try_emplace(id);
    if (isNew) {
        m_uses.push_front(id);
        place->second.use = m_uses.begin();
    }
    return place->second;
}

void OriginalCache::take(quint64 ticket, PhotoId id, QSize pixels, bool whole,
                         const Result<std::vector<QImage>>& images)
{
    const auto asked = std::find_if(m_loading.begin(), m_loading.end(),
                                    [ticket](const Loading& loading) { return loading.ticket == ticket; });
    if (asked == m_loading.end())
        return; // no longer wanted
    m_loading.erase(asked);
    Entry& known = entry(id);
    Original& original = known.original;
    if (images) {
        if (whole || !original.whole) {
            original.images = *images;
            original.whole = whole;
            known.pixels = pixels;
        }
        original.problem.clear();
    } else if (whole && !original.images.empty()) {
        original.wholeProblem = format::text(images.error().message);
    } else {
        original.problem = format::text(images.error().message);
    }
    count(known);
    trim();
    Q_EMIT ready(id);
    loadNext();
}

void OriginalCache::count(Entry& entry)
{
    m_bytes -= entry.bytes;
    entry.bytes = 0;
    for (const QImage& image : entry.original.images)
        entry.bytes += static_cast<std::size_t>(image.sizeInBytes());
    m_bytes += entry.bytes;
}

void OriginalCache::letGo(PhotoId id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    m_bytes -= found->second.bytes;
    m_uses.erase(found->second.use);
    m_entries.erase(found);
}

void OriginalCache::trim()
{
    const std::vector<PhotoId> oldestFirst(m_uses.rbegin(), m_uses.rend());
    for (const PhotoId id : oldestFirst) {
        if (m_bytes <= m_maxBytes)
            return;
        if (!isShown(id))
            letGo(id);
    }
}

void OriginalCache::forget(const std::vector<PhotoId>& ids)
{
    for (const PhotoId id : ids)
        letGo(id);
}

} // namespace vidimus::ui
