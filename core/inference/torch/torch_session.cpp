#include "core/inference/torch/torch_session.h"

#include <algorithm>

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace vidimus::inference {

Result<TorchSession> TorchSession::open(const RunOptions& options)
{
    if (options.device == Device::Cuda && !at::hasCUDA())
        return fail(ErrorCode::Unsupported,
                    "LibTorch sees no GPU it can use: leave --device out, or say --device cpu.");
    const bool cuda = options.device != Device::Cpu && at::hasCUDA();
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return TorchSession(cuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU),
                        options.threads > 0 ? options.threads : cores);
}

void TorchSession::useThreads()
{
    if (m_thread == std::this_thread::get_id())
        return;
    at::set_num_threads(m_threads);
    m_thread = std::this_thread::get_id();
}

} // namespace vidimus::inference
