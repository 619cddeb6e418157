#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace vidimus::models {

/// How far an installation is.
struct InstallProgress {
    enum class Phase {
        Asking, ///< the server, and nothing has come yet
        Downloading,
        Waiting,  ///< before the next try; `note` says why
        Checking, ///< what is there already is read
        Copying,  ///< from a folder
        Finishing ///< the whole model is looked through
    };
    Phase phase = Phase::Asking;
    std::string file; ///< the one that is being fetched
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: not known
    bool totalIsExact = false;
    std::optional<double> bytesPerSecond;
    std::chrono::milliseconds wait{0}; ///< of Waiting
    std::string note;

    std::optional<std::chrono::seconds> left() const
    {
        if (!bytesPerSecond || *bytesPerSecond < 1 || total < done)
            return std::nullopt;
        return std::chrono::seconds(static_cast<std::int64_t>(static_cast<double>(total - done) / *bytesPerSecond));
    }
};

/// Called on changing threads, never two at a time.
using OnInstallProgress = std::function<void(const InstallProgress&)>;

} // namespace vidimus::models
