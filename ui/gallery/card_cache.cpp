#include "ui/gallery/card_cache.h"

#include <algorithm>

#include "ui/common/when_done.h"

namespace vidimus::ui {

namespace {

constexpr std::size_t kChunk = 64;
constexpr int kRequestsAtOnce = 2;
/// About 1 KB each.
constexpr std::size_t kKept = 4096;

} // namespace

CardCache::CardCache(Fetch fetch, QObject* parent) : QObject(parent), m_fetch(std::move(fetch)) {}

const storage::PhotoCard* CardCache::find(PhotoId id) const
{
    const auto found = m_cards.find(id);
    if (found == m_cards.end())
        return nullptr;
    m_uses.splice(m_uses.begin(), m_uses, found->second.use);
    return &found->second.card;
}

bool CardCache::isMissing(PhotoId id) const
{
    if (m_asked.contains(id))
        return false;
    const auto found = m_cards.find(id);
    return found == m_cards.end() || found->second.stale;
}

void CardCache::want(const std::vector<PhotoId>& ids)
{
    m_wanted.clear();
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(m_wanted), [this](PhotoId id) { return isMissing(id); });
    ask();
}

void CardCache::markStale(const QList<PhotoId>& ids)
{
    for (const PhotoId id : ids) {
        if (m_asked.contains(id))
            m_changedMeanwhile.insert(id);
        if (const auto found = m_cards.find(id); found != m_cards.end())
            found->second.stale = true;
    }
}

void CardCache::forget(const std::vector<PhotoId>& ids)
{
    for (const PhotoId id : ids) {
        if (const auto found = m_cards.find(id); found != m_cards.end()) {
            m_uses.erase(found->second.use);
            m_cards.erase(found);
        }
    }
}

void CardCache::ask()
{
    while (m_requests < kRequestsAtOnce && !m_wanted.empty()) {
        const std::size_t count = std::min(kChunk, m_wanted.size());
        std::vector<PhotoId> chunk(m_wanted.begin(), m_wanted.begin() + static_cast<std::ptrdiff_t>(count));
        m_wanted.erase(m_wanted.begin(), m_wanted.begin() + static_cast<std::ptrdiff_t>(count));
        m_asked.insert(chunk.begin(), chunk.end());
        ++m_requests;
        whenDone(this, m_fetch(chunk),
                 [this, chunk](const Result<std::vector<storage::PhotoCard>>& answer) { take(chunk, answer); });
    }
}

void CardCache::take(const std::vector<PhotoId>& asked, const Result<std::vector<storage::PhotoCard>>& answer)
{
    --m_requests;
    for (const PhotoId id : asked)
        m_asked.erase(id);
    QList<PhotoId> arrived;
    if (answer) {
        for (const storage::PhotoCard& card : *answer) {
            const bool stale = m_changedMeanwhile.erase(card.id) > 0;
            const auto found = m_cards.find(card.id);
            if (found != m_cards.end()) {
                found->second.card = card;
                found->second.stale = stale;
            } else {
                m_uses.push_front(card.id);
                m_cards.emplace(card.id, Entry{card, stale, m_uses.begin()});
            }
            arrived.append(card.id);
        }
        trim();
    }
    ask();
    if (!arrived.isEmpty())
        Q_EMIT ready(arrived);
    if (isIdle())
        Q_EMIT idle();
}

void CardCache::trim()
{
    while (m_cards.size() > kKept) {
        m_cards.erase(m_uses.back());
        m_uses.pop_back();
    }
}

} // namespace vidimus::ui
