#include "core/net/proxies.h"

#include <optional>

#include <QUrl>

#include "core/base/path_text.h"
#include "core/net/url_rules.h"

namespace vidimus::net {

namespace {

class Proxies final : public QNetworkProxyFactory {
public:
    /// Nothing: what the system says.
    explicit Proxies(std::optional<QNetworkProxy> fixed) : m_fixed(std::move(fixed)) {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        if (isThisMachine(query.url()))
            return {QNetworkProxy::NoProxy};
        if (m_fixed)
            return {*m_fixed};
        return systemProxyForQuery(query);
    }

private:
    const std::optional<QNetworkProxy> m_fixed;
};

} // namespace

Result<std::unique_ptr<QNetworkProxyFactory>> makeProxies(const std::string& setting)
{
    if (setting.empty())
        return std::make_unique<Proxies>(std::nullopt);
    if (setting == "none")
        return std::make_unique<Proxies>(QNetworkProxy(QNetworkProxy::NoProxy));
    const QUrl url(QString::fromStdString(setting), QUrl::StrictMode);
    const bool socks = url.scheme() == QLatin1String("socks5");
    if (!url.isValid() || url.host().isEmpty() || url.port() < 0 || (!socks && url.scheme() != QLatin1String("http")))
        return fail(ErrorCode::InvalidArgument, "This is no proxy: " + displayText(setting) +
                                                    ". Write http://HOST:PORT, socks5://HOST:PORT or none.");
    return std::make_unique<Proxies>(QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                                                   url.host(), static_cast<quint16>(url.port()), url.userName(),
                                                   url.password()));
}

} // namespace vidimus::net
