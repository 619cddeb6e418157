#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/inference/checkpoint/checkpoint.h"
#include "tests/golden/golden_check.h"

namespace vidimus::golden {

/// The arrays of a golden file, and the checks against them.
class GoldenTensors {
public:
    /// `prefix` goes before the names of the checks.
    static Result<GoldenTensors> open(const std::filesystem::path& file, std::string prefix);

    bool has(std::string_view key) const { return m_file.find(key) != nullptr; }
    /// On the processor; throws std::runtime_error when it is absent: an absent golden fails the case.
    at::Tensor operator()(std::string_view key) const;

    /// Adds a check that `got` has the shape of the array and is nowhere further from it than `tolerance`.
    void compare(GoldenChecks& checks, std::string_view key, const at::Tensor& got, double tolerance) const;
    /// The same where only some of the values count: `where` is boolean and broadcasts to the array.
    void compareWhere(GoldenChecks& checks, std::string_view key, const at::Tensor& got, double tolerance,
                      const at::Tensor& where) const;

    const std::string& prefix() const { return m_prefix; }

private:
    GoldenTensors(inference::Checkpoint file, std::string prefix) : m_file(std::move(file)), m_prefix(std::move(prefix))
    {}

    inference::Checkpoint m_file;
    std::string m_prefix;
};

/// "max |difference| 3.1e-06, allowed 1e-04"
GoldenCheck closeEnough(std::string name, double difference, double tolerance);

} // namespace vidimus::golden
