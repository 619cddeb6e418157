#include "core/storage/half_vector.h"

#include <bit>
#include <cstring>

#include <QFloat16>

namespace vidimus::storage {

static_assert(std::endian::native == std::endian::little, "stored vectors are little endian");
static_assert(sizeof(qfloat16) == 2);

std::string packHalf(std::span<const float> vector)
{
    std::vector<qfloat16> halves(vector.size());
    qFloatToFloat16(halves.data(), vector.data(), static_cast<qsizetype>(vector.size()));
    std::string bytes(halves.size() * sizeof(qfloat16), '\0');
    std::memcpy(bytes.data(), halves.data(), bytes.size());
    return bytes;
}

Embedding unpackHalf(std::string_view bytes)
{
    if (bytes.size() % sizeof(qfloat16) != 0)
        return {};
    std::vector<qfloat16> halves(bytes.size() / sizeof(qfloat16));
    std::memcpy(halves.data(), bytes.data(), bytes.size());
    Embedding vector(halves.size());
    qFloatFromFloat16(vector.data(), halves.data(), static_cast<qsizetype>(halves.size()));
    return vector;
}

} // namespace vidimus::storage
