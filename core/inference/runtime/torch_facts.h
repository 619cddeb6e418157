#pragma once

#include <string>

namespace vidimus::inference {

/// What LibTorch says of itself.
struct TorchFacts {
    std::string version;
    bool cuda = false;
    int intraOpThreads = 0; ///< as LibTorch would use them unless told otherwise
};

/// What the module exports: false when LibTorch threw. A C name, so that it is found without knowing a compiler's mangling.
using TorchFactsFunction = bool (*)(TorchFacts* facts);
inline constexpr const char* kTorchFactsSymbol = "vidimusTorchFacts";

} // namespace vidimus::inference
