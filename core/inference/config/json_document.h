#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"

namespace vidimus::inference {

/// The bytes of a small file of a model folder. NotFound, PermissionDenied, Unreadable, TooLarge (over `maxBytes`);
/// messages name the file.
Result<std::string> readTextFile(const std::filesystem::path& file, std::size_t maxBytes);

/// A JSON file of a model folder with the name that error messages give it.
class JsonDocument {
public:
    /// NotFound, Unreadable, TooLarge (over `maxBytes`), Corrupt (no JSON object, nested absurdly, a name twice in one object, or not UTF-8).
    static Result<JsonDocument> read(const std::filesystem::path& file, std::size_t maxBytes = kLargestConfig);
    static Result<JsonDocument> parse(std::string_view text, std::string name);

    const nlohmann::json& root() const { return *m_root; }
    const std::string& name() const { return m_name; } ///< displayable path

    static constexpr std::size_t kLargestConfig = 4 << 20;

private:
    std::string m_name;
    std::shared_ptr<const nlohmann::json> m_root;
};

} // namespace vidimus::inference
