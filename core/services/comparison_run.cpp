#include "core/services/comparison_run.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "core/inference/guarded_engine.h"
#include "core/inference/inference_queue.h"
#include "core/inference/stage_recorder.h"
#include "core/media/decoder.h"
#include "core/media/picture_file.h"
#include "core/metrics/histogram.h"
#include "core/metrics/span.h"
#include "core/metrics/stage.h"
#include "core/services/original_picture.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

namespace stage = metrics::stage;

using Source = std::variant<PhotoId, std::filesystem::path>;

tl::unexpected<Error> cancelledError()
{
    return fail(ErrorCode::Cancelled, "Cancelled.");
}

/// At most `most` of them, evenly from the first to the last.
template <typename T>
std::vector<T> someOf(const std::vector<T>& all, int most)
{
    const auto wanted = static_cast<std::size_t>(most);
    if (all.size() <= wanted)
        return all;
    std::vector<T> some;
    for (std::size_t i = 0; i < wanted; ++i)
        some.push_back(all[i * all.size() / wanted]);
    return some;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error) && !error)
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::vector<Source>> sourcesOf(storage::Library& library, const std::vector<PhotoId>& chosen,
                                      const std::filesystem::path& samples)
{
    std::vector<Source> sources;
    if (!chosen.empty()) {
        for (const PhotoId id : someOf(chosen, ComparisonService::kMostChosen))
            sources.emplace_back(id);
        return sources;
    }
    const auto all = library.query().all(storage::SortOrder::NewestFirst);
    if (!all)
        return fail(all.error());
    for (const storage::PhotoRef& photo : someOf(*all, ComparisonService::kOfLibrary))
        sources.emplace_back(photo.id);
    if (sources.empty() && !samples.empty()) {
        for (auto& file : someOf(filesIn(samples), ComparisonService::kOfLibrary))
            sources.emplace_back(std::move(file));
    }
    if (sources.empty())
        return fail(ErrorCode::NotFound, "There are no pictures to compare the models on: add some first.");
    return sources;
}

/// The queue's answer, waited for until the stop. Shared with the queue, which may answer after nobody waits any more.
class Answer {
public:
    void set(inference::Description description)
    {
        const std::lock_guard lock(m_mutex);
        m_description = std::move(description);
        m_ready.notify_one();
    }
    std::optional<inference::Description> wait(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_ready.wait(lock, stop, [this] { return m_description.has_value(); }))
            return std::nullopt;
        return std::move(m_description);
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_ready;
    std::optional<inference::Description> m_description;
};

inference::Description askQueue(inference::InferenceQueue& queue, const std::shared_ptr<const RgbImage>& picture,
                                const std::stop_token& stop)
{
    const auto answer = std::make_shared<Answer>();
    const inference::DescribeJob job{picture, !queue.info().captionModel.id.empty(),
                                     !queue.info().embeddingModel.id.empty()};
    const auto done = [answer](inference::Description description) { answer->set(std::move(description)); };
    std::optional<inference::Description> description;
    if (queue.describe(job, done, stop))
        description = answer->wait(stop);
    return description ? std::move(*description) : inference::Description{cancelledError(), cancelledError()};
}

inference::Description askEngine(inference::Engine& engine, const RgbImage* image, const std::stop_token& stop)
{
    const inference::EngineInfo info = engine.info();
    inference::Description description;
    if (!info.captionModel.id.empty())
        description.caption = std::move(engine.caption({&image, 1}, {}, stop).front());
    const bool answered = !description.caption || *description.caption;
    if (answered && !info.embeddingModel.id.empty())
        description.embedding = std::move(engine.embedImages({&image, 1}, stop).front());
    return description;
}

Result<void> problemOf(const inference::Description& description)
{
    if (description.caption && !*description.caption)
        return fail(description.caption->error());
    if (description.embedding && !*description.embedding)
        return fail(description.embedding->error());
    return {};
}

Result<QByteArray> readSource(storage::Library& library, const Source& source, const std::stop_token& stop)
{
    if (const PhotoId* const photo = std::get_if<PhotoId>(&source))
        return readOriginal(library, *photo);
    return media::readFile(std::get<std::filesystem::path>(source), media::DecodeLimits().maxFileBytes, stop);
}

void record(metrics::Registry& registry, const inference::Description& description)
{
    inference::StageRecorder recorder(registry);
    std::int64_t total = 0;
    if (description.caption) {
        recorder.caption(*description.caption);
        total += (*description.caption)->times.total();
    }
    if (description.embedding) {
        recorder.image(*description.embedding);
        total += (*description.embedding)->times.total();
    }
    registry.histogram(stage::kDescribe).record(std::chrono::microseconds(total));
}

EngineMeasure measureOf(const inference::EngineInfo& info, const metrics::Registry& times)
{
    return {info.captionModel.name, info.captionModel.origin, info.embeddingModel.name, info.embeddingModel.origin,
            times.summaries()};
}

} // namespace

ComparisonRun::ComparisonRun(const ComparisonService::Parts& parts, metrics::Registry& otherTimes, std::stop_token stop)
    : m_parts(parts), m_otherTimes(otherTimes), m_stop(std::move(stop))
{}

ComparisonRun::~ComparisonRun() = default;

Result<Comparison> ComparisonRun::run(const std::vector<PhotoId>& chosen, const Tell& tell)
{
    const auto sources = sourcesOf(m_parts.library, chosen, m_parts.samples);
    if (!sources)
        return fail(sources.error());
    const int total = static_cast<int>(sources->size());
    tell(0, total);
    const inference::EngineInfo& inUse = m_parts.queue.info();
    m_shortSide = inUse.preferredShortSide;
    if (m_parts.makeOther) {
        m_other = inference::makeGuardedEngine(m_parts.makeOther());
        m_shortSide = std::max(m_shortSide, m_other->info().preferredShortSide);
    }
    m_otherTimes.reset();

    Comparison comparison;
    for (int i = 0; i < total; ++i) {
        if (m_stop.stop_requested())
            return cancelledError();
        const auto picture = decode(readSource(m_parts.library, (*sources)[static_cast<std::size_t>(i)], m_stop));
        Result<void> measured = picture ? Result<void>() : fail(picture.error());
        // The first call may load the models and make up their memory: that is not what a picture costs.
        if (measured && comparison.pictures == 0)
            measured = measure(*picture, false);
        if (measured)
            measured = measure(*picture, true);
        if (measured) {
            ++comparison.pictures;
        } else if (const ErrorCode code = measured.error().code;
                   code == ErrorCode::Cancelled || code == ErrorCode::ModelUnavailable) {
            return fail(measured.error()); // the next picture would not fare better
        } else if (comparison.failures++ == 0) {
            comparison.firstFailure = measured.error().message;
        }
        tell(i + 1, total);
    }
    if (comparison.pictures == 0)
        return fail(ErrorCode::NotFound, "None of the pictures could be measured. " + comparison.firstFailure);
    comparison.decode = m_decodeTimes.summaries().front();
    comparison.inUse = measureOf(inUse, m_times);
    if (m_other)
        comparison.other = measureOf(m_other->info(), m_otherTimes);
    return comparison;
}

Result<ComparisonRun::Picture> ComparisonRun::decode(const Result<QByteArray>& file)
{
    if (!file)
        return fail(file.error());
    metrics::Span span(m_decodeTimes.histogram(stage::kDecode));
    const auto decoded = media::decode(*file, std::max(1, m_shortSide));
    if (!decoded) {
        span.discard();
        return fail(decoded.error());
    }
    span.stop();
    return std::make_shared<const RgbImage>(media::toRgbImage(*decoded));
}

Result<void> ComparisonRun::measure(const Picture& picture, bool counted)
{
    const inference::Description ours = askQueue(m_parts.queue, picture, m_stop);
    if (auto answered = problemOf(ours); !answered)
        return answered;
    inference::Description theirs;
    if (m_other) {
        theirs = askEngine(*m_other, picture.get(), m_stop);
        if (auto answered = problemOf(theirs); !answered)
            return answered;
    }
    if (!counted)
        return {};
    record(m_times, ours);
    if (m_other)
        record(m_otherTimes, theirs);
    return {};
}

} // namespace vidimus::services
