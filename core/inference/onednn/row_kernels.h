#pragma once

#include <cstdint>

#include "core/inference/config/activation.h"

/// What is done to one row between two products. Compiled for several generations of processors.
namespace vidimus::inference::rows {

void toBf16(const float* x, std::uint16_t* out, std::int64_t n);
/// Divided by the returned scale, |out| <= most. A row of zeros has scale 0.
float toInt8(const float* x, std::int8_t* out, std::int64_t n, int most = 127);
/// The same of `parts` times n values, each part by a scale of its own: part i -> out + i * apart, scales[i * scalesApart].
void toInt8(const float* x, std::int64_t parts, std::int64_t n, std::int8_t* out, std::int64_t apart, float* scales,
            std::int64_t scalesApart);
/// The same raised by kRaised: 1 ... 255.
float toUint8(const float* x, std::uint8_t* out, std::int64_t n);
constexpr int kRaised = 128;
void toFloat(const std::uint16_t* bf16, float* out, std::int64_t n);

void layerNorm(const float* x, const float* weight, const float* bias, float eps, float* out, std::int64_t n);

/// What a product of quantised factors stands for: product * rowScale * columnScale + bias.
void scaleAndBias(const float* product, float rowScale, const float* columnScale, const float* bias, float* out,
                  std::int64_t n);
/// The same, added to x.
void addScaleAndBias(const float* product, float rowScale, const float* columnScale, const float* bias, float* x,
                     std::int64_t n);
/// The same of product - raisedSum: without what raised left factors add to each column.
void scaleAndBias(const float* product, const float* raisedSum, float rowScale, const float* columnScale,
                  const float* bias, float* out, std::int64_t n);
void addScaleAndBias(const float* product, const float* raisedSum, float rowScale, const float* columnScale,
                     const float* bias, float* x, std::int64_t n);
void activate(Activation activation, float* x, std::int64_t n);
/// The same for what is then rounded to eight bits: error below 2e-3.
void activateRoughly(Activation activation, float* x, std::int64_t n);

/// out[i] = the largest of x[i * count] ... x[i * count + count - 1], as far as there are n.
void largest(const float* x, std::int64_t n, std::int64_t count, float* out);

/// exp((x - max) * scale) of the first `n` of `all` values, 0 for the others -> their sum. A softmax whose division is left
/// to whoever uses the result. `out` may be x, which the second spoils.
float exponentials(const float* x, float scale, std::int64_t n, std::int64_t all, float* out);
float exponentials(float* x, float scale, std::int64_t n, std::int64_t all, std::uint16_t* bf16Out);
/// The same of x[i] * each[i].
float exponentials(float* x, const float* each, float scale, std::int64_t n, std::int64_t all, std::uint16_t* bf16Out);
/// exp((x - max) * scale) / sum; `out` may be x.
void softmax(const float* x, float scale, std::int64_t n, float* out);

/// out = factor * x
void times(float factor, const float* x, float* out, std::int64_t n);
/// x[i] *= factors[i]
void timesEach(const float* factors, float* x, std::int64_t n);
/// out += factor * x
void addTimes(float factor, const float* x, float* out, std::int64_t n);

/// One query against `count` keys, whose rows of d values are `stride` values apart: out[t] = q . keys[t]
void scores(const float* q, const float* keys, std::int64_t stride, std::int64_t d, std::int64_t count, float* out);

/// out [columns] = sum over n of factors[i] * rows[i], the rows `stride` values apart. Values mixed by their shares; and,
/// with one row for each dimension of the keys, a query's scores without a sum across a vector.
void combine(const float* factors, const float* rows, std::int64_t stride, std::int64_t columns, std::int64_t n,
             float* out);
void combine(const float* factors, const std::uint16_t* bf16Rows, std::int64_t stride, std::int64_t columns,
             std::int64_t n, float* out);
void combine(const float* factors, const std::int8_t* rows, std::int64_t stride, std::int64_t columns, std::int64_t n,
             float* out);

} // namespace vidimus::inference::rows
