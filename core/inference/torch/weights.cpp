#include "core/inference/torch/weights.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

namespace vidimus::inference {

namespace {

at::ScalarType scalarType(const TensorView& view)
{
    switch (view.dtype) {
    case Dtype::F32:
        return at::kFloat;
    case Dtype::F16:
        return at::kHalf;
    case Dtype::BF16:
        return at::kBFloat16;
    default:
        throw std::runtime_error("the weight " + view.name + " is of type " + std::string(dtypeName(view.dtype)));
    }
}

/// The file that holds these bytes: whoever keeps a copy of it keeps the bytes mapped.
SafetensorsFile fileOf(const Checkpoint& checkpoint, const TensorView& view)
{
    for (const SafetensorsFile& file : checkpoint.files()) {
        const auto found = file.content().tensors.find(view.name);
        if (found != file.content().tensors.end() && found->second.bytes.data() == view.bytes.data())
            return file;
    }
    throw std::runtime_error("the weight " + view.name + " lies in none of the model's files");
}

at::Tensor tensorOf(const Checkpoint& checkpoint, const TensorView& view)
{
    const at::TensorOptions options = at::TensorOptions().dtype(scalarType(view));
    const bool aligned = reinterpret_cast<std::uintptr_t>(view.bytes.data()) % sizeOf(view.dtype) == 0;
    if (!aligned || view.bytes.empty()) {
        at::Tensor copy = at::empty(view.shape, options);
        if (!view.bytes.empty())
            std::memcpy(copy.data_ptr(), view.bytes.data(), view.bytes.size());
        return copy;
    }
    // LibTorch knows no read-only tensors; nothing here writes to weights, and the mapping would not let it.
    void* data = const_cast<std::byte*>(view.bytes.data());
    return at::from_blob(
        data, view.shape, [file = fileOf(checkpoint, view)](void*) {}, options);
}

class CheckpointSource final : public TensorSource {
public:
    CheckpointSource(const Checkpoint& checkpoint, at::Device device) : m_checkpoint(checkpoint), m_device(device) {}

    at::Tensor tensor(const std::string& key) const override
    {
        const TensorView* view = m_checkpoint.find(key);
        if (!view)
            throw std::runtime_error("the weight " + key + " is missing");
        return tensorOf(m_checkpoint, *view).to(at::TensorOptions().dtype(at::kFloat).device(m_device));
    }
    bool has(const std::string& key) const override { return m_checkpoint.find(key) != nullptr; }

private:
    const Checkpoint& m_checkpoint;
    at::Device m_device;
};

} // namespace

Weights::Weights(const Checkpoint& checkpoint, at::Device device)
    : m_source(std::make_shared<CheckpointSource>(checkpoint, device))
{}

} // namespace vidimus::inference
