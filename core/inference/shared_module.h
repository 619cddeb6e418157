#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vidimus::inference {

/// A shared library opened while the program runs. It stays loaded until the program ends: LibTorch cannot be unloaded.
class SharedModule {
public:
    /// NotFound with what the system says when it, or a library it needs, is not there.
    static Result<SharedModule> open(const std::filesystem::path& file);

    /// The address of an exported function, or null.
    void* symbol(const char* name) const;

private:
    explicit SharedModule(void* handle) : m_handle(handle) {}
    void* m_handle;
};

/// Where a module of this name may lie: beside the running program, and in the library folder of the build or the
/// installation that the program is in.
std::vector<std::filesystem::path> modulePaths(const std::string& name);

/// The files of all shared libraries in the process, symbolic links resolved. Empty where the system cannot tell.
std::vector<std::filesystem::path> loadedLibraries();

} // namespace vidimus::inference
