#include "core/net/url_rules.h"

#include <QHostAddress>

#include "core/base/path_text.h"

namespace vidimus::net {

namespace {

const QString kSecure = QStringLiteral("https");

Result<QUrl> allowed(const QUrl& url, const std::string& shown)
{
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorCode::InvalidArgument, "This is no address of a server: " + displayText(shown) + ".");
    if (!url.userInfo().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    "An address with a name or password in it is not used: " + displayText(shown) + ".");
    if (url.scheme() == kSecure || (url.scheme() == QLatin1String("http") && isThisMachine(url)))
        return url;
    return fail(ErrorCode::InvalidArgument, "Only https is used, so that nobody on the way can change what arrives: " +
                                                displayText(shown) + " is not.");
}

} // namespace

bool isThisMachine(const QUrl& url)
{
    QHostAddress address;
    return url.host() == QLatin1String("localhost") || (address.setAddress(url.host()) && address.isLoopback());
}

Result<QUrl> checkedUrl(const std::string& text)
{
    return allowed(QUrl(QString::fromStdString(text), QUrl::StrictMode), text);
}

Result<QUrl> redirectTarget(const QUrl& from, const QByteArray& location)
{
    const QUrl target = from.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    const std::string shown = target.toString(QUrl::RemoveQuery).toStdString();
    if (from.scheme() == kSecure && target.scheme() != kSecure)
        return fail(ErrorCode::Untrusted, from.host().toStdString() + " sends on to an address that is not https (" +
                                              displayText(shown) + "): not followed.");
    return allowed(target, shown);
}

bool mayCarryToken(const QUrl& url, const NetSettings& settings)
{
    // To this machine in the clear: what a test's server is.
    const bool safe = url.scheme() == kSecure || isThisMachine(url);
    const QString host = QString::fromStdString(settings.tokenHost);
    const QString port = url.port() < 0 ? QString() : QLatin1Char(':') + QString::number(url.port());
    return !settings.token.empty() && safe && !host.isEmpty() &&
           (url.host() + port).compare(host, Qt::CaseInsensitive) == 0;
}

} // namespace vidimus::net
