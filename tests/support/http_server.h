#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QByteArray>

namespace vidimus::test {

struct HttpQuestion {
    std::string method;
    std::string path;                          ///< with its query
    std::map<std::string, std::string> fields; ///< names in lower case

    std::string field(const std::string& name) const
    {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string() : found->second;
    }
    /// Of "Range: bytes=N-".
    std::optional<std::uint64_t> rangeStart() const;
};

/// What a server says, rightly or wrongly: nothing of it is mended.
struct HttpReply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> fields;
    QByteArray body;
    bool sayLength = true;               ///< Content-Length of the body
    std::optional<qint64> cutAfter{};    ///< bytes of the body, then the connection is closed
    std::optional<qint64> silentAfter{}; ///< bytes of the body, then nothing more comes, and the connection stays
    bool sayNothing = false;             ///< not even a status
    qint64 bytesPerTick = 0;             ///< so many every few milliseconds; 0: all at once
};

/// A server on this machine that answers as it is told to, on a thread of its own: whoever tests may wait for it.
class HttpServer {
public:
    using Handler = std::function<HttpReply(const HttpQuestion&)>; ///< called on the server's thread, one at a time

    /// `certificate` and `key` (PEM): speaks TLS with them.
    explicit HttpServer(Handler handler, const QByteArray& certificate = {}, const QByteArray& key = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::string authority() const; ///< "127.0.0.1:PORT"
    std::string url(const std::string& path = {}) const;
    std::vector<HttpQuestion> questions() const; ///< so far
    void stop();                                 ///< refuses and cuts all connections from now on

private:
    class Listener;
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vidimus::test
