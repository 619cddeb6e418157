#pragma once

#include <vector>

#include <QMetaObject>
#include <QTimer>
#include <QWidget>

#include "core/base/ids.h"
#include "ui/keys/command.h"
#include "ui/loupe/picture_source.h"

namespace vidimus::ui {

class GalleryView;
class PictureBar;

/// The current picture of a gallery, as large as there is room. Goes through the gallery by moving its current picture,
/// so that whatever is about the chosen picture (details, marks, copying, removal) is about the one on show.
class LoupePage final : public QWidget {
    Q_OBJECT
public:
    explicit LoupePage(const PictureSource& source, QWidget* parent = nullptr);

    /// Begins with the gallery's current picture, which must be there.
    void open(GalleryView& gallery);
    void close();
    GalleryView* gallery() const { return m_gallery; }
    PhotoId photo() const;
    /// Open, with nothing to show.
    bool isEmpty() const { return m_gallery != nullptr && row() < 0; }
    PictureView& view() const { return *m_view; }
    PictureBar& bar() const { return *m_bar; }

    /// Zooming and going on; false when the command is not the loupe's.
    bool perform(Command command);
    /// Black, and the bar over the picture.
    void setFullScreen(bool full);
    /// What is written of the pictures may have changed.
    void reload();
    bool isSettled() const;

Q_SIGNALS:
    /// The gallery has no current picture any more.
    void emptied();
    void revealAsked();
    void removeAsked();
    void menuAsked(const QPoint& globalPosition);
    void dragAsked();
    void settled();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void showPhoto(PhotoId photo);
    void goTo(int row);
    int row() const;
    void askPictures();
    void takePicture();
    void tellWords();
    void placeParts();

    const PictureSource m_source;
    PictureView* m_view;
    PictureBar* m_bar;
    TroubleCard* m_trouble;
    GalleryView* m_gallery = nullptr;
    std::vector<QMetaObject::Connection> m_following;
    QTimer m_askTimer; ///< runs while the window is being resized
    bool m_forward = true;
    bool m_full = false;
};

} // namespace vidimus::ui
