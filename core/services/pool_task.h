#pragma once

#include <type_traits>
#include <utility>

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace vidimus::services {

/// Runs `work` on the pool unless its future was cancelled before its turn came.
template <typename Work>
auto runOn(QThreadPool& pool, Work&& work, int priority = 0) -> QFuture<std::invoke_result_t<Work>>
{
    using Value = std::invoke_result_t<Work>;
    QPromise<Value> promise;
    QFuture<Value> future = promise.future();
    promise.start();
    pool.start(QRunnable::create([promise = std::make_shared<QPromise<Value>>(std::move(promise)),
                                  work = std::forward<Work>(work)]() mutable {
                   if (!promise->isCanceled())
                       promise->addResult(work());
                   promise->finish();
               }),
               priority);
    return future;
}

} // namespace vidimus::services
