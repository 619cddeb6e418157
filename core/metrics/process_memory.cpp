#include "core/metrics/process_memory.h"

#ifdef _WIN32
#include <windows.h>
// After windows.h, whose types it needs.
#include <psapi.h>
#elif defined(__APPLE__)
#include <mach/mach.h>
#elif defined(__linux__)
#include <cstdio>

#include <unistd.h>
#endif

namespace vidimus::metrics {

std::uint64_t residentMemoryBytes()
{
#if defined(_WIN32)
    PROCESS_MEMORY_COUNTERS counters{};
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof(counters)) ? counters.WorkingSetSize : 0;
#elif defined(__APPLE__)
    mach_task_basic_info information{};
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    const auto result =
        task_info(mach_task_self(), MACH_TASK_BASIC_INFO, reinterpret_cast<task_info_t>(&information), &count);
    return result == KERN_SUCCESS ? information.resident_size : 0;
#elif defined(__linux__)
    std::FILE* const file = std::fopen("/proc/self/statm", "r");
    if (file == nullptr)
        return 0;
    unsigned long long whole = 0;
    unsigned long long resident = 0;
    const int read = std::fscanf(file, "%llu %llu", &whole, &resident); // in pages
    (void)std::fclose(file);
    return read == 2 ? resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
#else
    return 0;
#endif
}

} // namespace vidimus::metrics
