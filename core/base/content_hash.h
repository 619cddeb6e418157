#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vidimus {

/// SHA-256 of a file's bytes: the identity of a picture wherever it lies.
struct ContentHash {
    std::array<std::uint8_t, 32> bytes{};

    /// 64 lower-case hexadecimal digits.
    std::string toHex() const;
    /// Nothing unless the text is exactly 64 hexadecimal digits.
    static std::optional<ContentHash> fromHex(std::string_view text);

    friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

} // namespace vidimus
