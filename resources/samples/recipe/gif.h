#pragma once

#include <vector>

#include <QByteArray>
#include <QImage>

namespace vidimus::samples {

/// An endless GIF of at most 256 colours in all: Qt reads GIF and doesn't write it.
QByteArray gif(const std::vector<QImage>& frames, int hundredths);

} // namespace vidimus::samples
