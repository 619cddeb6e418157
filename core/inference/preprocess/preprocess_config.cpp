#include "core/inference/preprocess/preprocess_config.h"

#include <cmath>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"
#include "core/inference/preprocess/resize_plan.h"

namespace vidimus::inference {

namespace {

using Json = nlohmann::json;

constexpr int kLargestSide = 4096;
constexpr std::int64_t kMostResizedPixels = std::int64_t{1} << 28;
/// Every pixel of a side has some weights: this bounds the memory they take to tens of MiB.
constexpr int kLongestSourceSide = 1 << 20;

/// One object of a JSON file, whose members are read with errors that name the file and the key. A member that is null
/// counts as absent, as the original libraries write what they leave to their defaults.
class Fields {
public:
    Fields(const Json& object, std::string where) : m_object(object), m_where(std::move(where)) {}

    const Json* find(const char* key) const
    {
        const auto found = m_object.find(key);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }
    bool has(const char* key) const { return find(key) != nullptr; }

    tl::unexpected<Error> wrong(ErrorCode code, std::string_view key, std::string_view why) const
    {
        return fail(code, m_where + ": \"" + std::string(key) + "\" " + std::string(why));
    }

    Result<bool> flag(const char* key, bool absent) const
    {
        const Json* value = find(key);
        if (value == nullptr)
            return absent;
        if (!value->is_boolean())
            return wrong(ErrorCode::Corrupt, key, "must be true or false");
        return value->get<bool>();
    }

    Result<std::string> text(const char* key, const char* absent) const
    {
        const Json* value = find(key);
        if (value == nullptr)
            return std::string(absent);
        if (!value->is_string())
            return wrong(ErrorCode::Corrupt, key, "must be a text");
        return value->get<std::string>();
    }

    Result<double> number(const char* key, double absent) const
    {
        const Json* value = find(key);
        if (value == nullptr)
            return absent;
        if (!value->is_number())
            return wrong(ErrorCode::Corrupt, key, "must be a number");
        return value->get<double>();
    }

    /// `name` is what the message calls the value.
    Result<int> side(const Json& value, std::string_view name) const
    {
        if (!value.is_number_integer() || value.get<double>() < 1 || value.get<double>() > kLargestSide)
            return wrong(ErrorCode::Corrupt, name,
                         "must be a whole number of pixels between 1 and " + std::to_string(kLargestSide));
        return value.get<int>();
    }

    /// Three numbers, or one that stands for all three.
    Result<std::array<float, 3>> colour(const char* key, const std::array<float, 3>& absent) const
    {
        const Json* value = find(key);
        if (value == nullptr)
            return absent;
        std::array<float, 3> numbers{};
        if (!value->is_number() && !(value->is_array() && value->size() == numbers.size()))
            return wrong(ErrorCode::Corrupt, key, "must be three numbers, one for each of red, green and blue");
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const Json& number = value->is_array() ? (*value)[i] : *value;
            if (!number.is_number() || !std::isfinite(number.get<float>()))
                return wrong(ErrorCode::Corrupt, key, "must hold finite numbers only");
            numbers[i] = number.get<float>();
        }
        return numbers;
    }

    /// A divisor: neither zero nor negative.
    Result<std::array<float, 3>> spread(const char* key, const std::array<float, 3>& absent) const
    {
        const auto numbers = colour(key, absent);
        if (numbers) {
            for (const float number : *numbers) {
                if (!(number > 0))
                    return wrong(ErrorCode::Corrupt, key, "must hold numbers above 0 only");
            }
        }
        return numbers;
    }

private:
    const Json& m_object;
    std::string m_where;
};

struct Size {
    int width = 0;
    int height = 0;
};

/// {"height": …, "width": …}, or a number for both. Absent: `absent`.
Result<Size> rectangle(const Fields& fields, const char* key, Size absent)
{
    const Json* value = fields.find(key);
    if (value == nullptr)
        return absent;
    if (!value->is_object()) {
        const auto side = fields.side(*value, key);
        return side ? Result<Size>(Size{*side, *side}) : fail(side.error());
    }
    if (!value->contains("height") || !value->contains("width"))
        return fields.wrong(ErrorCode::Unsupported, key, "must give a height and a width");
    const auto height = fields.side((*value)["height"], std::string(key) + ".height");
    if (!height)
        return fail(height.error());
    const auto width = fields.side((*value)["width"], std::string(key) + ".width");
    if (!width)
        return fail(width.error());
    return Size{*width, *height};
}

Result<Resampling> pillowFilter(const Fields& fields)
{
    constexpr std::array kByNumber{Resampling::Nearest, Resampling::Lanczos, Resampling::Bilinear,
                                   Resampling::Bicubic, Resampling::Box,     Resampling::Hamming};
    const Json* value = fields.find("resample");
    if (value == nullptr)
        return Resampling::Bicubic;
    if (!value->is_number_integer())
        return fields.wrong(ErrorCode::Corrupt, "resample", "must be the number of a filter of Pillow, 0 to 5");
    const auto number = value->get<std::int64_t>();
    if (number < 0 || number >= static_cast<std::int64_t>(kByNumber.size()))
        return fields.wrong(ErrorCode::Unsupported, "resample",
                            "is " + std::to_string(number) + ", which is no filter of Pillow (0 to 5)");
    return kByNumber[static_cast<std::size_t>(number)];
}

enum class Processor { Blip, Clip };

/// Which of the library's processors the file is for.
Result<Processor> processorOf(const Fields& fields)
{
    for (const char* key : {"image_processor_type", "feature_extractor_type", "processor_class"}) {
        const auto name = fields.text(key, "");
        if (!name)
            return fail(name.error());
        if (name->empty())
            continue;
        for (const std::string_view end : {"ImageProcessor", "ImageProcessorFast", "FeatureExtractor", "Processor"}) {
            if (*name == "CLIP" + std::string(end))
                return Processor::Clip;
            if (*name == "Blip" + std::string(end))
                return Processor::Blip;
        }
        return fields.wrong(ErrorCode::Unsupported, key,
                            "names the processor " + displayText(*name, 80) + "; those of CLIP and BLIP are read");
    }
    const Json* size = fields.find("size");
    if (fields.has("crop_size") || (size != nullptr && size->is_object() && size->contains("shortest_edge")))
        return Processor::Clip;
    if (size != nullptr && size->is_object())
        return Processor::Blip;
    return fields.wrong(ErrorCode::Unsupported, "image_processor_type",
                        "is missing, and nothing else tells how pictures are to be resized");
}

/// Steps that the original makes or leaves out by a flag, and that are made here always, or never.
Result<void> checkSteps(const Fields& fields)
{
    struct Step {
        const char* key;
        bool made;
    };
    for (const auto& [key, made] : {Step{"do_resize", true}, Step{"do_rescale", true}, Step{"do_pad", false}}) {
        const auto asked = fields.flag(key, made);
        if (!asked)
            return fail(asked.error());
        if (*asked != made)
            return fields.wrong(ErrorCode::Unsupported, key,
                                std::string("is ") + (*asked ? "true" : "false") + ", which is not built here");
    }
    const auto factor = fields.number("rescale_factor", 1. / 255);
    if (!factor)
        return fail(factor.error());
    if (!(std::abs(*factor * 255 - 1) < 1e-6))
        return fields.wrong(ErrorCode::Unsupported, "rescale_factor", "is not 1/255, the only one built here");
    return {};
}

Result<void> readClipSizes(const Fields& fields, PreprocessConfig& result)
{
    result.resize = ResizeMode::ShortestEdge;
    const auto crops = fields.flag("do_center_crop", true);
    if (!crops)
        return fail(crops.error());
    const auto crop = rectangle(fields, "crop_size", {224, 224});
    if (!crop)
        return fail(crop.error());
    result.width = crop->width;
    result.height = crop->height;

    const Json* size = fields.find("size");
    if (size != nullptr && size->is_object() && !size->contains("shortest_edge")) {
        const auto stretched = rectangle(fields, "size", {});
        if (!stretched)
            return fail(stretched.error());
        if (*crops && (stretched->width != result.width || stretched->height != result.height))
            return fields.wrong(ErrorCode::Unsupported, "crop_size", "differs from \"size\", which has both sides");
        result.resize = ResizeMode::Stretch;
        result.width = stretched->width;
        result.height = stretched->height;
        return {};
    }
    if (!*crops)
        return fields.wrong(ErrorCode::Unsupported, "do_center_crop",
                            "is false, so that pictures would keep their shape; models take one size");
    if (size == nullptr) {
        result.edge = 224;
        return {};
    }
    if (size->is_object() && size->contains("longest_edge"))
        return fields.wrong(ErrorCode::Unsupported, "size.longest_edge", "is not built here");
    const auto edge =
        size->is_object() ? fields.side((*size)["shortest_edge"], "size.shortest_edge") : fields.side(*size, "size");
    if (!edge)
        return fail(edge.error());
    result.edge = *edge;
    return {};
}

Result<void> readBlipSizes(const Fields& fields, PreprocessConfig& result)
{
    result.resize = ResizeMode::Stretch;
    const auto crops = fields.flag("do_center_crop", false);
    if (!crops)
        return fail(crops.error());
    if (*crops)
        return fields.wrong(ErrorCode::Unsupported, "do_center_crop", "is true, which BLIP's processor does not know");
    const auto size = rectangle(fields, "size", {384, 384});
    if (!size)
        return fail(size.error());
    result.width = size->width;
    result.height = size->height;
    return {};
}

} // namespace

Result<PreprocessConfig> readHuggingFacePreprocess(const JsonDocument& config)
{
    const Fields fields(config.root(), config.name());
    PreprocessConfig result;
    result.cropRounding = CropRounding::Down;
    if (const auto steps = checkSteps(fields); !steps)
        return fail(steps.error());
    const auto processor = processorOf(fields);
    if (!processor)
        return fail(processor.error());
    const auto sizes = *processor == Processor::Clip ? readClipSizes(fields, result) : readBlipSizes(fields, result);
    if (!sizes)
        return fail(sizes.error());
    const auto filter = pillowFilter(fields);
    if (!filter)
        return fail(filter.error());
    result.resampling = *filter;

    const auto normalises = fields.flag("do_normalize", true);
    if (!normalises)
        return fail(normalises.error());
    const auto mean = fields.colour("image_mean", result.mean);
    if (!mean)
        return fail(mean.error());
    const auto spread = fields.spread("image_std", result.std);
    if (!spread)
        return fail(spread.error());
    result.mean = *normalises ? *mean : std::array<float, 3>{0, 0, 0};
    result.std = *normalises ? *spread : std::array<float, 3>{1, 1, 1};
    return result;
}

Result<PreprocessConfig> readOpenClipPreprocess(const JsonDocument& config, int imageSize)
{
    if (imageSize < 1 || imageSize > kLargestSide)
        return fail(ErrorCode::Corrupt, config.name() + ": pictures of " + std::to_string(imageSize) +
                                            " pixels; between 1 and " + std::to_string(kLargestSide) + " make sense");
    PreprocessConfig result;
    result.cropRounding = CropRounding::HalfEven;
    result.resize = ResizeMode::ShortestEdge;
    result.width = imageSize;
    result.height = imageSize;
    result.edge = imageSize;

    const auto found = config.root().find("preprocess_cfg");
    if (found == config.root().end() || found->is_null())
        return result;
    if (!found->is_object())
        return fail(ErrorCode::Corrupt, config.name() + ": \"preprocess_cfg\" must be an object");
    const Fields fields(*found, config.name() + ": preprocess_cfg");

    const auto mode = fields.text("mode", "RGB");
    if (!mode)
        return fail(mode.error());
    if (*mode != "RGB")
        return fields.wrong(ErrorCode::Unsupported, "mode", "is " + displayText(*mode, 40) + "; RGB is built here");

    const auto interpolation = fields.text("interpolation", "bicubic");
    if (!interpolation)
        return fail(interpolation.error());
    // "random" is for training; the original takes bicubic when it does not train.
    if (*interpolation == "bilinear")
        result.resampling = Resampling::Bilinear;
    else if (*interpolation == "bicubic" || *interpolation == "random")
        result.resampling = Resampling::Bicubic;
    else
        return fields.wrong(ErrorCode::Unsupported, "interpolation",
                            "is " + displayText(*interpolation, 40) + "; bicubic and bilinear are known");

    const auto resize = fields.text("resize_mode", "shortest");
    if (!resize)
        return fail(resize.error());
    if (*resize == "longest")
        result.resize = ResizeMode::LongestEdge;
    else if (*resize == "squash")
        result.resize = ResizeMode::Stretch;
    else if (*resize != "shortest")
        return fields.wrong(ErrorCode::Unsupported, "resize_mode",
                            "is " + displayText(*resize, 40) + "; shortest, longest and squash are known");

    const auto fill = fields.number("fill_color", 0);
    if (!fill)
        return fail(fill.error());
    if (!(*fill >= 0 && *fill <= 255) || *fill != std::floor(*fill))
        return fields.wrong(ErrorCode::Corrupt, "fill_color", "must be a whole number between 0 and 255");
    result.fill.fill(static_cast<std::uint8_t>(*fill));

    const auto mean = fields.colour("mean", result.mean);
    if (!mean)
        return fail(mean.error());
    const auto spread = fields.spread("std", result.std);
    if (!spread)
        return fail(spread.error());
    result.mean = *mean;
    result.std = *spread;
    return result;
}

Result<void> checkPictureSize(const PreprocessConfig& config, int width, int height)
{
    if (width < 1 || height < 1)
        return fail(ErrorCode::InvalidArgument, "The picture has no pixels.");
    const ResizePlan plan = planResize(config, width, height);
    if (width > kLongestSourceSide || height > kLongestSourceSide ||
        plan.resizedWidth > kMostResizedPixels / plan.resizedHeight)
        return fail(ErrorCode::TooLarge, "The picture is too long and thin for the model: " + std::to_string(width) +
                                             " x " + std::to_string(height) + " pixels.");
    return {};
}

} // namespace vidimus::inference
