#include "core/index/byte_dot.h"

#include <algorithm>
#include <vector>

// Chosen by hand and not with target_clones: its resolvers run before the sanitizers' run-time libraries are ready.
#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define VIDIMUS_DOT_VARIANTS 1
#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the undefined lanes its own intrinsics begin with for a mistake (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>
#endif

namespace vidimus::index {

namespace {

/// So many products of a word and a byte, spread over eight sums of 32 bits, cannot overflow one of them.
constexpr std::size_t kWordsAtOnce = 2048;

std::int32_t bytesPlain(const std::int8_t* a, const std::int8_t* b, std::size_t count)
{
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += a[i] * b[i];
    return sum;
}

float wordsPlain(const std::int16_t* a, const std::int8_t* b, std::size_t count)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += a[i] * b[i];
    return static_cast<float>(sum);
}

#ifdef VIDIMUS_DOT_VARIANTS

#define VIDIMUS_AVX2 __attribute__((target("avx2")))
#define VIDIMUS_AVX512 __attribute__((target("avx512f,avx512bw")))

VIDIMUS_AVX2 inline __m256i widened16(const std::int8_t* bytes)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(bytes))));
}

VIDIMUS_AVX2 inline __m256i loaded16(const std::int16_t* words)
{
    return _mm256_loadu_si256(static_cast<const __m256i*>(static_cast<const void*>(words)));
}

VIDIMUS_AVX2 inline std::int32_t total(__m256i sums)
{
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4e));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0xb1));
    return _mm_cvtsi128_si32(four);
}

VIDIMUS_AVX2 inline float totalAsFloat(__m256i sums)
{
    const __m256 values = _mm256_cvtepi32_ps(sums);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(values), _mm256_extractf128_ps(values, 1));
    four = _mm_add_ps(four, _mm_movehl_ps(four, four));
    four = _mm_add_ss(four, _mm_movehdup_ps(four));
    return _mm_cvtss_f32(four);
}

VIDIMUS_AVX2 std::int32_t bytesAvx2(const std::int8_t* a, const std::int8_t* b, std::size_t count)
{
    __m256i even = _mm256_setzero_si256();
    __m256i odd = even;
    for (std::size_t i = 0; i < count; i += 32) {
        even = _mm256_add_epi32(even, _mm256_madd_epi16(widened16(a + i), widened16(b + i)));
        odd = _mm256_add_epi32(odd, _mm256_madd_epi16(widened16(a + i + 16), widened16(b + i + 16)));
    }
    return total(_mm256_add_epi32(even, odd));
}

VIDIMUS_AVX2 float wordsAvx2(const std::int16_t* a, const std::int8_t* b, std::size_t count)
{
    float sum = 0.f;
    for (std::size_t from = 0; from < count; from += kWordsAtOnce) {
        const std::size_t to = std::min(count, from + kWordsAtOnce);
        __m256i even = _mm256_setzero_si256();
        __m256i odd = even;
        for (std::size_t i = from; i < to; i += 32) {
            even = _mm256_add_epi32(even, _mm256_madd_epi16(loaded16(a + i), widened16(b + i)));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(loaded16(a + i + 16), widened16(b + i + 16)));
        }
        sum += totalAsFloat(_mm256_add_epi32(even, odd));
    }
    return sum;
}

VIDIMUS_AVX512 inline __m512i widened32(const std::int8_t* bytes)
{
    return _mm512_cvtepi8_epi16(_mm256_loadu_si256(static_cast<const __m256i*>(static_cast<const void*>(bytes))));
}

VIDIMUS_AVX512 inline __m256i folded(__m512i sums)
{
    return _mm256_add_epi32(_mm512_castsi512_si256(sums), _mm512_extracti64x4_epi64(sums, 1));
}

VIDIMUS_AVX512 std::int32_t bytesAvx512(const std::int8_t* a, const std::int8_t* b, std::size_t count)
{
    __m512i even = _mm512_setzero_si512();
    __m512i odd = even;
    for (std::size_t i = 0; i < count; i += 64) {
        even = _mm512_add_epi32(even, _mm512_madd_epi16(widened32(a + i), widened32(b + i)));
        odd = _mm512_add_epi32(odd, _mm512_madd_epi16(widened32(a + i + 32), widened32(b + i + 32)));
    }
    return total(folded(_mm512_add_epi32(even, odd)));
}

VIDIMUS_AVX512 float wordsAvx512(const std::int16_t* a, const std::int8_t* b, std::size_t count)
{
    float sum = 0.f;
    for (std::size_t from = 0; from < count; from += kWordsAtOnce) {
        const std::size_t to = std::min(count, from + kWordsAtOnce);
        __m512i even = _mm512_setzero_si512();
        __m512i odd = even;
        for (std::size_t i = from; i < to; i += 64) {
            even = _mm512_add_epi32(even, _mm512_madd_epi16(_mm512_loadu_si512(a + i), widened32(b + i)));
            odd = _mm512_add_epi32(odd, _mm512_madd_epi16(_mm512_loadu_si512(a + i + 32), widened32(b + i + 32)));
        }
        sum += totalAsFloat(folded(_mm512_add_epi32(even, odd)));
    }
    return sum;
}

#endif

} // namespace

std::span<const ByteDot> byteDotsForThisCpu()
{
    static const std::vector<ByteDot> dots = [] {
        std::vector<ByteDot> found;
#ifdef VIDIMUS_DOT_VARIANTS
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw"))
            found.push_back({bytesAvx512, wordsAvx512});
        if (__builtin_cpu_supports("avx2"))
            found.push_back({bytesAvx2, wordsAvx2});
#endif
        found.push_back({bytesPlain, wordsPlain});
        return found;
    }();
    return dots;
}

} // namespace vidimus::index
