#include "core/ingest/look.h"

#include "core/media/metadata.h"
#include "core/media/picture_file.h"
#include "core/media/thumbnail.h"
#include "core/metrics/registry.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/storage/library.h"

namespace vidimus::ingest {

namespace stage = metrics::stage;

namespace {

/// Runs a stage under its span; a stage that failed is not counted. `microseconds` gets the time it took.
template <typename Body>
auto timed(metrics::Registry& metrics, std::string_view name, std::int64_t& microseconds, Body&& body)
{
    metrics::Span span(metrics.histogram(name));
    auto result = body();
    microseconds = span.stop();
    return result;
}

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "Cancelled.");
}

} // namespace

Looker::Looker(storage::Library& library, metrics::Registry& metrics, int shortSide, media::DecodeLimits limits)
    : m_library(library), m_metrics(metrics), m_shortSide(shortSide), m_limits(limits)
{}

Result<Look> Looker::look(const std::filesystem::path& path, std::stop_token stop) const
{
    const auto stamp = media::stampOf(path);
    if (!stamp)
        return fail(stamp.error());
    const auto known = m_library.photos().knownFile(path);
    if (!known)
        return fail(known.error());

    Look look;
    if (*known && (*known)->byteSize == stamp->size && (*known)->modifiedNs == stamp->modifiedNs) {
        look.unchanged = (*known)->photo;
        return look;
    }

    storage::LookedFile& file = look.file;
    file.path = path;
    file.modifiedNs = stamp->modifiedNs;
    const auto bytes = timed(m_metrics, stage::kRead, file.times.read,
                             [&] { return media::readFile(path, m_limits.maxFileBytes, stop); });
    if (!bytes)
        return fail(bytes.error());
    file.byteSize = static_cast<std::uint64_t>(bytes->size());
    file.hash = timed(m_metrics, stage::kHash, file.times.hash, [&] { return media::hashOf(*bytes); });

    const auto header = media::readHeader(*bytes, m_limits);
    if (!header)
        return fail(header.error());
    file.metadata =
        timed(m_metrics, stage::kMetadata, file.times.metadata, [&] { return media::readMetadata(*bytes, *header); });

    const auto seenBefore = m_library.photos().findByHash(file.hash);
    if (!seenBefore)
        return fail(seenBefore.error());
    if (*seenBefore)
        return look; // a known picture in a new place: its thumbnail and captions are there
    if (stop.stop_requested())
        return cancelled();

    const auto image = timed(m_metrics, stage::kDecode, file.times.decode,
                             [&] { return media::decode(*bytes, m_shortSide, m_limits); });
    if (!image)
        return fail(image.error());
    if (stop.stop_requested())
        return cancelled();
    const auto thumbnail =
        timed(m_metrics, stage::kThumbnail, file.times.thumbnail, [&] { return media::makeThumbnail(*image); });
    if (!thumbnail)
        return fail(thumbnail.error());
    look.thumbnail = thumbnail->toStdString();
    look.image = std::make_shared<const RgbImage>(media::toRgbImage(*image));
    return look;
}

Result<std::shared_ptr<const RgbImage>> Looker::pixelsOf(PhotoId photo, std::stop_token stop) const
{
    const auto hash = m_library.photos().hashOf(photo);
    if (!hash)
        return fail(hash.error());
    const auto paths = m_library.photos().pathsOf(photo);
    if (!paths)
        return fail(paths.error());
    Error error{ErrorCode::NotFound, "The file is not where it was: reconnect its drive or import it again."};
    for (const auto& path : *paths) {
        const auto bytes = media::readFile(path, m_limits.maxFileBytes, stop);
        if (!bytes) {
            if (bytes.error().code == ErrorCode::Cancelled)
                return fail(bytes.error());
            if (bytes.error().code != ErrorCode::NotFound)
                error = bytes.error();
            continue;
        }
        if (!*hash || media::hashOf(*bytes) != **hash)
            continue; // another picture lies there now
        const auto image = media::decode(*bytes, m_shortSide, m_limits);
        if (!image)
            return fail(image.error());
        return std::make_shared<const RgbImage>(media::toRgbImage(*image));
    }
    return fail(error);
}

} // namespace vidimus::ingest
