#include "ui/shell/side_bar_model.h"

#include <algorithm>
#include <utility>

#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

SideBarModel::SideBarModel(QObject* parent) : QAbstractListModel(parent)
{
    rebuild();
}

void SideBarModel::setCounts(const storage::LibraryCounts& counts)
{
    m_counts = counts;
    rebuild();
}

void SideBarModel::setFolders(const std::vector<storage::FolderCount>& folders)
{
    m_folders = folders;
    rebuild();
}

void SideBarModel::setAlbums(const std::vector<storage::AlbumCount>& albums)
{
    m_albums = albums;
    rebuild();
}

void SideBarModel::setTags(const std::vector<storage::TagCount>& tags)
{
    m_tags = tags;
    rebuild();
}

void SideBarModel::offerNewAlbum(bool offer)
{
    if (m_offersNew == offer)
        return;
    m_offersNew = offer;
    rebuild();
}

void SideBarModel::addSection(std::vector<Row>& rows, const QString& heading, std::vector<Row> section) const
{
    if (section.empty())
        return;
    rows.push_back({Row::Kind::Heading, {}, heading, {}, -1});
    std::move(section.begin(), section.end(), std::back_inserter(rows));
}

void SideBarModel::rebuild()
{
    std::vector<Row> rows;
    std::vector<Row> library;
    const auto choice = [](Source source, QString label, const char* icon, std::int64_t count) {
        return Row{Row::Kind::Choice, std::move(source), std::move(label), QString::fromLatin1(icon), count};
    };
    library.push_back(choice({}, tr("All pictures"), "pictures", m_counts.photos));
    library.push_back(choice({Source::Kind::Recent}, tr("Recently added"), "recent", -1));
    if (m_counts.toReview > 0)
        library.push_back(choice({Source::Kind::Review}, tr("To review"), "review", m_counts.toReview));
    addSection(rows, tr("Library"), std::move(library));

    std::vector<Row> albums;
    for (const storage::AlbumCount& count : m_albums) {
        const bool smart = count.album.query.has_value();
        albums.push_back(choice(Source::ofAlbum(count.album.id), format::text(count.album.name),
                                smart ? "search" : "album", smart ? -1 : count.photos));
    }
    if (m_offersNew)
        albums.push_back({Row::Kind::NewAlbum, {}, tr("New album"), QStringLiteral("add"), -1});
    addSection(rows, tr("Albums"), std::move(albums));

    std::vector<Row> folders;
    for (const storage::FolderCount& count : m_folders) {
        const QString name = format::fileName(count.folder);
        folders.push_back(choice({Source::Kind::Folder, count.folder},
                                 name.isEmpty() ? format::path(count.folder) : name, "folder", count.photos));
    }
    addSection(rows, tr("Folders"), std::move(folders));

    std::vector<Row> tags;
    for (const storage::TagCount& count : m_tags)
        tags.push_back(choice(Source::ofTag(count.name), format::text(count.name), "tag", count.photos));
    addSection(rows, tr("Tags"), std::move(tags));

    const auto same = [](const Row& a, const Row& b) {
        return a.kind == b.kind && a.source == b.source && a.label == b.label && a.icon == b.icon;
    };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), same)) {
        if (rows != m_rows) {
            m_rows = std::move(rows);
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_dropRow = -1;
    endResetModel();
}

bool SideBarModel::isNewAlbum(int row) const
{
    return row >= 0 && row < rowCount() && at(row).kind == Row::Kind::NewAlbum;
}

bool SideBarModel::takesPictures(int row) const
{
    if (row < 0 || row >= rowCount() || at(row).kind == Row::Kind::Heading)
        return false;
    if (isNewAlbum(row) || at(row).source.kind == Source::Kind::Tag)
        return true;
    const storage::AlbumCount* known = album(at(row).source.album);
    return known != nullptr && !known->album.query;
}

void SideBarModel::setDropRow(int row)
{
    if (m_dropRow == row)
        return;
    for (const int changed : {std::exchange(m_dropRow, row), row}) {
        if (changed >= 0 && changed < rowCount())
            Q_EMIT dataChanged(index(changed), index(changed), {DropTargetRole});
    }
}

Source SideBarModel::source(int row) const
{
    return row >= 0 && row < rowCount() ? at(row).source : Source();
}

bool SideBarModel::holds(const Source& source) const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&](const Row& row) { return row.kind == Row::Kind::Choice && row.source == source; });
}

int SideBarModel::rowOf(const Source& source) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) {
        return row.kind == Row::Kind::Choice && row.source == source;
    });
    return found == m_rows.end() ? 1 : static_cast<int>(found - m_rows.begin());
}

const storage::AlbumCount* SideBarModel::album(storage::AlbumId id) const
{
    const auto found =
        std::find_if(m_albums.begin(), m_albums.end(), [id](const auto& count) { return count.album.id == id; });
    return found == m_albums.end() ? nullptr : &*found;
}

int SideBarModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags SideBarModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || at(index.row()).kind != Row::Kind::Choice)
        return Qt::ItemNeverHasChildren;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const Source::Kind kind = at(index.row()).source.kind;
    if (kind == Source::Kind::Album || kind == Source::Kind::Tag)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool SideBarModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().simplified();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty())
        return false;
    // The new name comes with the next list of albums or tags.
    if (name != at(index.row()).label)
        Q_EMIT renamed(at(index.row()).source, name);
    return true;
}

QVariant SideBarModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = at(index.row());
    const QString count = row.count >= 0 ? format::count(row.count) : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.label;
    case HeadingRole:
        return row.kind == Row::Kind::Heading;
    case CountRole:
        return count;
    case DropTargetRole:
        return index.row() == m_dropRow;
    case Qt::ToolTipRole:
        if (row.source.kind == Source::Kind::Folder)
            return format::path(row.source.folder);
        if (const storage::AlbumCount* known = album(row.source.album); known != nullptr && known->album.query)
            return tr("Search: %1").arg(format::text(*known->album.query));
        return {};
    case Qt::DecorationRole:
        return row.icon.isEmpty() ? QVariant() : QVariant(icon(row.icon));
    case Qt::AccessibleTextRole:
        return count.isEmpty() ? row.label : tr("%1, %2 pictures").arg(row.label, count);
    default:
        return {};
    }
}

} // namespace vidimus::ui
