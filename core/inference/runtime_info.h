#pragma once

#include <string>
#include <vector>

namespace vidimus::inference {

/// What models would run on, for doctor and the settings page.
struct RuntimeInfo {
    bool built = false;                   ///< this build has the part that uses LibTorch
    std::string libtorchVersion;          ///< empty when not built or not loaded
    std::string problem;                  ///< why LibTorch could not be loaded; empty when it was, or is not built
    std::vector<std::string> cpuFeatures; ///< as in cpu_features.h
    std::string blas;            ///< file of the BLAS library in use, symbolic links resolved; empty when unknown
    std::string openmp;          ///< file of the OpenMP run-time library; empty when unknown
    bool blasUsesOpenMp = false; ///< the flavour that shares OpenMP's threads instead of fighting them for the cores
    bool cuda = false;           ///< LibTorch sees a GPU it can use
    int intraOpThreads = 0;      ///< threads LibTorch would use by itself; 0 when not loaded
};

/// Loads LibTorch at the first call, which takes some tenths of a second and 160 MB: not for the GUI thread, and not for
/// programs that do without models. Thread: any.
RuntimeInfo runtimeInfo();

} // namespace vidimus::inference
