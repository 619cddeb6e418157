#include "tests/golden/preprocess_goldens.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/inference/preprocess/preprocess.h"
#include "core/inference/preprocess/resize_plan.h"
#include "tests/golden/golden_json.h"

namespace vidimus::golden {

namespace {

using namespace inference;

constexpr std::string_view kDecoded = ".decoded_rgb";
constexpr std::string_view kUpright = ".exif_transposed.";
constexpr std::string_view kEvery = "u8_every_";

/// The number at the begin of `text`, 0 where there is none.
int numberAt(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// "blip.64" and what may follow after a dot; none for other names.
std::optional<Pipeline> pipelineOf(std::string_view name)
{
    for (const std::string_view kind : {"blip", "clip_hf", "clip_openclip"}) {
        if (name.size() > kind.size() && name.starts_with(kind) && name[kind.size()] == '.') {
            const int size = numberAt(name.substr(kind.size() + 1));
            return size > 0 ? std::optional(Pipeline{std::string(kind), size}) : std::nullopt;
        }
    }
    return std::nullopt;
}

PreprocessConfig configOf(const Pipeline& pipeline)
{
    PreprocessConfig config;
    config.width = config.height = pipeline.size;
    if (pipeline.kind != "blip")
        config.resize = ResizeMode::ShortestEdge;
    if (pipeline.kind == "clip_openclip")
        config.cropRounding = CropRounding::HalfEven;
    return config;
}

template <typename T>
GoldenCheck compared(std::string name, std::span<const std::byte> want, std::span<const T> got)
{
    if (want.size() != got.size_bytes())
        return {std::move(name), false, "of another shape"};
    std::size_t different = 0;
    for (std::size_t i = 0; i < got.size(); ++i)
        different += std::memcmp(want.data() + i * sizeof(T), &got[i], sizeof(T)) == 0 ? 0u : 1u;
    return {std::move(name), different == 0,
            std::to_string(different) + " of " + std::to_string(got.size()) + " values differ"};
}

} // namespace

/// What a pipeline made of a picture.
struct PreprocessGoldens::Prepared {
    std::vector<std::uint8_t> levels; ///< before normalising: [3, size, size]
    std::vector<float> values;

    Prepared(const RgbImage& image, const Pipeline& pipeline)
    {
        const PreprocessConfig config = configOf(pipeline);
        const RgbImage resized = resizeForModel(image, config);
        values.resize(resized.pixels.size());
        normalise(resized, config, values);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (std::size_t i = channel; i < resized.pixels.size(); i += 3)
                levels.push_back(resized.pixels[i]);
        }
    }
};

PreprocessGoldens::PreprocessGoldens(const std::filesystem::path& folder) : m_prefix(folder.filename().string() + "/")
{
    auto arrays = Checkpoint::openFile(folder / "golden.safetensors");
    if (!arrays)
        throw std::runtime_error(arrays.error().message);
    m_arrays = std::move(*arrays);
    m_images = readJson(folder / "golden.json").at("images");
    for (const auto& [file, described] : m_images.items())
        m_files.insert(file);
}

std::string PreprocessGoldens::mode(const std::string& file) const
{
    return m_images.at(file).at("mode").get<std::string>();
}

std::optional<RgbImage> PreprocessGoldens::decoded(const std::string& file) const
{
    const TensorView* view = m_arrays.find(file + std::string(kDecoded));
    if (view == nullptr)
        return std::nullopt;
    if (view->dtype != Dtype::U8 || view->shape.size() != 3 || view->shape[2] != 3)
        throw std::runtime_error(view->name + " is not [height, width, 3] of bytes");
    RgbImage image{static_cast<int>(view->shape[1]), static_cast<int>(view->shape[0]), {}};
    image.pixels.resize(view->bytes.size());
    std::memcpy(image.pixels.data(), view->bytes.data(), view->bytes.size());
    return image;
}

bool PreprocessGoldens::resizedBeforeConversion(std::string_view mode)
{
    constexpr std::string_view kModes[] = {"1", "CMYK", "LA", "P", "RGBA"};
    return std::find(std::begin(kModes), std::end(kModes), mode) != std::end(kModes);
}

std::set<Pipeline> PreprocessGoldens::pipelines(const std::string& file) const
{
    std::set<Pipeline> found;
    for (const auto& [key, described] : m_images.at(file).items()) {
        if (auto pipeline = pipelineOf(key))
            found.insert(std::move(*pipeline));
    }
    return found;
}

/// Whose numbers a pipeline is compared with; mostly its own. None where it can only be another's that crops elsewhere.
std::optional<Pipeline> PreprocessGoldens::expectedFrom(const std::string& file, const Pipeline& pipeline,
                                                        const RgbImage& image) const
{
    Pipeline other{{}, pipeline.size};
    if (pipeline.kind == "clip_openclip" && resizedBeforeConversion(mode(file)))
        other.kind = "clip_hf";
    // Hugging Face takes a height of 1 or 3 for the colours, and fails.
    else if (pipeline.kind == "clip_hf" && m_images.at(file).contains(pipeline.name() + ".error"))
        other.kind = "clip_openclip";
    else
        return pipeline;
    const ResizePlan mine = planResize(configOf(pipeline), image.width, image.height);
    const ResizePlan its = planResize(configOf(other), image.width, image.height);
    return mine.cropLeft == its.cropLeft && mine.cropTop == its.cropTop ? std::optional(other) : std::nullopt;
}

/// With every array whose name begins with `key`.
void PreprocessGoldens::compareArrays(const std::string& name, const std::string& key, const Prepared& got,
                                      GoldenChecks& checks) const
{
    for (const auto& [arrayName, view] : m_arrays.tensors()) {
        if (!arrayName.starts_with(key))
            continue;
        const std::string_view what = std::string_view(arrayName).substr(key.size());
        if (what == "pixel_values") {
            checks.push_back(compared<float>(name + " " + std::string(what), view.bytes, got.values));
        } else if (what.starts_with(kEvery)) {
            const auto step = static_cast<std::size_t>(numberAt(what.substr(kEvery.size())));
            std::vector<std::uint8_t> some;
            for (std::size_t i = 0; step > 0 && i < got.levels.size(); i += step)
                some.push_back(got.levels[i]);
            checks.push_back(compared<std::uint8_t>(name + " " + std::string(what), view.bytes, some));
        }
    }
}

void PreprocessGoldens::compare(const std::string& file, const RgbImage& image, const Sha256& sha256,
                                GoldenChecks& checks) const
{
    for (const Pipeline& pipeline : pipelines(file)) {
        const Prepared got(image, pipeline);
        const auto expected = expectedFrom(file, pipeline, image);
        if (!expected)
            continue;
        std::string name = m_prefix + file + " " + pipeline.name();
        if (*expected != pipeline)
            name += " (mode " + mode(file) + ", as " + expected->kind + ")";
        const std::size_t before = checks.size();
        compareArrays(name, file + "." + expected->name() + ".", got, checks);
        // OpenCLIP's arrays are there only where they differ from Hugging Face's.
        if (checks.size() == before && expected->kind == "clip_openclip")
            compareArrays(name, file + "." + Pipeline{"clip_hf", expected->size}.name() + ".", got, checks);
        const auto described = m_images.at(file).find(expected->name());
        if (sha256 && described != m_images.at(file).end()) {
            checks.push_back({name + " sha256 of the levels",
                              sha256(std::as_bytes(std::span(got.levels))) ==
                                  described->at("sha256_u8_chw_before_normalise").get<std::string>(),
                              "of " + std::to_string(got.levels.size()) + " bytes"});
            checks.push_back(
                {name + " sha256 of the values",
                 sha256(std::as_bytes(std::span(got.values))) == described->at("sha256_float32").get<std::string>(),
                 "of " + std::to_string(got.values.size()) + " numbers"});
        }
        if (checks.size() == before && !m_images.at(file).contains(pipeline.name() + ".error"))
            checks.push_back({name, false, "there is nothing to compare with"});
    }
}

void PreprocessGoldens::compareUpright(const std::string& file, const RgbImage& image, GoldenChecks& checks) const
{
    const std::string key = file + std::string(kUpright);
    for (const auto& [name, view] : m_arrays.tensors()) {
        if (!name.starts_with(key))
            continue;
        const auto pipeline = pipelineOf(std::string_view(name).substr(key.size()));
        if (!pipeline || !name.ends_with(".pixel_values"))
            throw std::runtime_error(name + " is of no known pipeline");
        checks.push_back(compared<float>(m_prefix + name, view.bytes, Prepared(image, *pipeline).values));
    }
}

bool PreprocessGoldens::storedTurned(const std::string& file) const
{
    const std::string key = file + std::string(kUpright);
    const auto found = m_arrays.tensors().lower_bound(key);
    return found != m_arrays.tensors().end() && found->first.starts_with(key);
}

} // namespace vidimus::golden
