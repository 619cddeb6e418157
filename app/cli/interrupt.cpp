#include "app/cli/interrupt.h"

#include <atomic>
#include <cstdlib>
#include <thread>

#ifdef _WIN32
#include <windows.h>
#else
#include <csignal>
#include <pthread.h>
#include <unistd.h>
#endif

#include "app/cli/exit_code.h"

namespace vidimus::cli {

#ifdef _WIN32

namespace {

/// Windows hands its control handler no context.
std::atomic<std::stop_source*> interruptSource = nullptr;

BOOL WINAPI onControl(DWORD)
{
    std::stop_source* source = interruptSource;
    if (!source)
        return FALSE;
    if (!source->request_stop())
        ExitProcess(static_cast<UINT>(ExitCode::Interrupted));
    return TRUE;
}

} // namespace

class Interrupt::Private {
public:
    Private()
    {
        interruptSource = &m_source;
        SetConsoleCtrlHandler(onControl, TRUE);
    }
    ~Private()
    {
        SetConsoleCtrlHandler(onControl, FALSE);
        interruptSource = nullptr;
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
};

#else

/// The signals are blocked in every thread (they inherit the mask) and taken by one that waits for them, so there is no
/// handler, nothing global, and nothing that must be async-signal-safe.
class Interrupt::Private {
public:
    Private()
    {
        sigemptyset(&m_signals);
        for (const int signal : {SIGINT, SIGTERM}) {
            struct sigaction present {};
            // A job started in the background by a shell ignores Ctrl-C: leave it so.
            if (sigaction(signal, nullptr, &present) == 0 && present.sa_handler != SIG_IGN)
                sigaddset(&m_signals, signal);
        }
        sigaddset(&m_signals, kWakeUp);
        pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
        m_thread = std::thread([this] { wait(); });
    }

    ~Private()
    {
        m_ending = true;
        pthread_kill(m_thread.native_handle(), kWakeUp);
        m_thread.join();
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

    std::stop_token token() const { return m_source.get_token(); }

private:
    static constexpr int kWakeUp = SIGUSR2;

    void wait()
    {
        while (true) {
            int signal = 0;
            if (sigwait(&m_signals, &signal) != 0 || m_ending)
                return;
            if (signal != kWakeUp && !m_source.request_stop())
                _exit(static_cast<int>(ExitCode::Interrupted));
        }
    }

    sigset_t m_signals{};
    sigset_t m_before{};
    std::stop_source m_source;
    std::atomic<bool> m_ending = false;
    std::thread m_thread; ///< last: it uses all of the above
};

#endif

Interrupt::Interrupt() : d(std::make_unique<Private>()) {}
Interrupt::~Interrupt() = default;

std::stop_token Interrupt::token() const
{
    return d->token();
}

} // namespace vidimus::cli
