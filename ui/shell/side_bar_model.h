#pragma once

#include <filesystem>
#include <vector>

#include <QAbstractListModel>

#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// A part of the library the gallery can show.
struct Source {
    enum class Kind { All, Recent, Folder };
    Kind kind = Kind::All;
    std::filesystem::path folder;

    friend bool operator==(const Source&, const Source&) = default;
};

/// Headings, the whole library, and the folders pictures lie in, with their counts.
class SideBarModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole, HeadingRole };

    using QAbstractListModel::QAbstractListModel;

    void setCounts(std::int64_t all);
    void setFolders(const std::vector<storage::FolderCount>& folders);
    Source source(int row) const;
    int rowOf(const Source& source) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QString label(int row) const;

    std::int64_t m_all = 0;
    std::vector<storage::FolderCount> m_folders;
};

} // namespace vidimus::ui
