// What the timeline beside the gallery says.
#include <optional>

#include <QLocale>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/timeline_bar.h"

namespace vidimus::ui {

bool GalleryView::wantsTimeline() const
{
    const bool folders = m_options.grouping == Grouping::Folder;
    const std::vector<storage::PhotoRef>& photos = m_gallery.photos();
    if (photos.empty() || (!folders && !m_byTime))
        return false;
    // They are in order: where the ends are alike all between are.
    GroupKeys keys(folders ? Grouping::Folder : Grouping::Month);
    const int first = keys.of(photos.front());
    return keys.of(photos.back()) != first;
}

void GalleryView::markTimeline()
{
    if (m_timeline->look() == TimelineBar::Look::Plain)
        return;
    std::vector<TimelineBar::Mark> marks;
    const auto topOf = [this](int item) {
        return m_layout.topOf(m_layout.rows()[static_cast<std::size_t>(m_layout.rowOfItem(item))]);
    };
    if (m_options.grouping == Grouping::Folder) {
        // Names of folders are too long to stand there: the bubble has them.
        for (const JustifiedLayout::Group& group : m_layout.groups())
            marks.push_back({topOf(group.first), {}, false});
        m_timeline->setMarks(std::move(marks));
        return;
    }
    GroupKeys months(Grouping::Month);
    std::optional<int> month;
    std::optional<int> year;
    const std::vector<storage::PhotoRef>& photos = m_gallery.photos();
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const int key = months.of(photos[i]);
        if (key == month)
            continue;
        month = key;
        TimelineBar::Mark mark{topOf(static_cast<int>(i)), {}, false};
        if (key != kUndated) {
            mark.strong = year != key / 12;
            year = key / 12;
            mark.label = mark.strong ? QString::number(*year)
                                     : QLocale().standaloneMonthName(key % 12 + 1, QLocale::ShortFormat);
        }
        marks.push_back(std::move(mark));
    }
    m_timeline->setMarks(std::move(marks));
}

QString GalleryView::timelineWords(int value) const
{
    const JustifiedLayout& places = layout();
    const std::size_t at = static_cast<std::size_t>(places.rowsBetween(value, value + 1).first);
    if (at >= places.rows().size())
        return {};
    // The last of the row: what begins within it is what a mark stands for.
    const JustifiedLayout::Row& row = places.rows()[at];
    const storage::PhotoRef& photo = m_gallery.photos()[static_cast<std::size_t>(row.first + row.count - 1)];
    const bool folders = m_options.grouping == Grouping::Folder;
    const bool days = m_options.grouping == Grouping::Day;
    const Grouping by = folders ? Grouping::Folder : days ? Grouping::Day : Grouping::Month;
    return groupTitle(by, GroupKeys(by).of(photo), m_gallery.folders()).title;
}

} // namespace vidimus::ui
