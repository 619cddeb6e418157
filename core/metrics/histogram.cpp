#include "core/metrics/histogram.h"

#include <algorithm>
#include <cmath>

namespace vidimus::metrics {

static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

namespace {

void raiseTo(std::atomic<std::int64_t>& maximum, std::int64_t value)
{
    std::int64_t seen = maximum.load(std::memory_order_relaxed);
    while (value > seen && !maximum.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {}
}

/// The middle of a bucket: of all its values it errs least.
std::int64_t middleOf(std::size_t bucket)
{
    const std::uint64_t first = buckets::lowerBound(bucket);
    const std::uint64_t last = buckets::lowerBound(bucket + 1) - 1;
    return static_cast<std::int64_t>(first + (last - first) / 2);
}

} // namespace

std::chrono::nanoseconds HistogramSnapshot::quantile(double q) const
{
    if (m_count == 0)
        return {};
    const double rank = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count));
    const auto wanted = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(rank));
    std::uint64_t passed = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        passed += m_buckets[i];
        if (passed >= wanted)
            return std::chrono::nanoseconds(std::min(middleOf(i), m_maxNs));
    }
    return max();
}

std::uint64_t HistogramSnapshot::countUpTo(std::chrono::nanoseconds bound) const
{
    std::uint64_t passed = 0;
    for (std::size_t i = 0; i < m_buckets.size() && middleOf(i) <= bound.count(); ++i)
        passed += m_buckets[i];
    return passed;
}

void HistogramSnapshot::merge(const HistogramSnapshot& other)
{
    if (other.m_buckets.empty())
        return;
    m_buckets.resize(buckets::kCount);
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_sumNs += other.m_sumNs;
    m_maxNs = std::max(m_maxNs, other.m_maxNs);
}

HistogramSnapshot HistogramSnapshot::since(const HistogramSnapshot& earlier) const
{
    if (earlier.m_count == 0 || earlier.m_count > m_count)
        return *this;
    HistogramSnapshot difference;
    if (earlier.m_count == m_count)
        return difference;
    difference.m_buckets.resize(buckets::kCount);
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        const std::uint64_t count = m_buckets[i] - std::min(m_buckets[i], earlier.m_buckets[i]);
        difference.m_buckets[i] = count;
        difference.m_count += count;
        if (count > 0)
            difference.m_maxNs = std::min(m_maxNs, static_cast<std::int64_t>(buckets::lowerBound(i + 1) - 1));
    }
    difference.m_sumNs = std::max<std::int64_t>(0, m_sumNs - earlier.m_sumNs);
    return difference;
}

void Histogram::record(std::chrono::nanoseconds duration)
{
    const std::int64_t ns = std::max<std::int64_t>(0, duration.count());
    // The maximum goes first: whoever sees the count of a value then finds a maximum that is not below it.
    raiseTo(m_maxNs, ns);
    m_sumNs.fetch_add(ns, std::memory_order_relaxed);
    m_buckets[buckets::indexOf(static_cast<std::uint64_t>(ns))].fetch_add(1, std::memory_order_release);
}

HistogramSnapshot Histogram::snapshot() const
{
    HistogramSnapshot shot;
    shot.m_buckets.resize(buckets::kCount);
    for (std::size_t i = 0; i < buckets::kCount; ++i) {
        shot.m_buckets[i] = m_buckets[i].load(std::memory_order_acquire);
        shot.m_count += shot.m_buckets[i];
    }
    shot.m_sumNs = m_sumNs.load(std::memory_order_relaxed);
    shot.m_maxNs = m_maxNs.load(std::memory_order_relaxed);
    return shot;
}

void Histogram::merge(const HistogramSnapshot& other)
{
    if (other.m_buckets.empty())
        return;
    raiseTo(m_maxNs, other.m_maxNs);
    m_sumNs.fetch_add(other.m_sumNs, std::memory_order_relaxed);
    for (std::size_t i = 0; i < buckets::kCount; ++i)
        m_buckets[i].fetch_add(other.m_buckets[i], std::memory_order_release);
}

void Histogram::reset()
{
    for (std::atomic<std::uint64_t>& bucket : m_buckets)
        bucket.store(0, std::memory_order_relaxed);
    m_sumNs.store(0, std::memory_order_relaxed);
    m_maxNs.store(0, std::memory_order_relaxed);
}

} // namespace vidimus::metrics
