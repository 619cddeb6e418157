#pragma once

#include <string>

#include <QUrl>

#include "core/base/error.h"
#include "core/net/net_settings.h"

/// Where requests may go, and what may go along.
namespace vidimus::net {

/// A URL that may be asked: https, or http to this machine itself, with a host. InvalidArgument says what is wrong.
Result<QUrl> checkedUrl(const std::string& text);

/// What `location` means seen from `from`. Untrusted for a way from https to anything else; as checkedUrl() otherwise.
Result<QUrl> redirectTarget(const QUrl& from, const QByteArray& location);

/// Whether the token of `settings` may go to `url`.
bool mayCarryToken(const QUrl& url, const NetSettings& settings);

bool isThisMachine(const QUrl& url);

} // namespace vidimus::net
