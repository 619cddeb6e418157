#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "core/base/embedding.h"
#include "core/index/vector_index.h"

namespace vidimus::index {

/// Vectors as pictures give them: some subjects, each photographed from several sides. The same seed, the same vectors.
class MadeVectors {
public:
    MadeVectors(int dimension, std::uint32_t seed) : m_dimension(dimension), m_generator(seed) {}

    Embedding anywhere() { return around(Embedding(static_cast<std::size_t>(m_dimension), 0.f), 1.f); }

    /// The centre, moved by noise of about this length, and scaled to length 1.
    Embedding around(const Embedding& centre, float noise)
    {
        Embedding vector = centre;
        const float scale = noise / std::sqrt(static_cast<float>(m_dimension));
        for (float& value : vector)
            value += scale * bell();
        double squares = 0;
        for (const float value : vector)
            squares += static_cast<double>(value) * static_cast<double>(value);
        for (float& value : vector)
            value = static_cast<float>(value / std::sqrt(squares));
        return vector;
    }

    /// Only `nonzeros` values are not 0, always the same ones, as a small vocabulary of features gives them.
    Embedding sparse(int nonzeros)
    {
        const Embedding some = MadeVectors(nonzeros, m_generator()).anywhere();
        Embedding vector(static_cast<std::size_t>(m_dimension), 0.f);
        for (std::size_t i = 0; i < some.size(); ++i)
            vector[i * vector.size() / some.size()] = some[i];
        return vector;
    }

    /// `count` vectors around `centres` subjects.
    std::vector<Embedding> clustered(int count, int centres, float noise)
    {
        std::vector<Embedding> subjects;
        for (int i = 0; i < centres; ++i)
            subjects.push_back(anywhere());
        std::vector<Embedding> vectors;
        for (int i = 0; i < count; ++i)
            vectors.push_back(around(subjects[m_generator() % subjects.size()], noise));
        return vectors;
    }

    std::uint32_t number(std::uint32_t below) { return static_cast<std::uint32_t>(m_generator() % below); }

private:
    /// About a normal distribution: the sum of four evenly distributed values.
    float bell()
    {
        float sum = 0.f;
        for (int i = 0; i < 4; ++i)
            sum += static_cast<float>(m_generator()) / 4294967296.f - 0.5f;
        return sum * 1.7320508f;
    }

    int m_dimension;
    std::mt19937 m_generator;
};

inline double cosine(const Embedding& a, const Embedding& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

inline std::vector<PhotoId> idsOf(const std::vector<Neighbour>& neighbours)
{
    std::vector<PhotoId> ids;
    for (const Neighbour& neighbour : neighbours)
        ids.push_back(neighbour.id);
    return ids;
}

/// How many of the right ones were found, as a share.
inline double recall(const std::vector<Neighbour>& right, const std::vector<Neighbour>& found)
{
    const std::vector<PhotoId> wanted = idsOf(right);
    const auto hits = std::count_if(found.begin(), found.end(), [&](const Neighbour& neighbour) {
        return std::find(wanted.begin(), wanted.end(), neighbour.id) != wanted.end();
    });
    return wanted.empty() ? 1.0 : static_cast<double>(hits) / static_cast<double>(wanted.size());
}

} // namespace vidimus::index
