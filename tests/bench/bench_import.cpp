// How much of the rate of scaled decoding alone an import with the mock reaches, on the same cores and the same files,
// in one run: the counter "ratio" of BM_ImportAgainstDecoding is to be at least 0.8.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include "core/inference/inference_queue.h"
#include "core/inference/mock_engine.h"
#include "core/ingest/pipeline.h"
#include "core/media/decoder.h"
#include "core/media/picture_file.h"
#include "core/metrics/registry.h"
#include "core/storage/library.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

namespace {

using namespace vidimus;
namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr int kPhotographs = 400; // so many that the start and the end of a run do not count
constexpr QSize kTwelveMegapixels(4000, 3000);
constexpr int kQuality = 93; // a camera's: files of about 4 MB

/// 12-megapixel JPEGs as large as a camera's, each with bytes of its own. Five different pictures: drawing takes long.
const std::vector<fs::path>& photographs()
{
    static const QTemporaryDir folder;
    static const std::vector<fs::path> files = [] {
        constexpr int kDrawn = 5;
        std::vector<QByteArray> drawn;
        for (int i = 0; i < kDrawn; ++i)
            drawn.push_back(
                test::encoded(test::photoPicture(kTwelveMegapixels, static_cast<std::uint64_t>(i)), "jpg", kQuality));
        std::vector<fs::path> written;
        for (int i = 0; i < kPhotographs; ++i) {
            const fs::path file = fs::path(folder.path().toStdString()) / ("photo-" + std::to_string(i) + ".jpg");
            test::writeFile(file,
                            test::withJpegComment(drawn[static_cast<std::size_t>(i % kDrawn)], std::to_string(i)));
            written.push_back(file);
        }
        return written;
    }();
    return files;
}

/// Reads and decodes at the mock's working size on every core, and does nothing else.
Seconds decodeAlone(int shortSide)
{
    const media::DecodeLimits limits;
    const auto start = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
        threads.emplace_back([&] {
            for (std::size_t file; (file = next++) < photographs().size();) {
                const auto bytes = media::readFile(photographs()[file], limits.maxFileBytes);
                benchmark::DoNotOptimize(media::decode(*bytes, shortSide, limits));
            }
        });
    }
    threads.clear();
    return std::chrono::steady_clock::now() - start;
}

/// Everything a person's import does, into a library that is new.
Seconds importAll()
{
    const QTemporaryDir folder;
    metrics::Registry metrics;
    const SystemClock clock;
    auto library = storage::Library::open(folder.path().toStdString());
    inference::InferenceQueue inference(inference::makeMockEngine(), metrics);
    const auto info = inference.info();
    (void)(*library)->useModels({info.captionModel.id, "mock", Origin::Mock, 0},
                                {info.embeddingModel.id, "mock", Origin::Mock, info.embeddingDimension});
    ingest::Pipeline pipeline(**library, inference, metrics, clock);
    const auto start = std::chrono::steady_clock::now();
    pipeline.import(photographs());
    const auto summary = pipeline.waitUntilIdle();
    const Seconds taken = std::chrono::steady_clock::now() - start;
    return summary && summary->described == kPhotographs ? taken : Seconds(1e9);
}

void BM_ImportAgainstDecoding(benchmark::State& state)
{
    const int shortSide = inference::makeMockEngine()->info().preferredShortSide;
    (void)photographs();
    Seconds decoding{};
    Seconds importing{};
    int rounds = 0;
    for (auto _ : state) {
        decoding += decodeAlone(shortSide);
        importing += importAll();
        ++rounds;
    }
    const double pictures = static_cast<double>(rounds) * kPhotographs;
    state.counters["decode_per_s"] = pictures / decoding.count();
    state.counters["import_per_s"] = pictures / importing.count();
    state.counters["ratio"] = decoding / importing;
    state.counters["file_MB"] = static_cast<double>(fs::file_size(photographs().front())) / 1e6;
}
BENCHMARK(BM_ImportAgainstDecoding)->Iterations(3)->Unit(benchmark::kSecond)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv); // finds the image plugins
    media::initialise();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
