#pragma once

#include <thread>

#include <c10/core/Device.h>

#include "core/base/error.h"
#include "core/inference/local/run_options.h"

namespace vidimus::inference {

/// Where a model runs and with how many threads.
class TorchSession {
public:
    /// Unsupported when the device asked for is not to be had.
    static Result<TorchSession> open(const RunOptions& options);

    at::Device device() const { return m_device; }

    /// To be called at the start of every piece of work: LibTorch keeps the number of threads per calling thread.
    void useThreads();

private:
    TorchSession(at::Device device, int threads) : m_device(device), m_threads(threads) {}

    at::Device m_device;
    int m_threads;
    std::thread::id m_thread; ///< the one that has been told
};

} // namespace vidimus::inference
