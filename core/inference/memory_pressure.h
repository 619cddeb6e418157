#pragma once

#include <cstdint>
#include <string_view>

namespace vidimus::inference {

/// Whether so little memory is left that a model which nobody uses should give its own back: less than 256 MB or 3 % of
/// the machine's, or of what the container this program runs in may use. False where the system does not tell.
/// Reads a few small files: not for every call. Thread: any.
bool systemMemoryIsShort();

// What it is decided by, for tests and other callers with figures of their own. Bytes.

/// Less than 256 MB or 3 % of `total` is available; false when `total` is 0 (not known).
bool isShort(std::uint64_t available, std::uint64_t total);
/// The figure of a line such as "MemAvailable:  123 kB" of /proc/meminfo; 0 when it is not there.
std::uint64_t memoryInfoBytes(std::string_view text, std::string_view label);

} // namespace vidimus::inference
