#pragma once

#include <memory>
#include <vector>

#include <QStackedWidget>

#include "core/services/services.h"
#include "ui/keys/command.h"

namespace vidimus::ui {

class CardCache;
class ComparePage;
class GalleryStack;
class GalleryView;
class KeyMap;
class LoupePage;
class OriginalCache;
class PictureKeys;
class SlidePage;
class ThumbnailCache;

/// The middle of the window: the galleries, or one way of looking at their pictures more closely, and the way back.
class LookStage final : public QStackedWidget {
    Q_OBJECT
public:
    LookStage(services::Services& services, GalleryStack& galleries, CardCache& cards, ThumbnailCache& thumbnails,
              const KeyMap& keys, QWidget* parent = nullptr);
    ~LookStage() override;

    enum class Look { Galleries, Loupe, Compare, Slides };
    Look look() const { return m_look; }
    bool isOpen() const { return m_look != Look::Galleries; }
    LoupePage& loupe() const { return *m_loupe; }
    ComparePage& compare() const { return *m_compare; }
    SlidePage& slides() const { return *m_slides; }
    OriginalCache& originals() const { return *m_originals; }

    /// The picture looked at, or the one of those compared that the keys are about; none in the galleries.
    PhotoId shown() const;
    /// What marks and the like are about: the picture looked at, else those chosen in the gallery.
    std::vector<PhotoId> chosen() const;

    /// Of the gallery's current picture; nothing happens without one.
    void openLoupe();
    /// Of the chosen pictures, or of the current one and the next.
    void openCompare();
    /// Of the chosen pictures, when there are several, else of all that is shown, from the one looked at.
    void openSlides();
    /// To the gallery, which shows the picture seen last.
    void back();
    /// False when the command is not about looking.
    bool perform(Command command);
    void setFullScreen(bool full);
    void reload();
    bool isSettled() const;

Q_SIGNALS:
    /// A key of the pictures, in the gallery or here.
    void asked(vidimus::ui::Command command);
    void lookChanged();
    void chosenChanged();
    void notice(const QString& text);
    void menuAsked(const QPoint& globalPosition);
    void dragAsked();
    void settled();

private:
    template <typename Page>
    void connectPage(Page& page);
    void show(Look look);
    /// Null while a page stands in its place.
    GalleryView* galleryOnShow() const;
    void leaveLook();

    GalleryStack& m_galleries;
    std::unique_ptr<OriginalCache> m_originals;
    PictureKeys* m_keys;
    LoupePage* m_loupe;
    ComparePage* m_compare;
    SlidePage* m_slides;
    Look m_look = Look::Galleries;
};

} // namespace vidimus::ui
