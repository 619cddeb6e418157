#pragma once

#include <vector>

#include <QByteArray>
#include <QImage>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::services {

/// The file of a photo, from the first of its places that can be read; NotFound with what to do when none is there.
/// Waits on the disk. Thread: any.
Result<QByteArray> readOriginal(storage::Library& library, PhotoId id);

/// The whole picture upright at full resolution, followed by ever smaller copies, each half as large as the one before:
/// what is shown at any size is then never sampled from far more pixels than it has. Errors as media::decode(), and
/// TooLarge where it cannot be had at full resolution. Waits on the disk. Thread: any.
Result<std::vector<QImage>> wholePicture(storage::Library& library, PhotoId id);

} // namespace vidimus::services
