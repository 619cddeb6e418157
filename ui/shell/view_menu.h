#pragma once

#include <QMenu>

#include "core/storage/photo_records.h"
#include "ui/shell/theme.h"

class QSlider;

namespace vidimus::ui {

/// The few choices behind "⋯": order, size, light or dark.
class ViewMenu final : public QMenu {
    Q_OBJECT
public:
    ViewMenu(storage::SortOrder order, ThemeChoice theme, int rowHeight, QWidget* parent = nullptr);

    void showRowHeight(int height);

Q_SIGNALS:
    void orderChosen(vidimus::storage::SortOrder order);
    void themeChosen(vidimus::ui::ThemeChoice theme);
    void rowHeightChosen(int height);

private:
    template <typename Value, typename Signal>
    void addChoices(const QString& heading, std::initializer_list<std::pair<QString, Value>> choices, Value chosen,
                    Signal signal);

    QSlider* m_size;
};

} // namespace vidimus::ui
