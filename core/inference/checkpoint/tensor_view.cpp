#include "core/inference/checkpoint/tensor_view.h"

namespace vidimus::inference {

std::string shapeText(const Shape& shape)
{
    std::string text = "[";
    for (const std::int64_t size : shape) {
        if (text.size() > 1)
            text += ", ";
        text += std::to_string(size);
    }
    return text + "]";
}

} // namespace vidimus::inference
