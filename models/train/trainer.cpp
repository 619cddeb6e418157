#include "models/train/trainer.h"

#include <barrier>
#include <chrono>
#include <cmath>
#include <exception>
#include <numbers>
#include <thread>

#include <ATen/Parallel.h>
#include <torch/types.h>

#include "core/base/path_text.h"
#include "models/train/model_folders.h"

namespace vidimus::train {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kReportSeconds = 20;
constexpr double kTrialSeconds = 240;
constexpr double kSaveSeconds = 180;
constexpr int kTrialPictures = 256;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void addTo(BatchResult& sum, const BatchResult& result)
{
    sum.caption += result.caption;
    sum.sentence += result.sentence;
    sum.query += result.query;
    sum.patch += result.patch;
    sum.rightWords += result.rightWords;
    sum.rightSentences += result.rightSentences;
    sum.rightKinds += result.rightKinds;
    sum.rightMiddles += result.rightMiddles;
}

BatchResult divided(const BatchResult& sum, double by)
{
    BatchResult mean;
    mean.caption = sum.caption / by;
    mean.sentence = sum.sentence / by;
    mean.query = sum.query / by;
    mean.patch = sum.patch / by;
    mean.rightWords = sum.rightWords / by;
    mean.rightSentences = sum.rightSentences / by;
    mean.rightKinds = sum.rightKinds / by;
    mean.rightMiddles = sum.rightMiddles / by;
    return mean;
}

std::vector<Example> examplesFrom(const ExampleSource& source, std::uint64_t first, int count, int patchesPerSide)
{
    std::vector<Example> examples;
    for (int i = 0; i < count; ++i)
        examples.push_back(source.example(first + static_cast<std::uint64_t>(i), patchesPerSide));
    return examples;
}

} // namespace

/// The threads of a run, step by step in step with one another. The caller is the first of them.
class Trainer::Workers {
public:
    explicit Workers(Trainer& trainer)
        : m_trainer(trainer)
        , m_results(static_cast<std::size_t>(count()))
        , m_problems(static_cast<std::size_t>(count()))
        , m_barrier(count())
    {
        for (int i = 0; i < count(); ++i)
            m_replicas.push_back(trainer.m_model.replica());
        for (int i = 1; i < count(); ++i)
            m_threads.emplace_back([this, i] { work(i); });
        at::set_num_threads(1); // the workers are what keeps the cores busy
    }
    ~Workers()
    {
        m_done = true;
        m_barrier.arrive_and_wait();
    }

    /// One step of all. Returns the mean of their results. Throws what a worker threw.
    BatchResult step()
    {
        m_barrier.arrive_and_wait(); // they begin
        learn(0);
        m_barrier.arrive_and_wait();
        for (const std::exception_ptr& problem : m_problems) {
            if (problem) {
                m_failed = true;
                m_barrier.arrive_and_wait();
                std::rethrow_exception(problem);
            }
        }
        gather();
        m_barrier.arrive_and_wait(); // the optimiser's step, shared out
        move(0);
        m_barrier.arrive_and_wait();
        BatchResult sum;
        for (const BatchResult& result : m_results)
            addTo(sum, result);
        return divided(sum, count());
    }

private:
    int count() const { return m_trainer.m_recipe.workers; }

    void work(int number)
    {
        at::set_num_threads(1);
        for (;;) {
            m_barrier.arrive_and_wait();
            if (m_done)
                return;
            learn(number);
            m_barrier.arrive_and_wait();
            m_barrier.arrive_and_wait();
            if (m_failed) {
                m_barrier.arrive_and_wait(); // of the destructor
                return;
            }
            move(number);
            m_barrier.arrive_and_wait();
        }
    }

    void learn(int number)
    {
        const auto place = static_cast<std::size_t>(number);
        try {
            const Recipe& recipe = m_trainer.m_recipe;
            const std::uint64_t first = m_trainer.m_standing.pictures +
                                        static_cast<std::uint64_t>(number) * static_cast<std::uint64_t>(recipe.batch);
            const Batch batch =
                batchOf(examplesFrom(m_trainer.m_source, first, recipe.batch, m_trainer.m_reading.patchesPerSide),
                        m_trainer.m_reading);
            m_results[place] = m_replicas[place].run(batch, recipe.losses, recipe.half);
            m_results[place].loss.backward();
            m_results[place].loss.reset();
        } catch (...) {
            m_problems[place] = std::current_exception();
        }
    }

    /// The mean of the workers' gradients.
    void gather()
    {
        const at::NoGradGuard guard;
        m_gradients.clear();
        for (const TwinModel& replica : m_replicas) {
            for (const auto& [name, values] : replica.parameters().tensors()) {
                const at::Tensor& gradient = values.grad();
                if (!gradient.defined())
                    continue;
                at::Tensor& sum = m_gradients[name];
                sum = sum.defined() ? sum.add_(gradient, 1.0 / count()) : gradient / count();
            }
        }
        m_clipping = m_trainer.m_optimiser.clipping(m_gradients);
        m_trainer.m_optimiser.beginStep();
        m_rate = m_trainer.rateNow();
    }

    void move(int number)
    {
        m_trainer.m_optimiser.step(m_gradients, m_clipping, m_rate, number, count());
        for (const auto& [name, values] : m_replicas[static_cast<std::size_t>(number)].parameters().tensors())
            values.mutable_grad().reset();
    }

    Trainer& m_trainer;
    std::vector<TwinModel> m_replicas;
    std::vector<BatchResult> m_results;
    std::vector<std::exception_ptr> m_problems;
    std::map<std::string, at::Tensor> m_gradients;
    double m_clipping = 1;
    double m_rate = 0;
    bool m_done = false;
    bool m_failed = false;
    std::barrier<> m_barrier;
    std::vector<std::jthread> m_threads; ///< last: joined before what they use goes
};

Trainer::Trainer(const Recipe& recipe, TwinModel& model, const Reading& reading, const ExampleSource& source,
                 const ExampleSource& trials, std::filesystem::path out)
    : m_recipe(recipe)
    , m_model(model)
    , m_reading(reading)
    , m_source(source)
    , m_trials(trials)
    , m_out(std::move(out))
    , m_optimiser(model.parameters(), recipe.optimiser)
{}

double Trainer::partDone() const
{
    double part = 0;
    if (m_recipe.minutes > 0)
        part = std::max(part, m_standing.seconds / (60 * m_recipe.minutes));
    if (m_recipe.pictures > 0)
        part = std::max(part, static_cast<double>(m_standing.pictures) / static_cast<double>(m_recipe.pictures));
    return std::min(part, 1.0);
}

double Trainer::rateNow() const
{
    const double part = partDone();
    if (part < m_recipe.warmUp)
        return std::max(part / m_recipe.warmUp, 0.01);
    const double falling = (part - m_recipe.warmUp) / (1 - m_recipe.warmUp);
    return 0.5 * (1 + std::cos(std::numbers::pi * falling));
}

Trial Trainer::tryOut() const
{
    const at::NoGradGuard guard;
    const Batch batch = batchOf(examplesFrom(m_trials, 0, kTrialPictures, m_reading.patchesPerSide), m_reading);
    Trial trial{m_standing, m_model.run(batch, m_recipe.losses, false)};
    trial.result.loss.reset();
    return trial;
}

Result<void> Trainer::save() const
{
    if (Result<void> saved = saveCheckpoint(m_out / "training.safetensors", m_model, m_optimiser, m_standing); !saved)
        return saved;
    return writeWeights(m_out, m_model);
}

Result<void> Trainer::run(const TrainerEvents& events, std::stop_token stop)
{
    std::error_code ignored;
    const std::filesystem::path file = m_out / "training.safetensors";
    if (std::filesystem::exists(file, ignored)) {
        const Result<Standing> standing = loadCheckpoint(file, m_model, m_optimiser);
        if (!standing)
            return fail(standing.error());
        m_standing = *standing;
    }
    try {
        Workers workers(*this);
        return runSteps(workers, events, stop);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::Internal, std::string("The training stopped: ") + problem.what());
    }
}

Result<void> Trainer::runSteps(Workers& workers, const TrainerEvents& events, const std::stop_token& stop)
{
    Clock::time_point lastStep = Clock::now();
    Clock::time_point lastReport = lastStep;
    Clock::time_point lastTrial = lastStep;
    Clock::time_point lastSave = lastStep;
    BatchResult sum;
    int steps = 0;
    const int perStep = m_recipe.batch * m_recipe.workers;
    while (partDone() < 1 && !stop.stop_requested()) {
        addTo(sum, workers.step());
        ++steps;
        ++m_standing.steps;
        m_standing.pictures += static_cast<std::uint64_t>(perStep);
        m_standing.seconds += secondsSince(lastStep);
        lastStep = Clock::now();
        if (events.step)
            events.step(m_standing);
        const double part = partDone();
        if (secondsSince(lastReport) > kReportSeconds || part >= 1) {
            const double left = part > 0 ? m_standing.seconds * (1 - part) / part : 0;
            if (events.progress)
                events.progress({m_standing, part, steps * perStep / secondsSince(lastReport), left,
                                 rateNow() * m_recipe.optimiser.learningRate, divided(sum, steps)});
            sum = {};
            steps = 0;
            lastReport = Clock::now();
        }
        if (secondsSince(lastTrial) > kTrialSeconds || part >= 1) {
            const Trial trial = tryOut();
            if (events.trial)
                events.trial(trial);
            lastTrial = Clock::now();
        }
        if (secondsSince(lastSave) > kSaveSeconds) {
            if (Result<void> saved = save(); !saved)
                return saved;
            lastSave = Clock::now();
        }
    }
    if (Result<void> saved = save(); !saved)
        return saved;
    if (partDone() < 1)
        return fail(ErrorCode::Cancelled, "Stopped; the same command goes on from here.");
    return {};
}

} // namespace vidimus::train
