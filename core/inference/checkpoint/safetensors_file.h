#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/inference/checkpoint/tensor_view.h"

namespace vidimus::inference {

/// What the bytes of a safetensors file say, every rule of the format checked: the header's length and place, UTF-8,
/// JSON without repeated keys, known dtypes, whole non-negative sizes whose product does not wrap, offsets that cover the
/// buffer in order without holes or overlaps. The views point into `bytes`.
/// Errors: Corrupt or Unsupported, with the reason and, where there is one, the tensor's name; no file name.
struct SafetensorsContent {
    std::map<std::string, TensorView, std::less<>> tensors;
    std::map<std::string, std::string> metadata; ///< of "__metadata__"
    std::span<const std::byte> header;           ///< the JSON text
};
Result<SafetensorsContent> parseSafetensors(std::span<const std::byte> bytes);

/// A safetensors file mapped into memory for reading. Copies share the mapping, which lives as long as any of them.
/// Thread: any, after open().
class SafetensorsFile {
public:
    /// Errors name the file: NotFound, PermissionDenied, Unreadable, Corrupt, Unsupported.
    static Result<SafetensorsFile> open(const std::filesystem::path& file);

    const SafetensorsContent& content() const;
    const std::filesystem::path& path() const;
    /// MappedFile::release().
    void release() const;

private:
    class Mapping;
    explicit SafetensorsFile(std::shared_ptr<const Mapping> mapping) : m_mapping(std::move(mapping)) {}
    std::shared_ptr<const Mapping> m_mapping;
};

} // namespace vidimus::inference
