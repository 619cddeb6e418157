#pragma once

#include <span>
#include <utility>
#include <vector>

#include <QPoint>
#include <QRect>

#include "core/storage/photo_records.h"
#include "ui/gallery/grouping.h"

namespace vidimus::ui {

/// Rows of pictures that fill the width, each row as high as its pictures' shapes allow, like lines of justified text.
/// Groups by date follow one another within a row unless it is full anyway: a library of few pictures a month stays
/// dense. Each folder begins a row: its name needs the room.
/// Pure arithmetic: O(n) to build, O(new) to append, O(log n) to ask. All lengths in logical pixels.
class JustifiedLayout {
public:
    struct Options {
        int width = 0;       ///< of the whole area, margins included
        int rowHeight = 200; ///< of pictures, to aim at
        int gap = 8;
        int margin = 16;
        int bandHeight = 24; ///< room for the caption below each picture
        int headingHeight = 40;
        int divideAt = -1;                  ///< a line across stands above this item, which begins a row; -1 for none
        Grouping grouping = Grouping::None; ///< a heading above the first picture of each group

        friend bool operator==(const Options&, const Options&) = default;
    };

    struct Row {
        int first = 0;
        int count = 0;
        int top = 0;           ///< of the pictures; a heading stands above
        int height = 0;        ///< of the pictures
        bool headings = false; ///< groups begin in this row: there is room for their names above
        bool divided = false;  ///< the line across is above: there is room for it
    };

    /// Neighbours of one key.
    struct Group {
        int key = 0; ///< see GroupKeys
        int first = 0;
        int count = 0;
    };

    struct Heading {
        QRect rect;         ///< above the group's pictures of this row
        int group = 0;      ///< place in groups()
        bool begins = true; ///< false: it goes on from the row before
    };

    /// Headings that stay at the top edge while their row passes below them.
    struct Pinned {
        int top = 0; ///< above the edge when the next headings push them off
        std::vector<Heading> headings;
    };

    void setOptions(const Options& options) { m_options = options; }
    const Options& options() const { return m_options; }

    void rebuild(std::span<const storage::PhotoRef> photos);
    /// `photos` begins with those laid out already.
    void append(std::span<const storage::PhotoRef> photos);

    int itemCount() const { return static_cast<int>(m_boxes.size()); }
    int contentHeight() const { return m_contentHeight; }
    const std::vector<Row>& rows() const { return m_rows; }

    int rowOfItem(int item) const;
    QRect pictureRect(int item) const;
    /// Picture and caption band.
    QRect cellRect(int item) const;
    const std::vector<Group>& groups() const { return m_groups; }
    /// -1 when nothing is grouped.
    int groupOfItem(int item) const;
    /// The headings above the row, from right to left; none where no group begins.
    std::vector<Heading> headingsOf(const Row& row) const;
    /// With `top` at the upper edge; none where the row there has its headings in view.
    Pinned pinnedAt(int top) const;
    /// With the headings or the line above it.
    int topOf(const Row& row) const { return row.top - (row.headings || row.divided ? m_options.headingHeight : 0); }
    /// Where the line across is drawn, with room for a word; empty when there is none.
    QRect dividerOf(const Row& row) const;
    /// -1 between the pictures.
    int itemAt(QPoint point) const;
    /// First and one past the last row that touches [top, bottom).
    std::pair<int, int> rowsBetween(int top, int bottom) const;
    /// The item of the row whose middle is nearest to x.
    int nearestInRow(int row, int x) const;

private:
    struct Box {
        int x = 0;
        int width = 0;
        int group = -1;
        bool begins = false; ///< it is the first of its group
    };

    void layOut(std::span<const storage::PhotoRef> photos, int from);
    void closeRow(std::span<const storage::PhotoRef> photos, int first, int end, bool fill);
    void putInGroup(const storage::PhotoRef& photo, int item, GroupKeys& keys);
    /// Those of a row, whether or not one begins there, standing on `bottom`.
    std::vector<Heading> namesOf(const Row& row, int bottom) const;

    Options m_options;
    std::vector<Group> m_groups;
    std::vector<Box> m_boxes;
    std::vector<Row> m_rows;
    int m_contentHeight = 0;
};

} // namespace vidimus::ui
