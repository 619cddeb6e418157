#include "core/base/make_folder.h"

#include <system_error>

#include "core/base/path_text.h"

namespace vidimus {

Result<void> makeFolder(const std::filesystem::path& folder, const std::string& what)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error && std::filesystem::is_directory(folder, error))
        return {};
    const ErrorCode code = error == std::errc::no_space_on_device      ? ErrorCode::OutOfSpace
                           : error == std::errc::read_only_file_system ? ErrorCode::ReadOnly
                                                                       : ErrorCode::PermissionDenied;
    return fail(code, what + " " + displayPath(folder) + " cannot be made: " +
                          (error ? error.message() : std::string("something else is there")) + ".");
}

} // namespace vidimus
