#include "core/inference/config/size_limits.h"

#include <string>

namespace vidimus::inference {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 30; ///< in fp32

} // namespace

void checkHeads(ConfigReader& reader, std::string_view key, int width, int heads)
{
    if (!reader.failed() && (heads < 1 || width % heads != 0))
        reader.corrupt(reader.path(key) + " asks for " + std::to_string(heads) +
                       " heads, which do not divide the width " + std::to_string(width));
}

void checkPatches(ConfigReader& reader, int imageSize, int patchSize)
{
    if (reader.failed())
        return;
    const std::string sizes =
        "pictures of " + std::to_string(imageSize) + " pixels in patches of " + std::to_string(patchSize);
    const int side = imageSize / patchSize;
    if (side < 1)
        reader.corrupt(reader.path("image_size") + " makes no sense: " + sizes + " hold none");
    else if (side * side + 1 > kMostImageTokens)
        reader.corrupt(reader.path("image_size") + " makes no sense: " + sizes + " are " + std::to_string(side * side) +
                       " patches");
}

void checkTotalSize(ConfigReader& reader, const TensorList& tensors)
{
    if (reader.failed())
        return;
    const std::optional<std::uint64_t> values = parameterCount(tensors);
    if (!values || *values > kMostBytes / sizeof(float))
        reader.corrupt("the sizes add up to " + (values ? std::to_string(*values) : std::string("countless")) +
                       " weights, more than any model that runs here");
}

} // namespace vidimus::inference
