#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/file_handle.h"
#include "core/net/file_digest.h"

namespace vidimus::net {

/// What is known of the file that a part belongs to; kept beside it, so that the next run can go on.
struct PartOrigin {
    std::string source; ///< what was asked for: a part of something else is of no use
    std::string tag;    ///< strong ETag of the bytes; empty: the server gave none
    std::string hash;   ///< SHA-256 or git's, as the hub vouches for; empty: it does not
    std::optional<std::uint64_t> total;
    std::string commit; ///< of the hub; empty where it is none
};

/// A file that is being fetched: FILE.part grows while its digest is computed, FILE.part.json says where it comes from,
/// and in the end it gets its name. Both stay behind when the program dies. Thread: one at a time.
class PartFile {
public:
    /// Takes up what is there of `source`, reading it for its digest; of anything else nothing is kept.
    static Result<PartFile> open(const std::filesystem::path& file, const std::string& source,
                                 const std::stop_token& stop, const BytesRead& read = {});
    /// Removes what belongs to an unfinished file.
    static void discard(const std::filesystem::path& file);
    /// Bytes of it that are there; 0 when there is none.
    static std::uint64_t bytesOf(const std::filesystem::path& file);

    std::uint64_t size() const { return m_size; }
    const PartOrigin& origin() const { return m_origin; }

    /// Begins anew, with nothing of what was there.
    Result<void> restart(const PartOrigin& origin);
    Result<void> append(std::span<const std::byte> bytes);
    /// What is there is on the disk afterwards.
    Result<void> sync();
    /// Of all that is there; append() is over then.
    Digest digest() { return m_digest.finish(); }
    /// Synced, renamed, state removed.
    Result<void> finish();

private:
    explicit PartFile(std::filesystem::path file);

    std::filesystem::path m_file;
    std::filesystem::path m_part;
    std::filesystem::path m_state;
    PartOrigin m_origin;
    std::optional<FileHandle> m_handle;
    RunningDigest m_digest{std::nullopt};
    std::uint64_t m_size = 0;
    std::uint64_t m_unsynced = 0;
};

} // namespace vidimus::net
