#pragma once

namespace vidimus::inference {

enum class Activation {
    Gelu,      ///< exact: x * (1 + erf(x / sqrt 2)) / 2
    QuickGelu, ///< x * sigmoid(1.702 x), as the first CLIP weights were trained
};

} // namespace vidimus::inference
