// What the models are made of, at the size of BLIP base: one block of its picture tower in both ways of sharing the work,
// what is done to a row between two products, and one step of its decoder. Weights are made up.
//
// Arguments: 0 fp32, 1 bf16, 2 int8; then tokens, or rows of the decoder.

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/inference/config/model_folder.h"
#include "core/inference/onednn/choose_numeric.h"
#include "core/inference/onednn/packed_backends.h"
#include "core/inference/onednn/row_kernels.h"
#include "core/inference/onednn/transformer_by_products.h"
#include "core/inference/onednn/transformer_by_rows.h"
#include "core/inference/synthesize/synthesize_sizes.h"

namespace {

using namespace vidimus;
using namespace vidimus::inference;

constexpr std::int64_t kWidth = 768;
constexpr std::int64_t kInner = 3072;
constexpr int kHeads = 12;

std::vector<float> randomValues(std::int64_t count, float spread = 0.03f)
{
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0.f, spread);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = normal(random);
    return values;
}

std::vector<PackedBlock> oneBlock(DnnlProducts& products, Numeric numeric)
{
    const auto norm = [] { return PlainNorm(std::vector<float>(kWidth, 1.f), std::vector<float>(kWidth, 0.f), 1e-5); };
    const auto linear = [&](std::int64_t out, std::int64_t in) {
        return PackedLinear(products, numeric, randomValues(out * in), randomValues(out), out, in);
    };
    std::vector<PackedBlock> blocks;
    blocks.push_back({norm(), linear(3 * kWidth, kWidth), linear(kWidth, kWidth), norm(), linear(kInner, kWidth),
                      linear(kWidth, kInner), kHeads, Activation::Gelu});
    return blocks;
}

template <typename Transformer>
void block(benchmark::State& state)
{
    const auto numeric = static_cast<Numeric>(state.range(0));
    if (!canMultiply(numeric) || !canMultiply(besideEightBits(numeric)))
        return state.SkipWithError("not on this processor");
    DnnlProducts products;
    const std::vector<PackedBlock> blocks = oneBlock(products, numeric);
    const AttentionShape shape{1, state.range(1), kHeads, false};
    const std::vector<float> input = randomValues(shape.rows() * kWidth, 1.f);
    std::vector<float> x = input;
    Transformer transformer(products);
    for (auto _ : state) {
        x = input; // what comes out must not go in for ever
        if (!transformer(blocks, numeric, x.data(), shape, {}))
            state.SkipWithError("failed");
        benchmark::DoNotOptimize(x.data());
    }
    const auto rows = static_cast<double>(shape.rows());
    const double operations = 2 * rows * (4 * kWidth * kWidth + 2 * kWidth * kInner) + 4 * rows * rows * kWidth;
    state.counters["GOP/s"] = benchmark::Counter(operations / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(block<TransformerByRows>)
    ->ArgsProduct({{0, 1, 2, 3}, {577, 50}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(block<TransformerByProducts>)
    ->ArgsProduct({{0, 1, 2, 3}, {577, 50, 7}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void exponentials(benchmark::State& state)
{
    const std::vector<float> input = randomValues(state.range(0), 4.f);
    std::vector<float> x = input;
    std::vector<std::uint16_t> out(x.size());
    for (auto _ : state) {
        x = input;
        benchmark::DoNotOptimize(rows::exponentials(x.data(), 0.125f, std::ssize(x), std::ssize(x), out.data()));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(exponentials)->Arg(577);

void gelu(benchmark::State& state, void (*activate)(Activation, float*, std::int64_t))
{
    const std::vector<float> input = randomValues(state.range(0), 2.f);
    std::vector<float> x = input;
    for (auto _ : state) {
        x = input;
        activate(Activation::Gelu, x.data(), std::ssize(x));
        benchmark::DoNotOptimize(x.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK_CAPTURE(gelu, exact, rows::activate)->Arg(kInner);
BENCHMARK_CAPTURE(gelu, forEightBits, rows::activateRoughly)->Arg(kInner);

/// A model folder with the whole decoder and next to no picture tower, gone when this is.
class DecoderFolder {
public:
    DecoderFolder()
    {
        BlipConfig config;
        config.vision.layers = 1;
        m_path =
            std::filesystem::temp_directory_path() / ("vidimus-bench-models-" + std::to_string(std::random_device()()));
        m_written = synthesizeSizes(std::variant<BlipConfig, ClipConfig>(config), m_path, 1).has_value();
    }
    ~DecoderFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    DecoderFolder(const DecoderFolder&) = delete;
    DecoderFolder& operator=(const DecoderFolder&) = delete;

    Result<ModelFolder> open() const
    {
        if (!m_written)
            return fail(ErrorCode::OutOfSpace, "No model could be written into the folder for temporary files.");
        return openModelFolder(m_path);
    }

private:
    std::filesystem::path m_path;
    bool m_written = false;
};

/// The eighth word of captions, after the picture has been looked at.
void decoderStep(benchmark::State& state)
{
    const auto numeric = static_cast<Numeric>(state.range(0));
    if (!canMultiply(numeric) || !canMultiply(besideEightBits(numeric)))
        return state.SkipWithError("not on this processor");
    const DecoderFolder folder;
    const auto model = folder.open();
    if (!model)
        return state.SkipWithError(model.error().message.c_str());
    const auto blip = makePackedBlip(*model, numeric, static_cast<int>(std::thread::hardware_concurrency()));
    const auto rows = static_cast<int>(state.range(1));
    const BlipConfig config;
    const std::vector<float> pixels =
        randomValues(std::int64_t{rows} * 3 * config.vision.imageSize * config.vision.imageSize, 1.f);
    const auto decoder = blip->look(pixels, rows, {});
    if (!decoder)
        return state.SkipWithError(decoder.error().message.c_str());
    std::vector<int> same(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row)
        same[static_cast<std::size_t>(row)] = row;
    const std::vector<int> prompt{config.text.bosId, 1037, 3861, 1997, 1037, 2304, 4937};
    const std::vector<int> words(same.size(), 2006);
    for (auto _ : state) {
        state.PauseTiming();
        static_cast<void>((*decoder)->start(prompt, {}));
        state.ResumeTiming();
        benchmark::DoNotOptimize((*decoder)->step(words, same, {}));
    }
}
BENCHMARK(decoderStep)->ArgsProduct({{0, 1, 2, 3}, {1, 3, 16}})->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
