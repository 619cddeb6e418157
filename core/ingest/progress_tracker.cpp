#include "core/ingest/progress_tracker.h"

#include <algorithm>
#include <utility>

namespace vidimus::ingest {

namespace {

constexpr std::chrono::seconds kRateWindow{8};
/// Before so much has been watched an estimate would only jump about.
constexpr std::chrono::milliseconds kEstimateAfter{1500};

double perSecond(std::int64_t count, std::chrono::duration<double> time)
{
    return time.count() > 0 ? static_cast<double>(count) / time.count() : 0;
}

} // namespace

void ProgressTracker::start(std::int64_t toDescribe, std::int64_t toEmbed, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    m_counts = {};
    m_counts.toDescribe = toDescribe;
    m_counts.toEmbed = toEmbed;
    m_describeDone = 0;
    m_start = now;
    m_samples.assign(1, {now, 0, 0, 0});
}

void ProgressTracker::setScanning(bool scanning)
{
    const std::lock_guard lock(m_mutex);
    m_counts.scanning = scanning;
}

void ProgressTracker::found()
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.found;
}

void ProgressTracker::looked(Outcome outcome, std::string file)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.looked;
    switch (outcome) {
    case Outcome::Imported:
        ++m_counts.imported;
        break;
    case Outcome::Duplicate:
        ++m_counts.duplicates;
        break;
    case Outcome::Updated:
        ++m_counts.updated;
        break;
    }
    m_counts.current = std::move(file);
}

void ProgressTracker::lookFailed(std::string file)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.looked;
    ++m_counts.failed;
    m_counts.current = std::move(file);
}

void ProgressTracker::toDescribe(bool toEmbed)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.toDescribe;
    m_counts.toEmbed += toEmbed ? 1 : 0;
}

void ProgressTracker::embedded()
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.embedded;
}

void ProgressTracker::embeddingFailed()
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.failed;
    ++m_counts.embedded;
}

void ProgressTracker::described()
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.described;
    ++m_describeDone;
}

void ProgressTracker::describeFailed()
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.failed;
    ++m_describeDone;
}

Progress ProgressTracker::progress(Progress::State state, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    m_samples.push_back({now, m_counts.looked, m_describeDone, m_counts.embedded});
    while (m_samples.size() > 2 && now - m_samples.front().at > kRateWindow)
        m_samples.pop_front();

    Progress progress = m_counts;
    progress.state = state;
    const Sample& oldest = m_samples.front();
    const std::chrono::duration<double> watched = now - oldest.at;
    const double lookRate = perSecond(m_counts.looked - oldest.looked, watched);
    const double describeRate = perSecond(m_describeDone - oldest.described, watched);
    const std::int64_t toLook = m_counts.found - m_counts.looked;
    if (toLook == 0 && m_counts.captionsPutOff()) {
        // How long the captions will take nobody knows yet.
        progress.perSecond = perSecond(m_counts.embedded - oldest.embedded, watched);
        if (state == Progress::State::Working && progress.perSecond > 0 && watched >= kEstimateAfter)
            progress.secondsLeft = static_cast<double>(m_counts.toEmbed - m_counts.embedded) / progress.perSecond;
        return progress;
    }
    // Every file still to be looked at may turn out new and want a description.
    const std::int64_t toDescribe = std::max<std::int64_t>(0, m_counts.toDescribe - m_describeDone);
    progress.perSecond = toLook > 0 || m_counts.scanning ? lookRate : describeRate;

    const double lookSeconds = lookRate > 0 ? static_cast<double>(toLook) / lookRate : 0;
    const double describeSeconds = describeRate > 0 ? static_cast<double>(toDescribe + toLook) / describeRate : 0;
    const bool known = (toLook == 0 || lookRate > 0) && (toDescribe == 0 || describeRate > 0);
    if (state == Progress::State::Working && !m_counts.scanning && known && watched >= kEstimateAfter)
        progress.secondsLeft = std::max(lookSeconds, describeSeconds);
    return progress;
}

Progress ProgressTracker::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

double ProgressTracker::secondsSinceStart(TimePoint now) const
{
    const std::lock_guard lock(m_mutex);
    return std::chrono::duration<double>(now - m_start).count();
}

} // namespace vidimus::ingest
