#include "app/cli/caption_words.h"

#include <algorithm>
#include <vector>

#include "app/cli/text_layout.h"
#include "core/base/path_text.h"

namespace vidimus::cli {

namespace {

struct Word {
    std::string text;
    float probability;
};

std::vector<Word> wordsOf(const Caption& caption)
{
    std::vector<Word> words;
    for (const CaptionToken& token : caption.tokens) {
        const std::size_t start = token.text.find_first_not_of(' '); // pieces bring the space before them
        if (start == std::string::npos)
            words.push_back({"(end)", token.probability});
        else if (start > 0 || words.empty())
            words.push_back({token.text.substr(start), token.probability});
        else
            words.back() = {words.back().text + token.text, std::min(words.back().probability, token.probability)};
    }
    return words;
}

} // namespace

Json tokensToJson(const Caption& caption)
{
    Json tokens = Json::array();
    for (const CaptionToken& token : caption.tokens)
        tokens.push_back({{"id", token.id}, {"text", token.text}, {"probability", jsonFloat(token.probability)}});
    return tokens;
}

std::string wordsText(const Caption& caption, bool utf8)
{
    std::string text;
    for (const Word& word : wordsOf(caption))
        text += (text.empty() ? "" : utf8 ? " · " : ", ") + displayText(word.text) + " " + fixed(word.probability, 2);
    return text;
}

} // namespace vidimus::cli
