#include "core/inference/config/model_fingerprint.h"

#include <array>
#include <cstdint>
#include <new>

#include <xxhash.h>

namespace vidimus::inference {

namespace {

constexpr std::size_t kSample = 4096;

} // namespace

struct ModelFingerprint::State {
    XXH3_state_t* value = XXH3_createState();
    State()
    {
        if (!value)
            throw std::bad_alloc();
        XXH3_128bits_reset(value);
    }
    ~State() { XXH3_freeState(value); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

ModelFingerprint::ModelFingerprint() : m_state(std::make_unique<State>())
{
    addText("vidimus model 1"); // another way to hash gets another number, so that no old id comes to mean new answers
}

ModelFingerprint::~ModelFingerprint() = default;

void ModelFingerprint::addBytes(std::span<const std::byte> bytes)
{
    std::array<std::byte, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<std::byte>(static_cast<std::uint64_t>(bytes.size()) >> (8 * i));
    XXH3_128bits_update(m_state->value, length.data(), length.size());
    if (!bytes.empty())
        XXH3_128bits_update(m_state->value, bytes.data(), bytes.size());
}

void ModelFingerprint::addText(std::string_view text)
{
    addBytes(std::as_bytes(std::span(text)));
}

void ModelFingerprint::addTensors(const Checkpoint& checkpoint)
{
    for (const auto& [name, view] : checkpoint.tensors()) {
        addText(name);
        addText(dtypeName(view.dtype));
        addText(shapeText(view.shape));
        if (view.bytes.size() <= 4 * kSample) {
            addBytes(view.bytes);
        } else {
            addBytes(view.bytes.first(kSample));
            addBytes(view.bytes.subspan(view.bytes.size() / 2, kSample));
            addBytes(view.bytes.last(kSample));
        }
    }
}

std::string ModelFingerprint::toHex() const
{
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(m_state->value));
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes.digest) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

} // namespace vidimus::inference
