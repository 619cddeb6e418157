#pragma once

#include <QByteArray>

namespace vidimus::samples {

/// What a camera would have noted. Empty or zero fields are left out.
struct Exif {
    const char* taken = ""; ///< "2023:06:17 18:02:11"
    const char* make = "";
    const char* model = "";
    double latitude = 0;  ///< degrees, north positive; 0 with longitude 0 writes no place
    double longitude = 0; ///< degrees, east positive
    int orientation = 1;
};

/// Throws std::runtime_error where the format takes no metadata.
QByteArray withExif(const QByteArray& picture, const Exif& exif);

} // namespace vidimus::samples
