#include "core/inference/generation/token_scores.h"

#include <algorithm>
#include <cmath>

namespace vidimus::inference {

Result<void> TokenScores::assign(std::span<const float> logits)
{
    m_logits = logits;
    m_largestOfBlocks.clear();
    bool finite = true;
    for (std::size_t first = 0; first < logits.size(); first += kBlock) {
        float largest = logits[first];
        for (const float logit : logits.subspan(first, std::min(kBlock, logits.size() - first))) {
            largest = std::max(largest, logit);
            finite = finite && std::isfinite(logit);
        }
        m_largestOfBlocks.push_back(largest);
    }
    if (!finite || logits.empty())
        return fail(ErrorCode::Corrupt, "The model's answer is not a number: its weights are damaged, or the precision "
                                        "is too low for it.");
    m_largest = *std::max_element(m_largestOfBlocks.begin(), m_largestOfBlocks.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - m_largest);
    m_logOfSum = static_cast<float>(std::log(sum));
    return {};
}

} // namespace vidimus::inference
