#pragma once

#include <chrono>
#include <optional>

#include "core/base/clock.h"
#include "core/net/download.h"
#include "core/net/http_types.h"
#include "core/net/part_file.h"

namespace vidimus::net {

/// What an answer means for a download.
enum class Verdict {
    Whole,     ///< it came to its end, as far as the connection knows
    TryAgain,  ///< may pass
    StartOver, ///< what is there does not fit what the server has: without it, at once
    AllThere,  ///< the server has no more than what is there
    GiveUp,
};

/// Judges one answer to the question for the rest of a file, and puts its bytes where they belong.
class DownloadAnswer final : public HttpSink {
public:
    using OnBytes = std::function<void(std::uint64_t)>;

    DownloadAnswer(const DownloadRequest& request, PartFile& part, const Clock& clock, OnBytes onBytes)
        : m_request(request), m_part(part), m_clock(clock), m_onBytes(std::move(onBytes)), m_asked(part.size())
    {}

    Result<void> begin(const std::vector<HttpHead>& hops) override;
    Result<void> take(std::span<const std::byte> bytes) override;

    /// After the transfer, with what it answered.
    Verdict verdict(const Result<void>& transfer) const;
    std::optional<std::chrono::seconds> wish() const { return m_wish; } ///< Retry-After

private:
    Result<void> whole(const HttpHead& head);
    Result<void> rest(const HttpHead& head);
    Result<void> refusal(const HttpHead& head);
    Result<void> startOver(const char* why);
    Result<void> roomFor(std::uint64_t bytes) const;

    const DownloadRequest& m_request;
    PartFile& m_part;
    const Clock& m_clock;
    const OnBytes m_onBytes;
    const std::uint64_t m_asked; ///< from which byte on
    PartOrigin m_found;          ///< what the answer says of the file
    std::optional<Verdict> m_verdict;
    std::optional<std::chrono::seconds> m_wish;
};

} // namespace vidimus::net
