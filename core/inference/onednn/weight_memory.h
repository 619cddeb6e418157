#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace vidimus::inference {

/// Where packed weights lie: in few large blocks behind large pages, because every pass reads all of them. What is taken
/// is given back when this is destroyed. Thread: one caller.
class WeightMemory {
public:
    /// At a multiple of 64 bytes.
    void* take(std::size_t bytes);

private:
    static constexpr std::align_val_t kAlignment{std::size_t{2} << 20};
    struct Free {
        void operator()(std::byte* block) const { ::operator delete(block, kAlignment); }
    };

    std::vector<std::unique_ptr<std::byte, Free>> m_blocks;
    std::byte* m_next = nullptr; ///< in the last block
    std::size_t m_left = 0;
};

} // namespace vidimus::inference
