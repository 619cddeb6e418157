#include "core/inference/preprocess/resample_rows.h"

#include <algorithm>
#include <array>
#include <cstring>

// Chosen by hand and not with target_clones: its resolvers run before the sanitizers' run-time libraries are ready.
#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define VIDIMUS_RESAMPLE_VARIANTS 1
#include <immintrin.h>
#define VIDIMUS_ALWAYS_INLINE __attribute__((always_inline)) inline
#else
#define VIDIMUS_ALWAYS_INLINE inline
#endif

namespace vidimus::inference {

namespace {

constexpr int kLowBits = 8;
/// Weights of a column are filled up with zeros to a multiple, so that whole vectors of them can be taken.
constexpr int kBlock = 16;
/// So many products with a low part (at most 255 * 128 each) can be added in 32 bits.
constexpr int kMostProducts = 1 << 15;
/// Bytes of a row that are blended at a time, so that their sums stay close by.
constexpr std::size_t kStrip = 128;

constexpr std::int32_t kHalf = std::int32_t{1} << (kWeightBits - 1);

VIDIMUS_ALWAYS_INLINE std::uint8_t rounded(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp((sum + kHalf) >> kWeightBits, 0, 255));
}

VIDIMUS_ALWAYS_INLINE void splitPlanesInline(const std::uint8_t* pixels, int count, std::int16_t* red,
                                             std::int16_t* green, std::int16_t* blue)
{
    for (int i = 0; i < count; ++i) {
        red[i] = pixels[3 * i];
        green[i] = pixels[3 * i + 1];
        blue[i] = pixels[3 * i + 2];
    }
}

/// `size`: a multiple of kBlock.
VIDIMUS_ALWAYS_INLINE std::int32_t weightedSum(const std::int16_t* values, const std::int16_t* high,
                                               const std::int16_t* low, int size)
{
    std::int32_t sum = 0;
    for (int begin = 0; begin < size; begin += kMostProducts) {
        const int end = std::min(size, begin + kMostProducts);
        std::int32_t highSum = 0;
        std::int32_t lowSum = 0;
        for (int i = begin; i < end; ++i) {
            highSum += values[i] * high[i];
            lowSum += values[i] * low[i];
        }
        sum += highSum * (1 << kLowBits) + lowSum;
    }
    return sum;
}

VIDIMUS_ALWAYS_INLINE void resampleInline(const std::int16_t* planes, std::size_t planeSize,
                                          const RowResampler::Columns& columns, std::uint8_t* result)
{
    for (const RowResampler::Column& column : columns.columns) {
        const std::int16_t* high = columns.high.data() + column.weights;
        const std::int16_t* low = columns.low.data() + column.weights;
        for (std::size_t plane = 0; plane < 3; ++plane)
            *result++ = rounded(weightedSum(planes + plane * planeSize + column.first, high, low, column.size));
    }
}

VIDIMUS_ALWAYS_INLINE void blendInline(std::span<const std::uint8_t* const> rows, std::span<const std::int32_t> weights,
                                       std::span<std::uint8_t> result)
{
    std::array<std::int32_t, kStrip> sums;
    std::size_t begin = 0;
    for (; begin + kStrip <= result.size(); begin += kStrip) {
        sums.fill(0);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::uint8_t* values = rows[row] + begin;
            for (std::size_t i = 0; i < kStrip; ++i)
                sums[i] += values[i] * weights[row];
        }
        for (std::size_t i = 0; i < kStrip; ++i)
            result[begin + i] = rounded(sums[i]);
    }
    for (; begin < result.size(); ++begin) {
        std::int32_t sum = 0;
        for (std::size_t row = 0; row < rows.size(); ++row)
            sum += rows[row][begin] * weights[row];
        result[begin] = rounded(sum);
    }
}

struct Kernels {
    void (*splitPlanes)(const std::uint8_t*, int, std::int16_t*, std::int16_t*, std::int16_t*);
    void (*resample)(const std::int16_t*, std::size_t, const RowResampler::Columns&, std::uint8_t*);
    void (*blend)(std::span<const std::uint8_t* const>, std::span<const std::int32_t>, std::span<std::uint8_t>);
};

constexpr Kernels kGeneric{splitPlanesInline, resampleInline, blendInline};

#ifdef VIDIMUS_RESAMPLE_VARIANTS
#define VIDIMUS_AVX2 __attribute__((target("avx2")))

VIDIMUS_AVX2 void splitPlanesAvx2(const std::uint8_t* pixels, int count, std::int16_t* red, std::int16_t* green,
                                  std::int16_t* blue)
{
    splitPlanesInline(pixels, count, red, green, blue);
}

VIDIMUS_AVX2 void blendAvx2(std::span<const std::uint8_t* const> rows, std::span<const std::int32_t> weights,
                            std::span<std::uint8_t> result)
{
    blendInline(rows, weights, result);
}

VIDIMUS_AVX2 inline __m256i load(const std::int16_t* values)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
}

/// By hand: windows are often no longer than one vector, and a compiler adds up the lanes of each sum by itself, which
/// then takes most of the time. Sums may wrap around on the way; the whole does not.
VIDIMUS_AVX2 void resampleAvx2(const std::int16_t* planes, std::size_t planeSize, const RowResampler::Columns& columns,
                               std::uint8_t* result)
{
    static_assert(kBlock == sizeof(__m256i) / sizeof(std::int16_t));
    for (const RowResampler::Column& column : columns.columns) {
        const std::int16_t* values = planes + column.first;
        const std::int16_t* highs = columns.high.data() + column.weights;
        const std::int16_t* lows = columns.low.data() + column.weights;
        __m256i high[3] = {};
        __m256i low[3] = {};
        for (int i = 0; i < column.size; i += kBlock) {
            const __m256i highWeights = load(highs + i);
            const __m256i lowWeights = load(lows + i);
            for (std::size_t plane = 0; plane < 3; ++plane) {
                const __m256i its = load(values + plane * planeSize + i);
                high[plane] = _mm256_add_epi32(high[plane], _mm256_madd_epi16(its, highWeights));
                low[plane] = _mm256_add_epi32(low[plane], _mm256_madd_epi16(its, lowWeights));
            }
        }
        for (std::size_t plane = 0; plane < 3; ++plane)
            low[plane] = _mm256_add_epi32(low[plane], _mm256_slli_epi32(high[plane], kLowBits));
        const __m256i pairs = _mm256_hadd_epi32(_mm256_hadd_epi32(low[0], low[1]), _mm256_hadd_epi32(low[2], low[2]));
        const __m128i sums = _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
        const __m128i levels = _mm_srai_epi32(_mm_add_epi32(sums, _mm_set1_epi32(kHalf)), kWeightBits);
        const __m128i words = _mm_packs_epi32(levels, levels);
        const int pixel = _mm_cvtsi128_si32(_mm_packus_epi16(words, words));
        std::memcpy(result, &pixel, 3);
        result += 3;
    }
}

constexpr Kernels kAvx2{splitPlanesAvx2, resampleAvx2, blendAvx2};
#endif

const Kernels& kernelsForThisCpu()
{
#ifdef VIDIMUS_RESAMPLE_VARIANTS
    if (__builtin_cpu_supports("avx2"))
        return kAvx2;
#endif
    return kGeneric;
}

} // namespace

RowResampler::RowResampler(const ResampleAxis& axis, std::int64_t first, int count)
{
    ResampleWindow window;
    int end = 0;
    for (int i = 0; i < count; ++i) {
        axis.window(first + i, window);
        if (i == 0)
            m_firstSource = window.first;
        const auto size = (static_cast<int>(window.weights.size()) + kBlock - 1) / kBlock * kBlock;
        m_columns.columns.push_back({window.first - m_firstSource, size, m_columns.high.size()});
        for (const std::int32_t weight : window.weights) {
            const std::int32_t high = (weight + (1 << (kLowBits - 1))) >> kLowBits;
            m_columns.high.push_back(static_cast<std::int16_t>(high));
            m_columns.low.push_back(static_cast<std::int16_t>(weight - high * (1 << kLowBits)));
        }
        m_columns.high.resize(m_columns.columns.back().weights + static_cast<std::size_t>(size));
        m_columns.low.resize(m_columns.high.size());
        end = window.end();
        m_planeSize = std::max(m_planeSize, static_cast<std::size_t>(window.first - m_firstSource + size));
    }
    m_sources = end - m_firstSource;
    m_planes.resize(3 * m_planeSize);
}

void RowResampler::resample(const std::uint8_t* source, std::uint8_t* result)
{
    const Kernels& kernels = kernelsForThisCpu();
    kernels.splitPlanes(source + 3 * static_cast<std::ptrdiff_t>(m_firstSource), m_sources, m_planes.data(),
                        m_planes.data() + m_planeSize, m_planes.data() + 2 * m_planeSize);
    kernels.resample(m_planes.data(), m_planeSize, m_columns, result);
}

void blendRows(std::span<const std::uint8_t* const> rows, std::span<const std::int32_t> weights,
               std::span<std::uint8_t> result)
{
    kernelsForThisCpu().blend(rows, weights, result);
}

} // namespace vidimus::inference
