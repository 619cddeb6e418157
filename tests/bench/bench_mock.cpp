// The mock engine, and what measuring a stage costs.

#include <benchmark/benchmark.h>

#include "core/inference/mock_engine.h"
#include "core/metrics/histogram.h"
#include "core/metrics/span.h"
#include "tests/core/inference/drawn_images.h"

namespace {

using namespace vidimus;
using namespace vidimus::inference;

RgbImage picture(int width, int height)
{
    return drawn(width, height, [](int x, int y) {
        return Rgb{static_cast<std::uint8_t>(x * 7 + y), static_cast<std::uint8_t>(y * 5),
                   static_cast<std::uint8_t>(x)};
    });
}

void mockCaption(benchmark::State& state)
{
    const auto engine = makeMockEngine();
    static_cast<void>(engine->warmUp({}));
    const RgbImage image = picture(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    const RgbImage* const images = &image;
    for (auto _ : state)
        benchmark::DoNotOptimize(engine->caption({&images, 1}, {}, {}));
}
BENCHMARK(mockCaption)->Args({512, 384})->Args({4000, 3000})->Unit(benchmark::kMicrosecond);

void mockEmbedImage(benchmark::State& state)
{
    const auto engine = makeMockEngine();
    static_cast<void>(engine->warmUp({}));
    const RgbImage image = picture(512, 384);
    const RgbImage* const images = &image;
    for (auto _ : state)
        benchmark::DoNotOptimize(engine->embedImages({&images, 1}, {}));
}
BENCHMARK(mockEmbedImage)->Unit(benchmark::kMicrosecond);

void mockEmbedText(benchmark::State& state)
{
    const auto engine = makeMockEngine();
    const std::string text = "a bright landscape picture, mostly sky blue and green, with a dog";
    for (auto _ : state)
        benchmark::DoNotOptimize(engine->embedTexts({&text, 1}, {}));
}
BENCHMARK(mockEmbedText)->Unit(benchmark::kMicrosecond);

void mockWarmUp(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(makeMockEngine()->warmUp({}));
}
BENCHMARK(mockWarmUp)->Unit(benchmark::kMillisecond);

void record(benchmark::State& state)
{
    static metrics::Histogram histogram;
    std::int64_t next = 1000;
    for (auto _ : state)
        histogram.record(std::chrono::nanoseconds(next += 977));
}
BENCHMARK(record)->Threads(1)->Threads(2);

void span(benchmark::State& state)
{
    static metrics::Histogram histogram;
    for (auto _ : state)
        metrics::Span timed(histogram);
}
BENCHMARK(span);

} // namespace

BENCHMARK_MAIN();
