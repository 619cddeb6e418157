#pragma once

#include <cstdint>

namespace vidimus::metrics {

/// Bytes of memory this process holds at the moment (resident set); 0 where the system does not tell. Some microseconds:
/// no disk is touched. Thread: any.
std::uint64_t residentMemoryBytes();

} // namespace vidimus::metrics
