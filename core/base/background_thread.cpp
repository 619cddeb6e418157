#include "core/base/background_thread.h"

#ifdef _WIN32
#include <windows.h>
#elif defined(__linux__)
#include <sched.h>
#endif

namespace vidimus {

void workInBackground()
{
#ifdef _WIN32
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
#elif defined(__linux__)
    // Not setpriority(): a nicer thread still keeps a processor for its slice of some milliseconds when another one wakes
    // up, and threads that compute together wake up at every step.
    constexpr sched_param kNone{};
    sched_setscheduler(0, SCHED_IDLE, &kNone); // 0 is the calling thread
#endif
}

} // namespace vidimus
