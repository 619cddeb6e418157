#pragma once

#include <array>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/inference/preprocess/preprocess_config.h"
#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"
#include "models/train/example.h"

namespace vidimus::train {

/// What turns examples into what the two models read.
struct Reading {
    inference::WordPieceTokenizer captions;
    inference::ClipTokenizer texts;
    inference::PreprocessConfig picture;
    int captionStart = 0; ///< BLIP's [DEC]
    int longestCaption = 0;
    int longestText = 0;
    int patchesPerSide = 0;
};

/// Examples as tensors. N pictures, T tokens of the longest text in it.
struct Batch {
    at::Tensor pixels;                               ///< [N, 3, S, S]
    at::Tensor captionIds;                           ///< int64 [N, T]: [DEC] and the words
    at::Tensor captionNext;                          ///< int64 [N, T]: the words and [SEP]; -100 behind
    std::array<at::Tensor, kTextsOfExample> textIds; ///< int64 [N, T]
    std::array<at::Tensor, kTextsOfExample>
        alsoTrue;            ///< bool [N, N]: the text of column j is true of another picture i
    at::Tensor patchKinds;   ///< int64 [N, patches]; undefined where an example has none, as the next two
    at::Tensor patchColours; ///< int64 [N, patches]
    at::Tensor patchMiddles; ///< fp32 [N, patches]

    /// The same where the model is.
    Batch to(const at::Device& device) const;
};

/// On the processor.
Batch batchOf(const std::vector<Example>& examples, const Reading& reading);

} // namespace vidimus::train
