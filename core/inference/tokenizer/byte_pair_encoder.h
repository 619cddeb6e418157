#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vidimus::inference {

/// Byte-pair encoding of one word. Thread: any number of callers at once.
class BytePairEncoder {
public:
    struct Merge {
        int left = 0;
        int right = 0;
        int merged = 0; ///< id of the token that the two make
    };

    /// `inner` and `last` are the ids of each byte inside a word and at its end; `merges` in order of rank, each pair
    /// once, none making one of its own parts.
    BytePairEncoder(const std::array<int, 256>& inner, const std::array<int, 256>& last,
                    const std::vector<Merge>& merges);

    /// Appends the ids of a word: of all neighbours always those of the best rank merge, from left to right, until no
    /// pair is left. Time grows with the length times its logarithm.
    void encode(std::string_view word, std::vector<int>& ids) const;

private:
    struct Rule {
        int rank = 0;
        int merged = 0;
    };
    const Rule* rule(int left, int right) const;

    std::array<int, 256> m_inner;
    std::array<int, 256> m_last;
    std::unordered_map<std::uint64_t, Rule> m_rules;
};

} // namespace vidimus::inference
