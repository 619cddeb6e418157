#include "core/inference/checkpoint/dtype.h"

#include <algorithm>
#include <array>

namespace vidimus::inference {

namespace {

struct Kind {
    Dtype dtype;
    std::string_view name;
    std::size_t size;
};

/// In the order of the enumeration.
constexpr std::array kKinds{Kind{Dtype::F64, "F64", 8},   Kind{Dtype::F32, "F32", 4}, Kind{Dtype::F16, "F16", 2},
                            Kind{Dtype::BF16, "BF16", 2}, Kind{Dtype::I64, "I64", 8}, Kind{Dtype::I32, "I32", 4},
                            Kind{Dtype::I16, "I16", 2},   Kind{Dtype::I8, "I8", 1},   Kind{Dtype::U64, "U64", 8},
                            Kind{Dtype::U32, "U32", 4},   Kind{Dtype::U16, "U16", 2}, Kind{Dtype::U8, "U8", 1},
                            Kind{Dtype::Bool, "BOOL", 1}};

static_assert([] {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (static_cast<std::size_t>(kKinds[i].dtype) != i)
            return false;
    }
    return true;
}());

const Kind& kindOf(Dtype dtype)
{
    return kKinds[static_cast<std::size_t>(dtype)];
}

} // namespace

std::size_t sizeOf(Dtype dtype)
{
    return kindOf(dtype).size;
}

std::string_view dtypeName(Dtype dtype)
{
    return kindOf(dtype).name;
}

std::optional<Dtype> dtypeFromName(std::string_view name)
{
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return kind.name == name; });
    if (found == kKinds.end())
        return std::nullopt;
    return found->dtype;
}

} // namespace vidimus::inference
