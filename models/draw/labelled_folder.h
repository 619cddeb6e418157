#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/error.h"
#include "models/draw/glyphs.h"
#include "models/draw/scene_maker.h"

namespace vidimus::draw {

/// Made-up scenes; every second one shows a pair of thing and background that is never trained on.
std::vector<Scene> scenesToJudgeBy(const ThingCatalogue& things, int count, std::uint64_t seed);

struct PictureWish {
    int width = 192;
    int height = 192;
    int quality = 88; ///< of JPEG
};

/// Paints scenes and writes them with labels.json, which docs/training.md describes: what `vidimusctl evaluate` judges
/// models by. Errors: PermissionDenied, OutOfSpace and their like.
Result<void> writeLabelledFolder(const std::filesystem::path& folder, const ThingCatalogue& things,
                                 const Glyphs& glyphs, const std::vector<Scene>& scenes, const PictureWish& wish);

} // namespace vidimus::draw
