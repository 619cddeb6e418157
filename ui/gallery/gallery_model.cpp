#include "ui/gallery/gallery_model.h"

#include <algorithm>
#include <unordered_set>

#include <QLocale>

#include "ui/common/format.h"
#include "ui/common/origin_chip.h"
#include "ui/gallery/card_cache.h"

namespace vidimus::ui {

namespace {

/// Above this many separate insertions or removals one reset is quicker than telling each.
constexpr std::size_t kMostRuns = 128;

bool comesBefore(const storage::PhotoRef& a, const storage::PhotoRef& b, storage::SortOrder order)
{
    switch (order) {
    case storage::SortOrder::NewestFirst:
        return a.sortTime != b.sortTime ? a.sortTime > b.sortTime : a.id > b.id;
    case storage::SortOrder::OldestFirst:
        return a.sortTime != b.sortTime ? a.sortTime < b.sortTime : a.id < b.id;
    case storage::SortOrder::RecentlyAdded:
        return a.id > b.id;
    case storage::SortOrder::ByName:
    case storage::SortOrder::LargestFirst:
    case storage::SortOrder::BestRatedFirst:
    case storage::SortOrder::LeastCertainFirst:
        break;
    }
    Q_ASSERT_X(false, "GalleryModel::merge", "only the library knows this order");
    return false;
}

struct Run {
    int position = 0; ///< in the list before any of the runs went in
    std::vector<storage::PhotoRef> photos;
};

} // namespace

GalleryModel::GalleryModel(CardCache& cards, QObject* parent) : QAbstractListModel(parent), m_cards(cards)
{
    connect(&cards, &CardCache::ready, this, &GalleryModel::onCardsReady);
}

void GalleryModel::setPhotos(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders)
{
    replace(std::move(photos), std::move(folders), {});
}

void GalleryModel::setResults(std::vector<storage::PhotoRef> photos, std::vector<search::Hit> hits)
{
    Q_ASSERT(hits.empty() || hits.size() == photos.size());
    replace(std::move(photos), {}, std::move(hits));
}

void GalleryModel::replace(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders,
                           std::vector<search::Hit> hits)
{
    beginResetModel();
    m_photos = std::move(photos);
    m_folders = std::move(folders);
    m_hits = std::move(hits);
    endResetModel();
}

void GalleryModel::merge(std::vector<storage::PhotoRef> photos, storage::SortOrder order)
{
    std::unordered_set<PhotoId> fresh;
    for (const storage::PhotoRef& photo : photos)
        fresh.insert(photo.id);
    for (const storage::PhotoRef& known : m_photos)
        fresh.erase(known.id);
    std::erase_if(photos, [&](const storage::PhotoRef& photo) { return fresh.erase(photo.id) == 0; });
    const auto before = [order](const auto& a, const auto& b) { return comesBefore(a, b, order); };
    std::sort(photos.begin(), photos.end(), before);

    std::vector<Run> runs;
    for (storage::PhotoRef& photo : photos) {
        const auto place = std::upper_bound(m_photos.begin(), m_photos.end(), photo, before);
        const int position = static_cast<int>(place - m_photos.begin());
        if (runs.empty() || runs.back().position != position)
            runs.push_back({position, {}});
        runs.back().photos.push_back(photo);
    }
    if (runs.size() > kMostRuns) {
        beginResetModel();
        std::vector<storage::PhotoRef> merged;
        merged.reserve(m_photos.size() + photos.size());
        std::merge(m_photos.begin(), m_photos.end(), photos.begin(), photos.end(), std::back_inserter(merged), before);
        m_photos = std::move(merged);
        endResetModel();
        return;
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        beginInsertRows({}, run->position, run->position + static_cast<int>(run->photos.size()) - 1);
        m_photos.insert(m_photos.begin() + run->position, run->photos.begin(), run->photos.end());
        endInsertRows();
    }
}

void GalleryModel::remove(const std::vector<PhotoId>& ids)
{
    const std::unordered_set<PhotoId> gone(ids.begin(), ids.end());
    std::vector<std::pair<int, int>> runs; // first, last
    for (int row = 0; row < rowCount(); ++row) {
        if (!gone.contains(idAt(row)))
            continue;
        if (!runs.empty() && runs.back().second == row - 1)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    if (runs.size() > kMostRuns) {
        beginResetModel();
        std::erase_if(m_photos, [&](const storage::PhotoRef& photo) { return gone.contains(photo.id); });
        std::erase_if(m_hits, [&](const search::Hit& hit) { return gone.contains(hit.id); });
        endResetModel();
        return;
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        beginRemoveRows({}, run->first, run->second);
        m_photos.erase(m_photos.begin() + run->first, m_photos.begin() + run->second + 1);
        if (!m_hits.empty())
            m_hits.erase(m_hits.begin() + run->first, m_hits.begin() + run->second + 1);
        endRemoveRows();
    }
}

PhotoId GalleryModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_photos[static_cast<std::size_t>(row)].id : PhotoId{};
}

int GalleryModel::rowOf(PhotoId id) const
{
    const auto found =
        std::find_if(m_photos.begin(), m_photos.end(), [id](const auto& photo) { return photo.id == id; });
    return found == m_photos.end() ? -1 : static_cast<int>(found - m_photos.begin());
}

const storage::PhotoCard* GalleryModel::card(int row) const
{
    return m_cards.find(idAt(row));
}

const search::Hit* GalleryModel::hit(int row) const
{
    return row >= 0 && row < static_cast<int>(m_hits.size()) ? &m_hits[static_cast<std::size_t>(row)] : nullptr;
}

int GalleryModel::firstDoubtful() const
{
    const auto first = std::find_if(m_hits.begin(), m_hits.end(), [](const search::Hit& hit) { return !hit.likely; });
    return first == m_hits.end() ? -1 : static_cast<int>(first - m_hits.begin());
}

void GalleryModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_photos.size());
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    switch (role) {
    case PhotoIdRole:
        return QVariant::fromValue<qint64>(idAt(row).value);
    case PathRole:
        return card(row) != nullptr ? format::nativePath(card(row)->path) : QString();
    case Qt::DisplayRole:
        return card(row) != nullptr ? format::text(card(row)->words()) : QString();
    case Qt::ToolTipRole:
        return toolTip(row);
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    default:
        return {};
    }
}

QString GalleryModel::accessibleText(int row) const
{
    const storage::PhotoCard* card = this->card(row);
    if (card == nullptr)
        return tr("Picture %1 of %2").arg(format::count(row + 1), format::count(rowCount()));
    const QString name = format::fileName(card->path);
    QString text;
    if (card->state == storage::DescribeState::Failed && card->words().empty())
        text = tr("Could not be described: %1, %2").arg(format::text(card->problem), name);
    else if (card->words().empty())
        text = tr("Not described yet, %1").arg(name);
    else if (card->marks.caption)
        text = tr("%1, your words, %2").arg(format::text(card->words()), name);
    else
        text =
            tr("%1, confidence %2, %3, %4")
                .arg(format::text(card->caption), format::percent(card->confidence), originLabel(card->origin), name);
    const QString marks = markWords(card->marks);
    return marks.isEmpty() ? text : tr("%1, %2").arg(text, marks);
}

QString GalleryModel::markWords(const storage::PersonMarks& marks) const
{
    QStringList words;
    if (marks.rating > 0)
        words << tr("%Ln star(s)", nullptr, marks.rating);
    if (marks.favourite)
        words << tr("favourite");
    if (marks.flag == storage::Flag::Picked)
        words << tr("picked");
    else if (marks.flag == storage::Flag::Rejected)
        words << tr("rejected");
    return words.join(QLatin1String(", "));
}

QString GalleryModel::toolTip(int row) const
{
    const storage::PhotoCard* card = this->card(row);
    if (card == nullptr)
        return {};
    QStringList lines;
    if (card->marks.caption)
        lines << format::text(*card->marks.caption);
    if (!card->caption.empty()) {
        lines
            << (card->marks.caption ? tr("the model said: %1") : QStringLiteral("%1")).arg(format::text(card->caption));
        lines << tr("confidence %1 · %2 (%3)")
                     .arg(format::percent(card->confidence), format::text(card->modelName), originLabel(card->origin));
    }
    if (card->state == storage::DescribeState::Failed)
        lines << tr("Could not be described: %1").arg(format::text(card->problem));
    if (const search::Hit* match = hit(row)) {
        lines << (match->matchedWords ? tr("the words are in its caption, tags or name") : tr("looks alike"));
        if (match->closerThan > 0)
            lines << tr("nearer than %1 of the pictures searched")
                         .arg(QLocale().toString(100.0 * static_cast<double>(match->closerThan), 'f', 1) +
                              QStringLiteral("\u202F%"));
    }
    if (const QString marks = markWords(card->marks); !marks.isEmpty())
        lines << marks;
    lines << format::fileName(card->path);
    for (QString& line : lines)
        line = line.toHtmlEscaped();
    return QStringLiteral("<p>%1</p>").arg(lines.join(QLatin1String("<br>")));
}

void GalleryModel::onCardsReady(const QList<PhotoId>& ids)
{
    const std::unordered_set<PhotoId> arrived(ids.begin(), ids.end());
    const int last = std::min(m_lastVisible, rowCount() - 1);
    for (int row = std::max(0, m_firstVisible); row <= last; ++row) {
        if (arrived.contains(idAt(row)))
            Q_EMIT dataChanged(index(row), index(row));
    }
}

} // namespace vidimus::ui
