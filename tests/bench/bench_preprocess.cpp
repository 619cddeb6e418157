// What it costs to make a decoded picture the model's. The horizontal pass reads every byte of the source once, so it can
// be no quicker than memory: BM_Read shows that limit.

#include <cstdint>
#include <numeric>

#include <benchmark/benchmark.h>

#include "core/inference/preprocess/preprocess.h"

namespace {

using namespace vidimus;
using namespace vidimus::inference;

RgbImage picture(int width, int height)
{
    RgbImage image{width, height, {}};
    image.pixels.resize(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::uint32_t state = 1;
    for (std::uint8_t& value : image.pixels)
        value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return image;
}

PreprocessConfig blip()
{
    return {};
}

PreprocessConfig clip()
{
    PreprocessConfig config;
    config.resize = ResizeMode::ShortestEdge;
    config.width = config.height = 224;
    return config;
}

void report(benchmark::State& state, const RgbImage& image)
{
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(image.pixels.size()));
}

void resize(benchmark::State& state, const PreprocessConfig& config)
{
    const RgbImage image = picture(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(resizeForModel(image, config).pixels.data());
    report(state, image);
}

void BM_ResizeBlip384(benchmark::State& state)
{
    resize(state, blip());
}

void BM_ResizeClip224(benchmark::State& state)
{
    resize(state, clip());
}

void BM_Normalise384(benchmark::State& state)
{
    const RgbImage image = picture(384, 384);
    std::vector<float> result(image.pixels.size());
    for ([[maybe_unused]] auto _ : state) {
        normalise(image, blip(), result);
        benchmark::DoNotOptimize(result.data());
        benchmark::ClobberMemory();
    }
    report(state, image);
}

/// Every byte added up once.
void BM_Read(benchmark::State& state)
{
    const RgbImage image = picture(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(std::accumulate(image.pixels.begin(), image.pixels.end(), std::uint32_t{0}));
    report(state, image);
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->Unit(benchmark::kMillisecond)->Args({1024, 768})->Args({4000, 3000});
}

BENCHMARK(BM_ResizeBlip384)->Apply(sizes);
BENCHMARK(BM_ResizeClip224)->Apply(sizes);
BENCHMARK(BM_Normalise384)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Read)->Apply(sizes);

} // namespace

BENCHMARK_MAIN();
