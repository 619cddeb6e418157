#include "core/inference/runtime/int8_agreement.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <variant>
#include <vector>

#include "core/inference/onednn/packed_backends.h"
#include "core/inference/runtime/picture_batch.h"

namespace vidimus::inference {

namespace {

constexpr int kPictures = 4;
constexpr int kWords = 10;
constexpr int kOtherWords = kPictures * kWords / 20;
constexpr double kLeastCosine = 0.995;

/// Soft light, a few round things on it, a little grain: no photograph, but no plain noise either.
RgbImage drawnPicture(int side, std::uint32_t seed)
{
    std::mt19937 random(seed);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / static_cast<double>(std::mt19937::max());
    };
    struct Disc {
        double x, y, radius, colour[3];
    };
    std::vector<Disc> discs(5);
    for (Disc& disc : discs)
        disc = {between(0, side),
                between(0, side),
                between(side / 12., side / 4.), // NOLINT(bugprone-integer-division)
                {between(0, 255), between(0, 255), between(0, 255)}};
    const double tilt[3] = {between(-1, 1), between(-1, 1), between(-1, 1)};
    RgbImage image{side, side, {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto inside = std::find_if(discs.begin(), discs.end(), [&](const Disc& disc) {
                return std::hypot(x - disc.x, y - disc.y) < disc.radius;
            });
            for (int c = 0; c < 3; ++c) {
                const double light = 128 + 100 * (tilt[c] * y / side + (1 - std::abs(tilt[c])) * x / side - 0.5);
                const double value = (inside == discs.end() ? light : inside->colour[c]) + between(-8, 8);
                image.pixels.push_back(static_cast<std::uint8_t>(std::clamp(value, 0., 255.)));
            }
        }
    }
    return image;
}

/// [kPictures, 3, S, S]
std::vector<float> drawnPixels(const ModelFolder& model)
{
    const int side = std::max(model.preprocess.width, model.preprocess.height);
    std::vector<RgbImage> images;
    for (std::uint32_t i = 0; i < kPictures; ++i)
        images.push_back(drawnPicture(side, i + 1));
    std::vector<const RgbImage*> pointers;
    for (const RgbImage& image : images)
        pointers.push_back(&image);
    return preparePictures(pointers, model.preprocess).pixels;
}

template <typename T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

using Words = std::vector<std::vector<int>>; ///< [kWords][kPictures]

/// The likeliest next word after each of `given`, or after what it chose itself.
Words chosenWords(BlipBackend& model, int firstWord, const std::vector<float>& pixels, const Words* given)
{
    const auto decoder = orThrow(model.look(pixels, kPictures, {}));
    std::vector<int> rows(kPictures);
    std::iota(rows.begin(), rows.end(), 0);
    const auto vocabulary = static_cast<std::ptrdiff_t>(decoder->vocabSize());
    Words chosen;
    std::span<const float> logits = orThrow(decoder->start(std::vector<int>{firstWord}, {}));
    for (std::size_t step = 0;; ++step) {
        std::vector<int>& words = chosen.emplace_back();
        for (auto row = logits.begin(); row != logits.end(); row += vocabulary)
            words.push_back(static_cast<int>(std::max_element(row, row + vocabulary) - row));
        if (chosen.size() == kWords)
            return chosen;
        logits = orThrow(decoder->step(given ? (*given)[step] : words, rows, {}));
    }
}

bool captionsAgree(const ModelFolder& model, Numeric eightBits, int threads)
{
    const int firstWord = std::get<BlipConfig>(model.config).text.bosId;
    const std::vector<float> pixels = drawnPixels(model);
    const Words wanted =
        chosenWords(*makePackedBlip(model, besideEightBits(eightBits), threads), firstWord, pixels, nullptr);
    const Words got = chosenWords(*makePackedBlip(model, eightBits, threads), firstWord, pixels, &wanted);
    int other = 0;
    for (std::size_t step = 0; step < wanted.size(); ++step)
        for (std::size_t row = 0; row < wanted[step].size(); ++row)
            other += wanted[step][row] == got[step][row] ? 0 : 1;
    return other <= kOtherWords;
}

/// [pictures and texts, dimension], one after the other.
std::vector<float> vectorsOf(ClipBackend& model, const ClipConfig& config, const std::vector<float>& pixels)
{
    std::vector<float> vectors = orThrow(model.imageFeatures(pixels, kPictures, {}));
    for (int text = 1; text <= kPictures; ++text) {
        // Words from all over the vocabulary, ended as texts are.
        std::vector<int> ids;
        for (int word = 0; word < 5; ++word)
            ids.push_back(config.vocabSize * (word * kPictures + text) / (7 * kPictures));
        ids.push_back(config.pooling == TextPooling::LargestId ? config.vocabSize - 1 : config.eosId);
        const std::vector<float> vector = orThrow(model.textFeatures(ids, 1, {}));
        vectors.insert(vectors.end(), vector.begin(), vector.end());
    }
    return vectors;
}

bool vectorsAgree(const ModelFolder& model, Numeric eightBits, int threads)
{
    const auto& config = std::get<ClipConfig>(model.config);
    const std::vector<float> pixels = drawnPixels(model);
    const std::vector<float> wanted =
        vectorsOf(*makePackedClip(model, besideEightBits(eightBits), threads), config, pixels);
    const std::vector<float> got = vectorsOf(*makePackedClip(model, eightBits, threads), config, pixels);
    const auto dimension = static_cast<std::size_t>(config.projectionDim);
    for (std::size_t first = 0; first < wanted.size(); first += dimension) {
        const auto dot = [&](const std::vector<float>& a, const std::vector<float>& b) {
            double sum = 0;
            for (std::size_t i = first; i < first + dimension; ++i)
                sum += static_cast<double>(a[i]) * b[i];
            return sum;
        };
        if (!(dot(wanted, got) >= kLeastCosine * std::sqrt(dot(wanted, wanted) * dot(got, got))))
            return false;
    }
    return true;
}

} // namespace

bool int8Agrees(const ModelFolder& model, Numeric eightBits, int threads)
{
    return model.role() == ModelRole::Captioner ? captionsAgree(model, eightBits, threads)
                                                : vectorsAgree(model, eightBits, threads);
}

} // namespace vidimus::inference
