#include "core/inference/runtime_info.h"

#include <algorithm>
#include <string_view>

#include "core/base/path_text.h"
#include "core/inference/cpu_features.h"
#include "core/inference/local/torch_runtime_module.h"
#include "core/inference/runtime/torch_facts.h"
#include "core/inference/shared_module.h"

namespace vidimus::inference {

namespace {

/// The first of the words that a library's file name begins with wins, so the more telling ones come first.
std::string findLibrary(const std::vector<std::filesystem::path>& libraries,
                        std::initializer_list<std::string_view> beginnings)
{
    for (const std::string_view beginning : beginnings) {
        const auto found = std::find_if(libraries.begin(), libraries.end(), [&](const std::filesystem::path& library) {
            return pathToBytes(library.filename()).starts_with(beginning);
        });
        if (found != libraries.end())
            return displayPath(*found);
    }
    return {};
}

Result<TorchFacts> loadTorch()
{
    const Result<SharedModule> module = torchRuntimeModule();
    if (!module)
        return fail(module.error());
    const auto ask = reinterpret_cast<TorchFactsFunction>(module->symbol(kTorchFactsSymbol));
    TorchFacts facts;
    if (!ask || !ask(&facts))
        return fail(ErrorCode::Internal, "LibTorch was loaded but does not answer.");
    return facts;
}

} // namespace

RuntimeInfo runtimeInfo()
{
    RuntimeInfo info;
    info.cpuFeatures = cpuFeatures();
#ifdef VIDIMUS_WITH_TORCH
    info.built = true;
    if (const Result<TorchFacts> facts = loadTorch()) {
        info.libtorchVersion = facts->version;
        info.cuda = facts->cuda;
        info.intraOpThreads = facts->intraOpThreads;
    } else {
        info.problem = facts.error().message;
    }
#endif
    const std::vector<std::filesystem::path> libraries = loadedLibraries();
    info.blas = findLibrary(libraries, {"libopenblas", "libmkl_rt", "libmkl_core", "libblis", "libblas"});
    info.openmp = findLibrary(libraries, {"libgomp", "libiomp", "libomp"});
    info.blasUsesOpenMp = info.blas.find("openmp") != std::string::npos;
    return info;
}

} // namespace vidimus::inference
