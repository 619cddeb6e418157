#include "tests/golden/golden_tensors.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <ATen/ops/empty.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

namespace vidimus::golden {

namespace {

at::ScalarType scalarType(const inference::TensorView& view)
{
    switch (view.dtype) {
    case inference::Dtype::F32:
        return at::kFloat;
    case inference::Dtype::I64:
        return at::kLong;
    default:
        throw std::runtime_error(view.name + " is of a type that no golden array is known to have");
    }
}

std::string inShort(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", value);
    return text;
}

} // namespace

Result<GoldenTensors> GoldenTensors::open(const std::filesystem::path& file, std::string prefix)
{
    return inference::Checkpoint::openFile(file).map(
        [&](inference::Checkpoint opened) { return GoldenTensors(std::move(opened), std::move(prefix)); });
}

at::Tensor GoldenTensors::operator()(std::string_view key) const
{
    const inference::TensorView* view = m_file.find(key);
    if (!view)
        throw std::runtime_error("the golden array " + std::string(key) + " is absent");
    at::Tensor tensor = at::empty(view->shape, at::TensorOptions().dtype(scalarType(*view)));
    std::memcpy(tensor.data_ptr(), view->bytes.data(), view->bytes.size());
    return tensor;
}

void GoldenTensors::compare(GoldenChecks& checks, std::string_view key, const at::Tensor& got, double tolerance) const
{
    compareWhere(checks, key, got, tolerance, {});
}

void GoldenTensors::compareWhere(GoldenChecks& checks, std::string_view key, const at::Tensor& got, double tolerance,
                                 const at::Tensor& where) const
{
    const std::string name = m_prefix + std::string(key);
    const at::Tensor want = (*this)(key);
    if (got.sizes() != want.sizes()) {
        checks.push_back({name, false, "of another shape"});
        return;
    }
    at::Tensor difference = (got.to(at::kCPU, at::kDouble) - want.to(at::kDouble)).abs();
    if (where.defined())
        difference = at::where(where, difference, at::zeros_like(difference));
    checks.push_back(closeEnough(name, difference.max().item<double>(), tolerance));
}

GoldenCheck closeEnough(std::string name, double difference, double tolerance)
{
    // Not "difference > tolerance": a NaN has to fail.
    return {std::move(name), difference <= tolerance,
            "max |difference| " + inShort(difference) + ", allowed " + inShort(tolerance)};
}

} // namespace vidimus::golden
