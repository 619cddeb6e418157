#include "core/net/file_digest.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

#include "core/base/file_handle.h"

namespace vidimus::net {

namespace {

constexpr std::size_t kChunk = 1 << 20;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context begun(const EVP_MD* kind)
{
    Context context(EVP_MD_CTX_new());
    if (context)
        EVP_DigestInit_ex(context.get(), kind, nullptr);
    return context;
}

std::string ended(const Context& context)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (!context || EVP_DigestFinal_ex(context.get(), bytes.data(), &size) != 1)
        return {};
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += kDigits[bytes[i] >> 4];
        text += kDigits[bytes[i] & 15];
    }
    return text;
}

bool isHex(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

struct RunningDigest::State {
    Context sha256 = begun(EVP_sha256());
    Context git;
};

RunningDigest::RunningDigest(std::optional<std::uint64_t> size) : m_state(std::make_unique<State>())
{
    if (!size)
        return;
    m_state->git = begun(EVP_sha1());
    const std::string header = "blob " + std::to_string(*size);
    EVP_DigestUpdate(m_state->git.get(), header.c_str(), header.size() + 1); // with its zero
}

RunningDigest::~RunningDigest() = default;
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;

void RunningDigest::add(std::span<const std::byte> bytes)
{
    for (const Context* context : {&m_state->sha256, &m_state->git})
        if (*context)
            EVP_DigestUpdate(context->get(), bytes.data(), bytes.size());
}

Digest RunningDigest::finish()
{
    return {ended(m_state->sha256), m_state->git ? ended(m_state->git) : std::string()};
}

Result<void> digestFile(const std::filesystem::path& file, RunningDigest& digest, const std::stop_token& stop,
                        const BytesRead& read)
{
    auto handle = FileHandle::openForReading(file);
    if (!handle)
        return fail(handle.error());
    const auto size = handle->size();
    if (!size)
        return fail(size.error());
    std::vector<std::byte> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(*size, kChunk)));
    for (std::uint64_t done = 0; done < *size;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        const std::span<std::byte> part(buffer.data(),
                                        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), *size - done)));
        if (auto some = handle->read(part); !some)
            return some;
        digest.add(part);
        done += part.size();
        if (read)
            read(done);
    }
    return {};
}

Result<Digest> digestOf(const std::filesystem::path& file, const std::stop_token& stop, const BytesRead& read)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    RunningDigest digest(error ? std::nullopt : std::optional<std::uint64_t>(size));
    if (auto whole = digestFile(file, digest, stop, read); !whole)
        return fail(whole.error());
    return digest.finish();
}

bool isSha256(std::string_view text)
{
    return isHex(text, 64);
}

bool isSha1(std::string_view text)
{
    return isHex(text, 40);
}

} // namespace vidimus::net
