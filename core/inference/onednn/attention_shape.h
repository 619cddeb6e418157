#pragma once

#include <cstdint>

namespace vidimus::inference {

struct AttentionShape {
    std::int64_t sequences = 1; ///< pictures, or texts
    std::int64_t length = 1;    ///< tokens of each
    int heads = 1;
    bool causal = false;

    std::int64_t rows() const { return sequences * length; }
};

} // namespace vidimus::inference
