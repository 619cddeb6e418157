#include "app/cli/system_info.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <thread>

#ifdef _WIN32
#include <windows.h>
// after windows.h
#include <psapi.h>
#else
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <QString>
#include <QSysInfo>

namespace vidimus::cli {

namespace {

/// What stands after "label :" in a file of /proc; empty elsewhere than on Linux.
std::string procField(const char* file, std::string_view label)
{
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(label, 0) != 0)
            continue;
        const std::size_t value = line.find_first_not_of(" \t:", label.size());
        return value == std::string::npos ? std::string() : line.substr(value);
    }
    return {};
}

std::uint64_t physicalMemory()
{
#ifdef _WIN32
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof(status);
    return GlobalMemoryStatusEx(&status) ? status.ullTotalPhys : 0;
#else
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGESIZE);
    return pages > 0 && pageSize > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize) : 0;
#endif
}

} // namespace

MachineInfo machineInfo()
{
    MachineInfo machine;
    machine.cpu = procField("/proc/cpuinfo", "model name");
    if (machine.cpu.empty())
        machine.cpu = QSysInfo::currentCpuArchitecture().toStdString();
    machine.cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    machine.memoryBytes = physicalMemory();
    machine.system = QSysInfo::prettyProductName().toStdString();
    return machine;
}

std::uint64_t peakMemoryBytes()
{
#ifdef _WIN32
    PROCESS_MEMORY_COUNTERS counters{};
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof(counters)) ? counters.PeakWorkingSetSize : 0;
#else
    // Before getrusage(), whose figure a child takes over from the program that started it.
    if (const std::string peak = procField("/proc/self/status", "VmHWM"); !peak.empty())
        return std::stoull(peak) * 1024;
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
#ifdef __APPLE__
    return static_cast<std::uint64_t>(usage.ru_maxrss);
#else
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
#endif
#endif
}

} // namespace vidimus::cli
