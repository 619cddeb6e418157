#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <QFuture>

#include "core/base/error.h"
#include "core/search/search_results.h"
#include "core/search/switch_state.h"

namespace vidimus::search {
class Searcher;
}
namespace vidimus::storage {
class Library;
}
class QThreadPool;

namespace vidimus::services {

/// What of a library a query can name, for completion.
struct SearchNames {
    std::vector<std::string> folders; ///< each name once, without the path to it
    std::vector<std::string> cameras;
    std::vector<std::string> tags;
    std::vector<std::string> albums; ///< put together by hand
};

/// Search without waiting. A new search cancels the one before it, which then answers ErrorCode::Cancelled: what is on
/// screen always belongs to the last words typed. Lives on one thread (the GUI's).
class SearchService {
public:
    SearchService(search::Searcher& searcher, storage::Library& library);
    ~SearchService();

    QFuture<Result<search::Results>> search(search::Query query);
    void cancel();
    /// How far the embedder in use is in taking over from an earlier one. At once.
    search::SwitchState switchState() const;

    /// What a line means now, with its mistakes. At once.
    search::ParsedQuery parse(const std::string& line) const;
    /// A filter as it is written: `folder:"My pictures"`.
    static std::string writeTerm(const std::string& key, const std::string& value, bool negated);
    QFuture<Result<search::Reasons>> why(search::Query query, PhotoId photo);
    QFuture<Result<SearchNames>> names();

    /// What was searched for, the latest first.
    QFuture<Result<std::vector<std::string>>> history();
    QFuture<Result<void>> remember(std::string line);
    QFuture<Result<void>> forget(std::string line);
    QFuture<Result<void>> forgetAll();

private:
    search::Searcher& m_searcher;
    storage::Library& m_library;
    std::stop_source m_current;
    std::unique_ptr<QThreadPool> m_pool;
    std::unique_ptr<QThreadPool> m_lookUps; ///< one after the other, and none of them before a search
};

} // namespace vidimus::services
