#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace vidimus {

/// A path as the database keeps it: the system's own bytes on Unix (not always valid UTF-8), UTF-8 on Windows.
/// pathFromBytes(pathToBytes(p)) == p for every path.
std::string pathToBytes(const std::filesystem::path& path);
std::filesystem::path pathFromBytes(std::string_view bytes);

/// A path as one line for a person: valid UTF-8, control characters (a newline in a name, say) shown as escapes,
/// the middle of very long paths left out. Not to be turned back into a path.
std::string displayPath(const std::filesystem::path& path);

/// The same treatment for any text from outside that ends up in a message.
std::string displayText(std::string_view text, std::size_t maxBytes = 300);

} // namespace vidimus
