#include "core/inference/mock/picture_measures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vidimus::inference::mock {

namespace {

constexpr int kMaxSamples = 128; ///< along each side

/// The pixel in the middle of the part `index` of `parts` equal parts of `length` pixels.
int middle(int index, int parts, int length)
{
    return static_cast<int>((2 * std::int64_t{index} + 1) * length / (2 * std::int64_t{parts}));
}

/// Counts colour terms; integers, so that the order of adding does not matter.
struct Tally {
    std::array<std::uint32_t, kColourCount> counts{};
    std::uint32_t total = 0;

    void add(Colour colour)
    {
        ++counts[static_cast<std::size_t>(colour)];
        ++total;
    }

    ColourShares shares() const
    {
        ColourShares result{};
        for (std::size_t i = 0; i < counts.size() && total > 0; ++i)
            result[i] = static_cast<float>(counts[i]) / static_cast<float>(total);
        return result;
    }
};

struct CellSum {
    double lightness = 0;
    double a = 0;
    double b = 0;
    std::uint32_t count = 0;

    void add(const Lab& lab)
    {
        lightness += lab.lightness;
        a += lab.a;
        b += lab.b;
        ++count;
    }
};

} // namespace

ColourShare dominant(const ColourShares& shares)
{
    const auto largest = std::max_element(shares.begin(), shares.end());
    return {static_cast<Colour>(largest - shares.begin()), *largest};
}

PictureMeasures measure(const RgbImage& image, const ColourTable& table)
{
    constexpr int kGrid = PictureMeasures::kGrid;
    const int columns = std::min(image.width, kMaxSamples);
    const int rows = std::min(image.height, kMaxSamples);

    Tally all;
    Tally top;
    Tally bottom;
    Tally left;
    Tally right;
    std::array<CellSum, static_cast<std::size_t>(kGrid) * kGrid> cells{};
    double lightnessSum = 0;
    double lightnessSquares = 0;
    double chromaSum = 0;
    double stepSum = 0;
    std::uint32_t steps = 0;
    for (int row = 0; row < rows; ++row) {
        const std::uint8_t* const pixels = image.row(middle(row, rows, image.height));
        float before = 0.f;
        for (int column = 0; column < columns; ++column) {
            const ColourTable::Entry& entry =
                table.at(pixels + static_cast<std::size_t>(middle(column, columns, image.width)) * 3);
            const Lab& lab = entry.lab;
            all.add(entry.colour);
            if (3 * row < rows)
                top.add(entry.colour);
            if (3 * (rows - 1 - row) < rows)
                bottom.add(entry.colour);
            if (3 * column < columns)
                left.add(entry.colour);
            if (3 * (columns - 1 - column) < columns)
                right.add(entry.colour);
            cells[static_cast<std::size_t>(row * kGrid / rows * kGrid + column * kGrid / columns)].add(lab);
            lightnessSum += lab.lightness;
            lightnessSquares += static_cast<double>(lab.lightness) * lab.lightness;
            chromaSum += std::sqrt(lab.a * lab.a + lab.b * lab.b);
            if (column > 0) {
                stepSum += std::fabs(lab.lightness - before);
                ++steps;
            }
            before = lab.lightness;
        }
    }

    const double count = all.total;
    const double mean = lightnessSum / count;
    PictureMeasures measures;
    measures.width = image.width;
    measures.height = image.height;
    measures.shares = all.shares();
    measures.top = top.shares();
    measures.bottom = bottom.shares();
    measures.left = left.shares();
    measures.right = right.shares();
    measures.lightness = static_cast<float>(mean);
    measures.contrast = static_cast<float>(std::sqrt(std::max(0.0, lightnessSquares / count - mean * mean)));
    measures.chroma = static_cast<float>(chromaSum / count);
    measures.detail = steps > 0 ? static_cast<float>(stepSum / steps) : 0.f;
    double warmthSum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        warmthSum += cells[i].a + cells[i].b;
        // A picture narrower than the grid leaves cells without samples: they stay grey.
        if (const double inside = cells[i].count; inside > 0)
            measures.grid[i] = {static_cast<float>(cells[i].lightness / inside),
                                static_cast<float>(cells[i].a / inside), static_cast<float>(cells[i].b / inside)};
        else
            measures.grid[i] = {measures.lightness, 0.f, 0.f};
    }
    measures.warmth = static_cast<float>(warmthSum / count);
    return measures;
}

} // namespace vidimus::inference::mock
