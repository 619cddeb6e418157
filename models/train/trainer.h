#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/base/error.h"
#include "models/train/batch.h"
#include "models/train/checkpoint_file.h"
#include "models/train/recipe.h"

namespace vidimus::train {

/// How a run stands, averaged since the last report.
struct Progress {
    Standing standing;
    double part = 0;      ///< 0..1 of the run
    double perSecond = 0; ///< pictures
    double secondsLeft = 0;
    double rate = 0;  ///< the learning rate now
    BatchResult mean; ///< without loss tensor
};

/// Right on pictures that are not trained on.
struct Trial {
    Standing standing;
    BatchResult result;
};

struct TrainerEvents {
    std::function<void(const Standing&)> step; ///< after each
    std::function<void(const Progress&)> progress;
    std::function<void(const Trial&)> trial;
};

/// Trains a twin model on examples: in each step every worker thread takes a batch of its own, and the mean of their
/// gradients moves the weights they share. Resumable: OUT/training.safetensors is saved every few minutes and at the end,
/// and the two model folders with it.
class Trainer {
public:
    /// All outlive this. `reading` fits the model.
    Trainer(const Recipe& recipe, TwinModel& model, const Reading& reading, const ExampleSource& source,
            const ExampleSource& trials, std::filesystem::path out);

    /// Goes on from OUT/training.safetensors where it is there; returns when the run is complete, or saved and Cancelled.
    Result<void> run(const TrainerEvents& events, std::stop_token stop);

private:
    class Workers;
    double partDone() const;
    double rateNow() const; ///< 0..1
    Trial tryOut() const;
    Result<void> save() const;
    Result<void> runSteps(Workers& workers, const TrainerEvents& events, const std::stop_token& stop);

    const Recipe& m_recipe;
    TwinModel& m_model;
    const Reading& m_reading;
    const ExampleSource& m_source;
    const ExampleSource& m_trials;
    std::filesystem::path m_out;
    Optimiser m_optimiser;
    Standing m_standing;
};

} // namespace vidimus::train
