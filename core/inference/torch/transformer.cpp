#include "core/inference/torch/transformer.h"

#include <ATen/ops/add.h>

namespace vidimus::inference {

at::Tensor TransformerBlock::operator()(const at::Tensor& x, const at::Tensor& mask) const
{
    const std::vector<at::Tensor> parts = qkv(norm1(x)).chunk(3, -1); // [N, T, width] each
    const at::Tensor mixed =
        attend(splitHeads(parts[0], heads), splitHeads(parts[1], heads), splitHeads(parts[2], heads), mask);
    const at::Tensor attended = x + projection(mixed);
    return attended + fc2(activate(activation, fc1(norm2(attended))));
}

Result<at::Tensor> Transformer::operator()(at::Tensor x, const at::Tensor& mask, const std::stop_token& stop,
                                           HiddenStates* trace) const
{
    if (trace)
        trace->push_back(x);
    for (const TransformerBlock& block : blocks) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled.");
        x = block(x, mask);
        if (trace)
            trace->push_back(x);
    }
    return x;
}

} // namespace vidimus::inference
