#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace vidimus {

/// A database key that cannot be mixed up with another table's. 0 is "none".
template <typename Tag>
struct Id {
    std::int64_t value = 0;

    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(Id, Id) = default;
};

using PhotoId = Id<struct PhotoTag>;

/// Names the weights that made a caption or an embedding; two models never share one.
/// Kept in the library with every result, so it must stay the same between runs.
using ModelId = std::string;

} // namespace vidimus

template <typename Tag>
struct std::hash<vidimus::Id<Tag>> {
    std::size_t operator()(vidimus::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
