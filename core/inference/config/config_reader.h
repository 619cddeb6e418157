#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"
#include "core/inference/config/activation.h"
#include "core/inference/config/json_document.h"

namespace vidimus::inference {

/// Reads the values of one object of a config. A key that is absent leaves the value as it was: the default. The first
/// thing that is wrong is remembered, with file and key, and nothing is read after it; take it with result().
class ConfigReader {
public:
    explicit ConfigReader(const JsonDocument& document);

    /// The object at `key`; absent or null: an empty one. Shares the memory of what went wrong.
    ConfigReader section(std::string_view key) const;

    bool has(std::string_view key) const; ///< and is not null
    bool isList(std::string_view key) const;
    void integer(std::string_view key, int& value, int least, int most);
    /// A whole number, or a list of two equal ones: the side of a square.
    void side(std::string_view key, int& value, int least, int most);
    void number(std::string_view key, double& value, double above, double most);
    void boolean(std::string_view key, bool& value);
    void text(std::string_view key, std::string& value);
    void activation(std::string_view key, Activation& value);
    /// Unsupported unless the key is absent, null, or has this value: what would change the architecture.
    void only(std::string_view key, const nlohmann::json& value);
    /// Unsupported where the object has a key that is on none of the lists.
    void noOthers(std::initializer_list<std::span<const std::string_view>> known);
    void corrupt(std::string what); ///< the file's name is put before it
    void unsupported(std::string what);

    std::string path(std::string_view key) const; ///< "“text_config.hidden_size”"
    bool failed() const;
    Result<void> result() const;

private:
    struct Outcome;
    ConfigReader(std::shared_ptr<Outcome> outcome, std::shared_ptr<const nlohmann::json> object, std::string prefix);
    const nlohmann::json* find(std::string_view key) const; ///< null when absent or something went wrong before
    void wrongType(std::string_view key, std::string_view wanted);

    std::shared_ptr<Outcome> m_outcome;
    std::shared_ptr<const nlohmann::json> m_object;
    std::string m_prefix;
};

// What is taken for a model that somebody might mean, in all architectures alike.
constexpr int kWidestLayer = 65536;
constexpr int kMostLayers = 256;
constexpr int kMostHeads = 1024;
constexpr int kLargestImage = 8192;
constexpr int kMostImageTokens = 16385; ///< 128 x 128 patches: attention takes the square of it
constexpr int kLargestVocabulary = 4'000'000;
constexpr int kMostPositions = 65536;

} // namespace vidimus::inference
