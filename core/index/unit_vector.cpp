#include "core/index/unit_vector.h"

#include <cmath>
#include <string>

namespace vidimus::index {

Result<std::vector<float>> unitVector(std::span<const float> vector, int dimension)
{
    if (dimension <= 0 || vector.size() != static_cast<std::size_t>(dimension))
        return fail(ErrorCode::InvalidArgument, "A vector of " + std::to_string(vector.size()) +
                                                    " values does not fit an index of " + std::to_string(dimension) +
                                                    ".");
    double squares = 0;
    for (const float value : vector)
        squares += static_cast<double>(value) * static_cast<double>(value);
    if (!std::isfinite(squares))
        return fail(ErrorCode::InvalidArgument, "A vector has values that are not finite numbers.");
    if (squares == 0)
        return fail(ErrorCode::InvalidArgument, "A vector of zeros has no direction to compare.");
    const double scale = 1 / std::sqrt(squares);
    std::vector<float> unit(vector.begin(), vector.end());
    for (float& value : unit)
        value = static_cast<float>(value * scale);
    return unit;
}

} // namespace vidimus::index
