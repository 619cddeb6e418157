#pragma once

#include <cstdlib>
#include <filesystem>

namespace vidimus::golden {

/// Where the numbers of the original code lie: VIDIMUS_REFERENCE, or the project's own copy.
inline std::filesystem::path referenceFolder()
{
    const char* given = std::getenv("VIDIMUS_REFERENCE"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return given && *given ? given : VIDIMUS_TEST_DATA "/reference";
}

} // namespace vidimus::golden
