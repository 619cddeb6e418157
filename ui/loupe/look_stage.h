#pragma once

#include <memory>
#include <vector>

#include <QStackedWidget>

#include "core/services/services.h"
#include "ui/keys/command.h"

namespace vidimus::ui {

class CardCache;
class GalleryStack;
class GalleryView;
class KeyMap;
class LoupePage;
class OriginalCache;
class PictureKeys;
class ThumbnailCache;

/// The middle of the window: the galleries, or one way of looking at their pictures more closely, and the way back.
class LookStage final : public QStackedWidget {
    Q_OBJECT
public:
    LookStage(services::Services& services, GalleryStack& galleries, CardCache& cards, ThumbnailCache& thumbnails,
              const KeyMap& keys, QWidget* parent = nullptr);
    ~LookStage() override;

    enum class Look { Galleries, Loupe };
    Look look() const { return m_look; }
    bool isOpen() const { return m_look != Look::Galleries; }
    LoupePage& loupe() const { return *m_loupe; }
    OriginalCache& originals() const { return *m_originals; }

    /// What marks and the like are about: the picture looked at, else those chosen in the gallery.
    std::vector<PhotoId> chosen() const;

    /// Of the gallery's current picture; nothing happens without one.
    void openLoupe();
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
    void menuAsked(const QPoint& globalPosition);
    void settled();

private:
    void show(Look look);

    GalleryStack& m_galleries;
    std::unique_ptr<OriginalCache> m_originals;
    PictureKeys* m_keys;
    LoupePage* m_loupe;
    Look m_look = Look::Galleries;
};

} // namespace vidimus::ui
