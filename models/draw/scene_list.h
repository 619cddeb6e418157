#pragma once

#include <filesystem>
#include <vector>

#include "core/base/error.h"
#include "models/draw/scene.h"
#include "models/draw/thing_catalogue.h"

namespace vidimus::draw {

/// Scenes that somebody chose: lines "beach, night: 2 red umbrella, crab". # begins a comment. The seed of line n is
/// `seed` + n. Errors: NotFound, Corrupt (with the line and what is unknown in it).
Result<std::vector<Scene>> readScenes(const std::filesystem::path& file, const ThingCatalogue& things,
                                      std::uint64_t seed);

} // namespace vidimus::draw
