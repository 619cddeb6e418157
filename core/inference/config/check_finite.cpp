#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <thread>
#include <vector>

#include "core/base/path_text.h"
#include "core/inference/checkpoint/message_text.h"
#include "core/inference/config/model_folder.h"

namespace vidimus::inference {

namespace {

constexpr std::size_t kBlock = std::size_t{4} << 20; ///< bytes one thread takes at a time; a multiple of every element
constexpr std::size_t kBlocksHeld = 32;              ///< then what was read is let go
constexpr unsigned kMostThreads = 4;                 ///< more do not read memory faster

/// NaNs and infinities have all exponent bits set: one step added to the lowest of them then carries into the sign's
/// place, and nothing else does. No branches, so that the compiler makes vectors of it.
template <typename Bits, Bits kExponent>
bool allFinite(std::span<const std::byte> bytes)
{
    constexpr Bits kStep = kExponent & static_cast<Bits>(~kExponent + 1);
    constexpr Bits kSign = static_cast<Bits>(kExponent + kStep);
    const std::size_t count = bytes.size() / sizeof(Bits);
    Bits seen = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Bits value;
        std::memcpy(&value, bytes.data() + i * sizeof(Bits), sizeof(Bits)); // not always aligned in the file
        seen = static_cast<Bits>(seen | static_cast<Bits>((value & kExponent) + kStep));
    }
    return (seen & kSign) == 0;
}

bool isFinite(Dtype dtype, std::span<const std::byte> bytes)
{
    switch (dtype) {
    case Dtype::F64:
        return allFinite<std::uint64_t, 0x7FF0000000000000u>(bytes);
    case Dtype::F32:
        return allFinite<std::uint32_t, 0x7F800000u>(bytes);
    case Dtype::F16:
        return allFinite<std::uint16_t, 0x7C00u>(bytes);
    case Dtype::BF16:
        return allFinite<std::uint16_t, 0x7F80u>(bytes);
    default:
        return true; // whole numbers
    }
}

struct Block {
    const TensorView* tensor;
    std::span<const std::byte> bytes;
};

std::vector<Block> blocksOf(const Checkpoint& checkpoint)
{
    std::vector<Block> blocks;
    for (const auto& [name, view] : checkpoint.tensors()) {
        for (std::size_t at = 0; at < view.bytes.size(); at += kBlock)
            blocks.push_back({&view, view.bytes.subspan(at, std::min(kBlock, view.bytes.size() - at))});
    }
    return blocks;
}

} // namespace

Result<void> checkFinite(const Checkpoint& checkpoint)
{
    const std::vector<Block> blocks = blocksOf(checkpoint);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> firstBad = std::numeric_limits<std::size_t>::max();
    const auto work = [&] {
        // A block before the first bad one that is known is still looked at: the answer is the same in every run.
        for (std::size_t i = next++; i < blocks.size() && i < firstBad; i = next++) {
            if (i % kBlocksHeld == kBlocksHeld - 1) // a file of a GB must not take a GB of memory to look through
                checkpoint.release();
            if (isFinite(blocks[i].tensor->dtype, blocks[i].bytes))
                continue;
            std::size_t before = firstBad;
            while (i < before && !firstBad.compare_exchange_weak(before, i)) {}
        }
    };
    const auto threads =
        std::min<std::size_t>({blocks.size(), kMostThreads, std::max(1u, std::thread::hardware_concurrency())});
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    if (firstBad == std::numeric_limits<std::size_t>::max())
        return {};
    const std::string& name = blocks[firstBad].tensor->name;
    const auto holder =
        std::find_if(checkpoint.files().begin(), checkpoint.files().end(),
                     [&](const SafetensorsFile& file) { return file.content().tensors.contains(name); });
    const std::string where =
        holder == checkpoint.files().end() ? std::string("The checkpoint") : displayPath(holder->path());
    return fail(ErrorCode::Corrupt, where + " is damaged: the tensor " + inQuotes(name) +
                                        " holds values that are no numbers (NaN or infinity).");
}

} // namespace vidimus::inference
