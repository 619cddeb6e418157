#include "core/net/http_client.h"

#include <future>
#include <utility>

#include <QNetworkAccessManager>
#include <QThread>

#include "core/net/http_transfer.h"
#include "core/net/proxies.h"
#include "core/net/url_rules.h"

namespace vidimus::net {

struct HttpClient::Parts {
    NetSettings settings;
    Result<void> usable;
    QThread thread;
    QObject* worker = nullptr; ///< on the thread; a manager and its transfers live below it
    QNetworkAccessManager* manager = nullptr;
};

HttpClient::HttpClient(NetSettings settings) : m_parts(std::make_unique<Parts>())
{
    m_parts->settings = std::move(settings);
    auto proxies = makeProxies(m_parts->settings.proxy);
    if (!proxies) {
        m_parts->usable = fail(proxies.error());
        return;
    }
    m_parts->thread.setObjectName(QStringLiteral("network"));
    m_parts->worker = new QObject;
    m_parts->worker->moveToThread(&m_parts->thread);
    QObject::connect(&m_parts->thread, &QThread::finished, m_parts->worker, &QObject::deleteLater);
    m_parts->thread.start();
    QMetaObject::invokeMethod(
        m_parts->worker,
        [parts = m_parts.get(), factory = proxies->release()] {
            parts->manager = new QNetworkAccessManager(parts->worker);
            parts->manager->setProxyFactory(factory); // which becomes its own
            parts->manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        },
        Qt::QueuedConnection);
}

HttpClient::~HttpClient()
{
    m_parts->thread.quit();
    m_parts->thread.wait();
}

const NetSettings& HttpClient::settings() const
{
    return m_parts->settings;
}

Result<void> HttpClient::get(const HttpRequest& request, HttpSink& sink, const std::stop_token& stop)
{
    if (!m_parts->usable)
        return m_parts->usable;
    const auto url = checkedUrl(request.url);
    if (!url)
        return fail(url.error());
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");

    // What the network's thread alone touches; outlives the transfer, because a stop may come when that is over.
    struct Running {
        HttpTransfer* transfer = nullptr;
        std::promise<Result<void>> ended;
    };
    const auto running = std::make_shared<Running>();
    std::future<Result<void>> ended = running->ended.get_future();
    Parts& parts = *m_parts;
    QMetaObject::invokeMethod(
        parts.worker,
        [&parts, &request, &sink, running, url = *url] {
            running->transfer = new HttpTransfer(*parts.manager, parts.settings, request, sink, parts.worker);
            running->transfer->start(url, [running](Result<void> result) {
                running->transfer->deleteLater();
                running->transfer = nullptr;
                running->ended.set_value(std::move(result));
            });
        },
        Qt::QueuedConnection);
    const std::stop_callback onStop(stop, [&parts, running] {
        QMetaObject::invokeMethod(
            parts.worker,
            [running] {
                if (running->transfer)
                    running->transfer->cancel();
            },
            Qt::QueuedConnection);
    });
    return ended.get();
}

} // namespace vidimus::net
