#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// The raw logits of one row with what is needed to turn any of them into its log-probability, and the largest of each
/// block, so that a search for the best tokens passes over blocks that hold none.
class TokenScores {
public:
    static constexpr std::size_t kBlock = 128;

    /// Keeps pointing to `logits`. Corrupt where one is not finite.
    Result<void> assign(std::span<const float> logits);

    std::span<const float> logits() const { return m_logits; }
    /// In float32 and in this order of operations, as the originals' log_softmax.
    float logProbability(float logit) const { return (logit - m_largest) - m_logOfSum; }
    std::span<const float> largestOfBlocks() const { return m_largestOfBlocks; }

private:
    std::span<const float> m_logits;
    std::vector<float> m_largestOfBlocks;
    float m_largest = 0;
    float m_logOfSum = 0;
};

} // namespace vidimus::inference
