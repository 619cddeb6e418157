#pragma once

#include <cstdint>
#include <vector>

#include "core/inference/config/clip_config.h"
#include "core/inference/onednn/packed_transformer.h"
#include "core/inference/onednn/patch_embedding.h"

namespace vidimus::inference {

/// The parts of CLIP's towers from a checkpoint of either layout.
struct PackedClipWeights {
    const ClipConfig& config;
    PlainWeights weights;
    PlainWeights ends; ///< the same, for the first and the last layer

    PatchEmbedding patchEmbedding() const;
    PlainNorm preNorm() const;
    PlainNorm postNorm() const;
    PackedLinear visionProjection() const;
    void addVisionBlocks(PackedTransformer& encoder) const;

    std::vector<float> tokenEmbedding() const;
    std::vector<float> textPositions() const;
    PlainNorm finalNorm() const;
    PackedLinear textProjection() const;
    void addTextBlocks(PackedTransformer& encoder) const;

private:
    bool openClip() const { return config.layout == ClipLayout::OpenClip; }
    void addBlocks(const ClipTowerConfig& tower, const PlainWeights& blocks, PackedTransformer& encoder) const;
    /// OpenCLIP keeps projections as [in, out].
    PackedLinear transposed(const std::vector<float>& weight, std::int64_t out) const;
};

} // namespace vidimus::inference
