#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QTimer>

#include "core/base/ids.h"
#include "ui/gallery/justified_layout.h"

class QPropertyAnimation;

namespace vidimus::ui {

class CardCache;
class GalleryModel;
struct HeadingText;
class TimelineBar;
class ThumbnailCache;

/// Justified rows of pictures. Lays out everything (cheaply), paints and loads only what is on screen, and holds the
/// picture one looks at in its place while others come and go.
class GalleryView final : public QAbstractItemView {
    Q_OBJECT
public:
    static constexpr int kLowestRow = 96;
    static constexpr int kHighestRow = 420;
    /// How long a thumbnail fades in.
    static constexpr int kFadeMs = 80;

    GalleryView(GalleryModel& model, CardCache& cards, ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    GalleryModel& gallery() const { return m_gallery; }

    /// `byTime`: they are in the order they were taken or added, so that there is a timeline.
    void setGrouping(Grouping grouping, bool byTime);
    Grouping grouping() const { return m_options.grouping; }
    int rowHeight() const { return m_options.rowHeight; }
    void setRowHeight(int height);
    void setDescribing(bool describing);

    TimelineBar& timeline() const { return *m_timeline; }

    /// In the order shown.
    std::vector<PhotoId> selectedIds() const;
    PhotoId currentId() const;
    void select(int row);

    /// The heading there, pinned or in its place, as a place in the layout's groups; -1 for none.
    int headingAt(const QPoint& point) const;
    /// On screen, from the top: the words painted and where, in the viewport.
    struct ShownHeading {
        int group = -1;
        QString title;
        QRect text; ///< what a click takes
        QRect mark; ///< the check mark before it; empty while there is none
        bool pinned = false;
    };
    std::vector<ShownHeading> shownHeadings() const;
    int groupOf(int row) const { return layout().groupOfItem(row); }
    int groupCount() const { return static_cast<int>(layout().groups().size()); }
    /// Null when there is none of that number.
    const JustifiedLayout::Group* group(int place) const;
    /// From its heading to its last picture, in the viewport.
    QRect groupRect(int place) const;
    /// Alone, or beside what is chosen already; a group all of which is chosen is let go instead.
    void toggleGroup(int group, bool beside);
    /// The group of the current picture, alone.
    void toggleCurrentGroup();
    /// "June 2023, 42 pictures"; empty when nothing is grouped.
    QString groupWords(int place) const;

    /// Words on screen may have changed.
    void reloadVisible() { scheduleLoading(); }

    /// What is on screen has been loaded, or could not be.
    bool isSettled() const;

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString&) override {}

Q_SIGNALS:
    /// Selection or current picture.
    void picked();
    /// Letters typed while the gallery has the focus, unless they are a command (ui/keys).
    void typed(const QString& text);
    void visibleChanged(const std::vector<vidimus::PhotoId>& ids);
    void rowHeightChanged(int height);
    void menuAsked(const QPoint& globalPosition);
    /// The chosen pictures are being dragged away.
    void dragAsked();
    void settled();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;

    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void focusInEvent(QFocusEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    struct Anchor {
        PhotoId id;
        int offset = 0; ///< of its top from the viewport's
    };
    struct Kept {
        std::vector<PhotoId> selected;
        PhotoId current;
    };

    void connectModel();
    void invalidateLayout();
    /// Lays out if something changed since; every question about places goes through here.
    const JustifiedLayout& layout() const;
    void layOut();
    int layoutWidth() const;
    void keepAnchor();
    void restoreAnchor();
    void restoreKept();
    bool isTouched() const;
    void scheduleLoading();
    void loadVisible();
    void onThumbnailReady(PhotoId id, bool first);
    void paintDivider(QPainter& painter, const QRect& rect) const;
    void paintHeadings(QPainter& painter, const std::vector<JustifiedLayout::Heading>& headings, bool pinned) const;
    void paintPinned(QPainter& painter, const QRect& dirty) const;
    HeadingText headingText(const JustifiedLayout::Heading& heading) const;
    /// Marked where there is more than one month or folder to go to.
    bool wantsTimeline() const;
    void markTimeline();
    QString timelineWords(int value) const;
    bool headingMarkAt(const QPoint& point) const;
    void hoverHeading(const QPoint& point);
    void hoverGroup(int group);
    void updateHeadings();
    bool isGroupChosen(int group) const;
    void advanceFades();
    std::pair<int, int> visibleItems() const;
    void glideBy(int pixels);
    int verticalNeighbour(int item, bool down) const;
    int pageNeighbour(int item, bool down) const;
    QRect rubberBand() const;
    QItemSelection itemsIn(const QRect& contentRect) const;

    GalleryModel& m_gallery;
    CardCache& m_cards;
    ThumbnailCache& m_thumbnails;
    JustifiedLayout::Options m_options;
    JustifiedLayout m_layout;
    TimelineBar* m_timeline;
    bool m_byTime = false;
    bool m_dirty = true;
    bool m_staying = false; ///< a new current picture is not scrolled to
    bool m_describing = false;
    std::optional<Anchor> m_anchor;
    Kept m_kept;
    QTimer m_loadTimer;
    QTimer m_resizeTimer; ///< runs while the window is being resized
    QTimer m_fadeTimer;
    QElapsedTimer m_clock;
    qint64 m_touchedAt = -1;
    std::unordered_map<PhotoId, qint64> m_fades; ///< when they began
    QPropertyAnimation* m_glide = nullptr;
    int m_glideTarget = 0;
    int m_hovered = -1;                 ///< the group whose heading the pointer is on
    int m_pressed = -1;                 ///< and that it went down on
    int m_cursorX = -1;                 ///< the column held while moving up and down
    std::optional<QPoint> m_rubberFrom; ///< in content coordinates
    QPoint m_rubberTo;
};

} // namespace vidimus::ui
