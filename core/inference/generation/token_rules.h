#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vidimus::inference {

/// The tokens of one row whose value differs from what the model gave, by minimum length and repetition penalty.
class TokenRules {
public:
    struct Token {
        int id = 0;
        float value = 0; ///< instead of the model's
    };

    explicit TokenRules(int vocabSize) : m_turnOf(static_cast<std::size_t>(vocabSize), 0) {}

    /// Begins with a row that has no such token.
    void clear();
    /// `id` counts as `value`; a second call for the same id replaces it.
    void set(int id, float value);
    bool touches(int id) const { return m_turnOf[static_cast<std::size_t>(id)] == m_turn; }
    std::span<const Token> tokens() const { return m_tokens; }

private:
    std::vector<Token> m_tokens;
    std::vector<std::uint32_t> m_turnOf; ///< by id: the turn that last touched it, so that clear() costs nothing
    std::uint32_t m_turn = 1;
};

} // namespace vidimus::inference
