#include "core/services/search_service.h"

#include <algorithm>
#include <utility>

#include <QThreadPool>

#include "core/base/path_text.h"
#include "core/search/model_switch.h"
#include "core/search/query_parser.h"
#include "core/search/searcher.h"
#include "core/services/pool_task.h"
#include "core/storage/library.h"

namespace vidimus::services {

namespace {

constexpr std::size_t kHistoryShown = 50;

Result<SearchNames> readNames(storage::Library& library)
{
    SearchNames names;
    const auto folders = library.query().folders();
    if (!folders)
        return fail(folders.error());
    for (const storage::FolderCount& count : *folders) {
        // A name that is no UTF-8 cannot be typed.
        const std::string bytes = pathToBytes(count.folder.filename());
        if (!bytes.empty() && bytes == displayText(bytes, bytes.size()))
            names.folders.push_back(bytes);
    }
    std::sort(names.folders.begin(), names.folders.end());
    names.folders.erase(std::unique(names.folders.begin(), names.folders.end()), names.folders.end());
    const auto cameras = library.filters().cameras();
    if (!cameras)
        return fail(cameras.error());
    for (const storage::CameraCount& count : *cameras)
        names.cameras.push_back(count.camera);
    const auto tags = library.tags().all();
    if (!tags)
        return fail(tags.error());
    for (const storage::TagCount& count : *tags)
        names.tags.push_back(count.name);
    const auto albums = library.albums().all();
    if (!albums)
        return fail(albums.error());
    for (const storage::AlbumCount& count : *albums) {
        if (!count.album.query)
            names.albums.push_back(count.album.name);
    }
    return names;
}

} // namespace

SearchService::SearchService(search::Searcher& searcher, storage::Library& library)
    : m_searcher(searcher)
    , m_library(library)
    , m_pool(std::make_unique<QThreadPool>())
    , m_lookUps(std::make_unique<QThreadPool>())
{
    // Two: the query that is being cancelled must not hold up its successor.
    m_pool->setMaxThreadCount(2);
    m_pool->setExpiryTimeout(-1); // a thread made anew for a letter typed would cost as much as the search
    m_lookUps->setMaxThreadCount(1);
}

SearchService::~SearchService()
{
    cancel();
    m_pool->clear();
    m_pool->waitForDone();
    m_lookUps->waitForDone(); // what was to be remembered is
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

search::SwitchState SearchService::switchState() const
{
    const search::ModelSwitch* now = m_searcher.modelSwitch();
    return now ? now->state() : search::SwitchState();
}

search::ParsedQuery SearchService::parse(const std::string& line) const
{
    return m_searcher.parse(line);
}

std::string SearchService::writeTerm(const std::string& key, const std::string& value, bool negated)
{
    return search::writeTerm(key, value, negated);
}

QFuture<Result<search::Reasons>> SearchService::why(search::Query query, PhotoId photo)
{
    return runOn(*m_lookUps, [this, query = std::move(query), photo] { return m_searcher.why(query, photo); });
}

QFuture<Result<SearchNames>> SearchService::names()
{
    return runOn(*m_lookUps, [this] { return readNames(m_library); });
}

QFuture<Result<std::vector<std::string>>> SearchService::history()
{
    return runOn(*m_lookUps, [this] { return m_library.searches().latest(kHistoryShown); });
}

QFuture<Result<void>> SearchService::remember(std::string line)
{
    return runOn(*m_lookUps, [this, line = std::move(line)] { return m_library.searches().add(line); });
}

QFuture<Result<void>> SearchService::forget(std::string line)
{
    return runOn(*m_lookUps, [this, line = std::move(line)] { return m_library.searches().remove(line); });
}

QFuture<Result<void>> SearchService::forgetAll()
{
    return runOn(*m_lookUps, [this] { return m_library.searches().clear(); });
}

} // namespace vidimus::services
