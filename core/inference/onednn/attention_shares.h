#pragma once

#include <cstddef>
#include <cstdint>

#include "core/inference/onednn/numeric.h"

namespace vidimus::inference {

/// What a query's scores were computed from, in eight bits alone: each is still to be multiplied with the query's scale and
/// with its key's.
struct ScoreScales {
    float ofQuery = 1.f;
    const float* ofKeys = nullptr; ///< [length]
};

/// scores [length] of one query with all keys, of which it sees the first `seen` -> how much it takes of each value, in
/// besideEightBits(numeric) and to be divided by the returned sum. `scale` is 1 / sqrt(d). Spoils the scores.
float sharesOfValues(Numeric numeric, float* scores, const ScoreScales& scales, float scale, std::int64_t seen,
                     std::int64_t length, std::byte* shares);

} // namespace vidimus::inference
