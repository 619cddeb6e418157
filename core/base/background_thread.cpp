#include "core/base/background_thread.h"

#ifdef _WIN32
#include <windows.h>
#elif defined(__linux__)
#include <sys/resource.h>
#endif

namespace vidimus {

void workInBackground()
{
#ifdef _WIN32
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
#elif defined(__linux__)
    constexpr int kNice = 10;            // a tenth of the share of a thread that is not
    setpriority(PRIO_PROCESS, 0, kNice); // on Linux 0 is the calling thread, not its process
#endif
}

} // namespace vidimus
