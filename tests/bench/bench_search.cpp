// Typed text to ranked pictures in a library of 100,000 (or VIDIMUS_BENCH_PHOTOS), with the mock, so that what is measured
// is all but the model: filters, full text, nearest vectors, judging, fusing. Each case tells median and 99th percentile.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <QTemporaryDir>
#include <benchmark/benchmark.h>

#include "core/base/clock.h"
#include "core/inference/inference_queue.h"
#include "core/inference/mock_engine.h"
#include "core/metrics/registry.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"
#include "tests/core/index/made_vectors.h"

namespace {

using namespace vidimus;

constexpr int kDimension = 512;
constexpr std::int64_t kNewest = 1'700'000'000;

/// Twenty kinds of things in as many places: words as common as they are in captions.
const std::vector<std::string> kThings{"dog",   "cat",    "woman", "man",    "child",  "car",    "boat",
                                       "tree",  "bird",   "horse", "house",  "bridge", "flower", "table",
                                       "train", "street", "tower", "window", "field",  "river"};
const std::vector<std::string> kPlaces{"on a beach",    "in a park",     "at night",    "in a red room",
                                       "under the sky", "near the lake", "on a road",   "in the snow",
                                       "by the sea",    "in a kitchen",  "in the city", "on a hill"};

class Made {
public:
    static Made& instance()
    {
        static Made made;
        return made;
    }

    search::Searcher& searcher() { return *m_searcher; }
    std::size_t size() const { return m_index->size(); }

private:
    Made()
    {
        const char* wanted = std::getenv("VIDIMUS_BENCH_PHOTOS");
        const int count = wanted != nullptr ? std::atoi(wanted) : 100'000;
        m_library = std::move(storage::Library::open(m_folder.path().toStdString()).value());
        m_inference = std::make_unique<inference::InferenceQueue>(inference::makeMockEngine(), m_metrics);
        const inference::EngineInfo info = m_inference->info();
        (void)m_library->useModels({info.captionModel.id, "mock", Origin::Mock, 0},
                                   {info.embeddingModel.id, "mock", Origin::Mock, kDimension});
        fill(count);
        m_index = std::make_unique<search::LibraryIndex>(*m_library, kDimension);
        (void)m_index->load();
        m_searcher = std::make_unique<search::Searcher>(*m_library, *m_index, *m_inference, m_metrics, m_clock);
        (void)m_searcher->calibrate();
    }

    void fill(int count)
    {
        constexpr int kBatch = 2000;
        std::mt19937 random(1);
        index::MadeVectors vectors(kDimension, 1);
        std::vector<Embedding> centres;
        for (int i = 0; i < 400; ++i)
            centres.push_back(vectors.anywhere());
        const auto any = [&](const std::vector<std::string>& words) { return words[random() % words.size()]; };
        for (int begin = 0; begin < count; begin += kBatch) {
            std::vector<storage::LookedFile> files;
            for (int i = begin; i < std::min(count, begin + kBatch); ++i) {
                storage::LookedFile file;
                file.path = "/pictures/" + std::to_string(i / 500) + "/IMG_" + std::to_string(i) + ".jpg";
                for (std::size_t byte = 0; byte < 4; ++byte)
                    file.hash.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
                file.metadata.width = i % 3 == 0 ? 3000 : 4000;
                file.metadata.height = 3000 + i % 3 * 200;
                file.metadata.format = i % 50 == 0 ? "png" : "jpeg";
                file.metadata.camera = "Camera " + std::to_string(i % 7);
                file.metadata.capturedAt = kNewest - std::int64_t{i} * 3000;
                files.push_back(std::move(file));
            }
            const auto added = m_library->photos().add(files, kNewest);
            std::vector<storage::DescribedPhoto> described;
            for (const storage::LookedResult& result : *added) {
                storage::DescribedPhoto photo;
                photo.photo = result.photo;
                photo.caption =
                    Caption{"a picture of a " + any(kThings) + " and a " + any(kThings) + " " + any(kPlaces),
                            static_cast<float>(random() % 1000) / 1000.f,
                            {}};
                photo.embedding = vectors.around(centres[random() % centres.size()], 0.8f);
                described.push_back(std::move(photo));
            }
            (void)m_library->descriptions().add(described, kNewest);
        }
    }

    QTemporaryDir m_folder;
    metrics::Registry m_metrics;
    SystemClock m_clock;
    std::unique_ptr<storage::Library> m_library;
    std::unique_ptr<inference::InferenceQueue> m_inference;
    std::unique_ptr<search::LibraryIndex> m_index;
    std::unique_ptr<search::Searcher> m_searcher;
};

using Line = std::function<std::string(std::mt19937&)>;

void search(benchmark::State& state, const Line& line)
{
    search::Searcher& searcher = Made::instance().searcher();
    std::mt19937 random(7);
    std::vector<double> times;
    std::size_t hits = 0;
    for (auto _ : state) {
        const std::string text = line(random);
        const auto start = std::chrono::steady_clock::now();
        const auto results = searcher.search({text, {}, 200});
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        if (!results) {
            state.SkipWithError(results.error().message.c_str());
            return;
        }
        hits = results->hits.size();
    }
    std::sort(times.begin(), times.end());
    state.counters["p50_ms"] = times[times.size() / 2];
    state.counters["p99_ms"] = times[times.size() * 99 / 100];
    state.counters["hits"] = static_cast<double>(hits);
}

std::string any(std::mt19937& random, const std::vector<std::string>& words)
{
    return words[random() % words.size()];
}

void registerCases()
{
    const std::vector<std::pair<const char*, Line>> cases{
        {"three_words", [](auto& r) { return any(r, kThings) + " " + any(r, kThings) + " " + any(r, kPlaces); }},
        {"one_word", [](auto& r) { return any(r, kThings); }},
        {"two_letters", [](auto& r) { return any(r, kThings).substr(0, 2); }},
        {"word_of_every_caption", [](auto&) { return std::string("picture"); }},
        {"unknown_word", [](auto& r) { return "xylophone" + std::to_string(r()); }},
        {"words_in_a_year", [](auto& r) { return any(r, kThings) + " date:2021"; }},
        {"words_in_a_rare_folder", [](auto& r) { return any(r, kThings) + " folder:17"; }},
        {"common_word_in_a_rare_folder", [](auto&) { return std::string("picture folder:17"); }},
        {"words_of_a_camera", [](auto& r) { return any(r, kThings) + " camera:\"camera 3\""; }},
        {"words_not_a_word", [](auto& r) { return any(r, kThings) + " -" + any(r, kThings); }},
        {"filters_never_asked_before",
         [](auto& r) { return any(r, kThings) + " conf:>0." + std::to_string(r() % 100'000) + " type:landscape"; }},
        {"filter_alone", [](auto&) { return std::string("type:png"); }}};
    for (const auto& [name, line] : cases)
        benchmark::RegisterBenchmark(name, [line = line](benchmark::State& state) { search(state, line); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime()
            ->Iterations(100);
}

} // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    registerCases();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
