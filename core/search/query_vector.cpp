#include "core/search/query_vector.h"

#include <algorithm>
#include <cmath>

namespace vidimus::search {

namespace {

/// Shorter than this a direction is rounding error.
constexpr float kShortest = 1e-3f;

/// vector += factor * other
void add(Embedding& vector, float factor, std::span<const float> other)
{
    vector.resize(std::max(vector.size(), other.size()), 0.f);
    for (std::size_t i = 0; i < other.size(); ++i)
        vector[i] += factor * other[i];
}

void leaveOut(Embedding& vector, std::span<const float> unit)
{
    if (unit.size() == vector.size())
        add(vector, -dot(vector, unit), unit);
}

float length(std::span<const float> vector)
{
    return std::sqrt(dot(vector, vector));
}

} // namespace

float dot(std::span<const float> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return static_cast<float>(sum);
}

void normalise(Embedding& vector)
{
    const float long_ = length(vector);
    const float scale = long_ > 0 ? 1 / long_ : 0.f;
    for (float& value : vector)
        value *= scale;
}

Embedding queryVector(std::span<const Embedding> wanted, std::span<const Embedding> unwanted, const Embedding& common)
{
    Embedding wish;
    for (const Embedding& vector : wanted)
        add(wish, 1.f, vector);
    normalise(wish);
    Embedding direction = wish;
    for (Embedding apart : unwanted) {
        leaveOut(apart, common);
        leaveOut(apart, wish);
        if (length(apart) >= kShortest)
            add(direction, -kAgainst, apart);
    }
    if (length(direction) < kShortest)
        return {};
    normalise(direction);
    return direction;
}

} // namespace vidimus::search
