#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "core/base/error.h"

namespace vidimus::net {

/// What a file's bytes are told by, lower-case hexadecimal.
struct Digest {
    std::string sha256;  ///< 64 digits
    std::string gitBlob; ///< 40 digits: what git, and the hub for small files, calls this content

    friend bool operator==(const Digest&, const Digest&) = default;
};

/// Both digests, computed while bytes pass by. `size` has to be known before for git's; nothing: SHA-256 alone.
class RunningDigest {
public:
    explicit RunningDigest(std::optional<std::uint64_t> size);
    ~RunningDigest();
    RunningDigest(RunningDigest&&) noexcept;
    RunningDigest& operator=(RunningDigest&&) noexcept;

    void add(std::span<const std::byte> bytes);
    /// Ends it.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Called now and then with the bytes read so far; may be empty.
using BytesRead = std::function<void(std::uint64_t)>;

/// Adds a file's bytes to a digest. NotFound, PermissionDenied, Unreadable; Cancelled.
Result<void> digestFile(const std::filesystem::path& file, RunningDigest& digest, const std::stop_token& stop,
                        const BytesRead& read = {});
Result<Digest> digestOf(const std::filesystem::path& file, const std::stop_token& stop, const BytesRead& read = {});

bool isSha256(std::string_view text);
bool isSha1(std::string_view text);

} // namespace vidimus::net
