// Writes the HEIC and AVIF files of tests/core/media/data (see the README there):  make_heif_samples FOLDER
// Built on demand only: it needs libheif's encoders, which the tests do without.

#include <cstdint>
#include <cstdio>
#include <string>

#include <libheif/heif.h>

#include "test_pictures.h"

namespace {

using namespace vidimus::media::test;

bool check(const heif_error& error, const char* what)
{
    if (error.code != heif_error_Ok)
        std::fprintf(stderr, "%s: %s\n", what, error.message);
    return error.code == heif_error_Ok;
}

/// `orientation` goes into the file's own transformation and, as telephones do, into the EXIF block as well.
bool write(const std::string& path, heif_compression_format format, const QImage& upright, int orientation, bool alpha)
{
    const QImage stored = storedAs(upright, orientation);
    heif_context* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    if (!check(heif_context_get_encoder_for_format(context, format, &encoder), "encoder"))
        return false;
    heif_encoder_set_lossy_quality(encoder, 90);
    heif_image* image = nullptr;
    heif_image_create(stored.width(), stored.height(), heif_colorspace_RGB,
                      alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, &image);
    heif_image_add_plane(image, heif_channel_interleaved, stored.width(), stored.height(), 8);
    int stride = 0;
    std::uint8_t* plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < stored.height(); ++y) {
        for (int x = 0; x < stored.width(); ++x) {
            const QRgb pixel = stored.pixel(x, y);
            std::uint8_t* target = plane + y * stride + x * (alpha ? 4 : 3);
            target[0] = static_cast<std::uint8_t>(qRed(pixel));
            target[1] = static_cast<std::uint8_t>(qGreen(pixel));
            target[2] = static_cast<std::uint8_t>(qBlue(pixel));
            if (alpha)
                target[3] = x < stored.width() / 2 ? 255 : 0;
        }
    }
    heif_encoding_options* options = heif_encoding_options_alloc();
    options->image_orientation = static_cast<heif_orientation>(orientation);
    heif_image_handle* handle = nullptr;
    if (!check(heif_context_encode_image(context, image, encoder, options, &handle), "encode"))
        return false;
    const QByteArray exif =
        tiff({{{text(271, "Vidimus"), text(272, "Pocket One"), shorts(274, {static_cast<std::uint16_t>(orientation)}),
                text(306, "2022:07:08 09:10:11")}}});
    if (!check(heif_context_add_exif_metadata(context, handle, exif.constData(), static_cast<int>(exif.size())),
               "exif"))
        return false;
    return check(heif_context_write_to_file(context, path.c_str()), "write");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_heif_samples FOLDER\n");
        return 2;
    }
    const std::string folder = std::string(argv[1]) + '/';
    const bool written = write(folder + "turned.heic", heif_compression_HEVC, quarters(96, 64), 6, false) &&
                         write(folder + "transparent.heic", heif_compression_HEVC, quarters(64, 64), 1, true) &&
                         write(folder + "plain.avif", heif_compression_AV1, quarters(96, 64), 1, false);
    return written ? 0 : 1;
}
