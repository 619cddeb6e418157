#include "core/inference/generation/token_scores.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/inference/every_cpu.h"

namespace vidimus::inference {

namespace {

// Sums and maxima are kept in lanes, which gives the compiler the freedom to vectorise that it does not have for one.
constexpr std::size_t kLanes = 16;
static_assert(TokenScores::kBlock % kLanes == 0);

/// e^x for x <= 0, to a few units in the last place: powers of two by way of the exponent, the rest by the polynomial of
/// least error on [-ln 2 / 2, ln 2 / 2]. Unlike std::exp the compiler vectorises it.
VIDIMUS_PART_OF_A_LOOP float exponential(float x)
{
    constexpr float kLowest = -87.f; // e^-87 is next to the smallest number; what is less adds nothing to a sum of 1
    constexpr float kLog2 = 1.44269504f;
    constexpr float kLn2High = 0.693359375f;
    constexpr float kLn2Low = -2.12194440e-4f;
    constexpr float kToWhole = 12582912.f; // 1.5 * 2^23: adding it rounds to whole numbers
    const float bounded = x < kLowest ? kLowest : x;
    const float power = (bounded * kLog2 + kToWhole) - kToWhole;
    const float rest = (bounded - power * kLn2High) - power * kLn2Low;
    float sum = 1.9875691500e-4f;
    sum = sum * rest + 1.3981999507e-3f;
    sum = sum * rest + 8.3334519073e-3f;
    sum = sum * rest + 4.1665795894e-2f;
    sum = sum * rest + 1.6666665459e-1f;
    sum = sum * rest + 5.0000001201e-1f;
    sum = sum * (rest * rest) + rest + 1.f;
    const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(power) + 127) << 23;
    return sum * std::bit_cast<float>(exponent);
}

struct Block {
    float largest = 0;
    bool finite = true;
};

/// Of a whole block.
VIDIMUS_FOR_EVERY_CPU Block look(const float* logits)
{
    std::array<float, kLanes> largest;
    std::array<float, kLanes> nothing{}; // 0 times what is not finite is NaN
    std::copy_n(logits, kLanes, largest.begin());
    for (std::size_t i = 0; i < TokenScores::kBlock; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float logit = logits[i + lane];
            largest[lane] = logit > largest[lane] ? logit : largest[lane];
            nothing[lane] += logit * 0.f;
        }
    }
    Block block;
    block.largest = *std::max_element(largest.begin(), largest.end());
    for (const float lane : nothing)
        block.finite = block.finite && lane == 0.f;
    return block;
}

/// Of a whole block.
VIDIMUS_FOR_EVERY_CPU float sumOfExponentials(const float* logits, float largest)
{
    std::array<float, kLanes> sums{};
    for (std::size_t i = 0; i < TokenScores::kBlock; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += exponential(logits[i + lane] - largest);
    }
    float sum = 0;
    for (const float lane : sums)
        sum += lane;
    return sum;
}

/// What is left of the logits after the last whole block, filled up to one.
std::array<float, TokenScores::kBlock> filledUp(std::span<const float> rest, float filler)
{
    std::array<float, TokenScores::kBlock> block;
    block.fill(filler);
    std::copy(rest.begin(), rest.end(), block.begin());
    return block;
}

} // namespace

Result<void> TokenScores::assign(std::span<const float> logits)
{
    m_logits = logits;
    m_largestOfBlocks.clear();
    const std::size_t whole = logits.size() / kBlock * kBlock;
    const auto rest = logits.subspan(whole);
    bool finite = !logits.empty();
    const auto add = [&](const float* block) {
        const Block its = look(block);
        m_largestOfBlocks.push_back(its.largest);
        finite = finite && its.finite;
    };
    for (std::size_t i = 0; i < whole; i += kBlock)
        add(logits.data() + i);
    if (!rest.empty())
        add(filledUp(rest, rest.front()).data());
    if (!finite)
        return fail(ErrorCode::Corrupt, "The model's answer is not a number: its weights are damaged, or the precision "
                                        "is too low for it.");
    m_largest = *std::max_element(m_largestOfBlocks.begin(), m_largestOfBlocks.end());
    // In double from block to block, so that the size of the vocabulary adds no error.
    double sum = 0;
    for (std::size_t i = 0; i < whole; i += kBlock)
        sum += sumOfExponentials(logits.data() + i, m_largest);
    for (const float logit : rest)
        sum += exponential(logit - m_largest);
    m_logOfSum = static_cast<float>(std::log(sum));
    return {};
}

} // namespace vidimus::inference
