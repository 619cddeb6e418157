#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <QAbstractListModel>

#include "core/storage/person_records.h"
#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// A part of the library the window can show.
struct Source {
    enum class Kind { All, Recent, Review, Folder, Album, Tag };
    Kind kind = Kind::All;
    std::filesystem::path folder = {};
    storage::AlbumId album = {};
    std::string tag = {};

    static Source ofAlbum(storage::AlbumId album) { return {Kind::Album, {}, album, {}}; }
    static Source ofTag(std::string tag) { return {Kind::Tag, {}, {}, std::move(tag)}; }

    friend bool operator==(const Source&, const Source&) = default;
};

/// Headings, the whole library, what is to be reviewed, albums, the folders pictures lie in, and tags, with their
/// counts. Sections that hold nothing are left out.
class SideBarModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole, HeadingRole, DropTargetRole };

    explicit SideBarModel(QObject* parent = nullptr);

    void setCounts(const storage::LibraryCounts& counts);
    void setFolders(const std::vector<storage::FolderCount>& folders);
    void setAlbums(const std::vector<storage::AlbumCount>& albums);
    void setTags(const std::vector<storage::TagCount>& tags);

    /// While pictures are dragged: one more row, to make an album of them.
    void offerNewAlbum(bool offer);
    bool isNewAlbum(int row) const;
    bool takesPictures(int row) const;
    /// The row that would get what is dragged; -1 for none.
    void setDropRow(int row);

    Source source(int row) const;
    /// The first row, all pictures, when it is not here.
    int rowOf(const Source& source) const;
    bool holds(const Source& source) const;
    const std::vector<storage::AlbumCount>& albums() const { return m_albums; }
    /// Null when it is not here.
    const storage::AlbumCount* album(storage::AlbumId id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    /// A person gave an album or a tag another name.
    void renamed(const vidimus::ui::Source& source, const QString& name);

private:
    struct Row {
        enum class Kind { Heading, Choice, NewAlbum };
        Kind kind = Kind::Choice;
        Source source;
        QString label;
        QString icon;
        std::int64_t count = -1; ///< -1: none is shown

        friend bool operator==(const Row&, const Row&) = default;
    };

    void rebuild();
    void addSection(std::vector<Row>& rows, const QString& heading, std::vector<Row> section) const;
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    storage::LibraryCounts m_counts;
    std::vector<storage::FolderCount> m_folders;
    std::vector<storage::AlbumCount> m_albums;
    std::vector<storage::TagCount> m_tags;
    bool m_offersNew = false;
    int m_dropRow = -1;
    std::vector<Row> m_rows;
};

} // namespace vidimus::ui
