// The only file that sees LibTorch so far. It is built as a module that is loaded when first needed: linking LibTorch
// makes every start of a program wait for a third of a second.

#include "core/inference/torch/torch_facts.h"

#include <exception>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#ifdef _WIN32
#define VIDIMUS_MODULE_EXPORT __declspec(dllexport)
#else
#define VIDIMUS_MODULE_EXPORT __attribute__((visibility("default")))
#endif

extern "C" VIDIMUS_MODULE_EXPORT bool vidimusTorchFacts(vidimus::inference::TorchFacts* facts)
{
    try {
        facts->version = TORCH_VERSION;
        facts->cuda = at::hasCUDA();
        facts->intraOpThreads = at::get_num_threads();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}
