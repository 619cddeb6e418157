#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "core/base/ids.h"
#include "ui/keys/command.h"
#include "ui/loupe/picture_source.h"

class QGridLayout;

namespace vidimus::ui {

class ComparePane;
class GalleryView;
class PictureKeys;
struct ViewMove;

/// Two to four pictures side by side. They are moved and zoomed in step, one alone with Shift; one of them is the one
/// that the keys are about, and can be exchanged for its neighbours in the gallery.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kLeast = 2;
    static constexpr std::size_t kMost = 4;

    ComparePage(const PictureSource& source, PictureKeys& keys, QWidget* parent = nullptr);

    /// kLeast to kMost of them, all in the gallery.
    void open(GalleryView& gallery, const std::vector<PhotoId>& photos);
    void close();
    GalleryView* gallery() const { return m_gallery; }
    std::vector<PhotoId> photos() const;
    PhotoId active() const;
    /// Open, with fewer than two left of those compared.
    bool isEmpty() const;
    const std::vector<ComparePane*>& panes() const { return m_panes; }

    bool perform(Command command);
    void setFullScreen(bool full);
    void reload();
    bool isSettled() const;

Q_SIGNALS:
    /// Another one is what the keys are about.
    void activeChanged();
    /// Fewer than two are left.
    void emptied();
    void revealAsked();
    void removeAsked();
    void menuAsked(const QPoint& globalPosition);
    void dragAsked();
    void settled();

protected:
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setCount(std::size_t count);
    int bestColumns() const;
    void placePanes();
    ComparePane* makePane();
    void activate(std::size_t index);
    void showPhoto(ComparePane& pane, PhotoId photo);
    void take(ComparePane& pane);
    void tellWords(ComparePane& pane);
    void follow(const ComparePane& moved, const ViewMove& move, bool alone);
    PhotoId neighbour(int step) const;
    void exchange(int step);
    void dropGone();
    void askPictures();

    const PictureSource m_source;
    PictureKeys& m_keys;
    QGridLayout* m_grid;
    int m_columns = 0;                 ///< of the panes as they are placed
    std::vector<ComparePane*> m_panes; ///< those on show
    std::size_t m_active = 0;
    bool m_black = false;
    GalleryView* m_gallery = nullptr;
    std::vector<QMetaObject::Connection> m_following;
    QTimer m_askTimer;
};

} // namespace vidimus::ui
