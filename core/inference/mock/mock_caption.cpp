#include "core/inference/mock/mock_caption.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/inference/mock/picture_words.h"

namespace vidimus::inference::mock {

namespace {

constexpr float kSure = 0.97f;      ///< of words that the grammar asks for
constexpr float kSameTerm = 0.995f; ///< of the second word of "sky blue", once the first is said
constexpr float kEnd = 0.95f;

struct Piece {
    std::string text; ///< one word, with the comma behind it
    float probability = kSure;
};

/// A sentence on its way: words with their probabilities.
class Sentence {
public:
    /// Words at the same certainty: the first has it, the rest follow from the first.
    Sentence& say(std::string_view words, float certainty = kSure)
    {
        bool first = true;
        while (!words.empty()) {
            const std::size_t end = std::min(words.find(' '), words.size());
            m_pieces.push_back({std::string(words.substr(0, end)), first ? certainty : std::max(certainty, kSameTerm)});
            words.remove_prefix(std::min(end + 1, words.size()));
            first = false;
        }
        return *this;
    }
    Sentence& say(const SureWord& word) { return say(word.text, word.certainty); }
    Sentence& comma()
    {
        m_pieces.back().text += ',';
        return *this;
    }
    const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    std::vector<Piece> m_pieces;
};

/// How sure the name of a colour is at its place in the list: by how far its share is from its neighbours', and the last
/// one's from not being worth a name.
float nameCertainty(const std::vector<ColourShare>& colours, std::size_t index)
{
    const float share = colours[index].share;
    float gap = share - (index + 1 < colours.size() ? colours[index + 1].share : 0.1f);
    if (index > 0)
        gap = std::min(gap, colours[index - 1].share - share);
    return 0.5f + 0.49f * std::min(1.f, 2 * gap + share / 2);
}

void sayColourList(Sentence& sentence, const std::vector<ColourShare>& colours, std::size_t from = 0)
{
    for (std::size_t i = from; i < colours.size(); ++i) {
        if (i > from && i + 1 == colours.size())
            sentence.say("and");
        sentence.say(colourName(colours[i].colour), nameCertainty(colours, i));
        if (i + 2 < colours.size())
            sentence.comma();
    }
}

/// "entirely red", "mostly red with some green", "red, green and blue", "many colours".
void sayColours(Sentence& sentence, const std::vector<ColourShare>& colours)
{
    if (colours.empty()) {
        sentence.say("in many colours", 0.8f);
        return;
    }
    const float share = colours[0].share;
    const auto borderCertainty = [&](float border, float full) {
        return 0.5f + 0.49f * std::min(1.f, std::fabs(share - border) / full);
    };
    if (share > 0.97f) {
        sentence.say("entirely", borderCertainty(0.97f, 0.02f));
        sayColourList(sentence, {colours[0]});
    } else if (share > 0.8f && colours.size() == 1) {
        sentence.say("almost entirely", borderCertainty(0.8f, 0.1f));
        sayColourList(sentence, colours);
    } else if (share > 0.5f) {
        sentence.say("mostly", borderCertainty(0.5f, 0.1f));
        sentence.say(colourName(colours[0].colour), nameCertainty(colours, 0));
        if (colours.size() > 1) {
            const bool nearlyHalf = colours[1].share > 0.25f;
            sentence.say(nearlyHalf ? "and" : "with some", kSure);
            sayColourList(sentence, colours, 1);
        }
    } else {
        if (colours.size() > 1)
            sentence.say("mostly", 0.9f);
        else
            sentence.say("partly", 0.9f);
        sayColourList(sentence, colours);
    }
}

/// "a bright landscape picture"
void sayPicture(Sentence& sentence, const PictureMeasures& measures)
{
    Sentence rest;
    rest.say(sizeWord(measures)).say(brightnessWord(measures)).say(characterWord(measures));
    rest.say(orientationWord(measures)).say("picture");
    const bool vowel = std::string_view("aeiou").find(rest.pieces().front().text.front()) != std::string_view::npos;
    sentence.say(vowel ? "an" : "a");
    for (const Piece& piece : rest.pieces())
        sentence.say(piece.text, piece.probability);
}

Sentence pictureThenColours(const PictureMeasures& measures, const std::vector<ColourShare>& colours)
{
    Sentence sentence;
    sayPicture(sentence, measures);
    sayColours(sentence.comma(), colours);
    return sentence;
}

Sentence pictureInColours(const PictureMeasures& measures, const std::vector<ColourShare>& colours)
{
    Sentence sentence;
    sayPicture(sentence, measures);
    sentence.say("in");
    if (colours.empty())
        sentence.say("many colours", 0.8f);
    sayColourList(sentence, colours);
    return sentence;
}

Sentence pictureDominatedBy(const PictureMeasures& measures, const std::vector<ColourShare>& colours)
{
    Sentence sentence;
    sayPicture(sentence, measures);
    sentence.say("dominated by", colours[0].share > 0.5f ? 0.93f : 0.6f);
    sentence.say(colourName(colours[0].colour), nameCertainty(colours, 0));
    return sentence;
}

Sentence pictureInLayers(const PictureMeasures& measures, const Layers& layers)
{
    Sentence sentence;
    sayPicture(sentence, measures);
    sentence.say("with").say(colourName(layers.first), layers.certainty);
    sentence.say(layers.stacked ? "above" : "beside").say(colourName(layers.second), layers.certainty);
    return sentence;
}

/// The number of a word in the mock's vocabulary, which has no list: 1 .. 32767, the same everywhere. 0 is the end.
int tokenId(std::string_view word)
{
    std::uint32_t hash = 2166136261u;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return static_cast<int>(hash % 32767u) + 1;
}

Caption finished(const Sentence& sentence, const CaptionOptions& options)
{
    Caption caption;
    caption.text = options.prompt.substr(0, options.prompt.find_last_not_of(" \t\n\r") + 1);
    const auto limit = static_cast<std::size_t>(std::max(1, options.maxTokens));
    for (const Piece& piece : sentence.pieces()) {
        if (caption.tokens.size() == limit)
            break;
        const std::string text = (caption.text.empty() ? "" : " ") + piece.text;
        caption.text += text;
        caption.tokens.push_back({tokenId(piece.text), text, piece.probability});
    }
    if (caption.tokens.size() < limit)
        caption.tokens.push_back({0, "", kEnd});
    double logSum = 0;
    for (const CaptionToken& token : caption.tokens)
        logSum += std::log(static_cast<double>(token.probability));
    caption.confidence = static_cast<float>(std::exp(logSum / static_cast<double>(caption.tokens.size())));
    return caption;
}

} // namespace

CaptionResult describeMeasures(const PictureMeasures& measures, const CaptionOptions& options)
{
    const std::vector<ColourShare> colours = mainColours(measures);
    std::vector<Sentence> wordings{pictureThenColours(measures, colours), pictureInColours(measures, colours)};
    if (!colours.empty())
        wordings.push_back(pictureDominatedBy(measures, colours));
    const std::optional<Layers> layers = layersOf(measures);
    if (layers)
        wordings.push_back(pictureInLayers(measures, *layers));

    CaptionResult result;
    if (options.beams <= 1) {
        // Layers say most; otherwise the first colour and the format pick one of the first two wordings.
        const std::size_t colour = colours.empty() ? 0 : static_cast<std::size_t>(colours[0].colour);
        const std::size_t pick = (colour + static_cast<std::size_t>(orientationOf(measures))) % 2;
        result.caption = finished(layers ? wordings.back() : wordings[pick], options);
        return result;
    }
    std::vector<Caption> candidates;
    for (const Sentence& wording : wordings)
        candidates.push_back(finished(wording, options));
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Caption& x, const Caption& y) { return x.confidence > y.confidence; });
    result.caption = candidates.front();
    const int further = std::clamp(options.alternatives, 0, options.beams - 1);
    for (std::size_t i = 1; i < candidates.size() && i <= static_cast<std::size_t>(further); ++i) {
        const auto same = [&](const Caption& other) { return other.text == candidates[i].text; };
        if (!same(result.caption) && std::none_of(result.alternatives.begin(), result.alternatives.end(), same))
            result.alternatives.push_back(candidates[i]);
    }
    return result;
}

} // namespace vidimus::inference::mock
