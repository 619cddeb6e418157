#include "core/inference/mock/property_space.h"

#include <cmath>
#include <cstdint>

namespace vidimus::inference::mock {

namespace {

/// Sebastiano Vigna's generator: one multiplication chain, the same on every platform.
std::uint64_t splitmix64(std::uint64_t& state)
{
    state += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

} // namespace

Embedding toVector(Coefficients coefficients)
{
    for (std::size_t half = 1; half < kDimension; half *= 2) {
        for (std::size_t block = 0; block < kDimension; block += 2 * half) {
            for (std::size_t i = block; i < block + half; ++i) {
                const float sum = coefficients[i] + coefficients[i + half];
                const float difference = coefficients[i] - coefficients[i + half];
                coefficients[i] = sum;
                coefficients[i + half] = difference;
            }
        }
    }
    double squares = 0;
    for (const float value : coefficients)
        squares += static_cast<double>(value) * static_cast<double>(value);
    const double length = std::sqrt(squares);
    std::uint64_t state = 0x566964696D7573; // the seed is part of the model: another one needs another model id
    Embedding vector(kDimension);
    for (std::size_t i = 0; i < kDimension; ++i) {
        const auto value = static_cast<float>(static_cast<double>(coefficients[i]) / length);
        vector[i] = splitmix64(state) & 1 ? -value : value;
    }
    return vector;
}

} // namespace vidimus::inference::mock
