#pragma once

namespace vidimus::cli {

/// What a command's end tells the shell. Scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    SomeFailed = 1, ///< the job ran, some items failed
    WrongUsage = 2,
    CannotRun = 3, ///< the message says why and what to do
    Interrupted = 130,
};

} // namespace vidimus::cli
