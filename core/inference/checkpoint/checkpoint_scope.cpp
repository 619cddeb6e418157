#include "core/inference/checkpoint/checkpoint_scope.h"

#include <stdexcept>

namespace vidimus::inference {

CheckpointScope CheckpointScope::operator/(std::string_view part) const
{
    CheckpointScope inner = *this;
    inner.m_before.append(part).append(".");
    return inner;
}

bool CheckpointScope::has(std::string_view name) const
{
    return m_checkpoint->find(m_before + std::string(name)) != nullptr;
}

const TensorView& CheckpointScope::operator[](std::string_view name) const
{
    const std::string full = m_before + std::string(name);
    if (const TensorView* found = m_checkpoint->find(full))
        return *found;
    throw std::runtime_error("the weight " + full + " is missing");
}

} // namespace vidimus::inference
