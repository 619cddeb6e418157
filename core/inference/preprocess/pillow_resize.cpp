#include "core/inference/preprocess/pillow_resize.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <vector>

#include "core/inference/preprocess/resample_rows.h"
#include "core/inference/preprocess/resample_window.h"

namespace vidimus::inference {

namespace {

RgbImage emptyPicture(const CropBox& crop)
{
    RgbImage result;
    result.width = crop.width;
    result.height = crop.height;
    result.pixels.resize(static_cast<std::size_t>(crop.width) * static_cast<std::size_t>(crop.height) * 3);
    return result;
}

std::uint8_t* rowOf(RgbImage& image, int y)
{
    return image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * 3;
}

RgbImage resizeNearest(const RgbImage& image, std::int64_t width, std::int64_t height, const CropBox& crop)
{
    RgbImage result = emptyPicture(crop);
    const auto columns = nearestSources(image.width, width, crop.left, crop.width);
    const auto rows = nearestSources(image.height, height, crop.top, crop.height);
    for (int y = 0; y < crop.height; ++y) {
        const int source = rows[static_cast<std::size_t>(y)];
        if (source < 0)
            continue;
        std::uint8_t* to = rowOf(result, y);
        for (const int column : columns) {
            if (column >= 0)
                std::copy_n(image.row(source) + 3 * static_cast<std::ptrdiff_t>(column), 3, to);
            to += 3;
        }
    }
    return result;
}

/// The rows of a picture after the horizontal pass, each made when it is first asked for and kept for as long as a
/// window that moves downwards can need it.
class ResampledRows {
public:
    /// `window`: the most rows that are needed at once.
    ResampledRows(const RgbImage& image, std::int64_t width, Resampling filter, const CropBox& crop, int window)
        : m_image(image)
        , m_left(static_cast<std::ptrdiff_t>(crop.left))
        , m_rowSize(3 * static_cast<std::size_t>(crop.width))
        , m_window(window)
    {
        if (width == image.width)
            return;
        m_resampler.emplace(ResampleAxis(image.width, width, filter), crop.left, crop.width);
        m_ring.resize(static_cast<std::size_t>(window) * m_rowSize);
    }

    /// Row `y` from the crop's left on; `y` must not be above the window of a former call.
    const std::uint8_t* row(int y)
    {
        if (!m_resampler)
            return m_image.row(y) + 3 * m_left;
        std::uint8_t* made = m_ring.data() + static_cast<std::size_t>(y % m_window) * m_rowSize;
        if (y >= m_next) {
            m_resampler->resample(m_image.row(y), made);
            m_next = y + 1;
        }
        return made;
    }

private:
    const RgbImage& m_image;
    std::ptrdiff_t m_left;
    std::size_t m_rowSize; ///< bytes
    int m_window;
    std::optional<RowResampler> m_resampler; ///< none: the width stays
    std::vector<std::uint8_t> m_ring;
    int m_next = 0; ///< the first row that has not been made
};

} // namespace

RgbImage resizeLikePillow(const RgbImage& image, std::int64_t width, std::int64_t height, Resampling resampling,
                          const CropBox& crop)
{
    assert(image.width > 0 && image.height > 0);
    assert(image.pixels.size() == 3 * static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    assert(crop.left >= 0 && crop.left + crop.width <= width && crop.top >= 0 && crop.top + crop.height <= height);
    if (resampling == Resampling::Nearest)
        return resizeNearest(image, width, height, crop);

    RgbImage result = emptyPicture(crop);
    const std::size_t rowSize = 3 * static_cast<std::size_t>(crop.width);
    if (height == image.height) {
        ResampledRows rows(image, width, resampling, crop, 1);
        for (int y = 0; y < crop.height; ++y)
            std::copy_n(rows.row(static_cast<int>(crop.top) + y), rowSize, rowOf(result, y));
        return result;
    }
    const ResampleAxis down(image.height, height, resampling);
    ResampledRows rows(image, width, resampling, crop, down.longestWindow());
    ResampleWindow window;
    std::vector<const std::uint8_t*> windowRows;
    for (int y = 0; y < crop.height; ++y) {
        down.window(crop.top + y, window);
        windowRows.clear();
        for (int source = window.first; source < window.end(); ++source)
            windowRows.push_back(rows.row(source));
        blendRows(windowRows, window.weights, {rowOf(result, y), rowSize});
    }
    return result;
}

} // namespace vidimus::inference
