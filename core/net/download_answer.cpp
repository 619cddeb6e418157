#include "core/net/download_answer.h"

#include <algorithm>
#include <system_error>

#include <QUrl>

#include "core/base/path_text.h"
#include "core/net/http_fields.h"

namespace vidimus::net {

namespace {

std::string hostOf(const std::string& url)
{
    return QUrl(QString::fromStdString(url)).authority().toStdString();
}

std::string megabytes(std::uint64_t bytes)
{
    return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// The hash by which the hub knows the file; only its own answers count, not those of where it sends to.
std::string hubHash(const std::vector<HttpHead>& hops)
{
    const std::string hub = hostOf(hops.front().url);
    for (const HttpHead& hop : hops) {
        if (hostOf(hop.url) != hub)
            continue;
        const auto linked = hop.field("x-linked-etag");
        // Without a commit in the answer an ETag is any server's and need not be a hash of the content.
        const auto plain = hop.field("x-repo-commit") ? hop.field("etag") : std::nullopt;
        for (const auto& tag : {linked, plain}) {
            const std::string hash = tag ? lowerCase(tagContent(*tag)) : std::string();
            if (isSha256(hash) || isSha1(hash))
                return hash;
        }
    }
    return {};
}

std::string hubField(const std::vector<HttpHead>& hops, std::string_view name)
{
    const std::string hub = hostOf(hops.front().url);
    for (const HttpHead& hop : hops)
        if (const auto value = hop.field(name); value && hostOf(hop.url) == hub)
            return *value;
    return {};
}

} // namespace

Result<void> DownloadAnswer::begin(const std::vector<HttpHead>& hops)
{
    const HttpHead& head = hops.back();
    m_found.source = m_part.origin().source;
    m_found.tag = strongTag(head.field("etag").value_or("")).value_or("");
    m_found.hash = hubHash(hops);
    m_found.commit = hubField(hops, "x-repo-commit");
    m_found.total = parseNumber(hubField(hops, "x-linked-size"));
    if (head.status != 200 && head.status != 206)
        return refusal(head);

    if (const std::string encoding = head.field("content-encoding").value_or("identity"); encoding != "identity")
        return fail(ErrorCode::Corrupt, hostOf(head.url) + " sends " + m_request.name + " packed (" +
                                            displayText(encoding) + ") though it was asked not to.");
    if (!m_request.sha256.empty() && isSha256(m_found.hash) && m_found.hash != m_request.sha256)
        return fail(ErrorCode::Corrupt, hostOf(hops.front().url) + " offers another " + m_request.name +
                                            " than the one that is expected (its SHA-256 differs).");
    return head.status == 200 ? whole(head) : rest(head);
}

Result<void> DownloadAnswer::whole(const HttpHead& head)
{
    const auto length = parseNumber(head.field("content-length").value_or(""));
    if (length && m_found.total && *length != *m_found.total)
        return fail(ErrorCode::Corrupt, hostOf(head.url) + " sends " + std::to_string(*length) + " bytes of " +
                                            m_request.name + ", but it has " + std::to_string(*m_found.total) + ".");
    if (!m_found.total)
        m_found.total = length;
    const bool chunked = head.field("transfer-encoding").has_value();
    if (!m_found.total && !chunked && m_request.sha256.empty() && m_found.hash.empty())
        return fail(ErrorCode::Corrupt, hostOf(head.url) + " says neither how long " + m_request.name +
                                            " is nor its hash: whether it is whole could not be told.");
    if (m_request.bytes && m_found.total && *m_request.bytes != *m_found.total)
        return fail(ErrorCode::Corrupt, hostOf(head.url) + " offers " + std::to_string(*m_found.total) + " bytes of " +
                                            m_request.name + " where " + std::to_string(*m_request.bytes) +
                                            " are expected.");
    if (auto room = roomFor(m_found.total.value_or(0)); !room)
        return room;
    return m_part.restart(m_found);
}

Result<void> DownloadAnswer::rest(const HttpHead& head)
{
    const auto range = parseContentRange(head.field("content-range").value_or(""));
    const PartOrigin& known = m_part.origin();
    if (m_asked == 0 || !range || !range->first || *range->first != m_asked)
        return startOver("another part than asked for");
    if (range->total && known.total && *range->total != *known.total)
        return startOver("a file of another size");
    if (!known.tag.empty() && !m_found.tag.empty() && known.tag != m_found.tag)
        return startOver("a file that has changed");
    if (!known.hash.empty() && !m_found.hash.empty() && known.hash != m_found.hash)
        return startOver("a file that has changed");
    return roomFor(known.total.value_or(m_asked) - m_asked);
}

Result<void> DownloadAnswer::refusal(const HttpHead& head)
{
    const std::string host = hostOf(head.url);
    const std::string number = " (" + std::to_string(head.status) + ")";
    m_wish = parseRetryAfter(head.field("retry-after").value_or(""), m_clock.now());
    switch (head.status) {
    case 416: {
        const auto range = parseContentRange(head.field("content-range").value_or(""));
        const bool all = range && range->total && *range->total == m_asked && m_asked > 0;
        m_verdict = all ? Verdict::AllThere : Verdict::StartOver;
        return fail(ErrorCode::Corrupt, host + " has no such part of " + m_request.name + ".");
    }
    case 401:
    case 403:
        return fail(ErrorCode::PermissionDenied, host + " does not give out " + m_request.name + number +
                                                     ": it may ask for an account (HF_TOKEN) or a licence to accept.");
    case 404:
    case 410:
        return fail(ErrorCode::NotFound, host + " has no " + m_request.name + number + ".");
    case 429:
        m_verdict = Verdict::TryAgain;
        return fail(ErrorCode::Busy, host + " asks for patience" + number + ".");
    case 408:
    case 425:
    case 500:
    case 502:
    case 503:
    case 504:
        m_verdict = Verdict::TryAgain;
        return fail(head.status == 503 ? ErrorCode::Busy : ErrorCode::Unreachable,
                    host + " cannot answer at the moment" + number + ".");
    default:
        return fail(ErrorCode::Unreadable,
                    host + " answers " + std::to_string(head.status) + " instead of sending " + m_request.name + ".");
    }
}

Result<void> DownloadAnswer::startOver(const char* why)
{
    m_verdict = Verdict::StartOver;
    return fail(ErrorCode::Corrupt, "The server sends " + std::string(why) + " for " + m_request.name + ".");
}

Result<void> DownloadAnswer::roomFor(std::uint64_t bytes) const
{
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(m_request.target.parent_path(), error);
    if (error || bytes <= space.available)
        return {};
    return fail(ErrorCode::OutOfSpace, m_request.name + " needs " + megabytes(bytes) + " more and there are " +
                                           megabytes(space.available) + " left on the disk of " +
                                           displayPath(m_request.target.parent_path()) + ".");
}

Result<void> DownloadAnswer::take(std::span<const std::byte> bytes)
{
    const auto& total = m_part.origin().total;
    if (total && m_part.size() + bytes.size() > *total)
        return startOver("more than the whole file");
    if (auto added = m_part.append(bytes); !added)
        return added;
    if (m_onBytes)
        m_onBytes(bytes.size());
    return {};
}

Verdict DownloadAnswer::verdict(const Result<void>& transfer) const
{
    if (m_verdict)
        return *m_verdict;
    if (!transfer)
        return transfer.error().code == ErrorCode::Unreachable ? Verdict::TryAgain : Verdict::GiveUp;
    return Verdict::Whole;
}

} // namespace vidimus::net
