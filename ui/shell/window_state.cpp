#include "ui/shell/window_state.h"

#include <array>
#include <string_view>
#include <utility>

#include <QVariant>

#include "core/storage/sort_orders.h"

namespace vidimus::ui {

namespace {

const QString kGeometry = QStringLiteral("ui/geometry");
const QString kPaneWidths = QStringLiteral("ui/paneWidths");
const QString kSideBar = QStringLiteral("ui/sideBar");
const QString kDetail = QStringLiteral("ui/detail");
const QString kRowHeight = QStringLiteral("ui/rowHeight");
const QString kOrder = QStringLiteral("ui/order");
const QString kGrouping = QStringLiteral("ui/grouping");
const QString kTheme = QStringLiteral("ui/theme");

template <typename Value, std::size_t n>
using Names = std::array<std::pair<Value, std::string_view>, n>;

constexpr Names<Grouping, 5> kGroupings{{{Grouping::Month, "month"},
                                         {Grouping::Day, "day"},
                                         {Grouping::Year, "year"},
                                         {Grouping::Folder, "folder"},
                                         {Grouping::None, "none"}}};
constexpr Names<ThemeChoice, 3> kThemes{
    {{ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}}};

template <typename Value, std::size_t n>
QString nameIn(const Names<Value, n>& names, Value value)
{
    for (const auto& [known, name] : names) {
        if (known == value)
            return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    return {};
}

template <typename Value, std::size_t n>
Value valueIn(const Names<Value, n>& names, const QString& name)
{
    for (const auto& [value, known] : names) {
        if (name == QLatin1String(known.data(), static_cast<qsizetype>(known.size())))
            return value;
    }
    return names.front().first;
}

} // namespace

QByteArray WindowState::geometry() const
{
    return m_settings.value(kGeometry).toByteArray();
}

void WindowState::setGeometry(const QByteArray& geometry)
{
    m_settings.setValue(kGeometry, geometry);
}

QList<int> WindowState::paneWidths() const
{
    QList<int> sizes;
    for (const QVariant& size : m_settings.value(kPaneWidths).toList())
        sizes << size.toInt();
    return sizes;
}

void WindowState::setPaneWidths(const QList<int>& widths)
{
    QVariantList values;
    for (const int width : widths)
        values << width;
    m_settings.setValue(kPaneWidths, values);
}

bool WindowState::sideBarShown() const
{
    return m_settings.value(kSideBar, true).toBool();
}

void WindowState::setSideBarShown(bool shown)
{
    m_settings.setValue(kSideBar, shown);
}

bool WindowState::detailShown() const
{
    return m_settings.value(kDetail, true).toBool();
}

void WindowState::setDetailShown(bool shown)
{
    m_settings.setValue(kDetail, shown);
}

int WindowState::rowHeight(int fallback) const
{
    const int height = m_settings.value(kRowHeight, fallback).toInt();
    return height > 0 ? height : fallback;
}

void WindowState::setRowHeight(int height)
{
    m_settings.setValue(kRowHeight, height);
}

storage::SortOrder WindowState::order() const
{
    return valueIn(storage::kSortOrders, m_settings.value(kOrder).toString());
}

void WindowState::setOrder(storage::SortOrder order)
{
    m_settings.setValue(kOrder, nameIn(storage::kSortOrders, order));
}

Grouping WindowState::grouping() const
{
    return valueIn(kGroupings, m_settings.value(kGrouping).toString());
}

void WindowState::setGrouping(Grouping grouping)
{
    m_settings.setValue(kGrouping, nameIn(kGroupings, grouping));
}

ThemeChoice WindowState::theme() const
{
    return valueIn(kThemes, m_settings.value(kTheme).toString());
}

void WindowState::setTheme(ThemeChoice theme)
{
    m_settings.setValue(kTheme, nameIn(kThemes, theme));
}

} // namespace vidimus::ui
