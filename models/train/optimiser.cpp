#include "models/train/optimiser.h"

#include <algorithm>
#include <cmath>

#include <torch/types.h>

namespace vidimus::train {

namespace {

constexpr double kMeanKept = 0.9;
constexpr double kSquareKept = 0.98;
constexpr double kEps = 1e-8;
constexpr double kMomentum = 0.95;

bool isInsideBlock(const std::string& name)
{
    for (const char* part : {"encoder.layer", "resblocks"}) {
        if (name.find(part) != std::string::npos)
            return true;
    }
    return false;
}

/// A matrix with the same directions, all of about unit length: Newton and Schulz's iteration with Muon's coefficients.
at::Tensor nearlyOrthogonal(const at::Tensor& matrix)
{
    constexpr int kRounds = 5;
    constexpr double kA = 3.4445, kB = -4.7750, kC = 2.0315;
    const bool tall = matrix.size(0) > matrix.size(1);
    at::Tensor x = tall ? matrix.t() : matrix;
    x = (x / (x.norm() + 1e-7)).to(torch::kBFloat16).contiguous();
    for (int i = 0; i < kRounds; ++i) {
        const at::Tensor a = torch::mm(x, x.t().contiguous());
        const at::Tensor b = kB * a + kC * torch::mm(a, a);
        x = kA * x + torch::mm(b, x);
    }
    return (tall ? x.t() : x).to(torch::kFloat);
}

} // namespace

Optimiser::Optimiser(const Parameters& parameters, const OptimiserSettings& settings) : m_settings(settings)
{
    for (const auto& [name, values] : parameters.tensors()) {
        Slot slot;
        slot.name = name;
        slot.values = values.detach();
        slot.mean = torch::zeros_like(slot.values);
        const bool matrix = values.dim() == 2 && values.size(0) >= 32 && values.size(1) >= 32;
        const bool muon = settings.orthogonal && matrix && isInsideBlock(name);
        if (!muon)
            slot.square = torch::zeros_like(slot.values);
        slot.decay = values.dim() >= 2 ? settings.weightDecay : 0;
        slot.cost = muon ? 50.0 * static_cast<double>(values.numel()) : static_cast<double>(values.numel());
        m_slots.push_back(std::move(slot));
    }
    std::stable_sort(m_slots.begin(), m_slots.end(), [](const Slot& a, const Slot& b) { return a.cost > b.cost; });
}

double Optimiser::clipping(const std::map<std::string, at::Tensor>& gradients) const
{
    double square = 0;
    for (const auto& [name, gradient] : gradients) {
        const double norm = gradient.norm().item<double>();
        square += norm * norm;
    }
    const double norm = std::sqrt(square);
    if (!std::isfinite(norm))
        return 0; // this step goes nowhere
    return norm > m_settings.gradientLimit ? m_settings.gradientLimit / norm : 1.0;
}

void Optimiser::step(const std::map<std::string, at::Tensor>& gradients, double clipping, double rate, int part,
                     int parts)
{
    if (clipping == 0)
        return;
    const at::NoGradGuard guard;
    for (std::size_t i = static_cast<std::size_t>(part); i < m_slots.size(); i += static_cast<std::size_t>(parts)) {
        Slot& slot = m_slots[i];
        const auto found = gradients.find(slot.name);
        if (found == gradients.end())
            continue;
        const double learningRate = rate * m_settings.learningRate;
        if (slot.decay > 0)
            slot.values.mul_(1 - learningRate * slot.decay);
        if (slot.square.defined())
            adam(slot, clipping == 1.0 ? found->second : found->second * clipping, learningRate);
        else
            orthogonal(slot, found->second, learningRate);
    }
}

void Optimiser::adam(Slot& slot, const at::Tensor& gradient, double rate) const
{
    slot.mean.mul_(kMeanKept).add_(gradient, 1 - kMeanKept);
    slot.square.mul_(kSquareKept).addcmul_(gradient, gradient, 1 - kSquareKept);
    const auto steps = static_cast<double>(m_steps);
    const double meanBias = 1 - std::pow(kMeanKept, steps);
    const double squareBias = 1 - std::pow(kSquareKept, steps);
    slot.values.addcdiv_(slot.mean, (slot.square / squareBias).sqrt_().add_(kEps), -rate / meanBias);
}

void Optimiser::orthogonal(Slot& slot, const at::Tensor& gradient, double rate) const
{
    slot.mean.mul_(kMomentum).add_(gradient, 1 - kMomentum);
    const at::Tensor ahead = slot.mean * kMomentum + gradient * (1 - kMomentum);
    // As large in the mean as AdamW's steps are, so that one learning rate does for both.
    const double size = 0.2 * std::sqrt(static_cast<double>(std::max(gradient.size(0), gradient.size(1))));
    slot.values.add_(nearlyOrthogonal(ahead), -rate * size);
}

std::map<std::string, at::Tensor> Optimiser::state() const
{
    std::map<std::string, at::Tensor> state;
    for (const Slot& slot : m_slots) {
        state["mean." + slot.name] = slot.mean;
        if (slot.square.defined())
            state["square." + slot.name] = slot.square;
    }
    return state;
}

void Optimiser::restore(const std::map<std::string, at::Tensor>& state, long steps)
{
    const auto put = [&](const std::string& name, at::Tensor& tensor) {
        const auto found = state.find(name);
        if (tensor.defined() && found != state.end() && found->second.sizes() == tensor.sizes())
            tensor.copy_(found->second);
    };
    for (Slot& slot : m_slots) {
        put("mean." + slot.name, slot.mean);
        put("square." + slot.name, slot.square);
    }
    m_steps = steps;
}

} // namespace vidimus::train
