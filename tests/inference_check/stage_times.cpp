#include "tests/inference_check/stage_times.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <random>
#include <string>

#include "core/inference/config/model_folder.h"
#include "core/inference/runtime/local_captioner.h"
#include "core/inference/runtime/local_embedder.h"
#include "core/inference/runtime/stopwatch.h"

namespace vidimus::golden {

namespace {

using namespace inference;

constexpr int kRuns = 5;
constexpr int kBatch = 16;
constexpr int kCaptionTokens = 10;

RgbImage drawnPicture(int width, int height, std::uint32_t seed)
{
    std::mt19937 random(seed);
    RgbImage image{width, height, {}};
    image.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (std::uint8_t& value : image.pixels)
        value = static_cast<std::uint8_t>(random());
    return image;
}

std::int64_t median(std::vector<std::int64_t> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void print(const std::string& what, const std::vector<StageTimes>& times)
{
    const auto stage = [&](std::int64_t StageTimes::*member) {
        std::vector<std::int64_t> values;
        for (const StageTimes& time : times)
            values.push_back(time.*member);
        return static_cast<double>(median(values)) / 1000;
    };
    std::printf("  %-28s preprocess %8.2f ms   vision %8.2f ms   text %8.2f ms\n", what.c_str(),
                stage(&StageTimes::preprocess), stage(&StageTimes::vision), stage(&StageTimes::text));
}

/// The times of the first answer of each run; empty, and said why, when one failed.
template <typename Answer>
std::vector<StageTimes> measured(const std::function<std::vector<Result<Answer>>()>& run)
{
    std::vector<StageTimes> times;
    for (int i = 0; i < kRuns; ++i) {
        const std::vector<Result<Answer>> answers = run();
        if (!answers.front()) {
            std::fprintf(stderr, "inference_check: %s\n", answers.front().error().message.c_str());
            return {};
        }
        times.push_back(answers.front()->times);
    }
    return times;
}

struct Pictures {
    std::vector<RgbImage> images;
    std::vector<const RgbImage*> pointers;

    explicit Pictures(int count)
    {
        for (int i = 0; i < count; ++i)
            images.push_back(drawnPicture(1024, 768, static_cast<std::uint32_t>(i)));
        for (const RgbImage& image : images)
            pointers.push_back(&image);
    }
};

bool timeCaptioner(Captioner& captioner)
{
    CaptionOptions options;
    options.maxTokens = kCaptionTokens;
    options.minTokens = kCaptionTokens; // always as many, whatever the weights would say
    for (const int count : {1, kBatch}) {
        const Pictures pictures(count);
        const auto times = measured<CaptionResult>([&] { return captioner.caption(pictures.pointers, options, {}); });
        if (times.empty())
            return false;
        print("caption, " + std::to_string(kCaptionTokens) + " tokens, batch " + std::to_string(count), times);
    }
    return true;
}

bool timeEmbedder(Embedder& embedder)
{
    for (const int count : {1, kBatch}) {
        const Pictures pictures(count);
        const auto times = measured<EmbeddingResult>([&] { return embedder.embedImages(pictures.pointers, {}); });
        if (times.empty())
            return false;
        print("picture, batch " + std::to_string(count), times);
    }
    const std::string text = "a dog on a beach";
    const auto times = measured<EmbeddingResult>([&] { return embedder.embedTexts({&text, 1}, {}); });
    if (times.empty())
        return false;
    print("\"" + text + "\"", times);
    return true;
}

template <typename Model>
bool warm(Model& model, const Stopwatch& watch)
{
    const auto done = model.warmUp({});
    if (!done) {
        std::fprintf(stderr, "inference_check: %s\n", done.error().message.c_str());
        return false;
    }
    std::printf("  %-28s %.2f s\n", "loaded and warm after", static_cast<double>(watch.microseconds()) / 1e6);
    return true;
}

bool timeModel(const std::filesystem::path& path, const RunOptions& options)
{
    const Stopwatch watch;
    const auto folder = openModelFolder(path);
    if (!folder) {
        std::fprintf(stderr, "inference_check: %s\n", folder.error().message.c_str());
        return false;
    }
    std::printf("%s (%s)\n", folder->name.c_str(), path.string().c_str());
    if (folder->role() == ModelRole::Captioner) {
        const auto captioner = makeLocalCaptioner(*folder, Origin::Local, options);
        return captioner && warm(**captioner, watch) && timeCaptioner(**captioner);
    }
    const auto embedder = makeLocalEmbedder(*folder, Origin::Local, options);
    return embedder && warm(**embedder, watch) && timeEmbedder(**embedder);
}

} // namespace

int timeModels(const std::vector<std::filesystem::path>& folders, const RunOptions& options)
{
    bool good = true;
    for (const std::filesystem::path& folder : folders)
        good &= timeModel(folder, options);
    return good ? 0 : 1;
}

} // namespace vidimus::golden
