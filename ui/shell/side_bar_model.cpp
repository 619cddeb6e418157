#include "ui/shell/side_bar_model.h"

#include "ui/common/format.h"
#include "ui/common/icons.h"

namespace vidimus::ui {

namespace {

enum FixedRow { LibraryHeading, AllRow, RecentRow, FoldersHeading, FirstFolder };

bool isHeading(int row)
{
    return row == LibraryHeading || row == FoldersHeading;
}

} // namespace

void SideBarModel::setCounts(std::int64_t all)
{
    if (m_all == all)
        return;
    m_all = all;
    Q_EMIT dataChanged(index(AllRow), index(AllRow));
}

void SideBarModel::setFolders(const std::vector<storage::FolderCount>& folders)
{
    const auto sameNames = [](const storage::FolderCount& a, const storage::FolderCount& b) {
        return a.folder == b.folder;
    };
    const bool countsOnly = std::equal(folders.begin(), folders.end(), m_folders.begin(), m_folders.end(), sameNames);
    if (countsOnly) {
        m_folders = folders;
        if (!folders.empty())
            Q_EMIT dataChanged(index(FirstFolder), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_folders = folders;
    endResetModel();
}

Source SideBarModel::source(int row) const
{
    if (row == RecentRow)
        return {Source::Kind::Recent, {}};
    if (row >= FirstFolder && row < rowCount())
        return {Source::Kind::Folder, m_folders[static_cast<std::size_t>(row - FirstFolder)].folder};
    return {};
}

int SideBarModel::rowOf(const Source& source) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!isHeading(row) && this->source(row) == source)
            return row;
    }
    return AllRow;
}

int SideBarModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_folders.empty() ? FoldersHeading : FirstFolder + static_cast<int>(m_folders.size());
}

Qt::ItemFlags SideBarModel::flags(const QModelIndex& index) const
{
    return isHeading(index.row()) ? Qt::ItemFlags(Qt::ItemNeverHasChildren)
                                  : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QString SideBarModel::label(int row) const
{
    switch (row) {
    case LibraryHeading:
        return tr("Library");
    case AllRow:
        return tr("All pictures");
    case RecentRow:
        return tr("Recently added");
    case FoldersHeading:
        return tr("Folders");
    default: {
        const std::filesystem::path& folder = m_folders[static_cast<std::size_t>(row - FirstFolder)].folder;
        const QString name = format::fileName(folder);
        return name.isEmpty() ? format::path(folder) : name;
    }
    }
}

QVariant SideBarModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const bool folder = row >= FirstFolder;
    switch (role) {
    case Qt::DisplayRole:
        return label(row);
    case HeadingRole:
        return isHeading(row);
    case CountRole:
        if (row == AllRow)
            return format::count(m_all);
        return folder ? format::count(m_folders[static_cast<std::size_t>(row - FirstFolder)].photos) : QString();
    case Qt::ToolTipRole:
        return folder ? format::path(m_folders[static_cast<std::size_t>(row - FirstFolder)].folder) : QString();
    case Qt::DecorationRole:
        if (isHeading(row))
            return {};
        return icon(folder             ? QStringLiteral("folder")
                    : row == RecentRow ? QStringLiteral("recent")
                                       : QStringLiteral("pictures"));
    case Qt::AccessibleTextRole: {
        const QString count = data(index, CountRole).toString();
        return count.isEmpty() ? label(row) : tr("%1, %2 pictures").arg(label(row), count);
    }
    default:
        return {};
    }
}

} // namespace vidimus::ui
