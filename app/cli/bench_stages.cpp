#include "app/cli/bench_stages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

#include <QTemporaryDir>

#include "app/cli/bench_questions.h"
#include "app/cli/describe_files.h"
#include "app/composition/library_models.h"
#include "core/base/clock.h"
#include "core/base/path_text.h"
#include "core/inference/inference_queue.h"
#include "core/media/decoder.h"
#include "core/media/metadata.h"
#include "core/media/picture_file.h"
#include "core/media/thumbnail.h"
#include "core/metrics/histogram.h"
#include "core/metrics/registry.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/search/library_index.h"
#include "core/search/searcher.h"
#include "core/storage/library.h"

namespace vidimus::cli {

namespace {

namespace stage = metrics::stage;

constexpr int kCommit = 32; // as many as the pipeline puts into one
/// So many that the 99th percentile is not the second worst of them, which is whatever else ran then.
constexpr int kQuestions = 500;
constexpr std::size_t kThumbnailBytes = 20'000;

Result<std::shared_ptr<const RgbImage>> measureFile(const QByteArray& bytes, int shortSide, metrics::Registry& registry)
{
    {
        const metrics::Span span(registry.histogram(stage::kHash));
        (void)media::hashOf(bytes);
    }
    const auto header = media::readHeader(bytes);
    if (!header)
        return fail(header.error());
    {
        const metrics::Span span(registry.histogram(stage::kMetadata));
        (void)media::readMetadata(bytes, *header);
    }
    metrics::Span decoding(registry.histogram(stage::kDecode));
    const auto picture = media::decode(bytes, shortSide);
    if (!picture)
        return fail(picture.error());
    auto image = std::make_shared<const RgbImage>(media::toRgbImage(*picture));
    decoding.stop();
    metrics::Span shrinking(registry.histogram(stage::kThumbnail));
    if (const auto thumbnail = media::makeThumbnail(*picture); !thumbnail)
        return fail(thumbnail.error());
    return image;
}

void record(metrics::Registry& registry, std::string_view name, std::int64_t microseconds)
{
    registry.histogram(name).record(std::chrono::microseconds(microseconds));
}

/// Steps that a model does not have report no time and get no row.
void recordSteps(metrics::Registry& registry, const inference::StageTimes& times)
{
    if (times.preprocess > 0)
        record(registry, stage::kPreprocess, times.preprocess);
    if (times.vision > 0)
        record(registry, stage::kVision, times.vision);
    if (times.text > 0)
        record(registry, stage::kText, times.text);
}

/// Seen from outside: one call's time, shared by its pictures.
class CallTimer {
public:
    CallTimer(metrics::Registry& registry, std::string_view name, std::size_t pictures)
        : m_histogram(registry.histogram(name)), m_pictures(pictures)
    {}
    ~CallTimer()
    {
        const auto share = (std::chrono::steady_clock::now() - m_start) / static_cast<std::int64_t>(m_pictures);
        for (std::size_t i = 0; i < m_pictures; ++i)
            m_histogram.record(share);
    }
    CallTimer(const CallTimer&) = delete;
    CallTimer& operator=(const CallTimer&) = delete;

private:
    metrics::Histogram& m_histogram;
    const std::size_t m_pictures;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

Result<void> measureBatch(inference::Engine& engine, std::span<const RgbImage* const> batch,
                          const inference::CaptionOptions& options, std::stop_token stop, metrics::Registry& registry)
{
    const inference::EngineInfo info = engine.info(); // a job that nobody does has no model and no figures
    std::vector<Result<inference::CaptionResult>> captions;
    if (!info.captionModel.id.empty()) {
        const CallTimer timer(registry, stage::kCaption, batch.size());
        captions = engine.caption(batch, options, stop);
    }
    std::vector<Result<inference::EmbeddingResult>> vectors;
    if (!info.embeddingModel.id.empty()) {
        const CallTimer timer(registry, stage::kEmbed, batch.size());
        vectors = engine.embedImages(batch, stop);
    }
    for (const auto& caption : captions) {
        if (!caption)
            return fail(caption.error());
        recordSteps(registry, caption->times);
    }
    for (const auto& vector : vectors)
        if (!vector)
            return fail(vector.error());
    return {};
}

/// Typed texts come one by one.
Result<void> measureTexts(inference::Engine& engine, std::stop_token stop, metrics::Registry& registry)
{
    constexpr int kTexts = 100;
    for (int i = 0; i < kTexts; ++i) {
        const std::string text = "a dog on a beach " + std::to_string(i); // seven tokens and the two ends
        const CallTimer timer(registry, stage::kEmbedText, 1);
        const auto vectors = engine.embedTexts({&text, 1}, stop);
        if (!vectors.front())
            return fail(vectors.front().error());
    }
    return {};
}

/// Numbers that look like a model's, the same on every machine.
class Numbers {
public:
    std::uint64_t next()
    {
        m_state = m_state * 6364136223846793005ull + 1442695040888963407ull;
        return m_state >> 11;
    }

    Embedding unitVector(int dimension)
    {
        Embedding vector(static_cast<std::size_t>(dimension));
        double squares = 0;
        for (float& value : vector) {
            value = static_cast<float>(next() % 2001) / 1000.f - 1.f;
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        for (float& value : vector)
            value /= static_cast<float>(std::sqrt(squares));
        return vector;
    }

    /// Of words about as common as they are in captions.
    std::string caption()
    {
        constexpr std::array kColours{"red", "green", "blue", "white", "black", "yellow", "brown", "small"};
        constexpr std::array kThings{"dog",   "cat",    "man",    "woman",    "child",  "bird",    "horse",
                                     "car",   "boat",   "train",  "bike",     "tree",   "flower",  "table",
                                     "chair", "window", "bridge", "tower",    "house",  "church",  "street",
                                     "field", "beach",  "lake",   "mountain", "garden", "kitchen", "market"};
        constexpr std::array kWhere{"on", "near", "beside", "behind", "under", "in front of"};
        const auto any = [&](const auto& words) { return std::string(words[next() % words.size()]); };
        const std::string subject = any(kColours) + " " + any(kThings);
        return "a " + subject + " " + any(kWhere) + " a " + any(kThings);
    }

private:
    std::uint64_t m_state = 20240917;
};

/// One commit of the kind the pipeline makes.
Result<void> storeSome(storage::Library& library, Numbers& numbers, int first, int dimension)
{
    std::vector<storage::LookedFile> files(kCommit);
    std::vector<storage::Thumbnail> thumbnails(kCommit);
    for (int i = 0; i < kCommit; ++i) {
        storage::LookedFile& file = files[static_cast<std::size_t>(i)];
        file.path = "/bench/picture-" + std::to_string(first + i) + ".jpg";
        for (std::uint8_t& byte : file.hash.bytes)
            byte = static_cast<std::uint8_t>(numbers.next());
        file.byteSize = 4'000'000;
        file.metadata.width = 4000;
        file.metadata.height = 3000;
        file.metadata.format = "jpeg";
        thumbnails[static_cast<std::size_t>(i)] = {file.hash, std::string(kThumbnailBytes, 'x')};
    }
    std::vector<storage::DescribedPhoto> described(kCommit);
    for (storage::DescribedPhoto& photo : described) {
        photo.caption = Caption{numbers.caption(), 0.8f, {{1, "a", 0.9f}, {2, "red", 0.7f}}};
        photo.embedding = numbers.unitVector(dimension);
    }
    if (auto added = library.thumbnails().add(thumbnails); !added)
        return added;
    return library.batch([&]() -> Result<void> {
        const auto added = library.photos().add(files, 0);
        if (!added)
            return fail(added.error());
        for (std::size_t i = 0; i < described.size(); ++i)
            described[i].photo = (*added)[i].photo;
        return library.descriptions().add(described, 0);
    });
}

Result<StageResults> measureStore(storage::Library& library, int dimension, const BenchPlan& plan)
{
    metrics::Registry registry;
    Numbers numbers;
    for (int first = 0; first < plan.photos; first += kCommit) {
        if (plan.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const metrics::Span span(registry.histogram(stage::kStore));
        if (auto stored = storeSome(library, numbers, first, dimension); !stored)
            return fail(stored.error());
    }
    return resultsOf(registry, kCommit);
}

Result<StageResults> measureEngine(inference::Engine& engine,
                                   const std::vector<std::shared_ptr<const RgbImage>>& pictures, const BenchPlan& plan,
                                   const std::string& prefix)
{
    if (auto warm = engine.warmUp(plan.stop); !warm)
        return fail(warm.error());
    inference::CaptionOptions options;
    options.maxTokens = plan.tokens;
    options.minTokens = plan.tokens;
    const auto batchSize =
        static_cast<std::size_t>(plan.batch > 0 ? plan.batch : std::max(1, engine.info().preferredBatch));
    metrics::Registry registry;
    const auto count = static_cast<std::size_t>(plan.images);
    for (std::size_t at = 0; at < count; at += batchSize) {
        std::vector<const RgbImage*> batch;
        for (std::size_t i = at; i < std::min(count, at + batchSize); ++i)
            batch.push_back(pictures[i % pictures.size()].get());
        if (auto measured = measureBatch(engine, batch, options, plan.stop, registry); !measured)
            return fail(measured.error());
    }
    if (!engine.info().embeddingModel.id.empty()) {
        if (auto measured = measureTexts(engine, plan.stop, registry); !measured)
            return fail(measured.error());
    }
    return resultsOf(registry, 1, prefix);
}

} // namespace

Result<MediaBench> benchMedia(const std::vector<QByteArray>& files, int shortSide, const BenchPlan& plan)
{
    metrics::Registry registry;
    MediaBench bench;
    bench.pictures.resize(files.size());
    std::mutex mutex; // of the two below
    std::optional<Error> error;
    const auto measure = [&](std::size_t i) {
        if (plan.stop.stop_requested())
            return;
        auto image = measureFile(files[i % files.size()], shortSide, registry);
        const std::lock_guard lock(mutex);
        if (image)
            bench.pictures[i % files.size()] = std::move(*image);
        else
            error = image.error();
    };
    inParallel(files.size(), plan.threads, measure); // warms up, and fills `pictures`
    registry.reset();
    const auto count = static_cast<std::size_t>(plan.images);
    inParallel(count, plan.threads, measure);
    if (plan.stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    if (error)
        return fail(*error);
    const std::size_t threads =
        plan.threads > 0 ? static_cast<std::size_t>(plan.threads) : std::max(1u, std::thread::hardware_concurrency());
    bench.stages = resultsOf(registry, static_cast<double>(std::min(threads, count)));
    return bench;
}

StageResults resultsOf(const metrics::Registry& registry, double scale, const std::string& prefix)
{
    StageResults results;
    for (const metrics::StageSummary& summary : registry.summaries())
        results.push_back(
            {prefix + summary.stage, summary.p50Ms, summary.p95Ms, summary.p99Ms,
             summary.totalMs > 0 ? static_cast<double>(summary.count) / summary.totalMs * 1000 * scale : 0});
    return results;
}

Result<StageResults> benchEngine(inference::Engine& engine,
                                 const std::vector<std::shared_ptr<const RgbImage>>& pictures, const BenchPlan& plan,
                                 const std::string& prefix)
{
    // In a thread that ends with it, and OpenMP's helpers of that thread too: while they are there, though asleep, those
    // of the next one (the queue's, for the library) wait less for work than it takes to wake them.
    return std::async(std::launch::async, [&] { return measureEngine(engine, pictures, plan, prefix); }).get();
}

Result<StageResults> benchLibrary(std::unique_ptr<inference::Engine> engine, std::shared_ptr<inference::StepHook> hook,
                                  const std::vector<QByteArray>& files, const BenchPlan& plan)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return fail(ErrorCode::ReadOnly, "No temporary folder could be made: " + folder.errorString().toStdString());
    const auto library = storage::Library::open(pathFromBytes(folder.path().toStdString()));
    if (!library)
        return fail(library.error());
    const inference::EngineInfo info = engine->info();
    if (const auto used = app::useModels(**library, info); !used)
        return fail(used.error());
    auto results = measureStore(**library, info.embeddingDimension, plan);
    if (!results)
        return results;

    metrics::Registry registry;
    search::LibraryIndex index(**library, info.embeddingDimension);
    if (auto loaded = index.load(plan.stop); !loaded)
        return fail(loaded.error());
    inference::QueueOptions options;
    options.hook = std::move(hook);
    inference::InferenceQueue queue(std::move(engine), registry, std::move(options));
    const SystemClock clock;
    search::Searcher searcher(**library, index, queue, registry, clock);
    if (auto calibrated = searcher.calibrate(plan.stop); !calibrated)
        return fail(calibrated.error());
    Numbers numbers;
    const auto ask = [&]() -> Result<void> {
        search::Query query;
        query.text = numbers.caption();
        query.limit = 50;
        return searcher.search(query, plan.stop).map([](const search::Results&) {});
    };
    for (int i = -1; i < kQuestions; ++i) {
        if (auto asked = ask(); !asked)
            return fail(asked.error());
        if (i < 0)
            registry.reset(); // the first opens connections and warms up
    }
    for (StageResult& result : resultsOf(registry)) {
        if (result.name != stage::kEmbedText) // measured without the rest before
            results->push_back(std::move(result));
    }

    const QTemporaryDir pictures;
    auto busy =
        benchQuestionsDuringImport(**library, queue, files, pathFromBytes(pictures.path().toStdString()), ask, plan);
    if (!busy)
        return busy;
    results->insert(results->end(), busy->begin(), busy->end());
    return results;
}

} // namespace vidimus::cli
