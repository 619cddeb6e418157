#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/index/byte_dot.h"

namespace vidimus::index {

/// How finely a vector is kept: the first 8 bits of each value, which are read for every comparison, are the same; the
/// bits below them are read only for the few that come out best.
enum class CodeDepth : std::uint8_t {
    Bits12 = 4, ///< about as exact as half-precision floating point, for vectors of length 1
    Bits16 = 8,
};

/// A query, fine and ready to be compared with codes.
struct CodedQuery {
    std::vector<std::int16_t> words;
    float scale = 0.f;
};

/// Unit vectors as whole numbers times a scale, in two parts, `high` and `low`. Before that, vectors are turned by one
/// and the same rotation, which changes no angle and spreads what models keep in few outsized values over all of them:
/// otherwise those would leave the others few of the 8 bits.
///
/// Thread: any; nothing changes after the constructor.
class VectorCode {
public:
    VectorCode(int dimension, CodeDepth depth);

    std::size_t highBytes() const { return m_padded; }
    std::size_t lowBytes() const { return m_padded * static_cast<std::size_t>(m_lowBits) / 8; }

    /// Returns the scale of the value made of both parts.
    float encode(std::span<const float> unit, std::int8_t* high, std::byte* low) const;
    CodedQuery query(std::span<const float> unit) const;

    /// The cosine by the high part alone.
    float roughly(const CodedQuery& query, const std::int8_t* high, float scale) const
    {
        return query.scale * scale * static_cast<float>(1 << m_lowBits) *
               m_dot.words(query.words.data(), high, m_padded);
    }
    /// The cosine by both parts, -1..1.
    float closely(const CodedQuery& query, const std::int8_t* high, const std::byte* low, float scale) const;
    /// The cosine of two coded vectors by their high parts.
    float between(const std::int8_t* a, float scaleOfA, const std::int8_t* b, float scaleOfB) const
    {
        return scaleOfA * scaleOfB * static_cast<float>(1 << (2 * m_lowBits)) *
               static_cast<float>(m_dot.bytes(a, b, m_padded));
    }
    /// The most that roughly() can be from closely() for this vector, whatever the query.
    float uncertainty(const std::byte* low, float scale) const;

private:
    std::vector<float> rotated(std::span<const float> unit) const;
    /// The next kRowBlock values of the low part, from value `from` on.
    void unpackLow(const std::byte* low, std::size_t from, std::int8_t* values) const;

    const std::size_t m_dimension;
    const std::size_t m_padded;
    const int m_lowBits;
    const ByteDot m_dot = byteDotsForThisCpu().front();
    std::vector<float> m_signs; ///< of the rotation
};

} // namespace vidimus::index
