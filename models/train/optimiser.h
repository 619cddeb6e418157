#pragma once

#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "models/train/parameters.h"

namespace vidimus::train {

struct OptimiserSettings {
    double learningRate = 2e-3;
    double weightDecay = 0.05;
    double gradientLimit = 1.0; ///< of the norm of all gradients together
    bool orthogonal = true;     ///< the blocks' matrices by orthogonal steps (Muon), all else by AdamW
};

/// AdamW (Loshchilov & Hutter 2019, https://arxiv.org/abs/1711.05101); for the matrices inside transformer blocks Muon
/// (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon), whose steps are momentum brought near an orthogonal
/// matrix: fewer pictures for the same learning. Thread: one at a time; step() may be shared out by part.
class Optimiser {
public:
    Optimiser(const Parameters& parameters, const OptimiserSettings& settings);

    /// The factor that brings the norm of all gradients to the limit; 1 where it is below.
    double clipping(const std::map<std::string, at::Tensor>& gradients) const;

    /// One step of those parameters that fall to `part` of `parts`, with gradients times `clipping`; other threads may
    /// take the other parts meanwhile. `rate` is the part of the learning rate, 0..1. beginStep() comes first.
    void step(const std::map<std::string, at::Tensor>& gradients, double clipping, double rate, int part, int parts);
    void beginStep() { ++m_steps; }

    /// State by name, for checkpoints.
    std::map<std::string, at::Tensor> state() const;
    void restore(const std::map<std::string, at::Tensor>& state, long steps);
    long steps() const { return m_steps; }

private:
    struct Slot {
        std::string name;
        at::Tensor values;
        at::Tensor mean;   ///< of gradients
        at::Tensor square; ///< of their squares; undefined for orthogonal steps
        double decay = 0;
        double cost = 0;
    };
    void adam(Slot& slot, const at::Tensor& gradient, double rate) const;
    void orthogonal(Slot& slot, const at::Tensor& gradient, double rate) const;

    OptimiserSettings m_settings;
    std::vector<Slot> m_slots; ///< the costly ones first
    long m_steps = 0;
};

} // namespace vidimus::train
