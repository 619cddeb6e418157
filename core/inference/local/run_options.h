#pragma once

#include <filesystem>
#include <memory>

#include "core/inference/step_hook.h"

namespace vidimus::inference {

enum class Device { Auto, Cpu, Cuda };
enum class Precision {
    Auto, ///< of fp32, bf16 and int8 what is quickest on this machine, found out by measuring once; int8 only for a model
          ///< that says the same in it
    Fp32,
    Bf16,
    Int8,
};

/// How real models are run.
struct RunOptions {
    Device device = Device::Auto;
    Precision precision = Precision::Auto;
    int threads = 0; ///< of the products; 0: one per core
    /// Where what was measured is kept from one run to the next, so that the same picture keeps its vector; empty: only
    /// in memory. A damaged file is measured anew.
    std::filesystem::path measurements;
    /// Operator by operator through LibTorch in fp32, as a plain program would: for comparison.
    bool eager = false;
    /// Called between two steps while pictures are described, on the thread that does so; null: nothing is. LibTorch's way
    /// (eager, or on a GPU) does not call it.
    std::shared_ptr<StepHook> hook;
};

} // namespace vidimus::inference
