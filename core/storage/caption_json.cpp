#include "core/storage/caption_json.h"

#include <nlohmann/json.hpp>

namespace vidimus::storage {

std::string tokensToJson(const std::vector<CaptionToken>& tokens)
{
    nlohmann::json array = nlohmann::json::array();
    for (const CaptionToken& token : tokens)
        array.push_back({token.id, token.text, token.probability});
    // A byte-level tokenizer may emit half a character: replaced, not thrown over.
    return array.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<CaptionToken> tokensFromJson(const std::string& text)
{
    std::vector<CaptionToken> tokens;
    const nlohmann::json array = nlohmann::json::parse(text, nullptr, false);
    if (!array.is_array())
        return tokens;
    for (const auto& entry : array) {
        if (entry.is_array() && entry.size() == 3 && entry[0].is_number_integer() && entry[1].is_string() &&
            entry[2].is_number())
            tokens.push_back({entry[0].get<int>(), entry[1].get<std::string>(), entry[2].get<float>()});
    }
    return tokens;
}

} // namespace vidimus::storage
