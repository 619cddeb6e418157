#include "core/inference/shared_module.h"

#include <system_error>

#ifdef _WIN32
#include <array>
#include <windows.h>
#else
#include <dlfcn.h>
#include <link.h>
#endif

#include "core/base/path_text.h"

namespace vidimus::inference {

namespace {

std::filesystem::path programFolder()
{
#ifdef _WIN32
    std::array<wchar_t, 32768> name{};
    const DWORD length = GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size()));
    return std::filesystem::path(std::wstring(name.data(), length)).parent_path();
#else
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
#endif
}

} // namespace

Result<SharedModule> SharedModule::open(const std::filesystem::path& file)
{
#ifdef _WIN32
    void* const handle = LoadLibraryExW(file.c_str(), nullptr, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!handle)
        return fail(ErrorCode::NotFound, "Cannot load " + displayPath(file) + ".");
#else
    // Local, so that the many libraries LibTorch brings along do not lend their symbols to anybody else.
    void* const handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char* const reason = dlerror();
        return fail(ErrorCode::NotFound, displayText(reason ? reason : "Cannot load " + displayPath(file) + "."));
    }
#endif
    return SharedModule(handle);
}

void* SharedModule::symbol(const char* name) const
{
#ifdef _WIN32
    return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(m_handle), name));
#else
    return dlsym(m_handle, name);
#endif
}

std::vector<std::filesystem::path> modulePaths(const std::string& name)
{
#ifdef _WIN32
    const std::string file = name + ".dll";
#else
    const std::string file = name + ".so";
#endif
    const std::filesystem::path folder = programFolder();
    return {folder / file, folder / "../lib/vidimus" / file, folder / VIDIMUS_LIBDIR_FROM_BINDIR / "vidimus" / file};
}

std::vector<std::filesystem::path> loadedLibraries()
{
    std::vector<std::filesystem::path> files;
#if !defined(_WIN32) && defined(__linux__)
    std::vector<std::string> names;
    dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* into) {
            if (info->dlpi_name && *info->dlpi_name)
                static_cast<std::vector<std::string>*>(into)->emplace_back(info->dlpi_name);
            return 0;
        },
        &names);
    for (const std::string& name : names) {
        std::error_code error;
        const std::filesystem::path resolved = std::filesystem::canonical(name, error);
        files.push_back(error ? std::filesystem::path(name) : resolved);
    }
#endif
    return files;
}

} // namespace vidimus::inference
