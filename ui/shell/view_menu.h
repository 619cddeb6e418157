#pragma once

#include <QMenu>

#include "core/storage/photo_records.h"
#include "ui/gallery/grouping.h"
#include "ui/shell/theme.h"

class QActionGroup;
class QSlider;

namespace vidimus::ui {

class WindowState;

/// The few choices behind "⋯": order, groups, size, light or dark.
class ViewMenu final : public QMenu {
    Q_OBJECT
public:
    /// With the choices that `state` remembers ticked.
    ViewMenu(const WindowState& state, int rowHeight, QWidget* parent = nullptr);

    void showRowHeight(int height);
    /// Pictures that do not go by time have no days, months and years.
    void offerTimeGroups(bool offer);

Q_SIGNALS:
    void orderChosen(vidimus::storage::SortOrder order);
    void groupingChosen(vidimus::ui::Grouping grouping);
    void themeChosen(vidimus::ui::ThemeChoice theme);
    void rowHeightChosen(int height);

private:
    template <typename Value, typename Signal>
    QActionGroup* addChoices(const QString& heading, std::initializer_list<std::pair<QString, Value>> choices,
                             Value chosen, Signal signal);
    void addSize(int rowHeight);

    QSlider* m_size;
    QActionGroup* m_groups;
};

} // namespace vidimus::ui
