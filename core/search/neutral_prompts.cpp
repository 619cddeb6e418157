#include "core/search/neutral_prompts.h"

#include <array>

namespace vidimus::search {

std::span<const std::string> neutralPrompts()
{
    // clang-format off
    static const std::array<std::string, 200> prompts{
    "a person", "a man", "a woman", "a child", "a baby",
    "a group of people", "a crowd", "a face", "hands", "a family",
    "a dog", "a cat", "a horse", "a bird", "a fish",
    "a cow", "an insect", "a wild animal", "a herd of sheep", "a duck",
    "a tree", "a forest", "flowers", "grass", "leaves",
    "a garden", "a field", "a mushroom", "fruit on a tree", "a cactus",
    "a beach", "the sea", "a lake", "a river", "a waterfall",
    "waves", "a boat", "a harbour", "a bridge", "an island",
    "mountains", "a valley", "rocks", "a desert", "snow",
    "ice", "a cave", "a hill", "a path", "a volcano",
    "the sky", "clouds", "a sunset", "the night", "stars",
    "the moon", "rain", "fog", "a storm", "a rainbow",
    "a city", "a street", "a house", "a tall building", "a church",
    "a castle", "ruins", "a village", "a shop", "a market",
    "a room", "a kitchen", "a bed", "a chair", "a table",
    "a window", "a door", "stairs", "a lamp", "a bathroom",
    "food", "a plate of food", "bread", "vegetables", "fruit",
    "a cake", "meat", "a glass of wine", "a cup of coffee", "breakfast",
    "a car", "a bus", "a train", "an aeroplane", "a bicycle",
    "a motorcycle", "a lorry", "a road", "a railway station", "traffic",
    "a computer", "a telephone", "a television", "a camera", "a book",
    "a newspaper", "a sign", "a map", "a clock", "a screenshot",
    "a toy", "a ball", "a game", "a musical instrument", "a guitar",
    "a painting", "a statue", "a drawing", "a poster", "a cartoon",
    "clothes", "shoes", "a hat", "glasses", "jewellery",
    "a bag", "an umbrella", "a uniform", "a mask", "a dress",
    "someone running", "someone swimming", "people dancing", "people eating", "someone sleeping",
    "someone reading", "people working", "someone cooking", "children playing", "a person walking",
    "a wedding", "a birthday party", "a concert", "a football match", "a school",
    "a hospital", "an office", "a museum", "a restaurant", "a festival",
    "a machine", "tools", "a factory", "a construction site", "a farm",
    "a tractor", "a fence", "a wall", "a pipe", "wires",
    "something red", "something blue", "something green", "something yellow", "black and white",
    "bright colours", "something dark", "a pattern", "stripes", "a circle",
    "a document", "a receipt", "handwriting", "a diagram", "a table of numbers",
    "a letter", "a page of text", "a logo", "a bar code", "a menu",
    "a close-up", "a view from above", "a reflection", "a shadow", "a blurred picture",
    "an old photograph", "a portrait", "a panorama", "a self-portrait", "a silhouette",
    "fire", "smoke", "water", "glass", "metal",
    "wood", "paper", "stone", "sand", "plastic"};
    // clang-format on
    return prompts;
}

} // namespace vidimus::search
