#pragma once

class QPainter;
class QStyleOptionViewItem;

namespace vidimus::ui {

/// The rounded ground of a chosen or hovered line in lists, and the focus ring of the current one.
void paintRowBackground(QPainter& painter, const QStyleOptionViewItem& option);

} // namespace vidimus::ui
