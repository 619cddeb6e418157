#include "app/cli/bench_questions.h"

#include <chrono>
#include <string>
#include <thread>

#include <QFile>

#include "core/base/clock.h"
#include "core/base/path_text.h"
#include "core/ingest/pipeline.h"
#include "core/metrics/registry.h"
#include "core/metrics/span.h"

namespace vidimus::cli {

namespace {

constexpr const char* kStage = "search_during_import";
constexpr int kFiles = 80; // more than are described while the questions are asked, by real models
constexpr int kQuestions = 200;
constexpr std::chrono::milliseconds kBetween{30}; // a person who types quickly takes longer

/// What follows the end of a JPEG changes its bytes and not the picture.
Result<void> writeCopies(const std::vector<QByteArray>& files, const std::filesystem::path& folder)
{
    for (int i = 0; i < kFiles; ++i) {
        const std::filesystem::path path = folder / ("copy-" + std::to_string(i) + ".jpg");
        QFile file(path);
        const QByteArray bytes = files[static_cast<std::size_t>(i) % files.size()] + QByteArray::number(i);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return fail(ErrorCode::OutOfSpace, displayPath(path) + ": " + file.errorString().toStdString());
    }
    return {};
}

} // namespace

Result<StageResults> benchQuestionsDuringImport(storage::Library& library, inference::InferenceQueue& queue,
                                                const std::vector<QByteArray>& files,
                                                const std::filesystem::path& folder,
                                                const std::function<Result<void>()>& ask, const BenchPlan& plan)
{
    if (auto written = writeCopies(files, folder); !written)
        return fail(written.error());
    metrics::Registry registry;
    metrics::Registry ofImport;
    const SystemClock clock;
    ingest::Pipeline pipeline(library, queue, ofImport, clock, {plan.threads, {}});
    pipeline.import({folder});
    const auto start = std::chrono::steady_clock::now();
    int asked = 0;
    for (; asked < kQuestions && pipeline.progress().state != ingest::Progress::State::Idle; ++asked) {
        if (plan.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        {
            const metrics::Span span(registry.histogram(kStage));
            if (auto answered = ask(); !answered)
                return fail(answered.error());
        }
        std::this_thread::sleep_until(start + (asked + 1) * kBetween);
    }
    pipeline.cancel();
    if (const auto ended = pipeline.waitUntilIdle(plan.stop); !ended)
        return fail(ended.error());
    return resultsOf(registry);
}

} // namespace vidimus::cli
