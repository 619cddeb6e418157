#include "models/train/batch.h"

#include <algorithm>

#include <torch/types.h>

#include "core/inference/preprocess/preprocess.h"

namespace vidimus::train {

namespace {

constexpr std::int64_t kNothing = -100; ///< what cross entropy passes over

/// Rows of different lengths, `fill` behind the shorter ones.
at::Tensor table(const std::vector<std::vector<int>>& rows, std::int64_t fill)
{
    std::size_t longest = 1;
    for (const auto& row : rows)
        longest = std::max(longest, row.size());
    at::Tensor result =
        torch::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)}, fill, torch::kLong);
    std::int64_t* values = result.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy(rows[i].begin(), rows[i].end(), values + i * longest);
    return result;
}

void addCaptions(Batch& batch, const std::vector<Example>& examples, const Reading& reading)
{
    std::vector<std::vector<int>> ids;
    std::vector<std::vector<int>> next;
    for (const Example& example : examples) {
        std::vector<int> tokens = reading.captions.encode(example.caption); // [CLS] words [SEP]
        if (static_cast<int>(tokens.size()) > reading.longestCaption) {
            tokens.resize(static_cast<std::size_t>(reading.longestCaption));
            tokens.back() = reading.captions.sepId();
        }
        next.emplace_back(tokens.begin() + 1, tokens.end());
        tokens.front() = reading.captionStart;
        tokens.pop_back();
        ids.push_back(std::move(tokens));
    }
    batch.captionIds = table(ids, reading.captions.padId());
    batch.captionNext = table(next, kNothing);
}

void addTexts(Batch& batch, const std::vector<Example>& examples, const Reading& reading)
{
    const auto count = static_cast<std::int64_t>(examples.size());
    for (std::size_t kind = 0; kind < kTextsOfExample; ++kind) {
        std::vector<std::vector<int>> rows;
        for (const Example& example : examples)
            rows.push_back(reading.texts.encode(example.texts[kind].text, reading.longestText));
        batch.textIds[kind] = table(rows, 0);
        batch.alsoTrue[kind] = torch::zeros({count, count}, torch::kBool);
        bool* also = batch.alsoTrue[kind].data_ptr<bool>();
        for (std::size_t i = 0; i < examples.size(); ++i) {
            for (std::size_t j = 0; j < examples.size(); ++j) {
                if (i != j && isTrueOf(examples[j].texts[kind], examples[i].facts))
                    also[i * examples.size() + j] = true;
            }
        }
    }
}

void addPatches(Batch& batch, const std::vector<Example>& examples)
{
    const bool labelled =
        std::none_of(examples.begin(), examples.end(), [](const Example& example) { return example.patches.empty(); });
    if (examples.empty() || !labelled)
        return;
    const auto count = static_cast<std::int64_t>(examples.size());
    const auto patches = static_cast<std::int64_t>(examples.front().patches.size());
    batch.patchKinds = torch::empty({count, patches}, torch::kLong);
    batch.patchColours = torch::empty({count, patches}, torch::kLong);
    batch.patchMiddles = torch::empty({count, patches});
    std::int64_t* kinds = batch.patchKinds.data_ptr<std::int64_t>();
    std::int64_t* colours = batch.patchColours.data_ptr<std::int64_t>();
    float* middles = batch.patchMiddles.data_ptr<float>();
    for (const Example& example : examples) {
        for (const PatchLabel& label : example.patches) {
            *kinds++ = label.kind;
            *colours++ = label.colour;
            *middles++ = label.isMiddle ? 1.f : 0.f;
        }
    }
}

} // namespace

Batch Batch::to(const at::Device& device) const
{
    const auto moved = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(device) : tensor; };
    Batch batch;
    batch.pixels = moved(pixels);
    batch.captionIds = moved(captionIds);
    batch.captionNext = moved(captionNext);
    for (std::size_t kind = 0; kind < kTextsOfExample; ++kind) {
        batch.textIds[kind] = moved(textIds[kind]);
        batch.alsoTrue[kind] = moved(alsoTrue[kind]);
    }
    batch.patchKinds = moved(patchKinds);
    batch.patchColours = moved(patchColours);
    batch.patchMiddles = moved(patchMiddles);
    return batch;
}

Batch batchOf(const std::vector<Example>& examples, const Reading& reading)
{
    Batch batch;
    const std::int64_t width = reading.picture.width;
    const std::int64_t height = reading.picture.height;
    const auto count = static_cast<std::int64_t>(examples.size());
    batch.pixels = torch::empty({count, 3, height, width});
    const auto each = static_cast<std::size_t>(3 * height * width);
    float* pixels = batch.pixels.data_ptr<float>();
    for (const Example& example : examples) {
        inference::normalise(inference::resizeForModel(example.picture, reading.picture), reading.picture,
                             {pixels, each});
        pixels += each;
    }
    addCaptions(batch, examples, reading);
    addTexts(batch, examples, reading);
    addPatches(batch, examples);
    return batch;
}

} // namespace vidimus::train
