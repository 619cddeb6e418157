#pragma once

#include <memory>
#include <stop_token>

#include "core/base/error.h"
#include "core/net/http_types.h"
#include "core/net/net_settings.h"

namespace vidimus::net {

/// Asks HTTP servers, on a thread of its own with its own event loop. Certificates are verified, and there is no way to
/// turn that off; redirects are followed by the rules of url_rules.h. Needs a QCoreApplication. Thread: any; whoever calls
/// get() waits for it, so not the GUI thread.
class HttpClient {
public:
    explicit HttpClient(NetSettings settings = {});
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Gives the answer, whatever its status, to `sink` as it comes. Errors: the sink's; Cancelled; Unreachable (no
    /// network, no such host, refused, cut off, nothing moved for NetSettings::stall: may pass); Untrusted (certificate,
    /// redirect to where it must not lead); InvalidArgument (the URL or the proxy).
    Result<void> get(const HttpRequest& request, HttpSink& sink, const std::stop_token& stop);

    const NetSettings& settings() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vidimus::net
