#pragma once

#include <functional>
#include <set>
#include <vector>

#include <QNetworkReply>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include "core/base/error.h"
#include "core/net/http_types.h"
#include "core/net/net_settings.h"

class QNetworkAccessManager;

namespace vidimus::net {

/// One request with the redirects it leads through. Lives on the network's thread; what is given by reference outlives it.
class HttpTransfer : public QObject {
    Q_OBJECT
public:
    HttpTransfer(QNetworkAccessManager& manager, const NetSettings& settings, const HttpRequest& request,
                 HttpSink& sink, QObject* parent);

    /// `ended` is called once, never from within start().
    void start(const QUrl& url, std::function<void(Result<void>)> ended);
    void cancel();

private:
    void ask(const QUrl& url);
    void takeHead();
    void takeBytes();
    void onFinished();
    void onStalled();
    void follow();
    /// What became of a reply that brought no whole answer.
    Error problem() const;
    void end(Result<void> result);
    HttpHead head() const;
    bool isRedirect() const;
    std::string host() const;

    QNetworkAccessManager& m_manager;
    const NetSettings& m_settings;
    const HttpRequest& m_request;
    HttpSink& m_sink;
    std::function<void(Result<void>)> m_ended;
    QNetworkReply* m_reply = nullptr;
    QTimer m_stall;
    std::vector<HttpHead> m_hops;
    std::set<QUrl> m_seen;
    QStringList m_certificateProblems;
    bool m_begun = false; ///< the sink was told
};

} // namespace vidimus::net
