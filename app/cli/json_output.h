#pragma once

#include <filesystem>
#include <iosfwd>

#include <nlohmann/json.hpp>

namespace vidimus::cli {

using Json = nlohmann::ordered_json;

/// One document and a newline; bytes that are no UTF-8 become U+FFFD. Compact documents stand on one line.
void writeJson(std::ostream& out, const Json& document, bool compact = false);
std::string jsonText(const Json& document);

/// A path as it is (no escapes for people: JSON has its own).
Json jsonPath(const std::filesystem::path& path);
/// A float as short as it reads back the same: 0.86, not 0.8600000143051147.
Json jsonFloat(float value);
/// Milliseconds with three decimals.
Json jsonMilliseconds(double milliseconds);

} // namespace vidimus::cli
