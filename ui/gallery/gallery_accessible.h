#pragma once

class QItemSelection;

namespace vidimus::ui {

class GalleryView;

/// Lets screen readers walk through a GalleryView as through a list, or a list of groups: Qt knows only its own views.
/// Call once, before the first window.
void installGalleryAccessibility();

/// What Qt's own views tell a reader themselves: another picture is the current one, others are chosen.
void tellCurrent(GalleryView& view);
void tellChosen(GalleryView& view, const QItemSelection& chosen, const QItemSelection& letGo);

} // namespace vidimus::ui
