#pragma once

#include <QPainterPath>
#include <QRectF>

namespace vidimus::ui {

/// The signs of what a person says of a picture.
enum class MarkShape { Star, Heart, Flag, Cross };

/// Within `area`, to be filled or stroked; a cross is only for stroking.
QPainterPath markPath(MarkShape shape, const QRectF& area);

} // namespace vidimus::ui
