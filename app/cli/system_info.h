#pragma once

#include <cstdint>
#include <string>

namespace vidimus::cli {

struct MachineInfo {
    std::string cpu;               ///< its name, or its architecture where the system does not tell
    int cores = 1;                 ///< this process may use at once
    std::uint64_t memoryBytes = 0; ///< 0: not known
    std::string system;            ///< "Debian GNU/Linux 12 (bookworm)"
};

MachineInfo machineInfo();

/// The most memory this process has held at once; 0: not known.
std::uint64_t peakMemoryBytes();

} // namespace vidimus::cli
