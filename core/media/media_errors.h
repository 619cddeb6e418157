#pragma once

#include <cstdint>

#include <QSize>

#include "core/base/error.h"

/// The sentences that several decoders share, so that one fault always reads the same.
namespace vidimus::media {

Error emptyFile();
Error notAPicture();
Error endsTooEarly();
Error nonsenseHeader();
Error cannotBeDecoded();
/// `what` with its article: "a video".
Error notReadHere(const char* what);
/// The right kind of file, but this build lacks the library for it: "HEIC".
Error notBuiltIn(const char* format);
Error tooManyPixels(std::int64_t width, std::int64_t height, std::int64_t maxPixels);
Error tooMuchMemory(std::uint64_t neededBytes, std::uint64_t maxBytes);
Error tooLargeFile(std::uint64_t bytes, std::uint64_t maxBytes);

} // namespace vidimus::media
