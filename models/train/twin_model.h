#pragma once

#include <filesystem>

#include "core/base/error.h"
#include "core/inference/config/blip_config.h"
#include "core/inference/config/clip_config.h"
#include "models/train/batch.h"
#include "models/train/parameters.h"

namespace vidimus::train {

/// Sizes of a BLIP captioner and a CLIP whose vision towers are one.
struct TwinSizes {
    inference::BlipConfig blip;
    inference::ClipConfig clip; ///< OpenCLIP's layout; the tower has BLIP's sizes
    int patchKinds = 0;         ///< of the labels of patches; 0: none
    int patchColours = 0;
};

struct LossWeights {
    double caption = 1;
    double sentence = 0.5;
    double query = 0.5;
    double kind = 1;
    double colour = 0.3;
    double middle = 0.5;
};

/// What a batch cost, and how much of it was right. 0..1 each of the latter.
struct BatchResult {
    at::Tensor loss; ///< scalar; the graph behind it
    double caption = 0;
    double sentence = 0;
    double query = 0;
    double patch = 0;
    double rightWords = 0;     ///< next words of captions
    double rightSentences = 0; ///< pictures nearest to their own sentence
    double rightKinds = 0;     ///< patches that show something
    double rightMiddles = 0;   ///< recall of the patches in the middle of things
};

/// A BLIP captioner and a CLIP that are trained as one and installed as two. Each has the published architecture; they
/// share the blocks of the vision tower, which is most of the work. CLIP's tower has a norm before its blocks that BLIP's
/// has not: there it is given two channels of large opposite values and undone by its own weights, so that it lets the
/// others through as they are (tests/models/twin_model_test.cpp measures how exactly).
class TwinModel {
public:
    /// Untrained.
    TwinModel(const TwinSizes& sizes, std::uint64_t seed);

    /// The same weights in the same memory with gradients of its own.
    TwinModel replica() const;

    /// On the device of the parameters, wherever the batch is. Thread: one at a time for each replica. Throws what LibTorch
    /// throws.
    BatchResult run(const Batch& batch, const LossWeights& weights, bool half) const;

    /// What CLIP's tower gives for pixels [N, 3, S, S]: [N, projection], of unit length, in fp32.
    at::Tensor pictureVectors(const at::Tensor& pixels) const;

    const TwinSizes& sizes() const { return m_sizes; }
    Parameters& parameters() { return m_parameters; }
    const Parameters& parameters() const { return m_parameters; }

    /// Every tensor of the two checkpoints by its key, fp32.
    std::map<std::string, at::Tensor> blipTensors() const;
    std::map<std::string, at::Tensor> clipTensors() const;

private:
    TwinModel(TwinSizes sizes, Parameters parameters) : m_sizes(std::move(sizes)), m_parameters(std::move(parameters))
    {}

    TwinSizes m_sizes;
    Parameters m_parameters; ///< "blip.", "clip." and a key of the checkpoint, and the "patch." heads
};

} // namespace vidimus::train
