#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/inference/generation/generate.h"

namespace vidimus::inference {

/// Hypotheses that share their beginnings: each is a node that knows its last token and the node before, so that a beam
/// that goes on copies nothing.
class HypothesisTree {
public:
    static constexpr int kRoot = -1; ///< the prompt, of which no token is kept

    int add(int parent, int token, float probability)
    {
        m_nodes.push_back({parent, token, probability});
        return static_cast<int>(m_nodes.size()) - 1;
    }

    /// Calls `visit` with every token of a hypothesis, last to first.
    template <typename Visit>
    void eachToken(int node, Visit visit) const
    {
        for (; node != kRoot; node = at(node).parent)
            visit(at(node).token);
    }

    Hypothesis hypothesis(int node, double score) const
    {
        Hypothesis result;
        result.score = score;
        for (; node != kRoot; node = at(node).parent) {
            result.ids.push_back(at(node).token);
            result.probabilities.push_back(at(node).probability);
        }
        std::reverse(result.ids.begin(), result.ids.end());
        std::reverse(result.probabilities.begin(), result.probabilities.end());
        return result;
    }

private:
    struct Node {
        int parent;
        int token;
        float probability;
    };
    const Node& at(int node) const { return m_nodes[static_cast<std::size_t>(node)]; }

    std::vector<Node> m_nodes;
};

} // namespace vidimus::inference
