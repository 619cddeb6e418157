#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <QPoint>
#include <QRect>

#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// Rows of pictures that fill the width, each row as high as its pictures' shapes allow, like lines of justified text.
/// Months follow one another within a row unless it is full anyway: a library of few pictures a month stays dense.
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
        int divideAt = -1;   ///< a line across stands above this item, which begins a row; -1 for none
        bool months = false; ///< a heading above the first picture of each month of sortTime

        friend bool operator==(const Options&, const Options&) = default;
    };

    struct Row {
        int first = 0;
        int count = 0;
        int top = 0;           ///< of the pictures; a heading stands above
        int height = 0;        ///< of the pictures
        bool headings = false; ///< months begin in this row: there is room for their names above
        bool divided = false;  ///< the line across is above: there is room for it
    };

    struct Heading {
        QRect rect;         ///< above the month's pictures of this row
        int month = 0;      ///< year * 12 + month - 1
        bool begins = true; ///< false: it goes on from the row before, beside one that begins
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
    std::vector<Heading> headingsOf(const Row& row) const;
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
        int month = -1;
        bool begins = false; ///< it is the first of its month
    };

    void layOut(std::span<const storage::PhotoRef> photos, int from);
    void closeRow(std::span<const storage::PhotoRef> photos, int first, int end, bool fill);

    Options m_options;
    std::vector<Box> m_boxes;
    std::vector<Row> m_rows;
    int m_contentHeight = 0;
};

/// year * 12 + month - 1 of seconds since 1970 in wall-clock time.
int monthIndexOf(std::int64_t wallClockSeconds);

} // namespace vidimus::ui
