#include "ui/gallery/gallery_accessible.h"

#include <unordered_map>

#include <QAccessibleWidget>
#include <QPointer>

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

namespace vidimus::ui {

namespace {

/// One picture. Kept by Qt's cache for as long as a reader may ask; the picture may be gone by then.
class PictureAccessible final : public QAccessibleInterface {
public:
    PictureAccessible(GalleryView* view, int row) : m_view(view), m_index(view->gallery().index(row)) {}

    bool isValid() const override { return m_view != nullptr && m_index.isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    int row() const { return m_index.row(); }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Description)
            return m_view->groupWords(m_view->groupOf(m_index.row()));
        return kind == QAccessible::Name ? m_index.data(Qt::AccessibleTextRole).toString() : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = m_view->visualRect(m_index);
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->selectionModel()->isSelected(m_index);
        state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
        return state;
    }

private:
    QPointer<GalleryView> m_view;
    QPersistentModelIndex m_index;
};

class GalleryAccessible final : public QAccessibleWidget {
public:
    explicit GalleryAccessible(GalleryView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~GalleryAccessible() override { forgetChildren(); }
    GalleryAccessible(const GalleryAccessible&) = delete;
    GalleryAccessible& operator=(const GalleryAccessible&) = delete;

    int childCount() const override { return m_view->gallery().rowCount(); }

    QAccessibleInterface* child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const PhotoId id = m_view->gallery().idAt(row);
        if (const auto known = m_children.find(id); known != m_children.end()) {
            QAccessibleInterface* picture = QAccessible::accessibleInterface(known->second);
            if (picture != nullptr && picture->isValid())
                return picture;
        }
        if (m_children.size() >= kKept)
            forgetChildren();
        const QAccessible::Id made = QAccessible::registerAccessibleInterface(new PictureAccessible(m_view, row));
        m_children[id] = made;
        return QAccessible::accessibleInterface(made);
    }

    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QModelIndex index = m_view->indexAt(m_view->viewport()->mapFromGlobal(QPoint(x, y)));
        return index.isValid() ? child(index.row()) : nullptr;
    }

    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* picture = dynamic_cast<const PictureAccessible*>(child);
        return picture != nullptr ? picture->row() : -1;
    }

    QAccessibleInterface* focusChild() const override
    {
        return m_view->hasFocus() && m_view->currentIndex().isValid() ? child(m_view->currentIndex().row()) : nullptr;
    }

private:
    /// A library is too large to keep one for each picture a reader ever passed.
    static constexpr std::size_t kKept = 2000;

    void forgetChildren() const
    {
        for (const auto& [id, child] : m_children)
            QAccessible::deleteAccessibleInterface(child);
        m_children.clear();
    }

    GalleryView* m_view;
    mutable std::unordered_map<PhotoId, QAccessible::Id> m_children;
};

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

} // namespace vidimus::ui
