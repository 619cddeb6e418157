#pragma once

#include <cstddef>
#include <string>

#include "core/base/ids.h"

namespace vidimus::search {

/// How far the embedder in use is in taking over from an earlier one.
struct SwitchState {
    ModelId earlier;         ///< empty: nothing to take over from, or it is done
    std::string earlierName; ///< for people
    bool answers = false;    ///< its vectors answer searches; false where it cannot be asked any more
    std::size_t looked = 0;  ///< of the pictures that the earlier one knows
    std::size_t total = 0;
};

} // namespace vidimus::search
