#include "ui/shell/view_menu.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QWidgetAction>

#include "ui/gallery/gallery_view.h"

namespace vidimus::ui {

ViewMenu::ViewMenu(storage::SortOrder order, ThemeChoice theme, int rowHeight, QWidget* parent)
    : QMenu(parent), m_size(new QSlider(Qt::Horizontal))
{
    using storage::SortOrder;
    addChoices<SortOrder>(tr("Order"),
                          {{tr("Newest first"), SortOrder::NewestFirst},
                           {tr("Oldest first"), SortOrder::OldestFirst},
                           {tr("Last added first"), SortOrder::RecentlyAdded}},
                          order, &ViewMenu::orderChosen);
    addSeparator();

    auto* sizeRow = new QWidget(this);
    auto* sizeLabel = new QLabel(tr("Size"), sizeRow);
    m_size->setParent(sizeRow);
    m_size->setRange(GalleryView::kLowestRow, GalleryView::kHighestRow);
    m_size->setValue(rowHeight);
    m_size->setFixedWidth(140);
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_size->setToolTip(tr("Size of the pictures (Ctrl and the wheel)"));
    auto* row = new QHBoxLayout(sizeRow);
    row->setContentsMargins(12, 4, 12, 4);
    row->addWidget(sizeLabel);
    row->addWidget(m_size);
    auto* sizeAction = new QWidgetAction(this);
    sizeAction->setDefaultWidget(sizeRow);
    addAction(sizeAction);
    connect(m_size, &QSlider::valueChanged, this, &ViewMenu::rowHeightChosen);
    addSeparator();

    addChoices<ThemeChoice>(tr("Colours"),
                            {{tr("As the system"), ThemeChoice::System},
                             {tr("Light"), ThemeChoice::Light},
                             {tr("Dark"), ThemeChoice::Dark}},
                            theme, &ViewMenu::themeChosen);
}

template <typename Value, typename Signal>
void ViewMenu::addChoices(const QString& heading, std::initializer_list<std::pair<QString, Value>> choices,
                          Value chosen, Signal signal)
{
    auto* group = new QActionGroup(this);
    for (const auto& [text, value] : choices) {
        QAction* action = addAction(text);
        action->setCheckable(true);
        action->setChecked(value == chosen);
        action->setStatusTip(heading);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, signal, value = value] { Q_EMIT(this->*signal)(value); });
    }
}

void ViewMenu::showRowHeight(int height)
{
    const QSignalBlocker quiet(m_size);
    m_size->setValue(height);
}

} // namespace vidimus::ui
