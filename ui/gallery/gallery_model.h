#pragma once

#include <filesystem>
#include <vector>

#include <QAbstractListModel>

#include "core/search/search_results.h"
#include "core/storage/photo_records.h"

namespace vidimus::ui {

class CardCache;

/// Some pictures in an order: the library, a folder, or what a search found. Knows the shape of all of them and the
/// words of those looked at. GUI thread.
class GalleryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        PhotoIdRole = Qt::UserRole, ///< qint64
        PathRole,                   ///< QString, for opening
    };

    explicit GalleryModel(CardCache& cards, QObject* parent = nullptr);

    /// `folders` are those that PhotoRef::folder means, where it was asked for.
    void setPhotos(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders = {});
    /// Best first. Hits whose photo is gone are left out by the caller.
    void setResults(std::vector<storage::PhotoRef> photos, std::vector<search::Hit> hits);
    /// Puts new ones where `order`, one that goes by time, wants them; those that are there already stay as they are.
    void merge(std::vector<storage::PhotoRef> photos, storage::SortOrder order);
    void remove(const std::vector<PhotoId>& ids);
    void clear() { setPhotos({}); }

    const std::vector<storage::PhotoRef>& photos() const { return m_photos; }
    const std::vector<std::filesystem::path>& folders() const { return m_folders; }
    PhotoId idAt(int row) const;
    /// -1 when it is not here.
    int rowOf(PhotoId id) const;
    const storage::PhotoCard* card(int row) const;
    /// Null unless these are search results.
    const search::Hit* hit(int row) const;

    /// The first result that is not likely; -1 when there is none.
    int firstDoubtful() const;

    /// Rows the view shows now: changes of other rows are not worth a signal.
    void setVisibleRows(int first, int last);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    void replace(std::vector<storage::PhotoRef> photos, std::vector<std::filesystem::path> folders,
                 std::vector<search::Hit> hits);
    void onCardsReady(const QList<PhotoId>& ids);
    QString accessibleText(int row) const;
    QString toolTip(int row) const;
    QString markWords(const storage::PersonMarks& marks) const;

    CardCache& m_cards;
    std::vector<storage::PhotoRef> m_photos;
    std::vector<std::filesystem::path> m_folders;
    std::vector<search::Hit> m_hits; ///< empty, or one for each photo
    int m_firstVisible = 0;
    int m_lastVisible = -1;
};

} // namespace vidimus::ui
