#pragma once

#include <string_view>

/// The names of the timed stages: one spelling for spans, the latency panel, bench and exporters.
namespace vidimus::metrics::stage {

inline constexpr std::string_view kRead = "read";           ///< file bytes from disk
inline constexpr std::string_view kHash = "hash";           ///< SHA-256 of them
inline constexpr std::string_view kDecode = "decode";       ///< pixels at working size, upright, sRGB
inline constexpr std::string_view kMetadata = "metadata";   ///< EXIF and the like
inline constexpr std::string_view kThumbnail = "thumbnail"; ///< scale and compress
inline constexpr std::string_view kPreprocess = "preprocess";
inline constexpr std::string_view kVision = "vision";     ///< image tower(s)
inline constexpr std::string_view kText = "text";         ///< text decoder
inline constexpr std::string_view kCaption = "caption";   ///< one caption, all of it
inline constexpr std::string_view kEmbed = "embed";       ///< one image embedding, all of it
inline constexpr std::string_view kDescribe = "describe"; ///< caption and embedding of one picture; comparisons only
inline constexpr std::string_view kEmbedText = "embed_text";
inline constexpr std::string_view kStore = "store"; ///< one commit
inline constexpr std::string_view kIndex = "index"; ///< nearest neighbours
inline constexpr std::string_view kFullText = "full_text";
inline constexpr std::string_view kSearch = "search"; ///< typed text to ranked ids

} // namespace vidimus::metrics::stage
