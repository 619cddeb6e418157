#include "core/inference/local/local_models.h"

#include "core/inference/local/torch_runtime_module.h"
#include "core/inference/runtime/module_functions.h"

namespace vidimus::inference {

namespace {

template <typename Model, typename Function>
Result<std::unique_ptr<Model>> openWith(const char* symbol, const ModelFolder& folder, Origin origin,
                                        const RunOptions& options)
{
    const auto module = torchRuntimeModule();
    if (!module)
        return fail(module.error());
    const auto open = reinterpret_cast<Function>(module->symbol(symbol));
    if (!open)
        return fail(ErrorCode::ModelUnavailable, "The part of Vidimus that uses LibTorch is of another version.");
    Error error;
    if (Model* model = open(folder, origin, options, error))
        return std::unique_ptr<Model>(model);
    return fail(error);
}

} // namespace

Result<std::unique_ptr<Captioner>> openCaptioner(const ModelFolder& model, Origin origin, const RunOptions& options)
{
    return openWith<Captioner, OpenCaptionerFunction>(kOpenCaptionerSymbol, model, origin, options);
}

Result<std::unique_ptr<Embedder>> openEmbedder(const ModelFolder& model, Origin origin, const RunOptions& options)
{
    return openWith<Embedder, OpenEmbedderFunction>(kOpenEmbedderSymbol, model, origin, options);
}

} // namespace vidimus::inference
