#pragma once

#include <filesystem>
#include <stdexcept>

#include "models/train/model_folders.h"
#include "models/train/recipe.h"
#include "models/train/scene_source.h"
#include "models/train/twin_model.h"
#include "tests/models/shape_list.h"

namespace vidimus::test {

/// A recipe of seconds.
inline train::Recipe tinyRecipe()
{
    train::Recipe recipe;
    recipe.seed = 3;
    recipe.pictureSide = 48;
    recipe.width = 64;
    recipe.heads = 2;
    recipe.layers = 2;
    recipe.textLayers = 1;
    recipe.decoderLayers = 1;
    recipe.projection = 32;
    recipe.batch = 16;
    recipe.workers = 1;
    recipe.half = false;
    recipe.pictures = 16 * 8;
    return recipe;
}

/// Everything a tiny training needs, in a folder of its own.
struct TinyTraining {
    explicit TinyTraining(const std::filesystem::path& out, train::Recipe wanted = tinyRecipe())
        : recipe(std::move(wanted))
        , things(shapes())
        , source(things, glyphsOf(things), recipe.seed, draw::Pairs::Seen)
        , sizes(sizesIn(out))
        , reading(readingOf(out))
        , model(sizes, recipe.seed)
    {}

    train::Recipe recipe;
    draw::ThingCatalogue things;
    train::SceneSource source;
    train::TwinSizes sizes;
    train::Reading reading;
    train::TwinModel model;

private:
    train::TwinSizes sizesIn(const std::filesystem::path& out) const
    {
        train::TwinSizes wanted = recipe.sizes();
        if (const auto written = train::writeFolders(out, source, wanted); !written)
            throw std::runtime_error(written.error().message);
        return wanted;
    }
    train::Reading readingOf(const std::filesystem::path& out) const
    {
        auto opened = train::openReading(out, sizes, recipe.longestCaption);
        if (!opened)
            throw std::runtime_error(opened.error().message);
        return std::move(*opened);
    }
};

} // namespace vidimus::test
