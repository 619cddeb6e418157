#pragma once

#include <string>
#include <string_view>

#include "core/inference/checkpoint/checkpoint.h"

namespace vidimus::inference {

/// A place among the keys of a checkpoint: (scope / "encoder" / "layer" / 3)["dense.weight"].
class CheckpointScope {
public:
    explicit CheckpointScope(const Checkpoint& checkpoint) : m_checkpoint(&checkpoint) {}

    CheckpointScope operator/(std::string_view part) const;

    bool has(std::string_view name) const;
    /// Throws std::runtime_error naming a tensor that is not there: checkTensors() comes first.
    const TensorView& operator[](std::string_view name) const;
    const Checkpoint& checkpoint() const { return *m_checkpoint; }

private:
    const Checkpoint* m_checkpoint; ///< outlives this
    std::string m_before;           ///< what the names here begin with, its dot at the end
};

} // namespace vidimus::inference
