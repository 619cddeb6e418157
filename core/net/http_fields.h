#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vidimus::net {

/// "bytes 100-199/1000"; "bytes */1000" has no first and last, "bytes 0-9/*" no total.
struct ContentRange {
    std::optional<std::uint64_t> first;
    std::optional<std::uint64_t> last;
    std::optional<std::uint64_t> total;
};
/// Nothing for anything that is not exactly that.
std::optional<ContentRange> parseContentRange(std::string_view text);

/// Digits only, and no more than fit.
std::optional<std::uint64_t> parseNumber(std::string_view text);

/// Seconds, or a date (RFC 7231) seen from `now`; never negative. Nothing for anything else.
std::optional<std::chrono::seconds> parseRetryAfter(std::string_view text, std::chrono::system_clock::time_point now);

/// An ETag that stands for exactly these bytes, quotes included; nothing for a weak one.
std::optional<std::string> strongTag(std::string_view text);

/// What is between the quotes, the mark of a weak tag aside.
std::string tagContent(std::string_view text);

} // namespace vidimus::net
