#include "core/inference/onednn/choose_numeric.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <omp.h>

#include "core/inference/checkpoint/new_file.h"
#include "core/inference/cpu_features.h"
#include "core/inference/onednn/packed_linear.h"

namespace vidimus::inference {

namespace {

/// The quickest of a few runs, so that another program's turn on the processor does not decide.
double secondsOf(DnnlProducts& products, Numeric numeric)
{
    constexpr std::int64_t kRows = 200;
    constexpr std::int64_t kWidth = 768;
    const std::vector<float> weight(kWidth * kWidth, 0.01f);
    const PackedLinear linear(products, numeric, weight, {}, kWidth, kWidth);
    Operand x;
    x.reshape(numeric, kRows, kWidth);
    for (std::int64_t i = 0; i < kRows; ++i)
        x.putRow(i, weight.data());
    std::vector<float> product(kRows * kWidth);
    double best = 1e9;
    for (int run = 0; run < 6; ++run) {
        const auto start = std::chrono::steady_clock::now();
        linear.product(x, product.data());
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

constexpr std::pair<Numeric, const char*> kNames[] = {
    {Numeric::Fp32, "fp32"}, {Numeric::Bf16, "bf16"}, {Numeric::Int8, "int8"}, {Numeric::Uint8, "uint8"}};

const char* nameOf(Numeric wanted)
{
    return std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& name) { return name.first == wanted; })
        ->second;
}

Numeric measured(int threads, const std::function<bool(Numeric)>& int8Agrees)
{
    DnnlProducts products;
    omp_set_num_threads(threads);
    Numeric quickest = Numeric::Fp32;
    const std::optional<Numeric> small = products.eightBits();
    double seconds = products.has(Numeric::Bf16) || small ? secondsOf(products, Numeric::Fp32) : 0;
    if (products.has(Numeric::Bf16)) {
        const double ofBf16 = secondsOf(products, Numeric::Bf16);
        if (ofBf16 < seconds) {
            quickest = Numeric::Bf16;
            seconds = ofBf16;
        }
    }
    // A gain that is hardly one is not worth a bit of what a model knows.
    constexpr double kWorthIt = 0.8;
    if (small && secondsOf(products, *small) < kWorthIt * seconds && int8Agrees(*small))
        quickest = *small;
    return quickest;
}

/// Another processor, another number of threads or another oneDNN is measured for itself.
std::string keyOf(int threads)
{
    const dnnl_version_t* const version = dnnl_version();
    std::string key = "oneDNN " + std::to_string(version->major) + "." + std::to_string(version->minor) + ", level " +
                      std::to_string(static_cast<int>(dnnl::get_effective_cpu_isa())) + ", " + std::to_string(threads) +
                      " threads";
    for (const std::string& feature : cpuFeatures())
        key += " " + feature;
    return key;
}

nlohmann::json readKept(const std::filesystem::path& kept)
{
    std::ifstream in(kept);
    nlohmann::json known = in ? nlohmann::json::parse(in, nullptr, false) : nlohmann::json();
    return known.is_object() ? known : nlohmann::json::object();
}

} // namespace

bool canMultiply(Numeric numeric)
{
    return DnnlProducts().has(numeric);
}

std::optional<Numeric> eightBits()
{
    return DnnlProducts().eightBits();
}

Numeric chooseNumeric(const ModelId& model, int threads, const std::filesystem::path& kept,
                      const std::function<bool(Numeric)>& int8Agrees)
{
    const std::string key = model + ", " + keyOf(threads);
    nlohmann::json known = readKept(kept);
    if (const auto found = known.find(key); found != known.end() && found->is_string()) {
        for (const auto& [numeric, name] : kNames)
            if (*found == name)
                return numeric;
    }
    const Numeric chosen = measured(threads, int8Agrees);
    if (!kept.empty()) {
        known[key] = nameOf(chosen);
        std::error_code ignored;
        std::filesystem::create_directories(kept.parent_path(), ignored);
        const std::string text = known.dump(2) + "\n";
        (void)writeNewFile(kept, std::as_bytes(std::span(text))); // what cannot be kept is measured again
    }
    return chosen;
}

} // namespace vidimus::inference
