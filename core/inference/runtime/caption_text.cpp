#include "core/inference/runtime/caption_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace vidimus::inference {

namespace {

/// Takes from the front of `rest` what spells `piece`, with the spaces before it. The joined text has the pieces'
/// letters in order and differs from them in spaces only.
std::string takePiece(std::string_view& rest, std::string_view piece)
{
    const std::size_t start = std::min(rest.find_first_not_of(' '), rest.size());
    if (rest.substr(start, piece.size()) != piece)
        return {};
    const std::size_t end = start + piece.size();
    std::string taken(rest.substr(0, end));
    rest.remove_prefix(end);
    return taken;
}

/// A later piece of a word loses its mark where it joins one, and keeps it at the start of a text.
std::string takeToken(std::string_view& rest, std::string_view token)
{
    std::string taken = takePiece(rest, token);
    if (taken.empty() && token.size() > 2 && token.starts_with("##"))
        taken = takePiece(rest, token.substr(2));
    return taken;
}

} // namespace

Caption captionOf(const Hypothesis& hypothesis, std::span<const int> prompt, const WordPieceTokenizer& tokenizer)
{
    std::vector<int> ids(prompt.begin(), prompt.end());
    ids.insert(ids.end(), hypothesis.ids.begin(), hypothesis.ids.end());
    Caption caption;
    caption.text = tokenizer.decode(ids);

    std::string_view rest = caption.text;
    double logSum = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string piece =
            tokenizer.isSpecial(ids[i]) ? std::string() : takeToken(rest, tokenizer.token(ids[i]));
        if (i < prompt.size())
            continue;
        const float probability = hypothesis.probabilities[i - prompt.size()];
        caption.tokens.push_back({ids[i], piece, probability});
        logSum += std::log(std::max(static_cast<double>(probability), 1e-30));
    }
    if (!caption.tokens.empty())
        caption.confidence = static_cast<float>(std::exp(logSum / static_cast<double>(caption.tokens.size())));
    return caption;
}

} // namespace vidimus::inference
