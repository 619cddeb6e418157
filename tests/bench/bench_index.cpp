// Vector search over made vectors of 512 values: exact and graph, building, saving, loading.
//
// With --table it prints one table instead, with the recall and the memory that belong to the times:
//   bench_index --table [--count=100000] [--data=clustered|bursts|outsized] [--links=N] [--build=N] [--search=N,N...]
// --million is --table --count=1000000. Recall is against a comparison of all vectors in single precision.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#ifdef __linux__
#include <unistd.h>
#endif

#include "core/index/exact_index.h"
#include "core/index/hnsw_index.h"
#include "core/index/top_neighbours.h"
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
    state.SetBytesProcessed(state.iterations() * state.range(0) * kDimension); // the high parts, a byte a value
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

struct TableOptions {
    std::size_t count = 100'000;
    std::string data = "clustered";
    HnswOptions graph;
    std::vector<int> searchCandidates;
};

struct Data {
    std::vector<float> vectors; ///< [count, kDimension]
    std::vector<Embedding> queries;

    std::span<const float> row(std::size_t index) const
    {
        return std::span(vectors).subspan(index * kDimension, kDimension);
    }
};

/// clustered: 500 subjects from many sides. bursts: 40 shots each of scenes that have nothing to do with one another.
/// outsized: as clustered, but one value of 512 holds half of every vector's length.
Data makeData(const TableOptions& options)
{
    constexpr std::size_t kQueries = 200;
    constexpr std::size_t kShots = 40;
    MadeVectors made(kDimension, 1);
    const bool bursts = options.data == "bursts";
    std::vector<Embedding> centres;
    for (std::size_t i = 0; i < (bursts ? options.count / kShots + 1 : 500); ++i) {
        centres.push_back(made.anywhere());
        if (options.data == "outsized")
            centres.back()[92] = 1.4f;
    }
    const float noise = bursts ? 0.1f : 0.9f;
    Data data;
    data.vectors.reserve(options.count * kDimension);
    for (std::size_t i = 0; i < options.count; ++i) {
        const std::size_t of = bursts ? i / kShots : made.number(static_cast<std::uint32_t>(centres.size()));
        const Embedding vector = made.around(centres[of], noise);
        data.vectors.insert(data.vectors.end(), vector.begin(), vector.end());
    }
    for (std::size_t i = 0; i < kQueries; ++i)
        data.queries.push_back(
            made.around(centres[made.number(static_cast<std::uint32_t>(centres.size()))], bursts ? 0.3f : noise));
    return data;
}

float dot(const float* a, const float* b)
{
    std::array<float, 16> sums{};
    for (std::size_t i = 0; i < kDimension; i += sums.size()) {
        for (std::size_t lane = 0; lane < sums.size(); ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    }
    float sum = 0;
    for (const float lane : sums)
        sum += lane;
    return sum;
}

/// The ten nearest of each query, ids from 1, in single precision.
std::vector<std::vector<Neighbour>> nearestTen(const Data& data)
{
    std::vector<std::vector<Neighbour>> right(data.queries.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t q = next++; q < right.size(); q = next++) {
            TopNeighbours best(10);
            for (std::size_t i = 0; i * kDimension < data.vectors.size(); ++i)
                best.offer(
                    {PhotoId{static_cast<std::int64_t>(i) + 1}, dot(data.queries[q].data(), data.row(i).data())});
            right[q] = best.take();
        }
    };
    std::jthread other(work);
    work();
    other.join();
    return right;
}

double wallSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of all threads of this program.
double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// What is in memory now, in MB (10^6 bytes); 0 where the system does not tell.
double residentMb()
{
#ifdef __linux__
    std::ifstream statm("/proc/self/statm");
    double pages = 0;
    double resident = 0;
    statm >> pages >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
#else
    return 0;
#endif
}

void printSearch(const std::string& name, const VectorIndex& index, const Data& data,
                 const std::vector<std::vector<Neighbour>>& right)
{
    std::vector<double> wall;
    double found = 0;
    double cpu = 0;
    for (int round = 0; round < 3; ++round) { // the first one warms up
        wall.clear();
        found = 0;
        cpu = cpuSeconds();
        for (std::size_t q = 0; q < data.queries.size(); ++q) {
            const double start = wallSeconds();
            auto best = index.search(data.queries[q], 50, nullptr);
            wall.push_back((wallSeconds() - start) * 1e3);
            best->resize(std::min<std::size_t>(best->size(), 10));
            found += recall(right[q], *best);
        }
        cpu = cpuSeconds() - cpu;
    }
    std::sort(wall.begin(), wall.end());
    const auto queries = static_cast<double>(wall.size());
    std::printf("%-28s median %6.2f ms, p99 %6.2f ms, processor %6.2f ms, recall@10 %.4f\n", name.c_str(),
                wall[wall.size() / 2], wall[wall.size() * 99 / 100], cpu * 1e3 / queries, found / queries);
    std::fflush(stdout);
}

/// Calls `build`, which fills an index, and says what that took.
template <typename Build>
void printBuild(const char* name, std::size_t count, const Build& build)
{
    const double memory = residentMb();
    const double wall = wallSeconds();
    const double cpu = cpuSeconds();
    build();
    const double wallTook = wallSeconds() - wall;
    const double cpuTook = cpuSeconds() - cpu;
    std::printf("%-28s %zu vectors in %.1f s (processor %.1f s): %.0f a second, memory %.0f MB\n", name, count,
                wallTook, cpuTook, static_cast<double>(count) / wallTook, residentMb() - memory);
    std::fflush(stdout);
}

void printTable(TableOptions options)
{
    const Data data = makeData(options);
    const auto right = nearestTen(data);
    std::printf("%zu vectors of %d values, %s; %zu queries for the best 50\n", options.count, kDimension,
                options.data.c_str(), data.queries.size());
    if (options.count <= 200'000) {
        const auto exact = makeExactIndex(kDimension);
        printBuild("exact, filling", options.count, [&] {
            for (std::size_t i = 0; i < options.count; ++i)
                static_cast<void>(exact->add(PhotoId{static_cast<std::int64_t>(i) + 1}, data.row(i)));
        });
        printSearch("exact", *exact, data, right);
    }

    std::unique_ptr<HnswIndex> graph;
    printBuild("graph, building", options.count, [&] {
        graph = std::move(*HnswIndex::create(kDimension, options.count, options.graph));
        constexpr std::size_t kBlock = 4096;
        std::vector<PhotoId> ids;
        for (std::size_t from = 0; from < options.count; from += kBlock) {
            ids.clear();
            for (std::size_t i = from; i < std::min(options.count, from + kBlock); ++i)
                ids.push_back(PhotoId{static_cast<std::int64_t>(i) + 1});
            static_cast<void>(
                graph->addMany(ids, std::span(data.vectors).subspan(from * kDimension, ids.size() * kDimension)));
        }
    });
    // Another number of candidates belongs to another index: the same graph, by way of its file.
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "vidimus_bench_table.hnsw";
    const double start = wallSeconds();
    const bool saved = graph->save(file, 1).has_value();
    std::printf("%-28s %.1f s%s\n", "graph, saving", wallSeconds() - start, saved ? "" : ", FAILED");
    printSearch("graph, as it is set", *graph, data, right);
    for (const int candidates : options.searchCandidates) {
        graph.reset();
        HnswOptions other = options.graph;
        other.searchCandidates = candidates;
        graph = std::move(*HnswIndex::load(file, kDimension, other));
        printSearch("graph, candidates " + std::to_string(candidates), *graph, data, right);
    }
    std::filesystem::remove(file);
}

/// False: nothing was asked that concerns the table.
bool readTableOptions(int count, char** arguments, TableOptions& options)
{
    bool wanted = false;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : argument.substr(equals + 1);
        wanted = wanted || name == "--table" || name == "--million";
        if (name == "--million")
            options.count = 1'000'000;
        else if (name == "--count")
            options.count = std::strtoull(value.c_str(), nullptr, 10);
        else if (name == "--data")
            options.data = value;
        else if (name == "--links")
            options.graph.links = std::atoi(value.c_str());
        else if (name == "--build")
            options.graph.buildCandidates = std::atoi(value.c_str());
        else if (name == "--search") {
            std::istringstream list(value);
            for (std::string one; std::getline(list, one, ',');)
                options.searchCandidates.push_back(std::atoi(one.c_str()));
        }
    }
    return wanted;
}

} // namespace

int main(int count, char** arguments)
{
    TableOptions options;
    if (readTableOptions(count, arguments, options)) {
        printTable(options);
        return 0;
    }
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
