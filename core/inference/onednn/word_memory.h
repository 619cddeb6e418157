#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace vidimus::inference {

/// Keys and values of the words read so far, for every row and layer: [rows][layers][2][positions][width], fp32.
class WordMemory {
public:
    WordMemory(std::int64_t rows, std::int64_t layers, std::int64_t width)
        : m_rows(rows)
        , m_layers(layers)
        , m_width(width)
        , m_capacity(kFirstPositions)
        , m_values(static_cast<std::size_t>(rows * rowSize()))
    {}

    std::int64_t length() const { return m_length; }
    std::int64_t rows() const { return m_rows; }

    /// [width]. Positions from length() on are there after makeRoom().
    float* key(std::int64_t row, std::int64_t layer, std::int64_t position) { return at(row, layer, 0, position); }
    float* value(std::int64_t row, std::int64_t layer, std::int64_t position) { return at(row, layer, 1, position); }

    /// For so many words more.
    void makeRoom(std::int64_t words)
    {
        if (m_length + words > m_capacity)
            rebuild(identity(), std::max(m_capacity * 2, m_length + words));
    }
    void advance(std::int64_t words) { m_length += words; }

    /// Row i of the new memory is row source[i] of this one.
    void select(std::span<const int> source)
    {
        std::vector<std::int64_t> rows(source.begin(), source.end());
        if (rows != identity())
            rebuild(rows, m_capacity);
    }

private:
    static constexpr std::int64_t kFirstPositions = 24;

    std::int64_t rowSize() const { return m_layers * 2 * m_capacity * m_width; }
    float* at(std::int64_t row, std::int64_t layer, std::int64_t which, std::int64_t position)
    {
        return m_values.data() + row * rowSize() + ((layer * 2 + which) * m_capacity + position) * m_width;
    }
    std::vector<std::int64_t> identity() const
    {
        std::vector<std::int64_t> rows(static_cast<std::size_t>(m_rows));
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = static_cast<std::int64_t>(i);
        return rows;
    }
    void rebuild(const std::vector<std::int64_t>& source, std::int64_t capacity)
    {
        WordMemory next(*this, static_cast<std::int64_t>(source.size()), capacity);
        for (std::int64_t row = 0; row < next.m_rows; ++row)
            for (std::int64_t part = 0; part < m_layers * 2; ++part) {
                const float* from = at(source[static_cast<std::size_t>(row)], part / 2, part % 2, 0);
                std::copy(from, from + m_length * m_width, next.at(row, part / 2, part % 2, 0));
            }
        *this = std::move(next);
    }
    WordMemory(const WordMemory& like, std::int64_t rows, std::int64_t capacity)
        : m_rows(rows)
        , m_layers(like.m_layers)
        , m_width(like.m_width)
        , m_capacity(capacity)
        , m_length(like.m_length)
        , m_values(static_cast<std::size_t>(rows * like.m_layers * 2 * capacity * like.m_width))
    {}

    std::int64_t m_rows;
    std::int64_t m_layers;
    std::int64_t m_width;
    std::int64_t m_capacity; ///< positions there is room for
    std::int64_t m_length = 0;
    std::vector<float> m_values;
};

} // namespace vidimus::inference
