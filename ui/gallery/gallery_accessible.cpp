#include "ui/gallery/gallery_accessible.h"

#include <unordered_map>

#include <QAccessibleWidget>
#include <QPointer>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

namespace vidimus::ui {

namespace {

class GalleryAccessible;

GalleryAccessible* accessibleOf(GalleryView* view);
QAccessibleInterface* groupOf(GalleryView* view, int row);

QRect onScreen(const GalleryView& view, const QRect& place)
{
    return {view.viewport()->mapToGlobal(place.topLeft()), place.size()};
}

/// What pictures and groups have in common: they are known by a picture that may be gone when a reader asks.
class PartAccessible : public QAccessibleInterface {
public:
    PartAccessible(GalleryView* view, int row) : m_view(view), m_index(view->gallery().index(row)) {}

    bool isValid() const override { return m_view != nullptr && m_index.isValid(); }
    QObject* object() const override { return nullptr; }
    void setText(QAccessible::Text, const QString&) override {}
    int row() const { return m_index.row(); }

protected:
    GalleryView* view() const { return m_view; }
    const QPersistentModelIndex& index() const { return m_index; }

private:
    QPointer<GalleryView> m_view;
    QPersistentModelIndex m_index;
};

/// One picture. Its parent is its group where there are groups: a reader that comes into another one says its name.
class PictureAccessible final : public PartAccessible {
public:
    using PartAccessible::PartAccessible;

    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessibleInterface* parent() const override
    {
        if (QAccessibleInterface* group = isValid() ? groupOf(view(), row()) : nullptr)
            return group;
        return QAccessible::queryAccessibleInterface(view());
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return index().data(Qt::AccessibleTextRole).toString();
        const search::Hit* hit = view()->gallery().hit(row());
        // What the line across the results says to those who see it.
        return kind == QAccessible::Description && hit != nullptr && !hit->likely ? GalleryView::tr("less likely")
                                                                                  : QString();
    }

    QRect rect() const override { return isValid() ? onScreen(*view(), view()->visualRect(index())) : QRect(); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.selected = view()->selectionModel()->isSelected(index());
        state.focused = view()->hasFocus() && view()->currentIndex() == index();
        state.offscreen = !view()->viewport()->rect().intersects(view()->visualRect(index()));
        return state;
    }
};

/// The pictures below one heading, which can be pressed like the heading: to choose them all.
class GroupAccessible final : public PartAccessible, public QAccessibleActionInterface {
public:
    using PartAccessible::PartAccessible;

    bool isValid() const override { return PartAccessible::isValid() && range() != nullptr; }
    QAccessible::Role role() const override { return QAccessible::Grouping; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(view()); }
    QAccessibleInterface* child(int place) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    int childCount() const override { return isValid() ? range()->count : 0; }

    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* picture = dynamic_cast<const PictureAccessible*>(child);
        const bool mine = picture != nullptr && isValid() && view()->groupOf(picture->row()) == group();
        return mine ? picture->row() - range()->first : -1;
    }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? view()->groupWords(group()) : QString();
    }

    QRect rect() const override { return isValid() ? onScreen(*view(), view()->groupRect(group())) : QRect(); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.offscreen = isValid() && !view()->viewport()->rect().intersects(view()->groupRect(group()));
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name == pressAction() && isValid())
            view()->toggleGroup(group(), false);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    int group() const { return view()->groupOf(row()); }

private:
    const JustifiedLayout::Group* range() const { return view()->group(group()); }
};

/// A list of pictures, or of the groups they stand in.
class GalleryAccessible final : public QAccessibleWidget {
public:
    explicit GalleryAccessible(GalleryView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~GalleryAccessible() override
    {
        forget(m_pictures);
        forget(m_groups);
    }
    GalleryAccessible(const GalleryAccessible&) = delete;
    GalleryAccessible& operator=(const GalleryAccessible&) = delete;

    int childCount() const override { return isGrouped() ? m_view->groupCount() : m_view->gallery().rowCount(); }
    QAccessibleInterface* child(int place) const override { return isGrouped() ? group(place) : picture(place); }

    QAccessibleInterface* picture(int row) const
    {
        return row >= 0 && row < m_view->gallery().rowCount() ? part<PictureAccessible>(m_pictures, row) : nullptr;
    }
    QAccessibleInterface* group(int place) const
    {
        const JustifiedLayout::Group* group = m_view->group(place);
        return group != nullptr ? part<GroupAccessible>(m_groups, group->first) : nullptr;
    }

    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint point = m_view->viewport()->mapFromGlobal(QPoint(x, y));
        const QModelIndex index = m_view->indexAt(point);
        if (!isGrouped())
            return index.isValid() ? picture(index.row()) : nullptr;
        return group(index.isValid() ? m_view->groupOf(index.row()) : m_view->headingAt(point));
    }

    int indexOfChild(const QAccessibleInterface* child) const override
    {
        if (const auto* group = dynamic_cast<const GroupAccessible*>(child))
            return group->isValid() ? group->group() : -1;
        const auto* picture = dynamic_cast<const PictureAccessible*>(child);
        return picture != nullptr && !isGrouped() ? picture->row() : -1;
    }

    QAccessibleInterface* focusChild() const override
    {
        return m_view->hasFocus() && m_view->currentIndex().isValid() ? picture(m_view->currentIndex().row()) : nullptr;
    }

private:
    using Parts = std::unordered_map<PhotoId, QAccessible::Id>;
    /// A library is too large to keep one for each picture a reader ever passed.
    static constexpr std::size_t kKept = 2000;

    bool isGrouped() const { return m_view->groupCount() > 0; }

    /// Making a picture forgets no group and the other way round: a reader may hold one while it asks for the other.
    template <typename Part>
    QAccessibleInterface* part(Parts& parts, int row) const
    {
        const PhotoId id = m_view->gallery().idAt(row);
        if (const auto known = parts.find(id); known != parts.end()) {
            QAccessibleInterface* made = QAccessible::accessibleInterface(known->second);
            if (made != nullptr && made->isValid())
                return made;
            QAccessible::deleteAccessibleInterface(known->second);
        }
        if (parts.size() >= kKept)
            forget(parts);
        const QAccessible::Id made = QAccessible::registerAccessibleInterface(new Part(m_view, row));
        parts[id] = made;
        return QAccessible::accessibleInterface(made);
    }

    static void forget(Parts& parts)
    {
        for (const auto& [id, part] : parts)
            QAccessible::deleteAccessibleInterface(part);
        parts.clear();
    }

    GalleryView* m_view;
    mutable Parts m_pictures;
    mutable Parts m_groups; ///< by their first picture
};

GalleryAccessible* accessibleOf(GalleryView* view)
{
    return dynamic_cast<GalleryAccessible*>(QAccessible::queryAccessibleInterface(view));
}

QAccessibleInterface* groupOf(GalleryView* view, int row)
{
    const GalleryAccessible* gallery = accessibleOf(view);
    return gallery != nullptr ? gallery->group(view->groupOf(row)) : nullptr;
}

QAccessibleInterface* GroupAccessible::child(int place) const
{
    const GalleryAccessible* gallery = accessibleOf(view());
    const bool mine = gallery != nullptr && place >= 0 && place < childCount();
    return mine ? gallery->picture(range()->first + place) : nullptr;
}

QAccessibleInterface* GroupAccessible::childAt(int x, int y) const
{
    const GalleryAccessible* gallery = accessibleOf(view());
    if (gallery == nullptr || !isValid())
        return nullptr;
    const QModelIndex index = view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() && view()->groupOf(index.row()) == group() ? gallery->picture(index.row()) : nullptr;
}

void tell(GalleryView& view, int row, QAccessible::Event what)
{
    const GalleryAccessible* gallery = accessibleOf(&view);
    if (QAccessibleInterface* picture = gallery != nullptr ? gallery->picture(row) : nullptr) {
        QAccessibleEvent event(picture, what);
        QAccessible::updateAccessibility(&event);
    }
}

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<GalleryView*>(object);
    return view != nullptr ? new GalleryAccessible(view) : nullptr;
}

} // namespace

void installGalleryAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

void tellCurrent(GalleryView& view)
{
    if (QAccessible::isActive() && view.hasFocus() && view.currentIndex().isValid())
        tell(view, view.currentIndex().row(), QAccessible::Focus);
}

void tellChosen(GalleryView& view, const QItemSelection& chosen, const QItemSelection& letGo)
{
    if (!QAccessible::isActive())
        return;
    const auto isOne = [](const QItemSelection& selection) {
        return selection.size() == 1 && selection.front().height() == 1;
    };
    if ((chosen.isEmpty() || isOne(chosen)) && (letGo.isEmpty() || isOne(letGo))) {
        if (!letGo.isEmpty())
            tell(view, letGo.front().top(), QAccessible::SelectionRemove);
        if (!chosen.isEmpty())
            tell(view, chosen.front().top(), QAccessible::SelectionAdd);
        return;
    }
    QAccessibleEvent event(&view, QAccessible::SelectionWithin); // one for many
    QAccessible::updateAccessibility(&event);
}

} // namespace vidimus::ui
