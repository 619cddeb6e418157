#pragma once

#include <filesystem>
#include <utility>

#include "core/base/error.h"

namespace vidimus::models {

/// Says that a model's folder is in use, to every program on this machine, for as long as it lives; a program that dies
/// lets go. Who wants to replace or remove the folder needs it alone. Thread: one at a time.
/// Where the system has no such locks (Windows) nothing is said: there, files that are in use cannot be removed anyway.
class ModelHold {
public:
    /// Beside others who use it. Busy when it is being replaced at this moment.
    static Result<ModelHold> shared(const std::filesystem::path& folder);
    /// Alone: Busy while anybody uses it, this program included.
    static Result<ModelHold> exclusive(const std::filesystem::path& folder);

    ModelHold(ModelHold&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    ModelHold& operator=(ModelHold&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~ModelHold();

private:
    explicit ModelHold(int descriptor) : m_descriptor(descriptor) {}
    static Result<ModelHold> take(const std::filesystem::path& folder, bool alone);

    int m_descriptor = -1;
};

} // namespace vidimus::models
