#include "core/index/vector_code.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/index/mixed_bits.h"

namespace vidimus::index {

namespace {

constexpr int kHighest = 127;
constexpr float kHighestWord = 32767.f;
/// A query in words is longer than 1 by at most half a step in each of 65,536 values.
constexpr double kLongestQuery = 1.005;
/// More than what sums of floating-point numbers lose in a cosine.
constexpr double kRoundedAway = 1e-5;

float largest(std::span<const float> values)
{
    float most = 0.f;
    for (const float value : values)
        most = std::max(most, std::abs(value));
    return most;
}

/// Walsh-Hadamard transform, a rotation (with reflection) of a power of two values that mixes each with all.
void transform(std::span<float> values)
{
    for (std::size_t half = 1; half < values.size(); half *= 2) {
        for (std::size_t block = 0; block < values.size(); block += 2 * half) {
            for (std::size_t i = block; i < block + half; ++i) {
                const float a = values[i];
                const float b = values[i + half];
                values[i] = a + b;
                values[i + half] = a - b;
            }
        }
    }
    const float scale = 1.f / std::sqrt(static_cast<float>(values.size()));
    for (float& value : values)
        value *= scale;
}

} // namespace

VectorCode::VectorCode(int dimension, CodeDepth depth)
    : m_dimension(static_cast<std::size_t>(dimension))
    , m_padded((m_dimension + kRowBlock - 1) / kRowBlock * kRowBlock)
    , m_lowBits(static_cast<int>(depth))
    , m_signs(m_dimension)
{
    for (std::size_t i = 0; i < m_dimension; ++i)
        m_signs[i] = (mixedBits(i) & 1) != 0 ? 1.f : -1.f;
}

std::vector<float> VectorCode::rotated(std::span<const float> unit) const
{
    std::vector<float> values(m_padded, 0.f);
    for (std::size_t i = 0; i < m_dimension; ++i)
        values[i] = unit[i] * m_signs[i];
    for (std::size_t from = 0; from < m_dimension;) {
        const std::size_t length = std::bit_floor(m_dimension - from);
        transform(std::span(values).subspan(from, length));
        from += length;
    }
    return values;
}

float VectorCode::encode(std::span<const float> unit, std::int8_t* high, std::byte* low) const
{
    const std::vector<float> values = rotated(unit);
    const int half = 1 << (m_lowBits - 1);
    const float steps = static_cast<float>(kHighest << m_lowBits) / largest(values);
    std::fill_n(low, lowBytes(), std::byte{0});
    double along = 0;
    for (std::size_t i = 0; i < m_padded; ++i) {
        const int whole = static_cast<int>(std::lround(values[i] * steps));
        const int upper = (whole + half) >> m_lowBits;
        const int lower = whole - upper * (1 << m_lowBits);
        high[i] = static_cast<std::int8_t>(upper);
        if (m_lowBits == 8)
            low[i] = static_cast<std::byte>(lower);
        else
            low[i / 2] |= static_cast<std::byte>((lower & 15) << (i % 2 * 4));
        along += static_cast<double>(values[i]) * whole;
    }
    // Not 1 / steps: with this one a vector's cosine with itself is 1.
    return static_cast<float>(1 / along);
}

CodedQuery VectorCode::query(std::span<const float> unit) const
{
    const std::vector<float> values = rotated(unit);
    const float most = largest(values);
    CodedQuery query;
    query.scale = most / kHighestWord;
    query.words.resize(m_padded);
    for (std::size_t i = 0; i < m_padded; ++i)
        query.words[i] = static_cast<std::int16_t>(std::lround(values[i] / query.scale));
    return query;
}

void VectorCode::unpackLow(const std::byte* low, std::size_t from, std::int8_t* values) const
{
    if (m_lowBits == 8) {
        std::memcpy(values, low + from, kRowBlock);
        return;
    }
    for (std::size_t i = 0; i < kRowBlock; i += 2) {
        const auto pair = static_cast<unsigned>(low[(from + i) / 2]);
        values[i] = static_cast<std::int8_t>(static_cast<int>((pair & 15) ^ 8) - 8);
        values[i + 1] = static_cast<std::int8_t>(static_cast<int>((pair >> 4) ^ 8) - 8);
    }
}

float VectorCode::closely(const CodedQuery& query, const std::int8_t* high, const std::byte* low, float scale) const
{
    float fine = 0.f;
    if (m_lowBits == 8) {
        fine =
            m_dot.words(query.words.data(), static_cast<const std::int8_t*>(static_cast<const void*>(low)), m_padded);
    } else {
        std::array<std::int8_t, kRowBlock> values;
        for (std::size_t from = 0; from < m_padded; from += kRowBlock) {
            unpackLow(low, from, values.data());
            fine += m_dot.words(query.words.data() + from, values.data(), kRowBlock);
        }
    }
    const float coarse = m_dot.words(query.words.data(), high, m_padded);
    return std::clamp(query.scale * scale * (coarse * static_cast<float>(1 << m_lowBits) + fine), -1.f, 1.f);
}

float VectorCode::uncertainty(const std::byte* low, float scale) const
{
    std::int64_t squares = 0;
    std::array<std::int8_t, kRowBlock> values;
    for (std::size_t from = 0; from < m_padded; from += kRowBlock) {
        unpackLow(low, from, values.data());
        for (const std::int8_t value : values)
            squares += value * value;
    }
    // What the high part leaves out has this length, and no cosine with it is greater. (The values left out are not
    // independent: where a vector has few that are not 0, the rotation makes many that are equal.)
    const double length = static_cast<double>(scale) * std::sqrt(static_cast<double>(squares));
    return static_cast<float>(length * kLongestQuery + kRoundedAway);
}

} // namespace vidimus::index
