#pragma once

#include <vector>

#include <QListView>

#include "ui/shell/side_bar_model.h"

namespace vidimus::ui {

/// What to look at: everything, what came last, what is to be reviewed, an album, a folder or a tag. Pictures can be
/// dropped on albums and tags; albums and tags are renamed in their place.
class SideBar final : public QListView {
    Q_OBJECT
public:
    /// Of the view itself, as in every list: not one that can be changed.
    static constexpr Qt::Key kRenameKey = Qt::Key_F2;

    explicit SideBar(QWidget* parent = nullptr);

    void setCounts(const storage::LibraryCounts& counts);
    void setFolders(const std::vector<storage::FolderCount>& folders);
    void setAlbums(const std::vector<storage::AlbumCount>& albums);
    void setTags(const std::vector<storage::TagCount>& tags);
    const SideBarModel& places() const { return m_model; }
    /// Begins to write another name for an album or a tag.
    void rename(const Source& source);
    Source source() const { return m_source; }
    void choose(const Source& source);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const vidimus::ui::Source& source);
    void renamed(const vidimus::ui::Source& source, const QString& name);
    /// Pictures of the gallery let go on an album or a tag; on neither: a new album is wanted.
    void photosDropped(const vidimus::ui::Source& source, const std::vector<vidimus::PhotoId>& photos);
    void menuAsked(const vidimus::ui::Source& source, const QPoint& globalPosition);

protected:
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    template <typename Change>
    void fill(Change&& change);

    SideBarModel m_model;
    Source m_source;
    bool m_filling = false;
};

} // namespace vidimus::ui
