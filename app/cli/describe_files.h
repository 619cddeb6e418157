#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

#include "app/cli/json_output.h"
#include "core/base/error.h"
#include "core/base/rgb_image.h"

namespace vidimus::cli {

struct CommandContext;

struct DecodedPicture {
    std::shared_ptr<const RgbImage> image;
    double decodeMs = 0; ///< reading, decoding and colour conversion
};

/// A file as the models want it; no library is involved.
Result<DecodedPicture> decodePicture(const std::filesystem::path& file, int shortSide, std::stop_token stop);

/// Runs body(0) … body(count - 1) on up to `threads` threads (0: one per core) and waits for all of them.
void inParallel(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// A file that could not be done: its line for stderr, its object for `failed`.
struct FailedInput {
    std::string input; ///< byte for byte as given
    Error error;
};
void reportFailed(CommandContext& context, const FailedInput& failed);
Json failedToJson(std::span<const FailedInput> failed);

} // namespace vidimus::cli
