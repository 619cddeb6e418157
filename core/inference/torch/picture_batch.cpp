#include "core/inference/torch/picture_batch.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include "core/inference/preprocess/preprocess.h"
#include "core/inference/torch/stopwatch.h"

namespace vidimus::inference {

namespace {

Result<void> check(const RgbImage* image, const PreprocessConfig& config)
{
    if (!image || image->width < 1 || image->height < 1 ||
        image->pixels.size() != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 3)
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    return checkPictureSize(config, image->width, image->height);
}

} // namespace

PictureBatch preparePictures(std::span<const RgbImage* const> images, const PreprocessConfig& config)
{
    const Stopwatch watch;
    PictureBatch batch;
    batch.refused.resize(images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (auto good = check(images[i], config))
            batch.taken.push_back(i);
        else
            batch.refused[i] = std::move(good.error());
    }
    const auto count = static_cast<std::int64_t>(batch.taken.size());
    batch.pixels = at::empty({count, 3, config.height, config.width}, at::kFloat);
    const std::int64_t values = batch.pixels.numel() / std::max<std::int64_t>(count, 1);
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const RgbImage resized = resizeForModel(*images[batch.taken[static_cast<std::size_t>(i)]], config);
            float* const out = batch.pixels.data_ptr<float>() + i * values;
            normalise(resized, config, {out, static_cast<std::size_t>(values)});
        }
    });
    batch.microseconds = watch.microseconds() / std::max<std::int64_t>(count, 1);
    return batch;
}

} // namespace vidimus::inference
