#include <algorithm>
#include <set>

#include "core/base/path_text.h"
#include "core/inference/config/tensor_list.h"

namespace vidimus::inference {

namespace {

constexpr std::size_t kFew = 5;

/// "missing: a, b and 12 more"; empty for none.
std::string listed(std::string_view what, const std::vector<std::string>& names)
{
    if (names.empty())
        return {};
    std::string text = std::string(what) + ": ";
    // One more than few costs no more room than saying so.
    const std::size_t shown = names.size() <= kFew + 1 ? names.size() : kFew;
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? "" : ", ") + displayText(names[i], 160);
    if (shown < names.size())
        text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
}

bool isFloatingPoint(Dtype dtype)
{
    return dtype == Dtype::F32 || dtype == Dtype::F16 || dtype == Dtype::BF16;
}

void compare(const TensorView& view, const TensorSpec& spec, std::vector<std::string>& misshapen,
             std::vector<std::string>& mistyped)
{
    if (view.shape != spec.shape)
        misshapen.push_back(spec.name + " (" + shapeText(view.shape) + " instead of " + shapeText(spec.shape) + ")");
    else if (!isFloatingPoint(view.dtype))
        mistyped.push_back(spec.name + " (" + std::string(dtypeName(view.dtype)) + ")");
}

} // namespace

Result<void> checkTensors(const Checkpoint& checkpoint, const TensorList& list)
{
    std::vector<std::string> missing;
    std::vector<std::string> unexpected;
    std::vector<std::string> misshapen;
    std::vector<std::string> mistyped;
    std::set<std::string, std::less<>> known(list.harmless.begin(), list.harmless.end());
    for (const TensorSpec& spec : list.required) {
        known.insert(spec.name);
        if (const TensorView* view = checkpoint.find(spec.name))
            compare(*view, spec, misshapen, mistyped);
        else
            missing.push_back(spec.name);
    }
    for (const TensorSpec& spec : list.tied) {
        known.insert(spec.name);
        if (const TensorView* view = checkpoint.find(spec.name))
            compare(*view, spec, misshapen, mistyped);
    }
    for (const auto& [name, view] : checkpoint.tensors()) {
        if (!known.contains(name))
            unexpected.push_back(name);
    }

    std::string text;
    for (const std::string& part : {listed("missing", missing), listed("unexpected", unexpected),
                                    listed("of another shape", misshapen), listed("not of floating point", mistyped)}) {
        if (!part.empty())
            text += (text.empty() ? "" : "; ") + part;
    }
    if (text.empty())
        return {};
    const auto& files = checkpoint.files();
    const std::string where = files.empty()       ? std::string("The checkpoint")
                              : files.size() == 1 ? displayPath(files.front().path())
                                                  : displayPath(files.front().path().parent_path());
    return fail(ErrorCode::Corrupt, where + " does not hold the tensors that the config asks for: " + text + ".");
}

} // namespace vidimus::inference
