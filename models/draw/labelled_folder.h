#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "models/draw/glyphs.h"
#include "models/draw/scene_maker.h"

namespace vidimus::draw {

struct FolderWish {
    int count = 100;
    std::uint64_t seed = 1;
    int width = 192;
    int height = 192;
    int quality = 88;        ///< of JPEG
    bool halfHeldOut = true; ///< every second picture shows a pair of thing and background that is never trained on
};

/// Draws pictures and writes them with labels.json, which docs/training.md describes: what `vidimusctl evaluate` judges
/// models by. `done` is told how many are there. Errors: PermissionDenied, OutOfSpace and their like.
Result<void> writeLabelledFolder(const std::filesystem::path& folder, const ThingCatalogue& things,
                                 const Glyphs& glyphs, const FolderWish& wish, const std::function<void(int)>& done);

} // namespace vidimus::draw
