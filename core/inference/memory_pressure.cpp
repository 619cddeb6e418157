#include "core/inference/memory_pressure.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

#ifdef _WIN32
#include <windows.h>
#endif

namespace vidimus::inference {

namespace {

constexpr std::uint64_t kLeast = 256u << 20;
constexpr std::uint64_t kLeastPercent = 3;

#ifdef __linux__
std::string contentOf(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file that holds one number; 0 for "max", and when it is not there.
std::uint64_t numberIn(const std::string& file)
{
    const std::string text = contentOf(file);
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The folder of this process in the version 2 hierarchy ("0::/a/b"); empty when there is none.
std::string groupFolder()
{
    const std::string text = contentOf("/proc/self/cgroup");
    const std::size_t line = text.rfind("0::", 0) == 0 ? 0 : text.find("\n0::");
    if (line == std::string::npos)
        return {};
    const std::size_t start = text.find("0::", line) + 3;
    return "/sys/fs/cgroup" + text.substr(start, text.find('\n', start) - start);
}

/// A limit may stand on any folder above: the tightest one counts. Pages of files can be given back, so they are not in
/// the way.
bool groupIsShort()
{
    for (std::string folder = groupFolder(); folder.size() >= std::string_view("/sys/fs/cgroup").size();
         folder.erase(folder.rfind('/'))) {
        const std::uint64_t limit = numberIn(folder + "/memory.max");
        if (limit == 0)
            continue;
        const std::string statistics = contentOf(folder + "/memory.stat");
        const std::size_t at = statistics.find("\ninactive_file ");
        std::uint64_t reclaimable = 0;
        if (at != std::string::npos)
            std::from_chars(statistics.data() + at + 15, statistics.data() + statistics.size(), reclaimable);
        const std::uint64_t used = numberIn(folder + "/memory.current");
        const std::uint64_t held = used - std::min(used, reclaimable);
        if (isShort(limit - std::min(limit, held), limit))
            return true;
    }
    return false;
}
#endif

} // namespace

bool isShort(std::uint64_t available, std::uint64_t total)
{
    return total > 0 && available < std::max(kLeast, total / 100 * kLeastPercent);
}

std::uint64_t memoryInfoBytes(std::string_view text, std::string_view label)
{
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        const std::string_view row = text.substr(line, end - line);
        line = end + 1;
        if (!row.starts_with(label) || row.size() <= label.size() || row[label.size()] != ':')
            continue;
        const std::size_t digits = row.find_first_of("0123456789", label.size());
        std::uint64_t kilobytes = 0;
        if (digits != std::string_view::npos)
            std::from_chars(row.data() + digits, row.data() + row.size(), kilobytes);
        return kilobytes * 1024;
    }
    return 0;
}

bool systemMemoryIsShort()
{
#if defined(_WIN32)
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof(status);
    return GlobalMemoryStatusEx(&status) && isShort(status.ullAvailPhys, status.ullTotalPhys);
#elif defined(__linux__)
    const std::string information = contentOf("/proc/meminfo");
    return isShort(memoryInfoBytes(information, "MemAvailable"), memoryInfoBytes(information, "MemTotal")) ||
           groupIsShort();
#else
    return false;
#endif
}

} // namespace vidimus::inference
