#pragma once

#include <memory>
#include <stop_token>

#include <QFuture>

#include "core/base/error.h"
#include "core/search/search_results.h"

namespace vidimus::search {
class Searcher;
}
class QThreadPool;

namespace vidimus::services {

/// Search without waiting. A new search cancels the one before it, which then answers ErrorCode::Cancelled: what is on
/// screen always belongs to the last words typed. Lives on one thread (the GUI's).
class SearchService {
public:
    explicit SearchService(search::Searcher& searcher);
    ~SearchService();

    QFuture<Result<search::Results>> search(search::Query query);
    void cancel();

private:
    search::Searcher& m_searcher;
    std::stop_source m_current;
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace vidimus::services
