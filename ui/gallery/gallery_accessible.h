#pragma once

namespace vidimus::ui {

/// Lets screen readers walk through a GalleryView as through a list: Qt knows only its own views. Call once, before the
/// first window.
void installGalleryAccessibility();

} // namespace vidimus::ui
