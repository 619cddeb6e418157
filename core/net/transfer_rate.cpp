#include "core/net/transfer_rate.h"

namespace vidimus::net {

namespace {

using namespace std::chrono_literals;

constexpr auto kWindow = 8s;
constexpr auto kEvery = 100ms;
constexpr auto kTooSoon = 500ms;

} // namespace

void TransferRate::add(std::uint64_t bytes, Time now)
{
    if (m_samples.empty())
        m_samples.push_back({now, m_total});
    m_total += bytes;
    if (m_samples.size() > 1 && now - m_samples[m_samples.size() - 2].time < kEvery)
        m_samples.back() = {now, m_total};
    else
        m_samples.push_back({now, m_total});
    while (m_samples.size() > 2 && now - m_samples[1].time > kWindow)
        m_samples.pop_front();
}

std::optional<double> TransferRate::bytesPerSecond(Time now) const
{
    if (m_samples.empty() || now - m_samples.back().time > kWindow)
        return std::nullopt;
    const auto span = now - m_samples.front().time;
    if (span < kTooSoon)
        return std::nullopt;
    return static_cast<double>(m_total - m_samples.front().total) / std::chrono::duration<double>(span).count();
}

void TransferRate::clear()
{
    m_samples.clear();
    m_total = 0;
}

} // namespace vidimus::net
