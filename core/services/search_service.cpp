#include "core/services/search_service.h"

#include <utility>

#include <QThreadPool>

#include "core/search/searcher.h"
#include "core/services/pool_task.h"

namespace vidimus::services {

SearchService::SearchService(search::Searcher& searcher) : m_searcher(searcher), m_pool(std::make_unique<QThreadPool>())
{
    // Two: the query that is being cancelled must not hold up its successor.
    m_pool->setMaxThreadCount(2);
}

SearchService::~SearchService()
{
    cancel();
    m_pool->clear();
    m_pool->waitForDone();
}

QFuture<Result<search::Results>> SearchService::search(search::Query query)
{
    cancel();
    m_current = std::stop_source();
    return runOn(*m_pool, [this, query = std::move(query), stop = m_current.get_token()]() -> Result<search::Results> {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        auto results = m_searcher.search(query, stop);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        return results;
    });
}

void SearchService::cancel()
{
    m_current.request_stop();
}

} // namespace vidimus::services
