#include "core/services/comparison_service.h"

#include <algorithm>
#include <utility>

#include <QMetaObject>
#include <QThreadPool>

#include "core/services/comparison_run.h"

namespace vidimus::services {

const metrics::StageSummary* EngineMeasure::stage(std::string_view name) const
{
    const auto found =
        std::find_if(stages.begin(), stages.end(), [name](const auto& summary) { return summary.stage == name; });
    return found == stages.end() ? nullptr : &*found;
}

ComparisonService::ComparisonService(Parts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_worker(std::make_unique<QThreadPool>())
{
    m_worker->setMaxThreadCount(1);
}

ComparisonService::~ComparisonService()
{
    cancel();
    m_worker->waitForDone();
}

void ComparisonService::start(std::vector<PhotoId> chosen)
{
    if (m_running)
        return;
    m_running = true;
    m_stop = std::stop_source();
    m_worker->start([this, chosen = std::move(chosen), stop = m_stop.get_token()] {
        ComparisonRun run(m_parts, m_otherMetrics, stop);
        auto result = run.run(chosen, [this](int done, int total) {
            QMetaObject::invokeMethod(
                this, [this, done, total] { Q_EMIT progressChanged(done, total); }, Qt::QueuedConnection);
        });
        QMetaObject::invokeMethod(
            this, [this, result = std::move(result)] { end(result); }, Qt::QueuedConnection);
    });
}

void ComparisonService::cancel()
{
    m_stop.request_stop();
}

void ComparisonService::end(const Result<Comparison>& result)
{
    m_running = false;
    if (result)
        Q_EMIT finished(*result);
    else if (result.error().code == ErrorCode::Cancelled)
        Q_EMIT cancelled();
    else
        Q_EMIT failed(QString::fromStdString(result.error().message));
}

} // namespace vidimus::services
