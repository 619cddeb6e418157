#pragma once

#include <span>

#include "core/base/caption.h"
#include "core/inference/generation/generate.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"

namespace vidimus::inference {

/// A hypothesis in words: its text (after `prompt`'s words), the piece of that text each token stands for, its confidence.
/// `prompt` holds the ids the decoder was given, [DEC] first.
Caption captionOf(const Hypothesis& hypothesis, std::span<const int> prompt, const WordPieceTokenizer& tokenizer);

} // namespace vidimus::inference
