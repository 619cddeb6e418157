#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/net/file_digest.h"
#include "core/net/http_client.h"
#include "core/net/retry_policy.h"

namespace vidimus::net {

struct DownloadRequest {
    std::string url;
    std::filesystem::path target;       ///< its folder has to be there
    std::string name;                   ///< for people
    std::string sha256;                 ///< what it must be; empty: not known before
    std::optional<std::uint64_t> bytes; ///< how long it must be
};

/// Who says that the bytes are right.
enum class Vouched {
    Beforehand, ///< DownloadRequest::sha256
    ByServer,   ///< the hash that the server named itself
    ByNobody,   ///< only the length, and that the connection was the right one
};

struct Downloaded {
    std::uint64_t bytes = 0;
    Digest digest;
    std::string commit; ///< of the repository, as the hub said; empty where it said nothing
    Vouched vouched = Vouched::ByNobody;
};

struct DownloadProgress {
    enum class Phase {
        Asking,      ///< nothing has come yet
        Downloading, ///< bytes come
        Waiting,     ///< before the next try; `note` says why
        Checking,    ///< what is there already is read
    };
    Phase phase = Phase::Asking;
    std::uint64_t done = 0;
    std::optional<std::uint64_t> total;
    std::optional<double> bytesPerSecond;
    std::chrono::milliseconds wait{0}; ///< of Waiting
    std::string note;
};

/// Called on changing threads, never two at a time; about ten times a second.
using OnDownloadProgress = std::function<void(const DownloadProgress&)>;

/// Fetches files so that what has its name is whole and right. What arrived before a cut, a cancel, a kill or an error
/// that may pass stays as FILE.part and is gone on with by the next call, in this run or another. Waits as RetryPolicy
/// says between tries. Thread: any that may wait.
class Downloader {
public:
    Downloader(HttpClient& client, RetryPolicy policy, const Clock& clock)
        : m_client(client), m_policy(std::move(policy)), m_clock(clock)
    {}

    /// Unreachable (tried often enough), Busy (the server asks for patience), NotFound, PermissionDenied, Corrupt (not
    /// what it should be; thrown away), OutOfSpace, Untrusted, Cancelled, and what files may say.
    Result<Downloaded> fetch(const DownloadRequest& request, const std::stop_token& stop,
                             const OnDownloadProgress& progress = {});

private:
    HttpClient& m_client;
    const RetryPolicy m_policy;
    const Clock& m_clock;
};

} // namespace vidimus::net
