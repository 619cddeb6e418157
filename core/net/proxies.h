#pragma once

#include <memory>
#include <string>

#include <QNetworkProxyFactory>

#include "core/base/error.h"

namespace vidimus::net {

/// For NetSettings::proxy. Requests to this machine never go through one. InvalidArgument for what is no proxy.
Result<std::unique_ptr<QNetworkProxyFactory>> makeProxies(const std::string& setting);

} // namespace vidimus::net
