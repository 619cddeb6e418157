#pragma once

#include <memory>
#include <stop_token>

namespace vidimus::cli {

/// Ctrl-C (SIGINT) and a request to end (SIGTERM) as a stop token; the second one ends the process at once with the exit
/// code of an interruption. Make one, in main(), before any thread is started.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vidimus::cli
