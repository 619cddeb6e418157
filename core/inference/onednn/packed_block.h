#pragma once

#include "core/inference/config/activation.h"
#include "core/inference/onednn/packed_linear.h"
#include "core/inference/onednn/plain_weights.h"

namespace vidimus::inference {

/// The same block as torch/transformer.h, weights packed.
struct PackedBlock {
    PlainNorm norm1;
    PackedLinear qkv;
    PackedLinear projection;
    PlainNorm norm2;
    PackedLinear fc1;
    PackedLinear fc2;
    int heads;
    Activation activation;
};

} // namespace vidimus::inference
