#pragma once

#include <utility>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace vidimus::ui {

/// Calls `handle(result)` on the GUI thread once the future has its result; nothing is called when the future was
/// cancelled or `context` is gone. A watcher is used and not QFuture::then(context, …), because a continuation bound
/// to an object must not outlive it, and windows close while answers are under way.
template <typename T, typename Handler>
void whenDone(QObject* context, const QFuture<T>& future, Handler handle)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)]() mutable {
        watcher->deleteLater();
        const QFuture<T> done = watcher->future();
        if (!done.isCanceled() && done.resultCount() > 0)
            handle(done.result());
    });
    watcher->setFuture(future);
}

} // namespace vidimus::ui
