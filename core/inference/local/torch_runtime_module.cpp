#include "core/inference/local/torch_runtime_module.h"

#include <filesystem>
#include <system_error>

namespace vidimus::inference {

Result<SharedModule> torchRuntimeModule()
{
#ifdef VIDIMUS_WITH_TORCH
    Error problem{ErrorCode::ModelUnavailable, "The part of Vidimus that uses LibTorch is not beside the program."};
    for (const std::filesystem::path& file : modulePaths("vidimus_torch_runtime")) {
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored))
            continue;
        const Result<SharedModule> module = SharedModule::open(file);
        if (module)
            return module;
        problem = {ErrorCode::ModelUnavailable, module.error().message};
    }
    return fail(problem);
#else
    return fail(ErrorCode::ModelUnavailable, "This build has no LibTorch, so it runs no real models.");
#endif
}

} // namespace vidimus::inference
