#include "core/net/http_transfer.h"

#include <span>
#include <utility>

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslError>

#include "core/base/path_text.h"
#include "core/net/url_rules.h"

namespace vidimus::net {

namespace {

constexpr qint64 kBuffer = 1 << 20;

std::string lowerCase(const QByteArray& name)
{
    return name.toLower().toStdString();
}

} // namespace

HttpTransfer::HttpTransfer(QNetworkAccessManager& manager, const NetSettings& settings, const HttpRequest& request,
                           HttpSink& sink, QObject* parent)
    : QObject(parent), m_manager(manager), m_settings(settings), m_request(request), m_sink(sink)
{
    m_stall.setSingleShot(true);
    m_stall.setInterval(m_settings.stall);
    connect(&m_stall, &QTimer::timeout, this, &HttpTransfer::onStalled);
}

void HttpTransfer::start(const QUrl& url, std::function<void(Result<void>)> ended)
{
    m_ended = std::move(ended);
    ask(url);
}

void HttpTransfer::cancel()
{
    end(fail(ErrorCode::Cancelled, "Cancelled."));
}

void HttpTransfer::ask(const QUrl& url)
{
    m_seen.insert(url);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Over HTTP/2 the size of the read buffer is not heeded, and a slow disk would fill the memory.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromStdString(m_settings.agent));
    // Hashes and ranges are of the bytes as they are; naming an encoding keeps Qt from unpacking.
    request.setRawHeader("Accept-Encoding", "identity");
    for (const auto& [name, value] : m_request.fields)
        request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    if (mayCarryToken(url, m_settings))
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(m_settings.token));

    m_reply = m_manager.get(request);
    m_reply->setParent(this);
    m_reply->setReadBufferSize(kBuffer);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        for (const QSslError& error : errors)
            m_certificateProblems << error.errorString();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpTransfer::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpTransfer::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpTransfer::onFinished);
    m_stall.start();
}

HttpHead HttpTransfer::head() const
{
    HttpHead head;
    head.url = m_reply->url().toString(QUrl::FullyEncoded).toStdString();
    head.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        head.fields.emplace_back(lowerCase(name), value.toStdString());
    return head;
}

bool HttpTransfer::isRedirect() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string HttpTransfer::host() const
{
    return displayText(m_reply->url().host().toStdString());
}

void HttpTransfer::takeHead()
{
    m_stall.start();
    if (m_begun || isRedirect() || !m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        return;
    m_begun = true;
    m_hops.push_back(head());
    if (auto accepted = m_sink.begin(m_hops); !accepted)
        end(fail(accepted.error()));
}

void HttpTransfer::takeBytes()
{
    takeHead();
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray some = m_reply->read(kBuffer);
        if (some.isEmpty() || !m_begun)
            return;
        if (auto taken = m_sink.take(std::as_bytes(std::span(some.constData(), static_cast<std::size_t>(some.size()))));
            !taken)
            end(fail(taken.error()));
    }
}

void HttpTransfer::onFinished()
{
    if (isRedirect()) {
        follow();
        return;
    }
    takeBytes();
    if (!m_reply)
        return;
    // A status of an error is an answer like another; whoever asked decides.
    const bool answered = m_begun && (m_reply->error() == QNetworkReply::NoError || m_hops.back().status >= 400);
    if (answered)
        end({});
    else
        end(fail(problem()));
}

void HttpTransfer::follow()
{
    m_hops.push_back(head());
    if (static_cast<int>(m_hops.size()) > m_settings.maxRedirects) {
        end(fail(ErrorCode::Untrusted, host() + " sends from one address to the next without end."));
        return;
    }
    const QByteArray location = m_reply->rawHeader("Location");
    if (location.isEmpty()) {
        end(fail(ErrorCode::Untrusted, host() + " sends on without saying where to."));
        return;
    }
    const auto target = redirectTarget(m_reply->url(), location);
    if (!target) {
        end(fail(target.error()));
        return;
    }
    if (m_seen.contains(*target)) {
        end(fail(ErrorCode::Untrusted, host() + " sends in a circle."));
        return;
    }
    m_reply->disconnect(this);
    m_reply->deleteLater();
    ask(*target);
}

void HttpTransfer::onStalled()
{
    end(fail(ErrorCode::Unreachable,
             host() + " sent nothing for " +
                 std::to_string(std::chrono::ceil<std::chrono::seconds>(m_settings.stall).count()) + " seconds."));
}

Error HttpTransfer::problem() const
{
    const std::string said = displayText(m_reply->errorString().toStdString());
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError: {
        const std::string why = m_certificateProblems.isEmpty()
                                    ? said
                                    : displayText(m_certificateProblems.join(QStringLiteral("; ")).toStdString());
        return {ErrorCode::Untrusted, host() + " could not prove that it is " + host() + " (" + why +
                                          "): nothing was taken from it. Is the clock right?"};
    }
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Unreachable, host() + " was not found: is there a network?"};
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorCode::Unreachable, host() + " takes no connection."};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return {ErrorCode::Unreachable, "The proxy on the way to " + host() + " does not let through: " + said + "."};
    case QNetworkReply::RemoteHostClosedError:
        return {ErrorCode::Unreachable, "The connection to " + host() + " was cut."};
    case QNetworkReply::NoError:
        return {ErrorCode::Unreachable, host() + " sent no answer."};
    default:
        return {ErrorCode::Unreachable, "The connection to " + host() + " failed: " + said + "."};
    }
}

void HttpTransfer::end(Result<void> result)
{
    if (!m_reply)
        return;
    m_stall.stop();
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends it; abort() from within one of its signals would tell of an error twice
    m_reply = nullptr;
    m_ended(std::move(result));
}

} // namespace vidimus::net
