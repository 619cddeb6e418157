#pragma once

#include <chrono>
#include <string>

namespace vidimus::net {

/// How the network is reached; the defaults are what a program wants.
struct NetSettings {
    /// "" what the system says (settings, http_proxy), "none", "http://HOST:PORT" or "socks5://HOST:PORT".
    std::string proxy;
    /// A connection on which nothing moves for so long is given up, and tried again by whoever may.
    std::chrono::milliseconds stall = std::chrono::seconds(30);
    int maxRedirects = 8;
    /// Sent as "Authorization: Bearer" to `tokenHost` over https, to no other host, wherever redirects lead. Empty: none.
    std::string token;
    std::string tokenHost;
    /// What the program says it is.
    std::string agent = "vidimus";
};

} // namespace vidimus::net
