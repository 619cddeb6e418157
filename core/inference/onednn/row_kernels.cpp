#include "core/inference/onednn/row_kernels.h"

#include <cmath>
#include <limits>

#include "core/inference/onednn/vector_math.h"

namespace vidimus::inference::rows {

VIDIMUS_FOR_EVERY_CPU void toBf16(const float* x, std::uint16_t* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = bf16Of(x[i]);
}

namespace {

VIDIMUS_PART_OF_A_LOOP float magnitudeOf(const float* x, std::int64_t n)
{
    float largest = 0;
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < n; ++i)
        largest = std::fabs(x[i]) > largest ? std::fabs(x[i]) : largest;
    return largest;
}

VIDIMUS_PART_OF_A_LOOP float eightBitsOf(const float* x, std::int8_t* out, std::int64_t n, float most)
{
    const float largest = magnitudeOf(x, n);
    const float inverse = largest > 0 ? most / largest : 0.f;
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = static_cast<std::int8_t>(static_cast<std::int32_t>(rounded(x[i] * inverse)));
    return largest / most;
}

} // namespace

VIDIMUS_FOR_EVERY_CPU float toInt8(const float* x, std::int8_t* out, std::int64_t n, int most)
{
    return eightBitsOf(x, out, n, static_cast<float>(most));
}

VIDIMUS_FOR_EVERY_CPU void toInt8(const float* x, std::int64_t parts, std::int64_t n, std::int8_t* out,
                                  std::int64_t apart, float* scales, std::int64_t scalesApart)
{
    for (std::int64_t i = 0; i < parts; ++i)
        scales[i * scalesApart] = eightBitsOf(x + i * n, out + i * apart, n, 127.f);
}

VIDIMUS_FOR_EVERY_CPU float toUint8(const float* x, std::uint8_t* out, std::int64_t n)
{
    const float largest = magnitudeOf(x, n);
    const float inverse = largest > 0 ? 127.f / largest : 0.f;
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(rounded(x[i] * inverse)) + kRaised);
    return largest / 127.f;
}

VIDIMUS_FOR_EVERY_CPU void toFloat(const std::uint16_t* bf16, float* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = floatOf(bf16[i]);
}

VIDIMUS_FOR_EVERY_CPU void layerNorm(const float* x, const float* weight, const float* bias, float eps, float* out,
                                     std::int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i)
        sum += x[i];
    const float mean = sum / static_cast<float>(n);
    float squares = 0;
#pragma omp simd reduction(+ : squares)
    for (std::int64_t i = 0; i < n; ++i)
        squares += (x[i] - mean) * (x[i] - mean);
    const float inverse = 1.f / std::sqrt(squares / static_cast<float>(n) + eps);
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = (x[i] - mean) * inverse * weight[i] + bias[i];
}

VIDIMUS_FOR_EVERY_CPU void scaleAndBias(const float* product, float rowScale, const float* columnScale,
                                        const float* bias, float* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = product[i] * rowScale * columnScale[i] + bias[i];
}

VIDIMUS_FOR_EVERY_CPU void addScaleAndBias(const float* product, float rowScale, const float* columnScale,
                                           const float* bias, float* x, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        x[i] += product[i] * rowScale * columnScale[i] + bias[i];
}

VIDIMUS_FOR_EVERY_CPU void scaleAndBias(const float* product, const float* raisedSum, float rowScale,
                                        const float* columnScale, const float* bias, float* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = (product[i] - raisedSum[i]) * rowScale * columnScale[i] + bias[i];
}

VIDIMUS_FOR_EVERY_CPU void addScaleAndBias(const float* product, const float* raisedSum, float rowScale,
                                           const float* columnScale, const float* bias, float* x, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        x[i] += (product[i] - raisedSum[i]) * rowScale * columnScale[i] + bias[i];
}

VIDIMUS_FOR_EVERY_CPU void activate(Activation activation, float* x, std::int64_t n)
{
    if (activation == Activation::Gelu) {
        for (std::int64_t i = 0; i < n; ++i)
            x[i] = geluOf(x[i]);
    } else {
        for (std::int64_t i = 0; i < n; ++i)
            x[i] = quickGeluOf(x[i]);
    }
}

VIDIMUS_FOR_EVERY_CPU void activateRoughly(Activation activation, float* x, std::int64_t n)
{
    if (activation == Activation::Gelu) {
        for (std::int64_t i = 0; i < n; ++i)
            x[i] = roughlyActivated(kBumpOfGelu, x[i]);
    } else {
        for (std::int64_t i = 0; i < n; ++i)
            x[i] = roughlyActivated(kBumpOfQuickGelu, x[i]);
    }
}

namespace {

VIDIMUS_PART_OF_A_LOOP float largestOf(const float* x, std::int64_t n)
{
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < n; ++i)
        largest = x[i] > largest ? x[i] : largest;
    return largest;
}

} // namespace

VIDIMUS_FOR_EVERY_CPU void largest(const float* x, std::int64_t n, std::int64_t count, float* out)
{
    for (std::int64_t from = 0; from < n; from += count)
        *out++ = largestOf(x + from, from + count < n ? count : n - from);
}

VIDIMUS_FOR_EVERY_CPU float exponentials(const float* x, float scale, std::int64_t n, std::int64_t all, float* out)
{
    const float largest = largestOf(x, n);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) {
        const float e = expOfNegative((x[i] - largest) * scale);
        out[i] = e;
        sum += e;
    }
    for (std::int64_t i = n; i < all; ++i)
        out[i] = 0;
    return sum;
}

namespace {

constexpr float kLog2OfE = 1.44269504088896341f;

/// 2^(x - largest) -> bf16; spoils x.
VIDIMUS_PART_OF_A_LOOP float powers(float* x, float times, float largest, std::int64_t n, std::int64_t all,
                                    std::uint16_t* bf16Out)
{
    float sum = 0;
    // Rounded in place first: a loop that writes narrower values than it reads gets half as many at once.
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) {
        const float e = roughExp2OfNegative(x[i] * times - largest);
        const float kept = __builtin_bit_cast(float, (__builtin_bit_cast(std::uint32_t, e) + 0x8000u) & 0xFFFF0000u);
        x[i] = kept;
        sum += kept; // so that shares add up to one
    }
    for (std::int64_t i = 0; i < n; ++i)
        bf16Out[i] = static_cast<std::uint16_t>(__builtin_bit_cast(std::uint32_t, x[i]) >> 16);
    for (std::int64_t i = n; i < all; ++i)
        bf16Out[i] = 0;
    return sum;
}

} // namespace

VIDIMUS_FOR_EVERY_CPU float exponentials(float* x, float scale, std::int64_t n, std::int64_t all,
                                         std::uint16_t* bf16Out)
{
    const float times = scale * kLog2OfE;
    return powers(x, times, largestOf(x, n) * times, n, all, bf16Out);
}

VIDIMUS_FOR_EVERY_CPU float exponentials(float* x, const float* each, float scale, std::int64_t n, std::int64_t all,
                                         std::uint16_t* bf16Out)
{
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < n; ++i) {
        x[i] *= each[i];
        largest = x[i] > largest ? x[i] : largest;
    }
    const float times = scale * kLog2OfE;
    return powers(x, times, largest * times, n, all, bf16Out);
}

VIDIMUS_FOR_EVERY_CPU void softmax(const float* x, float scale, std::int64_t n, float* out)
{
    const float inverse = 1.f / exponentials(x, scale, n, n, out);
    for (std::int64_t i = 0; i < n; ++i)
        out[i] *= inverse;
}

VIDIMUS_FOR_EVERY_CPU void times(float factor, const float* x, float* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = factor * x[i];
}

VIDIMUS_FOR_EVERY_CPU void timesEach(const float* factors, float* x, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        x[i] *= factors[i];
}

VIDIMUS_FOR_EVERY_CPU void addTimes(float factor, const float* x, float* out, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i)
        out[i] += factor * x[i];
}

namespace {

VIDIMUS_PART_OF_A_LOOP float valueOf(float value)
{
    return value;
}
VIDIMUS_PART_OF_A_LOOP float valueOf(std::uint16_t bf16)
{
    return floatOf(bf16);
}
VIDIMUS_PART_OF_A_LOOP float valueOf(std::int8_t value)
{
    return static_cast<float>(value);
}

/// out[j] = sum over i < n of factors[i] * values[i * stride + j], j < Width: as many sums as stay in registers.
template <int Width, typename Value>
VIDIMUS_PART_OF_A_LOOP void sumsOf(const float* factors, const Value* values, std::int64_t stride, std::int64_t n,
                                   float* out)
{
    float sums[Width] = {};
    for (std::int64_t i = 0; i < n; ++i)
        for (int j = 0; j < Width; ++j)
            sums[j] += factors[i] * valueOf(values[i * stride + j]);
    for (int j = 0; j < Width; ++j)
        out[j] = sums[j];
}

/// The same for any number of columns.
template <typename Value>
VIDIMUS_PART_OF_A_LOOP void combineRows(const float* factors, const Value* values, std::int64_t stride,
                                        std::int64_t columns, std::int64_t n, float* out)
{
    std::int64_t at = 0;
    for (; at + 64 <= columns; at += 64)
        sumsOf<64>(factors, values + at, stride, n, out + at);
    for (; at + 16 <= columns; at += 16)
        sumsOf<16>(factors, values + at, stride, n, out + at);
    for (; at < columns; ++at)
        sumsOf<1>(factors, values + at, stride, n, out + at);
}

} // namespace

VIDIMUS_FOR_EVERY_CPU void scores(const float* q, const float* keys, std::int64_t stride, std::int64_t d,
                                  std::int64_t count, float* out)
{
    for (std::int64_t t = 0; t < count; ++t) {
        const float* const key = keys + t * stride;
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t i = 0; i < d; ++i)
            sum += q[i] * key[i];
        out[t] = sum;
    }
}

VIDIMUS_FOR_EVERY_CPU void combine(const float* factors, const float* rows, std::int64_t stride, std::int64_t columns,
                                   std::int64_t n, float* out)
{
    combineRows(factors, rows, stride, columns, n, out);
}

VIDIMUS_FOR_EVERY_CPU void combine(const float* factors, const std::uint16_t* bf16Rows, std::int64_t stride,
                                   std::int64_t columns, std::int64_t n, float* out)
{
    combineRows(factors, bf16Rows, stride, columns, n, out);
}

VIDIMUS_FOR_EVERY_CPU void combine(const float* factors, const std::int8_t* rows, std::int64_t stride,
                                   std::int64_t columns, std::int64_t n, float* out)
{
    combineRows(factors, rows, stride, columns, n, out);
}

} // namespace vidimus::inference::rows
