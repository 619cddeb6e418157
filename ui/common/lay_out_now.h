#pragma once

class QWidget;

namespace vidimus::ui {

/// After the height of something inside changed: lays out all around it at once, up to the scroll area it stands in. Qt
/// would do so by one event for each level, and paint in between what does not fit yet.
void layOutNow(QWidget& changed);

} // namespace vidimus::ui
