#include "core/inference/checkpoint/safetensors_writer.h"

#include <array>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/message_text.h"
#include "core/inference/checkpoint/new_file.h"

namespace vidimus::inference {

namespace {

constexpr std::size_t kAlignment = 8; ///< of the first byte of the data

/// Nothing where a size is negative or the product does not fit.
std::optional<std::uint64_t> byteSize(const TensorToWrite& tensor)
{
    std::uint64_t product = sizeOf(tensor.dtype);
    for (const std::int64_t size : tensor.shape) {
        const auto factor = static_cast<std::uint64_t>(size);
        if (size < 0 || (factor != 0 && product > std::numeric_limits<std::size_t>::max() / factor))
            return std::nullopt;
        product *= factor;
    }
    return product;
}

/// Length and JSON, padded with spaces.
Result<std::string> headerBytes(const std::vector<TensorToWrite>& tensors,
                                const std::map<std::string, std::string>& metadata)
{
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::set<std::string_view> names;
    std::uint64_t place = 0;
    // ordered_json looks through all keys at each access by key; adding to the end of the list behind it does not.
    nlohmann::ordered_json::object_t& entries = header.get_ref<nlohmann::ordered_json::object_t&>();
    for (const TensorToWrite& tensor : tensors) {
        if (tensor.name == "__metadata__" || !names.insert(tensor.name).second)
            return fail(ErrorCode::InvalidArgument,
                        "The tensor " + inQuotes(tensor.name) + " cannot be written twice.");
        const std::optional<std::uint64_t> size = byteSize(tensor);
        if (!size || *size > std::numeric_limits<std::uint64_t>::max() - place)
            return fail(ErrorCode::InvalidArgument, "The tensor " + inQuotes(tensor.name) + " cannot have the shape " +
                                                        shapeText(tensor.shape) + ".");
        nlohmann::ordered_json entry;
        entry["dtype"] = dtypeName(tensor.dtype);
        entry["shape"] = tensor.shape;
        entry["data_offsets"] = std::array{place, place + *size};
        place += *size;
        entries.emplace_back(tensor.name, std::move(entry));
    }
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
    std::string bytes;
    for (std::size_t i = 0; i < sizeof(std::uint64_t); ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(text.size()) >> (8 * i) & 0xFF);
    return bytes + text;
}

} // namespace

Result<void> writeSafetensors(const std::filesystem::path& file, const std::vector<TensorToWrite>& tensors,
                              const FillTensor& fill, const std::map<std::string, std::string>& metadata,
                              std::stop_token stop)
{
    const auto cancelled = [&] { return fail(ErrorCode::Cancelled, "Stopped writing " + displayPath(file) + "."); };
    const Result<std::string> header = headerBytes(tensors, metadata);
    if (!header)
        return fail(header.error());
    Result<NewFile> created = NewFile::create(file);
    if (!created)
        return fail(std::move(created.error()));
    if (Result<void> written = created->write(std::as_bytes(std::span(*header))); !written)
        return written;
    std::vector<std::byte> bytes;
    for (const TensorToWrite& tensor : tensors) {
        if (stop.stop_requested())
            return cancelled();
        bytes.assign(static_cast<std::size_t>(*byteSize(tensor)), std::byte{0});
        fill(tensor, bytes);
        if (Result<void> written = created->write(bytes); !written)
            return written;
    }
    if (stop.stop_requested())
        return cancelled();
    return created->commit();
}

} // namespace vidimus::inference
