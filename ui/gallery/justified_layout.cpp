#include "ui/gallery/justified_layout.h"

#include <algorithm>
#include <cmath>

namespace vidimus::ui {

namespace {

/// Panoramas and strips are cropped to these shapes in the gallery: one picture must not make a row unreadable.
constexpr float kNarrowest = 0.45f;
constexpr float kWidest = 3.2f;
/// A row that ends a section is filled only when that does not blow its pictures up.
constexpr float kFillFrom = 0.85f;
/// No row becomes higher than this multiple of the height aimed at.
constexpr float kHighest = 1.45f;

float shapeOf(const storage::PhotoRef& photo)
{
    return std::clamp(photo.aspect, kNarrowest, kWidest);
}

} // namespace

void JustifiedLayout::rebuild(std::span<const storage::PhotoRef> photos)
{
    m_boxes.clear();
    m_rows.clear();
    m_groups.clear();
    layOut(photos, 0);
}

void JustifiedLayout::append(std::span<const storage::PhotoRef> photos)
{
    // The last row may have been left unfilled for want of pictures.
    const int from = m_rows.empty() ? 0 : m_rows.back().first;
    if (!m_rows.empty())
        m_rows.pop_back();
    while (!m_groups.empty() && m_groups.back().first >= from)
        m_groups.pop_back();
    if (!m_groups.empty())
        m_groups.back().count = from - m_groups.back().first;
    layOut(photos, from);
}

void JustifiedLayout::putInGroup(const storage::PhotoRef& photo, int item, GroupKeys& keys)
{
    Box& box = m_boxes[static_cast<std::size_t>(item)];
    if (m_options.grouping == Grouping::None) {
        box.group = -1;
        box.begins = false;
        return;
    }
    const int key = keys.of(photo);
    box.begins = m_groups.empty() || m_groups.back().key != key;
    if (box.begins)
        m_groups.push_back({key, item, 0});
    ++m_groups.back().count;
    box.group = static_cast<int>(m_groups.size()) - 1;
}

void JustifiedLayout::layOut(std::span<const storage::PhotoRef> photos, int from)
{
    const int count = static_cast<int>(photos.size());
    m_boxes.resize(photos.size());
    const float room = static_cast<float>(std::max(1, m_options.width - 2 * m_options.margin));
    const float aim = static_cast<float>(m_options.rowHeight);
    const float gap = static_cast<float>(m_options.gap);

    GroupKeys keys(m_options.grouping);
    // A folder begins a row; months share one unless it is as good as full.
    const float breakFrom = m_options.grouping == Grouping::Folder ? 0.f : kFillFrom * room;
    int first = from;
    float shapes = 0;
    for (int i = from; i < count; ++i) {
        const storage::PhotoRef& photo = photos[static_cast<std::size_t>(i)];
        putInGroup(photo, i, keys);
        const float filled = shapes * aim + gap * static_cast<float>(i - first);
        const bool divides = i == m_options.divideAt;
        if (i > first && (divides || (m_boxes[static_cast<std::size_t>(i)].begins && filled >= breakFrom))) {
            closeRow(photos, first, i, false);
            first = i;
            shapes = 0;
        }

        const float shape = shapeOf(photo);
        const int before = i - first;
        const float widthWith = (shapes + shape) * aim + gap * static_cast<float>(before);
        if (widthWith < room) {
            shapes += shape;
            continue;
        }
        // Full with this one. It stays when the row is nearer to the aim with it than without.
        const float heightWith = (room - gap * static_cast<float>(before)) / (shapes + shape);
        const float heightWithout =
            before > 0 ? (room - gap * static_cast<float>(before - 1)) / shapes : kHighest * aim * 2;
        const bool leave = before > 0 && heightWithout <= kHighest * aim && heightWithout / aim < aim / heightWith;
        if (leave) {
            closeRow(photos, first, i, true);
            first = i;
            shapes = shape;
        } else {
            closeRow(photos, first, i + 1, true);
            first = i + 1;
            shapes = 0;
        }
    }
    if (first < count)
        closeRow(photos, first, count, false);

    m_contentHeight = 0;
    if (!m_rows.empty()) {
        const Row& last = m_rows.back();
        m_contentHeight = last.top + last.height + m_options.bandHeight + m_options.margin;
    }
}

void JustifiedLayout::closeRow(std::span<const storage::PhotoRef> photos, int first, int end, bool fill)
{
    if (first >= end)
        return;
    const int room = std::max(1, m_options.width - 2 * m_options.margin);
    const int gaps = m_options.gap * (end - first - 1);
    float shapes = 0;
    for (int i = first; i < end; ++i)
        shapes += shapeOf(photos[static_cast<std::size_t>(i)]);

    const float aim = static_cast<float>(m_options.rowHeight);
    const float filled = static_cast<float>(room - gaps) / shapes;
    const bool nearlyFull = shapes * aim + static_cast<float>(gaps) >= kFillFrom * static_cast<float>(room);
    const bool stretch = (fill || nearlyFull) && filled <= kHighest * aim;
    const float height = stretch ? filled : std::min(aim, filled);

    Row row;
    row.first = first;
    row.count = end - first;
    row.height = std::max(1, static_cast<int>(std::lround(height)));
    row.headings =
        std::any_of(m_boxes.begin() + first, m_boxes.begin() + end, [](const Box& box) { return box.begins; });
    int top = m_options.margin;
    if (!m_rows.empty())
        top = m_rows.back().top + m_rows.back().height + m_options.bandHeight + m_options.gap;
    row.divided = first == m_options.divideAt;
    if (row.headings || row.divided)
        top += m_options.headingHeight - (m_rows.empty() ? m_options.margin : 0);
    row.top = top;

    // Edges are rounded, not widths: the row ends exactly at the margin.
    float edge = static_cast<float>(m_options.margin);
    for (int i = first; i < end; ++i) {
        const float next = edge + shapeOf(photos[static_cast<std::size_t>(i)]) * height;
        Box& box = m_boxes[static_cast<std::size_t>(i)];
        box.x = static_cast<int>(std::lround(edge));
        box.width = std::max(1, static_cast<int>(std::lround(next)) - box.x);
        edge = next + static_cast<float>(m_options.gap);
    }
    m_rows.push_back(row);
}

int JustifiedLayout::rowOfItem(int item) const
{
    const auto after = std::upper_bound(m_rows.begin(), m_rows.end(), item,
                                        [](int value, const Row& row) { return value < row.first; });
    return static_cast<int>(after - m_rows.begin()) - 1;
}

QRect JustifiedLayout::pictureRect(int item) const
{
    if (item < 0 || item >= itemCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(rowOfItem(item))];
    const Box& box = m_boxes[static_cast<std::size_t>(item)];
    return {box.x, row.top, box.width, row.height};
}

QRect JustifiedLayout::cellRect(int item) const
{
    return pictureRect(item).adjusted(0, 0, 0, m_options.bandHeight);
}

int JustifiedLayout::groupOfItem(int item) const
{
    return item >= 0 && item < itemCount() ? m_boxes[static_cast<std::size_t>(item)].group : -1;
}

std::vector<JustifiedLayout::Heading> JustifiedLayout::namesOf(const Row& row, int bottom) const
{
    std::vector<Heading> headings;
    int right = m_options.width - m_options.margin;
    for (int i = row.first + row.count - 1; i >= row.first; --i) {
        const Box& box = m_boxes[static_cast<std::size_t>(i)];
        if (!box.begins && i != row.first)
            continue;
        headings.push_back({QRect(box.x, bottom - m_options.headingHeight, right - box.x, m_options.headingHeight),
                            box.group, box.begins});
        right = box.x - m_options.gap;
    }
    return headings;
}

std::vector<JustifiedLayout::Heading> JustifiedLayout::headingsOf(const Row& row) const
{
    return row.headings ? namesOf(row, row.top) : std::vector<Heading>();
}

JustifiedLayout::Pinned JustifiedLayout::pinnedAt(int top) const
{
    Pinned pinned;
    const int at = rowsBetween(top, top + 1).first;
    if (m_groups.empty() || at >= static_cast<int>(m_rows.size()))
        return pinned;
    const Row& row = m_rows[static_cast<std::size_t>(at)];
    if (row.headings && topOf(row) >= top)
        return pinned;
    pinned.top = top;
    if (at + 1 < static_cast<int>(m_rows.size())) {
        const Row& next = m_rows[static_cast<std::size_t>(at + 1)];
        if (next.headings)
            pinned.top = std::min(top, topOf(next) - m_options.headingHeight);
    }
    pinned.headings = namesOf(row, pinned.top + m_options.headingHeight);
    return pinned;
}

QRect JustifiedLayout::dividerOf(const Row& row) const
{
    if (!row.divided)
        return {};
    return {m_options.margin, topOf(row), m_options.width - 2 * m_options.margin, m_options.headingHeight};
}

int JustifiedLayout::itemAt(QPoint point) const
{
    const auto [begin, end] = rowsBetween(point.y(), point.y() + 1);
    for (int r = begin; r < end; ++r) {
        const Row& row = m_rows[static_cast<std::size_t>(r)];
        if (point.y() < row.top)
            continue; // on the heading
        for (int i = row.first; i < row.first + row.count; ++i) {
            const Box& box = m_boxes[static_cast<std::size_t>(i)];
            if (point.x() >= box.x && point.x() < box.x + box.width)
                return i;
        }
    }
    return -1;
}

std::pair<int, int> JustifiedLayout::rowsBetween(int top, int bottom) const
{
    const auto bottomOf = [this](const Row& row) { return row.top + row.height + m_options.bandHeight; };
    const auto begin =
        std::partition_point(m_rows.begin(), m_rows.end(), [&](const Row& row) { return bottomOf(row) <= top; });
    const auto end = std::partition_point(begin, m_rows.end(), [&](const Row& row) { return topOf(row) < bottom; });
    return {static_cast<int>(begin - m_rows.begin()), static_cast<int>(end - m_rows.begin())};
}

int JustifiedLayout::nearestInRow(int row, int x) const
{
    const Row& chosen = m_rows[static_cast<std::size_t>(row)];
    int best = chosen.first;
    int bestDistance = -1;
    for (int i = chosen.first; i < chosen.first + chosen.count; ++i) {
        const Box& box = m_boxes[static_cast<std::size_t>(i)];
        const int distance = std::abs(box.x + box.width / 2 - x);
        if (bestDistance < 0 || distance < bestDistance) {
            best = i;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace vidimus::ui
