#include "core/metrics/span.h"

#include <utility>

#include "core/metrics/histogram.h"

namespace vidimus::metrics {

std::int64_t Span::stop()
{
    if (Histogram* const histogram = std::exchange(m_histogram, nullptr)) {
        const auto elapsed = std::chrono::steady_clock::now() - m_start;
        histogram->record(elapsed);
        m_elapsedUs = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
    }
    return m_elapsedUs;
}

} // namespace vidimus::metrics
