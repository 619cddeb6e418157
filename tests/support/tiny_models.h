#pragma once

#include <cstdint>
#include <filesystem>

namespace vidimus::test {

/// A complete model folder of a few hundred kilobytes: configs, a vocabulary that fits, random weights. What it says of
/// a picture has no meaning, but is the same every time.
struct TinyModel {
    std::uint64_t seed = 1; ///< other seeds are other models
    bool withNan = false;   ///< one weight is no number
};

/// All return the folder, and throw std::runtime_error when it cannot be written.
/// A BLIP captioner as the hub lays it out; pictures of 64 x 64.
std::filesystem::path writeTinyBlip(const std::filesystem::path& folder, const TinyModel& model = {});
/// A CLIP embedder with Hugging Face's names; pictures of 32 x 32, vectors of 24.
std::filesystem::path writeTinyClip(const std::filesystem::path& folder, const TinyModel& model = {});
/// The same with OpenCLIP's names.
std::filesystem::path writeTinyOpenClip(const std::filesystem::path& folder, const TinyModel& model = {});

inline constexpr int kTinyDimension = 24; ///< of the CLIPs' vectors

} // namespace vidimus::test
