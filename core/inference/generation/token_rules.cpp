#include "core/inference/generation/token_rules.h"

#include <algorithm>

namespace vidimus::inference {

void TokenRules::clear()
{
    m_tokens.clear();
    if (++m_turn == 0) {
        std::fill(m_turnOf.begin(), m_turnOf.end(), 0u);
        m_turn = 1;
    }
}

void TokenRules::set(int id, float value)
{
    if (!touches(id)) {
        m_turnOf[static_cast<std::size_t>(id)] = m_turn;
        m_tokens.push_back({id, value});
        return;
    }
    for (Token& token : m_tokens) {
        if (token.id == id)
            token.value = value;
    }
}

} // namespace vidimus::inference
