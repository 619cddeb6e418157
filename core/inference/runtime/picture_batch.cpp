#include "core/inference/runtime/picture_batch.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/inference/preprocess/preprocess.h"
#include "core/inference/runtime/stopwatch.h"

namespace vidimus::inference {

namespace {

Result<void> check(const RgbImage* image, const PreprocessConfig& config)
{
    if (!image || image->width < 1 || image->height < 1 ||
        image->pixels.size() != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 3)
        return fail(ErrorCode::InvalidArgument, "A picture without pixels cannot be described.");
    return checkPictureSize(config, image->width, image->height);
}

/// Threads that are not busy with a picture each take bands of one.
void byAllThreads(int bands, const std::function<void(int)>& band)
{
#pragma omp parallel for schedule(dynamic, 1)
    for (int i = 0; i < bands; ++i)
        band(i);
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
    const std::size_t values = 3 * static_cast<std::size_t>(config.height) * static_cast<std::size_t>(config.width);
    batch.pixels.resize(batch.taken.size() * values);
#pragma omp parallel for schedule(dynamic, 1) if (count > 1)
    for (std::int64_t i = 0; i < count; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const RgbImage resized = resizeForModel(*images[batch.taken[place]], config, byAllThreads);
        normalise(resized, config, {batch.pixels.data() + place * values, values});
    }
    batch.microseconds = watch.microseconds() / std::max<std::int64_t>(count, 1);
    return batch;
}

} // namespace vidimus::inference
