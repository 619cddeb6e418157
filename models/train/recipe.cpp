#include "models/train/recipe.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/base/path_text.h"

namespace vidimus::train {

namespace {

using Json = nlohmann::json;

/// Reads values by key and remembers which were known.
class Fields {
public:
    explicit Fields(const Json& json) : m_json(json) {}

    template <typename T>
    void read(const char* key, T& value)
    {
        m_known.push_back(key);
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        try {
            value = found->template get<T>();
        } catch (const Json::exception&) {
            m_problem = std::string("\"") + key + "\" is of the wrong type";
        }
    }
    void readPositive(const char* key, int& value)
    {
        read(key, value);
        if (value < 1 || value > 100'000)
            m_problem = std::string("\"") + key + "\" must be from 1 to 100000";
    }
    void note(const char* key) { m_known.push_back(key); }

    std::string problem() const
    {
        if (!m_problem.empty())
            return m_problem;
        for (const auto& [key, value] : m_json.items()) {
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                return "\"" + key + "\" is no setting";
        }
        return {};
    }

private:
    const Json& m_json;
    std::vector<std::string> m_known;
    std::string m_problem;
};

void readLosses(const Json& json, LossWeights& losses, std::string& problem)
{
    Fields fields(json);
    fields.read("caption", losses.caption);
    fields.read("sentence", losses.sentence);
    fields.read("query", losses.query);
    fields.read("kind", losses.kind);
    fields.read("colour", losses.colour);
    fields.read("middle", losses.middle);
    if (problem.empty())
        problem = fields.problem();
}

std::string readInto(Recipe& recipe, const Json& json)
{
    Fields fields(json);
    fields.note("comment");
    fields.read("seed", recipe.seed);
    fields.read("things_file", recipe.thingsFile);
    fields.read("things", recipe.things);
    fields.readPositive("picture_side", recipe.pictureSide);
    fields.readPositive("patch_side", recipe.patchSide);
    fields.readPositive("width", recipe.width);
    fields.readPositive("heads", recipe.heads);
    fields.readPositive("layers", recipe.layers);
    fields.readPositive("text_layers", recipe.textLayers);
    fields.readPositive("decoder_layers", recipe.decoderLayers);
    fields.readPositive("projection", recipe.projection);
    fields.readPositive("context_length", recipe.contextLength);
    fields.readPositive("longest_caption", recipe.longestCaption);
    fields.readPositive("batch", recipe.batch);
    fields.readPositive("workers", recipe.workers);
    fields.read("minutes", recipe.minutes);
    fields.read("pictures", recipe.pictures);
    fields.read("warm_up", recipe.warmUp);
    fields.read("bf16", recipe.half);
    fields.read("learning_rate", recipe.optimiser.learningRate);
    fields.read("weight_decay", recipe.optimiser.weightDecay);
    fields.read("gradient_limit", recipe.optimiser.gradientLimit);
    fields.read("orthogonal_steps", recipe.optimiser.orthogonal);
    fields.note("losses");
    std::string problem = fields.problem();
    if (json.contains("losses"))
        readLosses(json["losses"], recipe.losses, problem);
    if (!problem.empty())
        return problem;
    if (recipe.patchSide > recipe.pictureSide || recipe.width % recipe.heads != 0)
        return "the patch must fit into the picture, and \"heads\" divide \"width\"";
    if (recipe.minutes <= 0 && recipe.pictures == 0)
        return "\"minutes\" or \"pictures\" must say when it is done";
    return {};
}

} // namespace

Result<Recipe> Recipe::read(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        return fail(ErrorCode::NotFound, "The recipe " + displayPath(file) + " cannot be opened.");
    const Json json = Json::parse(in, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Corrupt, displayPath(file) + " is not a JSON object.");
    Recipe recipe;
    if (const std::string problem = readInto(recipe, json); !problem.empty())
        return fail(ErrorCode::Corrupt, displayPath(file) + ": " + problem + ".");
    return recipe;
}

TwinSizes Recipe::sizes() const
{
    TwinSizes sizes;
    inference::BlipVisionConfig& tower = sizes.blip.vision;
    tower.hiddenSize = width;
    tower.intermediateSize = 4 * width;
    tower.layers = layers;
    tower.heads = heads;
    tower.imageSize = pictureSide;
    tower.patchSize = patchSide;
    inference::BlipTextConfig& decoder = sizes.blip.text;
    decoder.hiddenSize = width;
    decoder.intermediateSize = 4 * width;
    decoder.layers = decoderLayers;
    decoder.heads = heads;
    decoder.maxPositions = 64;
    decoder.sepId = 3;
    inference::ClipConfig& clip = sizes.clip;
    clip.layout = inference::ClipLayout::OpenClip;
    clip.vision = {width, 4 * width, layers, heads, inference::Activation::Gelu, tower.layerNormEps};
    clip.text = {width, 4 * width, textLayers, heads, inference::Activation::Gelu, tower.layerNormEps};
    clip.imageSize = pictureSide;
    clip.patchSize = patchSide;
    clip.contextLength = contextLength;
    clip.projectionDim = projection;
    clip.pooling = inference::TextPooling::LargestId;
    return sizes;
}

} // namespace vidimus::train
