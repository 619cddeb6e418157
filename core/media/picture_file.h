#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include <QByteArray>

#include "core/base/content_hash.h"
#include "core/base/error.h"

namespace vidimus::media {

/// What the file system says of a file; equal values mean "not changed since".
struct FileStamp {
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0; ///< since 1970
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Only regular files have one: folders, pipes, sockets and devices are refused (Unsupported), a path the system
/// cannot take (too long) is InvalidArgument, absent is NotFound.
Result<FileStamp> stampOf(const std::filesystem::path& file);

/// The whole file, read once. TooLarge above `maxBytes`; Unreadable when it shrinks or fails while being read.
Result<QByteArray> readFile(const std::filesystem::path& file, std::uint64_t maxBytes, std::stop_token stop = {});

/// SHA-256 (OpenSSL: uses the CPU's SHA instructions).
ContentHash hashOf(const QByteArray& bytes);

} // namespace vidimus::media
