#include "core/inference/synthesize/made_weights.h"

#include <algorithm>
#include <cstring>
#include <thread>
#include <vector>

#include "core/inference/synthesize/counter_random.h"

namespace vidimus::inference {

namespace {

constexpr float kDeviation = 0.02f;
constexpr float kLogitScale = 2.6592f; // log(1 / 0.07)
constexpr std::size_t kLeastForAThread = std::size_t{1} << 20;
constexpr unsigned kMostThreads = 8;

/// The sum of four even random numbers of 16 bits: close to a normal distribution, never beyond 3.5 deviations, and, as
/// it takes nothing but whole numbers and one product, the same on every machine.
void fillNormal(std::span<std::byte> bytes, std::size_t first, const CounterRandom& random)
{
    constexpr float kSumDeviation = 37837.227f; // sqrt((2^32 - 1) / 12 * 4)
    constexpr float kScale = kDeviation / kSumDeviation;
    constexpr std::int32_t kMean = 2 * 65535;
    const std::size_t count = bytes.size() / sizeof(float);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bits = random.at(first + i);
        const auto sum =
            static_cast<std::int32_t>((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)) -
            kMean;
        const float value = static_cast<float>(sum) * kScale;
        std::memcpy(bytes.data() + i * sizeof(float), &value, sizeof(float));
    }
}

void fillNormalInThreads(std::span<std::byte> bytes, const CounterRandom& random)
{
    const std::size_t count = bytes.size() / sizeof(float);
    const std::size_t cores = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
    const std::size_t threads = std::clamp<std::size_t>(count / kLeastForAThread, 1, cores);
    const std::size_t share = (count + threads - 1) / threads;
    std::vector<std::jthread> helpers;
    for (std::size_t first = share; first < count; first += share)
        helpers.emplace_back([=, &random] {
            fillNormal(bytes.subspan(first * sizeof(float), std::min(share, count - first) * sizeof(float)), first,
                       random);
        });
    fillNormal(bytes.first(std::min(share, count) * sizeof(float)), 0, random);
}

template <typename T>
void fillWith(std::span<std::byte> bytes, T value)
{
    for (std::size_t i = 0; i + sizeof(T) <= bytes.size(); i += sizeof(T))
        std::memcpy(bytes.data() + i, &value, sizeof(T));
}

} // namespace

void fillTensor(const TensorToWrite& tensor, std::string_view source, std::uint64_t seed, std::span<std::byte> bytes)
{
    const bool line = tensor.shape.size() == 1;
    if (tensor.dtype == Dtype::I64) {
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(bytes.size() / sizeof(i)); ++i)
            std::memcpy(bytes.data() + static_cast<std::size_t>(i) * sizeof(i), &i, sizeof(i));
    } else if (tensor.name == "logit_scale") {
        fillWith(bytes, kLogitScale);
    } else if (line && tensor.name.ends_with("bias")) {
        fillWith(bytes, 0.f);
    } else if (line && tensor.name.ends_with(".weight")) {
        fillWith(bytes, 1.f); // the only weights of one dimension are LayerNorms'
    } else {
        fillNormalInThreads(bytes, CounterRandom(seed, source));
    }
}

} // namespace vidimus::inference
