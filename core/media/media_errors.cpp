#include "core/media/media_errors.h"

#include <string>

namespace vidimus::media {

namespace {

std::string withCommas(std::uint64_t value)
{
    std::string digits = std::to_string(value);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, 1, ',');
    return digits;
}

/// Rounded up, so that "takes 1,025 MB, more than 1,024 MB" never reads as two equal numbers.
std::string megabytes(std::uint64_t bytes)
{
    return withCommas((bytes >> 20) + (bytes % (1u << 20) != 0 ? 1 : 0)) + " MB";
}

std::string pixelCount(std::uint64_t pixels)
{
    constexpr std::uint64_t kMega = 1'000'000;
    return pixels % kMega == 0 ? withCommas(pixels / kMega) + " megapixels" : withCommas(pixels) + " pixels";
}

} // namespace

Error emptyFile()
{
    return {ErrorCode::NotAPicture, "The file is empty."};
}

Error notAPicture()
{
    return {ErrorCode::NotAPicture, "This is not a picture Vidimus can read."};
}

Error endsTooEarly()
{
    return {ErrorCode::Corrupt, "The picture is damaged: it ends too early."};
}

Error nonsenseHeader()
{
    return {ErrorCode::Corrupt, "The picture is damaged: its header makes no sense."};
}

Error cannotBeDecoded()
{
    return {ErrorCode::Corrupt, "The picture is damaged and cannot be decoded."};
}

Error notReadHere(const char* what)
{
    return {ErrorCode::Unsupported, std::string("This is ") + what + ", which Vidimus does not read."};
}

Error notBuiltIn(const char* format)
{
    return {ErrorCode::Unsupported, std::string("This installation of Vidimus cannot read ") + format + " pictures."};
}

Error tooManyPixels(std::int64_t width, std::int64_t height, std::int64_t maxPixels)
{
    return {ErrorCode::TooLarge, "The picture claims " + withCommas(static_cast<std::uint64_t>(width)) + " × " +
                                     withCommas(static_cast<std::uint64_t>(height)) + " pixels, more than the " +
                                     pixelCount(static_cast<std::uint64_t>(maxPixels)) + " Vidimus takes."};
}

Error tooMuchMemory(std::uint64_t neededBytes, std::uint64_t maxBytes)
{
    return {ErrorCode::TooLarge, "Decoding the picture would take " + megabytes(neededBytes) +
                                     " of memory, more than the " + megabytes(maxBytes) + " Vidimus takes."};
}

Error tooLargeFile(std::uint64_t bytes, std::uint64_t maxBytes)
{
    return {ErrorCode::TooLarge,
            "The file has " + megabytes(bytes) + ", more than the " + megabytes(maxBytes) + " Vidimus takes."};
}

} // namespace vidimus::media
