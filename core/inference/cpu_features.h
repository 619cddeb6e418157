#pragma once

#include <string>
#include <vector>

namespace vidimus::inference {

/// The instruction sets that matter to models, as the compiler spells them ("avx2", "avx512f", "amx_bf16"), of those that
/// both the processor and the operating system offer. Empty on processors that are not x86-64.
std::vector<std::string> cpuFeatures();

} // namespace vidimus::inference
