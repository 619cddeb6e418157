#include "core/inference/config/model_name.h"

#include <array>
#include <string_view>

namespace vidimus::inference {

namespace {

struct KnownTowers {
    std::string_view name;
    int visionWidth;
    int visionLayers;
    int patchSize;
    int textWidth;
    int textLayers;
};

constexpr std::array kBlips{KnownTowers{"base", 768, 12, 16, 768, 12}, KnownTowers{"large", 1024, 24, 16, 768, 12}};

constexpr std::array kClips{
    KnownTowers{"ViT-B/32", 768, 12, 32, 512, 12},   KnownTowers{"ViT-B/16", 768, 12, 16, 512, 12},
    KnownTowers{"ViT-L/14", 1024, 24, 14, 768, 12},  KnownTowers{"ViT-H/14", 1280, 32, 14, 1024, 24},
    KnownTowers{"ViT-g/14", 1408, 40, 14, 1024, 24}, KnownTowers{"ViT-bigG/14", 1664, 48, 14, 1280, 32}};

constexpr int kUsualClipImage = 224;

template <std::size_t N>
std::string_view find(const std::array<KnownTowers, N>& known, const KnownTowers& sizes)
{
    for (const KnownTowers& entry : known) {
        if (entry.visionWidth == sizes.visionWidth && entry.visionLayers == sizes.visionLayers &&
            entry.patchSize == sizes.patchSize && entry.textWidth == sizes.textWidth &&
            entry.textLayers == sizes.textLayers)
            return entry.name;
    }
    return {};
}

} // namespace

std::string modelName(const BlipConfig& config)
{
    const std::string_view known = find(kBlips, {{},
                                                 config.vision.hiddenSize,
                                                 config.vision.layers,
                                                 config.vision.patchSize,
                                                 config.text.hiddenSize,
                                                 config.text.layers});
    if (!known.empty())
        return "BLIP " + std::string(known);
    return "BLIP " + std::to_string(config.vision.hiddenSize) + "x" + std::to_string(config.vision.layers);
}

std::string modelName(const ClipConfig& config)
{
    const std::string_view known = find(kClips, {{},
                                                 config.vision.hiddenSize,
                                                 config.vision.layers,
                                                 config.patchSize,
                                                 config.text.hiddenSize,
                                                 config.text.layers});
    if (known.empty())
        return "CLIP " + std::to_string(config.vision.hiddenSize) + "x" + std::to_string(config.vision.layers) + "/" +
               std::to_string(config.patchSize);
    std::string name = "CLIP " + std::string(known);
    if (config.imageSize != kUsualClipImage)
        name += '@' + std::to_string(config.imageSize);
    return name;
}

} // namespace vidimus::inference
