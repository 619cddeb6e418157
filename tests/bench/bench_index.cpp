// Vector search over made vectors of 512 values: exact and graph, building, saving, loading.

#include <filesystem>

#include <benchmark/benchmark.h>

#include "core/index/exact_index.h"
#include "core/index/hnsw_index.h"
#include "tests/core/index/made_vectors.h"

namespace {

using namespace vidimus;
using namespace vidimus::index;

constexpr int kDimension = 512;

const std::vector<Embedding>& vectors(std::size_t count)
{
    static MadeVectors made(kDimension, 1);
    static std::vector<Embedding> all;
    if (all.size() < count) {
        const std::vector<Embedding> more = made.clustered(static_cast<int>(count - all.size()), 500, 0.9f);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

template <typename Index>
void fill(Index& index, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        static_cast<void>(index.add(PhotoId{static_cast<std::int64_t>(i) + 1}, vectors(count)[i]));
}

/// Built once per size, because building takes much longer than searching.
HnswIndex& graphOf(std::size_t count)
{
    static std::size_t builtFor = 0;
    static std::unique_ptr<HnswIndex> graph;
    if (builtFor != count) {
        graph = std::move(*HnswIndex::create(kDimension, count));
        fill(*graph, count);
        builtFor = count;
    }
    return *graph;
}

void exactSearch(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto index = makeExactIndex(kDimension);
    fill(*index, count);
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(index->search(vectors(count)[next++ % count], 50));
    state.SetBytesProcessed(state.iterations() * state.range(0) * kDimension * static_cast<int>(sizeof(float)));
}
BENCHMARK(exactSearch)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void exactSearchAmong(benchmark::State& state)
{
    constexpr std::size_t kCount = 100'000;
    const auto index = makeExactIndex(kDimension);
    fill(*index, kCount);
    IdSet among;
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(kCount); id += state.range(0))
        among.push_back(PhotoId{id});
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(index->search(vectors(kCount)[next++ % kCount], 50, &among));
    state.counters["photos"] = static_cast<double>(among.size());
}
BENCHMARK(exactSearchAmong)->Arg(2)->Arg(20)->Unit(benchmark::kMillisecond);

void graphBuild(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    vectors(count);
    for (auto _ : state) {
        const auto index = HnswIndex::create(kDimension, count);
        fill(**index, count);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(graphBuild)->Arg(10'000)->Unit(benchmark::kSecond)->Iterations(1);

void graphSearch(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    HnswIndex& index = graphOf(count);
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(index.search(vectors(count)[next++ % count], 50));
}
BENCHMARK(graphSearch)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void graphSaveAndLoad(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const HnswIndex& index = graphOf(count);
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "vidimus_bench.hnsw";
    for (auto _ : state) {
        if (!index.save(file, 1) || !HnswIndex::load(file, kDimension))
            state.SkipWithError("the file could not be written or read");
    }
    std::filesystem::remove(file);
}
BENCHMARK(graphSaveAndLoad)->Arg(100'000)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace

BENCHMARK_MAIN();
