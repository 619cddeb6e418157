#include "core/inference/onednn/weight_memory.h"

#include <algorithm>

#include "core/base/huge_pages.h"

namespace vidimus::inference {

void* WeightMemory::take(std::size_t bytes)
{
    constexpr std::size_t kBlock = std::size_t{16} << 20;
    constexpr std::size_t kLine = 64;
    bytes = (bytes + kLine - 1) / kLine * kLine;
    if (bytes > m_left) {
        const std::size_t size = std::max(bytes, kBlock);
        m_blocks.emplace_back(static_cast<std::byte*>(::operator new(size, kAlignment)));
        preferHugePages(m_blocks.back().get(), size);
        m_next = m_blocks.back().get();
        m_left = size;
    }
    std::byte* const taken = m_next;
    m_next += bytes;
    m_left -= bytes;
    return taken;
}

} // namespace vidimus::inference
