#pragma once

#include <span>
#include <stop_token>

#include "core/base/error.h"

namespace vidimus::inference {

/// A language model that continues rows of tokens, each about one picture, and remembers what it has read (key/value
/// cache). A row is one hypothesis; several rows may be about the same picture.
/// Thread: one caller. Errors: Cancelled when `stop` was requested.
class CaptionDecoder {
public:
    virtual ~CaptionDecoder() = default;

    virtual int vocabSize() const = 0;
    virtual int maxPositions() const = 0; ///< longest sequence, prompt included

    /// Forgets all rows and reads `prompt` (at least one id) for each of the pictures it was made for, one row per
    /// picture. Returns the raw logits after the prompt's last token, [pictures, vocabSize], valid until the next call.
    virtual Result<std::span<const float>> start(std::span<const int> prompt, std::stop_token stop) = 0;

    /// New row i goes on from row sourceRow[i] of the former call with token[i]; a row may be taken several times or not
    /// at all, so the number of rows changes as beams fork and pictures are done. Returns [token.size(), vocabSize].
    virtual Result<std::span<const float>> step(std::span<const int> token, std::span<const int> sourceRow,
                                                std::stop_token stop) = 0;
};

} // namespace vidimus::inference
