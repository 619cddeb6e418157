#pragma once

#include <QByteArray>
#include <QSettings>

#include "core/storage/photo_records.h"
#include "ui/gallery/grouping.h"
#include "ui/shell/theme.h"

namespace vidimus::ui {

/// What the window remembers from one start to the next, under "ui/" in the settings. Unknown or damaged values read as
/// the defaults.
class WindowState {
public:
    explicit WindowState(QSettings& settings) : m_settings(settings) {}

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    /// Side bar and detail pane.
    QList<int> paneWidths() const;
    void setPaneWidths(const QList<int>& widths);
    bool sideBarShown() const;
    void setSideBarShown(bool shown);
    bool detailShown() const;
    void setDetailShown(bool shown);
    int rowHeight(int fallback) const;
    void setRowHeight(int height);
    storage::SortOrder order() const;
    void setOrder(storage::SortOrder order);
    Grouping grouping() const;
    void setGrouping(Grouping grouping);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

private:
    QSettings& m_settings;
};

} // namespace vidimus::ui
