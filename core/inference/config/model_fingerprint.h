#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/inference/checkpoint/checkpoint.h"

namespace vidimus::inference {

/// A 128-bit hash of what makes a model answer as it does, the same wherever the files lie and however they are split.
class ModelFingerprint {
public:
    ModelFingerprint();
    ~ModelFingerprint();
    ModelFingerprint(const ModelFingerprint&) = delete;
    ModelFingerprint& operator=(const ModelFingerprint&) = delete;

    void addText(std::string_view text);
    /// Name, type, shape and some of the bytes of every tensor: all of small ones, three places of large ones, so that a
    /// GB of weights costs milliseconds.
    void addTensors(const Checkpoint& checkpoint);
    std::string toHex() const; ///< 32 digits

private:
    void addBytes(std::span<const std::byte> bytes); ///< with their number, so that nothing runs together
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace vidimus::inference
