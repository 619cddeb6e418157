#pragma once

#include <functional>
#include <unordered_map>

#include <QObject>

#include "ui/keys/command.h"

class QKeyEvent;
class QWidget;

namespace vidimus::ui {

class KeyMap;

/// The keys that belong to pictures and not to the window: single letters and the like, heard only where pictures have
/// the focus, so that they never get in the way of one who types.
class PictureKeys final : public QObject {
    Q_OBJECT
public:
    explicit PictureKeys(const KeyMap& keys, QObject* parent = nullptr);

    /// Keys that `keeps` names are the widget's own just now, whatever they mean otherwise.
    using Keeps = std::function<bool(const QKeyEvent&)>;
    void watch(QWidget* widget, Place place, Keeps keeps = {});

    /// Whether the key writes a letter or a sign.
    static bool writes(const QKeyEvent& event);
    /// One of the four, with nothing but Shift.
    static bool isArrow(const QKeyEvent& event);

Q_SIGNALS:
    void asked(vidimus::ui::Command command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Watched {
        Place place;
        Keeps keeps;
    };

    const KeyMap& m_keys;
    std::unordered_map<QObject*, Watched> m_watched;
};

} // namespace vidimus::ui
