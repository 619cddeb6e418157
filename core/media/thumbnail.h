#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/error.h"

namespace vidimus::media {

/// The longer side of a stored thumbnail, in pixels.
inline constexpr int kThumbnailSide = 400;

/// Scaled to kThumbnailSide (never up) and compressed: JPEG, or PNG where there is transparency. Thread: any.
Result<QByteArray> makeThumbnail(const QImage& upright);

} // namespace vidimus::media
