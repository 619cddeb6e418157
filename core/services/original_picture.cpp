#include "core/services/original_picture.h"

#include "core/media/decoder.h"
#include "core/media/picture_file.h"
#include "core/storage/library.h"

namespace vidimus::services {

Result<QByteArray> readOriginal(storage::Library& library, PhotoId id)
{
    const auto paths = library.photos().pathsOf(id);
    if (!paths)
        return fail(paths.error());
    Error error{ErrorCode::NotFound, "The file is not where it was: reconnect its drive or import it again."};
    for (const auto& path : *paths) {
        auto bytes = media::readFile(path, media::DecodeLimits().maxFileBytes);
        if (bytes)
            return bytes;
        if (bytes.error().code != ErrorCode::NotFound)
            error = bytes.error();
    }
    return fail(error);
}

} // namespace vidimus::services
