#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "core/inference/checkpoint/message_text.h"
#include "core/inference/checkpoint/safetensors_file.h"
#include "core/inference/checkpoint/safetensors_header.h"

namespace vidimus::inference {

namespace {

constexpr std::uint64_t kLargestHeader = 100'000'000; // the format's own limit
constexpr std::size_t kLengthBytes = 8;

std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint64_t littleEndian(std::span<const std::byte> bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

/// What people put in place of a safetensors file, by its first bytes. Only asked when the file is none.
std::optional<Error> otherFormat(std::string_view start)
{
    constexpr std::string_view kInstead = " Get the model's .safetensors file instead.";
    if (start.starts_with("PK\x03\x04") || start.starts_with("\x80\x02") || start.starts_with("\x80\x03") ||
        start.starts_with("\x80\x04") || start.starts_with("\x80\x05"))
        return Error{ErrorCode::Unsupported, "This is a pickle of PyTorch, which can run programs when it is read, so "
                                             "Vidimus never reads one." +
                                                 std::string(kInstead)};
    if (start.starts_with("version https://git-lfs"))
        return Error{ErrorCode::Corrupt, "This is a Git LFS pointer, not the file itself. Fetch it with \u201cgit lfs "
                                         "pull\u201d, or download it from the model's page."};
    if (start.starts_with("<"))
        return Error{ErrorCode::Corrupt, "This is a web page, not a model: the download went wrong."};
    if (start.starts_with("GGUF"))
        return Error{ErrorCode::Unsupported, "This is a GGUF file." + std::string(kInstead)};
    return std::nullopt;
}

/// Bytes of a tensor of this kind; nothing where the product does not fit 64 bits.
std::optional<std::uint64_t> byteSize(const HeaderEntry& entry)
{
    std::uint64_t product = sizeOf(entry.dtype);
    for (const std::int64_t size : entry.shape) {
        const auto factor = static_cast<std::uint64_t>(size);
        if (factor != 0 && product > std::numeric_limits<std::uint64_t>::max() / factor)
            return std::nullopt;
        product *= factor;
    }
    return product;
}

Result<void> checkEntry(const HeaderEntry& entry, std::uint64_t dataSize)
{
    const std::string name = "Tensor " + inQuotes(entry.name);
    const std::string place = std::to_string(entry.begin) + " to " + std::to_string(entry.end);
    if (entry.begin > entry.end)
        return fail(ErrorCode::Corrupt, name + " ends before it begins (" + place + ").");
    if (entry.end > dataSize)
        return fail(ErrorCode::Corrupt, name + " lies at bytes " + place + ", but there are only " +
                                            std::to_string(dataSize) + ": the file was cut short.");
    const std::optional<std::uint64_t> wanted = byteSize(entry);
    if (!wanted)
        return fail(ErrorCode::Corrupt, name + " has the impossible shape " + shapeText(entry.shape) + ".");
    if (entry.end - entry.begin != *wanted)
        return fail(ErrorCode::Corrupt, name + " of shape " + shapeText(entry.shape) + " and type " +
                                            std::string(dtypeName(entry.dtype)) + " needs " + std::to_string(*wanted) +
                                            " bytes, but has " + std::to_string(entry.end - entry.begin) + ".");
    return {};
}

/// Entries sorted by place: without holes, without overlaps, to the last byte.
Result<void> checkCover(const std::vector<HeaderEntry>& entries, std::uint64_t dataSize)
{
    std::uint64_t covered = 0;
    for (const HeaderEntry& entry : entries) {
        if (entry.begin != covered)
            return fail(ErrorCode::Corrupt, "Tensor " + inQuotes(entry.name) + " begins at byte " +
                                                std::to_string(entry.begin) +
                                                (entry.begin < covered ? ", inside another tensor, which ends at "
                                                                       : ", but what is before it ends at ") +
                                                std::to_string(covered) + ".");
        covered = entry.end;
    }
    if (covered != dataSize)
        return fail(ErrorCode::Corrupt,
                    std::to_string(dataSize - covered) + " bytes at the end of the file belong to no tensor.");
    return {};
}

} // namespace

Result<SafetensorsContent> parseSafetensors(std::span<const std::byte> bytes)
{
    const std::string_view text = asText(bytes);
    const auto notOne = [&](ErrorCode code, std::string message) -> tl::unexpected<Error> {
        if (const std::optional<Error> other = otherFormat(text))
            return fail(*other);
        return fail(code, std::move(message));
    };
    if (bytes.size() < kLengthBytes)
        return notOne(ErrorCode::Corrupt,
                      "Only " + std::to_string(bytes.size()) + " bytes are there: too few for a safetensors file.");
    const std::uint64_t headerSize = littleEndian(bytes);
    if (headerSize > kLargestHeader)
        return notOne(ErrorCode::Corrupt, "This is no safetensors file: its header would be " +
                                              std::to_string(headerSize) + " bytes long, over the limit of 100 MB.");
    if (headerSize > bytes.size() - kLengthBytes)
        return notOne(ErrorCode::Corrupt, "The header should be " + std::to_string(headerSize) +
                                              " bytes long, but only " + std::to_string(bytes.size() - kLengthBytes) +
                                              " follow: the file was cut short.");
    SafetensorsContent content;
    content.header = bytes.subspan(kLengthBytes, static_cast<std::size_t>(headerSize));
    if (content.header.empty() || content.header.front() != std::byte{'{'})
        return notOne(ErrorCode::Corrupt, "This is no safetensors file: its header does not begin with \u201c{\u201d.");
    Result<SafetensorsHeader> header = parseSafetensorsHeader(asText(content.header));
    if (!header)
        return fail(std::move(header.error()));
    content.metadata = std::move(header->metadata);

    const std::span<const std::byte> data = bytes.subspan(kLengthBytes + content.header.size());
    for (const HeaderEntry& entry : header->entries) {
        if (Result<void> fits = checkEntry(entry, data.size()); !fits)
            return fail(std::move(fits.error()));
    }
    std::stable_sort(header->entries.begin(), header->entries.end(), [](const HeaderEntry& a, const HeaderEntry& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    if (Result<void> whole = checkCover(header->entries, data.size()); !whole)
        return fail(std::move(whole.error()));
    for (HeaderEntry& entry : header->entries) {
        TensorView view;
        view.name = entry.name;
        view.dtype = entry.dtype;
        view.shape = std::move(entry.shape);
        view.bytes =
            data.subspan(static_cast<std::size_t>(entry.begin), static_cast<std::size_t>(entry.end - entry.begin));
        content.tensors.emplace(std::move(entry.name), std::move(view));
    }
    return content;
}

} // namespace vidimus::inference
