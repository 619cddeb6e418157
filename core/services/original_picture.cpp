#include "core/services/original_picture.h"

#include <algorithm>
#include <limits>

#include "core/media/decoder.h"
#include "core/media/picture_file.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

/// Below this a smaller copy gains nothing: any screen is larger.
constexpr int kSmallestCopy = 1024;

} // namespace

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

Result<std::vector<QImage>> wholePicture(storage::Library& library, PhotoId id)
{
    const auto bytes = readOriginal(library, id);
    if (!bytes)
        return fail(bytes.error());
    auto image = media::decode(*bytes, std::numeric_limits<int>::max() / 8);
    if (!image)
        return fail(image.error());
    std::vector<QImage> images{*std::move(image)};
    while (std::max(images.back().width(), images.back().height()) > 2 * kSmallestCopy) {
        QImage half = images.back().scaled(images.back().size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        if (half.isNull())
            break; // memory is short: the large ones will do
        images.push_back(std::move(half));
    }
    return images;
}

} // namespace vidimus::services
