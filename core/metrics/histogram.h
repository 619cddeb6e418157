#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vidimus::metrics {

/// The buckets of every histogram: each power of two of nanoseconds is cut into 32 equal parts, so a bucket is at most
/// 1/32 as wide as its values and its middle is within 1.6 % of each of them. Anything over 1 h counts as 1 h.
namespace buckets {

inline constexpr int kSubBits = 5;
inline constexpr std::uint64_t kMaxNs = 3'600'000'000'000; ///< 1 h

constexpr std::size_t indexOf(std::uint64_t ns)
{
    if (ns > kMaxNs)
        ns = kMaxNs;
    if (ns < (std::uint64_t{1} << kSubBits))
        return static_cast<std::size_t>(ns);
    int highestBit = 0;
    for (int step = 32; step > 0; step /= 2) {
        if (ns >> (highestBit + step))
            highestBit += step;
    }
    const int shift = highestBit - kSubBits;
    return (static_cast<std::size_t>(shift) << kSubBits) + static_cast<std::size_t>(ns >> shift);
}

/// The smallest value of a bucket; lowerBound(i + 1) is where it ends.
constexpr std::uint64_t lowerBound(std::size_t index)
{
    constexpr std::size_t parts = std::size_t{1} << kSubBits;
    if (index < 2 * parts)
        return index;
    const auto shift = (index >> kSubBits) - 1;
    return static_cast<std::uint64_t>((index & (parts - 1)) + parts) << shift;
}

inline constexpr std::size_t kCount = indexOf(kMaxNs) + 1;

} // namespace buckets

/// What a histogram held at one moment; a plain value. Thread: the one that holds it.
class HistogramSnapshot {
public:
    std::uint64_t count() const { return m_count; }
    std::chrono::nanoseconds sum() const { return std::chrono::nanoseconds(m_sumNs); }
    std::chrono::nanoseconds max() const { return std::chrono::nanoseconds(m_maxNs); }

    /// The value below which the share q (0..1) of what was recorded lies, within 2 %; never above max(). 0 when empty.
    std::chrono::nanoseconds quantile(double q) const;
    /// How many values were at most this, up to the width of a bucket.
    std::uint64_t countUpTo(std::chrono::nanoseconds bound) const;

    /// As if everything the other holds had been recorded here too.
    void merge(const HistogramSnapshot& other);
    /// What was recorded after `earlier`, a snapshot of the same histogram, was taken. After a reset in between: what it
    /// holds, as far as that can be told. Its max() is right to the width of a bucket.
    HistogramSnapshot since(const HistogramSnapshot& earlier) const;

private:
    friend class Histogram;

    std::vector<std::uint64_t> m_buckets; ///< empty or buckets::kCount
    std::uint64_t m_count = 0;            ///< the sum of m_buckets
    std::int64_t m_sumNs = 0;
    std::int64_t m_maxNs = 0;
};

/// How long something took, many times. Recording takes no lock and no memory: two atomic additions.
///
/// Thread: any. A snapshot taken, or a reset made, while others record may miss or keep a record that is under way.
class Histogram {
public:
    void record(std::chrono::nanoseconds duration);

    HistogramSnapshot snapshot() const;
    /// Adds what another histogram holds.
    void merge(const HistogramSnapshot& other);
    void reset();

private:
    std::array<std::atomic<std::uint64_t>, buckets::kCount> m_buckets{};
    std::atomic<std::int64_t> m_sumNs = 0;
    std::atomic<std::int64_t> m_maxNs = 0;
};

} // namespace vidimus::metrics
