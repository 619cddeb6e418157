#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/http_server.h"

namespace vidimus::test {

/// What the Hugging Face hub does, on this machine: `/OWNER/NAME/resolve/REVISION/FILE` is answered with the commit; small
/// files at once with git's hash, weights by sending to another host with their SHA-256 and size.
class HubServer {
public:
    static constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";

    HubServer();

    /// The files of a folder as a repository's; `revisions` that answer, besides the commit.
    void add(const std::string& repository, const std::filesystem::path& folder,
             const std::vector<std::string>& revisions = {"main"});
    /// The text of a catalogue that lists what was added. `hashes`: with the SHA-256 and sizes of the weights.
    std::string catalogue(bool hashes = false) const;

    std::string url() const { return m_hub.url(); }
    std::string authority() const { return m_hub.authority(); }
    HttpServer& hub() { return m_hub; }
    HttpServer& cdn() { return m_cdn; }

    /// Asked before either server answers; what it says is said instead. For misbehaviour.
    using Interference = std::function<std::optional<HttpReply>(const HttpQuestion&)>;
    void interfere(Interference interference);
    /// Of weights, every few milliseconds; 0: all at once.
    std::atomic<qint64> bytesPerTick{0};

private:
    struct Repository {
        std::map<std::string, QByteArray> files;
        std::vector<std::string> revisions;
    };

    HttpReply answer(const HttpQuestion& question);
    HttpReply content(const HttpQuestion& question);
    std::optional<HttpReply> interfered(const HttpQuestion& question);

    mutable std::mutex m_mutex;
    std::map<std::string, Repository> m_repositories;
    Interference m_interference;
    HttpServer m_cdn;
    HttpServer m_hub;
};

} // namespace vidimus::test
