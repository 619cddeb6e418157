#pragma once

#include <QPainter>

#include "models/draw/scene.h"

namespace vidimus::draw {

/// Paints where a scene is laid over the whole of `painter`'s picture, `width` by `height` pixels.
void paintBackdrop(QPainter& painter, int width, int height, const Scene& scene);

} // namespace vidimus::draw
