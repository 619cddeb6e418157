#include "core/media/heif_decoder.h"

#include "core/media/media_errors.h"

#ifdef VIDIMUS_HAVE_HEIF

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <QColorSpace>

#include <libheif/heif.h>

#include "core/media/byte_reader.h"
#include "core/media/picture_structure.h"
#include "core/media/pixels.h"

namespace vidimus::media {

namespace {

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* thing) const
    {
        release(thing);
    }
};

using Context = std::unique_ptr<heif_context, Release<heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, Release<heif_image_handle_release>>;
using Image = std::unique_ptr<heif_image, Release<heif_image_release>>;
using Options = std::unique_ptr<heif_decoding_options, Release<heif_decoding_options_free>>;

const char* displayName(Format format)
{
    return format == Format::Avif ? "AVIF" : "HEIC";
}

Error errorOf(const heif_error& error, Format format)
{
    switch (error.code) {
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
    case heif_error_Decoder_plugin_error:
        if (error.subcode == heif_suberror_Unsupported_codec || error.code == heif_error_Unsupported_filetype)
            return notBuiltIn(displayName(format));
        break;
    case heif_error_Memory_allocation_error:
        if (error.subcode == heif_suberror_Security_limit_exceeded)
            return {ErrorCode::TooLarge, "The picture claims more than Vidimus takes."};
        break;
    default:
        break;
    }
    return error.subcode == heif_suberror_End_of_data ? endsTooEarly() : cannotBeDecoded();
}

/// An opened file and its main picture.
struct Opened {
    Context context;
    Handle primary;
    QSize size;
};

Result<Opened> openHeif(const QByteArray& bytes, Format format, const DecodeLimits& limits)
{
    Opened opened;
    opened.context.reset(heif_context_alloc());
    if (!opened.context)
        return fail(cannotBeDecoded());
    // The limit is the side of a square.
    const auto side = static_cast<int>(std::sqrt(static_cast<double>(limits.maxPixels))) + 1;
    heif_context_set_maximum_image_size_limit(opened.context.get(), side);
    // Pictures are decoded side by side already.
    heif_context_set_max_decoding_threads(opened.context.get(), 0);
    heif_error error = heif_context_read_from_memory_without_copy(opened.context.get(), bytes.constData(),
                                                                  static_cast<std::size_t>(bytes.size()), nullptr);
    if (error.code != heif_error_Ok)
        return fail(errorOf(error, format));
    heif_image_handle* primary = nullptr;
    error = heif_context_get_primary_image_handle(opened.context.get(), &primary);
    if (error.code != heif_error_Ok)
        return fail(errorOf(error, format));
    opened.primary.reset(primary);
    opened.size = QSize(heif_image_handle_get_width(primary), heif_image_handle_get_height(primary));
    if (const auto checked = checkPixels(opened.size.width(), opened.size.height(), limits); !checked)
        return fail(checked.error());
    return opened;
}

QColorSpace colourSpaceOf(const heif_image_handle* handle)
{
    const heif_color_profile_type type = heif_image_handle_get_color_profile_type(handle);
    if (type == heif_color_profile_type_prof || type == heif_color_profile_type_rICC) {
        QByteArray profile(static_cast<qsizetype>(heif_image_handle_get_raw_color_profile_size(handle)),
                           Qt::Uninitialized);
        if (heif_image_handle_get_raw_color_profile(handle, profile.data()).code == heif_error_Ok)
            return QColorSpace::fromIccProfile(profile);
    } else if (type == heif_color_profile_type_nclx) {
        heif_color_profile_nclx* nclx = nullptr;
        if (heif_image_handle_get_nclx_color_profile(handle, &nclx).code == heif_error_Ok) {
            const bool displayP3 = nclx->color_primaries == heif_color_primaries_SMPTE_EG_432_1;
            heif_nclx_color_profile_free(nclx);
            if (displayP3)
                return QColorSpace(QColorSpace::DisplayP3);
        }
    }
    return {};
}

} // namespace

std::uint64_t heifBytes(QSize size)
{
    // Planes of up to 16 bits and full colour resolution, a grid's tile, and the interleaved copy.
    constexpr std::uint64_t kPixelBytes = 12;
    return static_cast<std::uint64_t>(size.width()) * static_cast<std::uint64_t>(size.height()) * kPixelBytes;
}

Result<QSize> readHeifSize(const QByteArray& bytes, Format format, const DecodeLimits& limits)
{
    auto opened = openHeif(bytes, format, limits);
    if (!opened)
        return fail(opened.error());
    return opened->size;
}

Result<QImage> decodeHeif(const QByteArray& bytes, Format format, int shortSide, const DecodeLimits& limits)
{
    auto opened = openHeif(bytes, format, limits);
    if (!opened)
        return fail(opened.error());
    const bool alpha = heif_image_handle_has_alpha_channel(opened->primary.get()) != 0;
    const Options options(heif_decoding_options_alloc());
    if (options && options->version >= 2)
        options->convert_hdr_to_8bit = 1;
    heif_image* decoded = nullptr;
    const heif_error error =
        heif_decode_image(opened->primary.get(), &decoded, heif_colorspace_RGB,
                          alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, options.get());
    if (error.code != heif_error_Ok)
        return fail(errorOf(error, format));
    const Image image(decoded);
    int stride = 0;
    const std::uint8_t* plane = heif_image_get_plane_readonly(decoded, heif_channel_interleaved, &stride);
    const QSize size(heif_image_get_width(decoded, heif_channel_interleaved),
                     heif_image_get_height(decoded, heif_channel_interleaved));
    if (plane == nullptr || size.isEmpty())
        return fail(cannotBeDecoded());
    const bool premultiplied = alpha && heif_image_handle_is_premultiplied_alpha(opened->primary.get()) != 0;
    const QImage::Format layout = !alpha          ? QImage::Format_RGB888
                                  : premultiplied ? QImage::Format_RGBA8888_Premultiplied
                                                  : QImage::Format_RGBA8888;
    QImage pixels(plane, size.width(), size.height(), stride, layout);
    pixels.setColorSpace(colourSpaceOf(opened->primary.get()));
    // A view on libheif's memory: the result must be a picture of its own.
    QImage result = shrink(std::move(pixels), shrinkFactor(size, shortSide));
    if (result.isNull())
        return fail(cannotBeDecoded());
    return result;
}

QByteArray heifExif(const QByteArray& bytes)
{
    const auto opened = openHeif(bytes, Format::Heic, {});
    if (!opened)
        return {};
    heif_item_id item = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(opened->primary.get(), "Exif", &item, 1) != 1)
        return {};
    const std::size_t size = heif_image_handle_get_metadata_size(opened->primary.get(), item);
    constexpr std::size_t kMaxExif = 16u << 20;
    if (size <= 4 || size > kMaxExif)
        return {};
    QByteArray block(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (heif_image_handle_get_metadata(opened->primary.get(), item, block.data()).code != heif_error_Ok)
        return {};
    // Four bytes say how far behind them the TIFF header starts.
    const std::uint64_t start = 4ull + ByteReader(block).u32(0);
    return start < size ? block.sliced(static_cast<qsizetype>(start)) : QByteArray();
}

} // namespace vidimus::media

#else

namespace vidimus::media {

Result<QSize> readHeifSize(const QByteArray&, Format format, const DecodeLimits&)
{
    return fail(notBuiltIn(format == Format::Avif ? "AVIF" : "HEIC"));
}

std::uint64_t heifBytes(QSize)
{
    return 0;
}

Result<QImage> decodeHeif(const QByteArray&, Format format, int, const DecodeLimits&)
{
    return fail(notBuiltIn(format == Format::Avif ? "AVIF" : "HEIC"));
}

QByteArray heifExif(const QByteArray&)
{
    return {};
}

} // namespace vidimus::media

#endif
