#pragma once

#include <QImage>

#include "core/base/rgb_image.h"
#include "models/draw/glyphs.h"
#include "models/draw/scene.h"

namespace vidimus::draw {

/// Paints a scene, `width` by `height` pixels, in Format_RGB32. The same scene gives the same picture. Thread: any.
QImage paintScene(const Scene& scene, const Glyphs& glyphs, int width, int height);

/// Through JPEG and back, as pictures come; `quality` 0..100.
QImage compressed(const QImage& image, int quality);

RgbImage rgbImageOf(const QImage& image);

} // namespace vidimus::draw
