#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace vidimus {

struct GeoPosition {
    double latitude = 0;  ///< degrees, north positive
    double longitude = 0; ///< degrees, east positive
};

/// What a file says of itself. Sizes are of the upright picture.
struct PhotoMetadata {
    int width = 0;
    int height = 0;
    std::string format;  ///< "jpeg", "png", "webp", "tiff", "bmp", "gif", "heic", "raw" …
    int orientation = 1; ///< EXIF orientation 1..8 as stored; already applied to width, height and pixels
    /// When it was taken, in the camera's own wall-clock time, as seconds since 1970 of that wall clock.
    /// (EXIF seldom knows the zone; two pictures of one day must sort as the person lived it.)
    std::optional<std::int64_t> capturedAt;
    std::string camera; ///< "Canon EOS R6", maker not repeated; empty when unknown
    std::optional<GeoPosition> position;
};

} // namespace vidimus
