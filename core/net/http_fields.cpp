#include "core/net/http_fields.h"

#include <algorithm>
#include <charconv>

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace vidimus::net {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// "Wed, 21 Oct 2026 07:28:00 GMT"; days and months are English whatever the person speaks.
std::optional<std::chrono::sys_seconds> parseHttpDate(std::string_view text)
{
    const QString date = QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    QDateTime when = QLocale::c().toDateTime(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!when.isValid())
        return std::nullopt;
    when.setTimeZone(QTimeZone::utc());
    return std::chrono::sys_seconds(std::chrono::seconds(when.toSecsSinceEpoch()));
}

} // namespace

std::optional<std::uint64_t> parseNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<ContentRange> parseContentRange(std::string_view text)
{
    constexpr std::string_view kUnit = "bytes ";
    text = trimmed(text);
    if (!text.starts_with(kUnit))
        return std::nullopt;
    text = trimmed(text.substr(kUnit.size()));
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const std::string_view range = text.substr(0, slash);
    const std::string_view total = text.substr(slash + 1);
    ContentRange parsed;
    parsed.total = parseNumber(total);
    if (!parsed.total && total != "*")
        return std::nullopt;
    if (range == "*")
        return parsed.total ? std::optional(parsed) : std::nullopt;
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    parsed.first = parseNumber(range.substr(0, dash));
    parsed.last = parseNumber(range.substr(dash + 1));
    const bool ordered = parsed.first && parsed.last && *parsed.first <= *parsed.last;
    if (!ordered || (parsed.total && *parsed.last >= *parsed.total))
        return std::nullopt;
    return parsed;
}

std::optional<std::chrono::seconds> parseRetryAfter(std::string_view text, std::chrono::system_clock::time_point now)
{
    text = trimmed(text);
    constexpr std::uint64_t kYear = 365 * 24 * 3600;
    if (const auto seconds = parseNumber(text))
        return std::chrono::seconds(std::min(*seconds, kYear));
    const auto when = parseHttpDate(text);
    if (!when)
        return std::nullopt;
    return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(*when - now));
}

std::optional<std::string> strongTag(std::string_view text)
{
    text = trimmed(text);
    if (text.size() < 3 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    return std::string(text);
}

std::string tagContent(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with("W/"))
        text.remove_prefix(2);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}

} // namespace vidimus::net
