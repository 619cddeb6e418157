#include "core/index/dot_product.h"

#include <array>

// Chosen by hand and not with target_clones: its resolvers run before the sanitizers' run-time libraries are ready.
#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define VIDIMUS_DOT_VARIANTS 1
#define VIDIMUS_ALWAYS_INLINE __attribute__((always_inline)) inline
#else
#define VIDIMUS_ALWAYS_INLINE inline
#endif

namespace vidimus::index {

namespace {

/// Lanes sums run side by side: they hide the latency of an addition, and give the compiler the freedom to vectorise
/// that it does not have for one sum.
template <std::size_t Lanes>
VIDIMUS_ALWAYS_INLINE float dotInLanes(const float* a, const float* b, std::size_t count)
{
    std::array<float, Lanes> sums{};
    std::size_t i = 0;
    for (; i + Lanes <= count; i += Lanes) {
        for (std::size_t lane = 0; lane < Lanes; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    }
    float rest = 0.f;
    for (; i < count; ++i)
        rest += a[i] * b[i];
    for (std::size_t half = Lanes / 2; half > 0; half /= 2) {
        for (std::size_t lane = 0; lane < half; ++lane)
            sums[lane] += sums[lane + half];
    }
    return sums[0] + rest;
}

float dotGeneric(const float* a, const float* b, std::size_t count)
{
    return dotInLanes<16>(a, b, count);
}

#ifdef VIDIMUS_DOT_VARIANTS
__attribute__((target("avx2,fma"))) float dotAvx2(const float* a, const float* b, std::size_t count)
{
    return dotInLanes<32>(a, b, count);
}

__attribute__((target("avx512f,prefer-vector-width=512"))) float dotAvx512(const float* a, const float* b,
                                                                           std::size_t count)
{
    return dotInLanes<64>(a, b, count);
}
#endif

} // namespace

DotProduct dotProductForThisCpu()
{
#ifdef VIDIMUS_DOT_VARIANTS
    if (__builtin_cpu_supports("avx512f"))
        return dotAvx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return dotAvx2;
#endif
    return dotGeneric;
}

} // namespace vidimus::index
