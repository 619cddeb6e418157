#include "core/inference/cpu_features.h"

#include <array>
#include <cstdint>
#include <string_view>

#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(_M_X64)
#include <intrin.h>
#endif

namespace vidimus::inference {

#if defined(__x86_64__) || defined(_M_X64)

namespace {

struct Registers {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    std::uint32_t d = 0;
};

/// Zeros where the processor does not know the leaf.
Registers cpuid(std::uint32_t leaf, std::uint32_t subleaf)
{
    Registers r;
#if defined(_M_X64)
    std::array<int, 4> values{};
    __cpuid(values.data(), 0);
    if (static_cast<std::uint32_t>(values[0]) < leaf)
        return r;
    __cpuidex(values.data(), static_cast<int>(leaf), static_cast<int>(subleaf));
    r = {static_cast<std::uint32_t>(values[0]), static_cast<std::uint32_t>(values[1]),
         static_cast<std::uint32_t>(values[2]), static_cast<std::uint32_t>(values[3])};
#else
    if (!__get_cpuid_count(leaf, subleaf, &r.a, &r.b, &r.c, &r.d))
        return {};
#endif
    return r;
}

/// Which registers the operating system saves (XCR0).
std::uint64_t savedState()
{
    constexpr std::uint32_t kOsxsave = 1u << 27;
    if (!(cpuid(1, 0).c & kOsxsave))
        return 0;
#if defined(_M_X64)
    return _xgetbv(0);
#else
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return std::uint64_t{high} << 32 | low;
#endif
}

constexpr std::uint64_t kYmm = 0x6;      ///< SSE and AVX state
constexpr std::uint64_t kZmm = 0xE6;     ///< and that of AVX-512
constexpr std::uint64_t kTile = 0x60000; ///< AMX

struct Feature {
    std::string_view name;
    std::uint32_t leaf;
    std::uint32_t subleaf;
    std::uint32_t Registers::*where;
    int bit;
    std::uint64_t state; ///< needs these bits of XCR0
};

constexpr std::array kFeatures{
    Feature{"sse4_2", 1, 0, &Registers::c, 20, 0},         Feature{"avx", 1, 0, &Registers::c, 28, kYmm},
    Feature{"fma", 1, 0, &Registers::c, 12, kYmm},         Feature{"f16c", 1, 0, &Registers::c, 29, kYmm},
    Feature{"avx2", 7, 0, &Registers::b, 5, kYmm},         Feature{"avx_vnni", 7, 1, &Registers::a, 4, kYmm},
    Feature{"avx512f", 7, 0, &Registers::b, 16, kZmm},     Feature{"avx512bw", 7, 0, &Registers::b, 30, kZmm},
    Feature{"avx512_vnni", 7, 0, &Registers::c, 11, kZmm}, Feature{"avx512_bf16", 7, 1, &Registers::a, 5, kZmm},
    Feature{"avx512_fp16", 7, 0, &Registers::d, 23, kZmm}, Feature{"amx_tile", 7, 0, &Registers::d, 24, kTile},
    Feature{"amx_bf16", 7, 0, &Registers::d, 22, kTile},   Feature{"amx_int8", 7, 0, &Registers::d, 25, kTile},
};

} // namespace

std::vector<std::string> cpuFeatures()
{
    const std::uint64_t saved = savedState();
    std::vector<std::string> names;
    for (const Feature& feature : kFeatures) {
        const Registers registers = cpuid(feature.leaf, feature.subleaf);
        if ((registers.*feature.where >> feature.bit & 1) != 0 && (saved & feature.state) == feature.state)
            names.emplace_back(feature.name);
    }
    return names;
}

#else

std::vector<std::string> cpuFeatures()
{
    return {};
}

#endif

} // namespace vidimus::inference
