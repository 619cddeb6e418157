#pragma once

#include <QByteArray>

#include "core/base/error.h"
#include "core/base/ids.h"

namespace vidimus::storage {
class Library;
}

namespace vidimus::services {

/// The file of a photo, from the first of its places that can be read; NotFound with what to do when none is there.
/// Waits on the disk. Thread: any.
Result<QByteArray> readOriginal(storage::Library& library, PhotoId id);

} // namespace vidimus::services
