#pragma once

namespace vidimus::inference {

enum class Device { Auto, Cpu, Cuda };
enum class Precision { Auto, Fp32, Bf16, Int8 };

/// How real models are run.
struct RunOptions {
    Device device = Device::Auto;
    Precision precision = Precision::Auto;
    int threads = 0; ///< of LibTorch's products; 0: one per core
};

} // namespace vidimus::inference
