#include "app/short_spins.h"

#ifdef __linux__
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <unistd.h>
#endif

namespace vidimus::app {

void keepSpinsShort([[maybe_unused]] char* const* argv)
{
#ifdef __linux__
    constexpr const char* kSpins = "GOMP_SPINCOUNT";
    constexpr const char* kRounds = "2000"; // about five microseconds
    // NOLINTBEGIN(concurrency-mt-unsafe): before any thread
    if (std::getenv(kSpins) || std::getenv("OMP_WAIT_POLICY") || ::setenv(kSpins, kRounds, 0) != 0)
        return;
    // NOLINTEND(concurrency-mt-unsafe)
    // By its own path, which is what the system then names the process after.
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (!unknown)
        ::execv(program.c_str(), argv); // returns only when it fails: then it is a slower program, not a broken one
#endif
}

} // namespace vidimus::app
