// What the catalogue costs: commits of the size the pipeline makes, with everything on the disk when they return, and
// what galleries and searches ask of it.

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/storage/library.h"

namespace {

using namespace vidimus;
namespace fs = std::filesystem;

constexpr int kCommit = 32;
constexpr int kDimension = 512;

/// A library of its own, gone when this is.
class BenchLibrary {
public:
    explicit BenchLibrary(int photos)
        : m_folder(fs::temp_directory_path() / ("vidimus-bench-storage-" + std::to_string(std::random_device()())))
    {
        auto opened = storage::Library::open(m_folder);
        if (!opened)
            throw std::runtime_error(opened.error().message);
        m_library = std::move(*opened);
        const auto used = m_library->useModels({ModelId("captioner"), "Captioner", Origin::Local, 0},
                                               {ModelId("embedder"), "Embedder", Origin::Local, kDimension});
        if (!used)
            throw std::runtime_error(used.error().message);
        while (m_photos < photos)
            add();
    }
    ~BenchLibrary()
    {
        m_library.reset();
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    BenchLibrary(const BenchLibrary&) = delete;
    BenchLibrary& operator=(const BenchLibrary&) = delete;

    storage::Library& operator*() { return *m_library; }
    storage::Library* operator->() { return m_library.get(); }

    /// One commit of described pictures.
    void add()
    {
        std::vector<storage::LookedFile> files(kCommit);
        for (storage::LookedFile& file : files) {
            file.path = "/pictures/" + std::to_string(m_photos / 1000) + "/" + std::to_string(m_photos) + ".jpg";
            for (std::uint8_t& byte : file.hash.bytes)
                byte = static_cast<std::uint8_t>(m_random());
            file.metadata.width = 4000;
            file.metadata.height = 3000;
            file.metadata.format = "jpeg";
            ++m_photos;
        }
        std::vector<storage::DescribedPhoto> described(kCommit);
        for (storage::DescribedPhoto& photo : described) {
            photo.caption = Caption{"a red dog near a " + std::to_string(m_random() % 1000) + " on a beach",
                                    0.8f,
                                    {{1, "a", 0.9f}, {2, "red", 0.7f}}};
            photo.embedding = Embedding(kDimension, 0.0442f);
        }
        const auto done = m_library->batch([&]() -> Result<void> {
            const auto added = m_library->photos().add(files, 0);
            if (!added)
                return fail(added.error());
            for (std::size_t i = 0; i < described.size(); ++i)
                described[i].photo = (*added)[i].photo;
            return m_library->descriptions().add(described, 0);
        });
        if (!done)
            throw std::runtime_error(done.error().message);
    }

private:
    fs::path m_folder;
    std::unique_ptr<storage::Library> m_library;
    std::mt19937 m_random{1};
    int m_photos = 0;
};

void commit(benchmark::State& state)
{
    BenchLibrary library(0);
    for (auto _ : state)
        library.add();
    state.SetItemsProcessed(state.iterations() * kCommit);
}
BENCHMARK(commit)->Unit(benchmark::kMillisecond)->UseRealTime();

void allPhotos(benchmark::State& state)
{
    BenchLibrary library(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(library->query().all(storage::SortOrder::NewestFirst));
}
BENCHMARK(allPhotos)->Arg(2000)->Arg(20000)->Unit(benchmark::kMillisecond);

/// What a screen of the gallery shows.
void cards(benchmark::State& state)
{
    BenchLibrary library(static_cast<int>(state.range(0)));
    const auto all = library->query().all(storage::SortOrder::NewestFirst);
    std::vector<PhotoId> screen;
    for (std::size_t i = 0; all && i < all->size() && screen.size() < 60; i += 17)
        screen.push_back((*all)[i].id);
    for (auto _ : state)
        benchmark::DoNotOptimize(library->query().cards(screen));
}
BENCHMARK(cards)->Arg(2000)->Arg(20000)->Unit(benchmark::kMillisecond);

/// How quickly an index can be made again.
void readVectors(benchmark::State& state)
{
    BenchLibrary library(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        float sum = 0;
        const auto read =
            library->vectors().each(0, [&](PhotoId, std::span<const float> vector) { sum += vector.front(); }, {});
        if (!read)
            state.SkipWithError(read.error().message.c_str());
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(readVectors)->Arg(20000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
