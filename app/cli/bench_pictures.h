#pragma once

#include <cstdint>

#include <QByteArray>
#include <QSize>

#include "core/base/error.h"

namespace vidimus::cli {

/// A JPEG that costs what a camera's does: large soft forms under grain, which keeps the file large. Another seed is
/// another picture.
Result<QByteArray> benchJpeg(QSize size, std::uint32_t seed);

} // namespace vidimus::cli
