#include "ui/shell/view_menu.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QWidgetAction>

#include "ui/gallery/gallery_view.h"
#include "ui/shell/window_state.h"

namespace vidimus::ui {

ViewMenu::ViewMenu(const WindowState& state, int rowHeight, QWidget* parent)
    : QMenu(parent), m_size(new QSlider(Qt::Horizontal))
{
    using storage::SortOrder;
    addChoices<SortOrder>(tr("Order"),
                          {{tr("Newest first"), SortOrder::NewestFirst},
                           {tr("Oldest first"), SortOrder::OldestFirst},
                           {tr("Last added first"), SortOrder::RecentlyAdded},
                           {tr("By file name"), SortOrder::ByName},
                           {tr("Largest files first"), SortOrder::LargestFirst},
                           {tr("Best rated first"), SortOrder::BestRatedFirst},
                           {tr("Least certain captions first"), SortOrder::LeastCertainFirst}},
                          state.order(), &ViewMenu::orderChosen);
    m_groups = addChoices<Grouping>(tr("Groups"),
                                    {{tr("By day"), Grouping::Day},
                                     {tr("By month"), Grouping::Month},
                                     {tr("By year"), Grouping::Year},
                                     {tr("By folder"), Grouping::Folder},
                                     {tr("No groups"), Grouping::None}},
                                    state.grouping(), &ViewMenu::groupingChosen);
    addChoices<ThemeChoice>(tr("Colours"),
                            {{tr("As the system"), ThemeChoice::System},
                             {tr("Light"), ThemeChoice::Light},
                             {tr("Dark"), ThemeChoice::Dark}},
                            state.theme(), &ViewMenu::themeChosen);
    addSize(rowHeight);
}

template <typename Value, typename Signal>
QActionGroup* ViewMenu::addChoices(const QString& heading, std::initializer_list<std::pair<QString, Value>> choices,
                                   Value chosen, Signal signal)
{
    QMenu* menu = addMenu(heading);
    auto* group = new QActionGroup(this);
    for (const auto& [text, value] : choices) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(value == chosen);
        action->setData(static_cast<int>(value));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, signal, value = value] { Q_EMIT(this->*signal)(value); });
    }
    return group;
}

void ViewMenu::addSize(int rowHeight)
{
    auto* sizeRow = new QWidget(this);
    auto* sizeLabel = new QLabel(tr("Size"), sizeRow);
    m_size->setParent(sizeRow);
    m_size->setRange(GalleryView::kLowestRow, GalleryView::kHighestRow);
    m_size->setValue(rowHeight);
    m_size->setFixedWidth(140);
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_size->setToolTip(tr("Size of the pictures (Ctrl and the wheel)"));
    auto* row = new QHBoxLayout(sizeRow);
    row->setContentsMargins(32, 4, 12, 4); // below the words of the other entries
    row->addWidget(sizeLabel);
    row->addWidget(m_size);
    auto* sizeAction = new QWidgetAction(this);
    sizeAction->setDefaultWidget(sizeRow);
    addAction(sizeAction);
    connect(m_size, &QSlider::valueChanged, this, &ViewMenu::rowHeightChosen);
}

void ViewMenu::showRowHeight(int height)
{
    const QSignalBlocker quiet(m_size);
    m_size->setValue(height);
}

void ViewMenu::offerTimeGroups(bool offer)
{
    for (QAction* action : m_groups->actions()) {
        const auto grouping = static_cast<Grouping>(action->data().toInt());
        action->setEnabled(offer || grouping == Grouping::Folder || grouping == Grouping::None);
    }
}

} // namespace vidimus::ui
