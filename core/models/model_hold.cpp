#include "core/models/model_hold.h"

#include <cerrno>
#include <system_error>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

#include "core/base/path_text.h"

namespace vidimus::models {

Result<ModelHold> ModelHold::shared(const std::filesystem::path& folder)
{
    return take(folder, false);
}

Result<ModelHold> ModelHold::exclusive(const std::filesystem::path& folder)
{
    return take(folder, true);
}

#ifdef _WIN32
Result<ModelHold> ModelHold::take(const std::filesystem::path&, bool)
{
    return ModelHold(-1);
}

ModelHold::~ModelHold() = default;
#else
Result<ModelHold> ModelHold::take(const std::filesystem::path& folder, bool alone)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(errno == EACCES ? ErrorCode::PermissionDenied : ErrorCode::NotFound,
                    displayPath(folder) + " cannot be opened: " + std::generic_category().message(errno) + ".");
    ModelHold hold(descriptor);
    if (::flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
        return hold;
    if (errno != EWOULDBLOCK)
        return hold; // a file system without locks: there is nobody to be told
    return fail(ErrorCode::Busy, alone ? "The model in " + displayPath(folder) +
                                             " is in use: choose another one first, or close the programs that use it."
                                       : "The model in " + displayPath(folder) + " is being replaced: try again.");
}

ModelHold::~ModelHold()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}
#endif

} // namespace vidimus::models
