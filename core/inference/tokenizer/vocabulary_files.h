#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// The largest vocabularies in use take 10 MB.
inline constexpr std::size_t kLargestVocabularyFile = 32 << 20;

/// Whole file, which must be UTF-8. NotFound, Unreadable, PermissionDenied, TooLarge, Corrupt.
Result<std::string> readVocabulary(const std::filesystem::path& file);
/// The same for a file compressed with gzip; neither the file nor what it unpacks to may be over the limit.
Result<std::string> readCompressedVocabulary(const std::filesystem::path& file);

/// `name` is the file's for error messages.
Result<std::string> unpackGzip(std::string_view bytes, const std::string& name,
                               std::size_t maxBytes = kLargestVocabularyFile);

/// Lines ended by LF or CR LF; the last need not be ended.
std::vector<std::string_view> linesOf(std::string_view text);

/// "FILE line 12"
std::string lineName(const std::string& file, std::size_t line);

/// A token as it stands in a message: in quotes, control characters visible.
std::string tokenName(std::string_view token);

/// FILE holds the vocabulary of another model.
tl::unexpected<Error> failForAnotherModel(const std::string& file, std::size_t tokens, int modelTokens);

} // namespace vidimus::inference
