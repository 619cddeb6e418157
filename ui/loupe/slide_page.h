#pragma once

#include <chrono>
#include <vector>

#include <QImage>
#include <QPixmap>
#include <QSettings>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include "core/base/ids.h"
#include "ui/keys/command.h"
#include "ui/loupe/picture_source.h"

namespace vidimus::ui {

class GalleryView;
class KeyMap;
class PictureBar;
class SlideControls;

/// One picture after the other on black, each for a while. A picture's time begins when it is sharp, so that a slow disk
/// makes the show slower and never skips one.
class SlidePage final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kFadeMs = 200;

    SlidePage(const PictureSource& source, const KeyMap& keys, QSettings& settings, QWidget* parent = nullptr);

    void open(GalleryView& gallery, std::vector<PhotoId> photos, std::size_t first);
    void close();
    GalleryView* gallery() const { return m_gallery; }
    PhotoId photo() const { return m_at < m_photos.size() ? m_photos[m_at] : PhotoId{}; }
    bool isPaused() const { return m_paused; }
    bool loops() const { return m_loops; }
    PictureBar& bar() const { return *m_bar; }

    /// How long each is shown; setSeconds() is what a person chooses, and is remembered.
    std::chrono::milliseconds interval() const { return m_timer.intervalAsDuration(); }
    void setInterval(std::chrono::milliseconds interval);
    void setSeconds(int seconds);
    void setLoops(bool loops);
    void setPaused(bool paused);

    bool perform(Command command);
    bool isSettled() const;

Q_SIGNALS:
    /// Another picture is on show.
    void advanced(vidimus::PhotoId photo);
    void leaveAsked();
    void settled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void goTo(std::size_t at);
    void goOn();
    void stepInterval(int by);
    void ask();
    void takePicture();
    void tellWords();
    void draw(QPainter& painter, const QImage& image) const;

    const PictureSource m_source;
    QSettings& m_settings;
    PictureBar* m_bar;
    SlideControls* m_controls;
    GalleryView* m_gallery = nullptr;
    std::vector<PhotoId> m_photos;
    std::size_t m_at = 0;
    bool m_paused = false;
    bool m_loops = false;
    bool m_sharp = false;
    QString m_problem;
    QImage m_image;  ///< the one on show
    QImage m_before; ///< still there while the next fades in
    QTimer m_timer;
    QTimer m_askTimer;
    QVariantAnimation m_fade;
};

} // namespace vidimus::ui
