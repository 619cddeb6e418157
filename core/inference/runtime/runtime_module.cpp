// What is built as a module and loaded when first needed: linking LibTorch makes every start of a program wait for a
// third of a second.

#include <exception>
#include <memory>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include "core/inference/runtime/local_captioner.h"
#include "core/inference/runtime/local_embedder.h"
#include "core/inference/runtime/module_functions.h"
#include "core/inference/runtime/torch_facts.h"

#ifdef _WIN32
#define VIDIMUS_MODULE_EXPORT __declspec(dllexport)
#else
#define VIDIMUS_MODULE_EXPORT __attribute__((visibility("default")))
#endif

using namespace vidimus;
using namespace vidimus::inference;

namespace {

template <typename Model>
using Make = Result<std::unique_ptr<Model>> (*)(const ModelFolder&, Origin, const RunOptions&);

template <typename Model>
Model* open(Make<Model> make, const ModelFolder& folder, Origin origin, const RunOptions& options, Error& error)
{
    try {
        auto model = make(folder, origin, options);
        if (model)
            return model->release();
        error = model.error();
    } catch (const std::exception& thrown) {
        error = {ErrorCode::ModelUnavailable, "LibTorch cannot run " + folder.name + ": " + thrown.what()};
    }
    return nullptr;
}

} // namespace

extern "C" VIDIMUS_MODULE_EXPORT bool vidimusTorchFacts(TorchFacts* facts)
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

extern "C" VIDIMUS_MODULE_EXPORT Captioner* vidimusOpenCaptioner(const ModelFolder& model, Origin origin,
                                                                 const RunOptions& options, Error& error)
{
    return open<Captioner>(makeLocalCaptioner, model, origin, options, error);
}

extern "C" VIDIMUS_MODULE_EXPORT Embedder* vidimusOpenEmbedder(const ModelFolder& model, Origin origin,
                                                               const RunOptions& options, Error& error)
{
    return open<Embedder>(makeLocalEmbedder, model, origin, options, error);
}
