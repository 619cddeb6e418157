#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/rgb_image.h"
#include "core/media/decoder.h"
#include "core/storage/photo_store.h"

namespace vidimus::metrics {
class Registry;
}
namespace vidimus::storage {
class Library;
}

namespace vidimus::ingest {

/// What looking at one file brought.
struct Look {
    /// Set when path, size and time are as remembered: nothing was read.
    std::optional<PhotoId> unchanged;
    storage::LookedFile file;              ///< else what to remember
    std::string thumbnail;                 ///< empty when the library has the content already
    std::shared_ptr<const RgbImage> image; ///< for the models; null when the library has the content already
};

/// The stages of one file up to "seen": read once, hashed, and, when the content is new, decoded once at the largest
/// size anyone downstream needs. Stateless. Thread: any.
class Looker {
public:
    /// `shortSide`: what the models want, see inference::EngineInfo::preferredShortSide.
    Looker(storage::Library& library, metrics::Registry& metrics, int shortSide, media::DecodeLimits limits);

    /// Errors without the file's name; Cancelled when stopped between two stages.
    Result<Look> look(const std::filesystem::path& file, std::stop_token stop) const;

    /// The pixels of a picture that was seen before, from the first of its places that still holds the content.
    /// NotFound when none does.
    Result<std::shared_ptr<const RgbImage>> pixelsOf(PhotoId photo, std::stop_token stop) const;

private:
    storage::Library& m_library;
    metrics::Registry& m_metrics;
    const int m_shortSide;
    const media::DecodeLimits m_limits;
};

} // namespace vidimus::ingest
