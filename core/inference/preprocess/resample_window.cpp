#include "core/inference/preprocess/resample_window.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vidimus::inference {

namespace {

double box(double x)
{
    return x > -0.5 && x <= 0.5 ? 1. : 0.;
}

double bilinear(double x)
{
    x = std::abs(x);
    return x < 1. ? 1. - x : 0.;
}

double hamming(double x)
{
    x = std::abs(x);
    if (x == 0.)
        return 1.;
    if (x >= 1.)
        return 0.;
    x *= std::numbers::pi;
    // Pillow has these two in single precision, and some weights tell.
    return std::sin(x) / x * (0.54f + 0.46f * std::cos(x));
}

double bicubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.)
        return ((a + 2.) * x - (a + 3.)) * x * x + 1.;
    if (x < 2.)
        return (((x - 5.) * x + 8.) * x - 4.) * a;
    return 0.;
}

double sinc(double x)
{
    if (x == 0.)
        return 1.;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczos(double x)
{
    return -3. <= x && x < 3. ? sinc(x) * sinc(x / 3.) : 0.;
}

struct Filter {
    double (*value)(double);
    double support;
};

Filter filterOf(Resampling resampling)
{
    switch (resampling) {
    case Resampling::Box:
        return {box, 0.5};
    case Resampling::Bilinear:
        return {bilinear, 1.};
    case Resampling::Hamming:
        return {hamming, 1.};
    case Resampling::Lanczos:
        return {lanczos, 3.};
    case Resampling::Nearest:
    case Resampling::Bicubic:
        break;
    }
    return {bicubic, 2.};
}

std::int32_t fixedPoint(double weight)
{
    constexpr double one = std::int32_t{1} << kWeightBits;
    return static_cast<std::int32_t>(weight < 0 ? -0.5 + weight * one : 0.5 + weight * one);
}

} // namespace

ResampleAxis::ResampleAxis(int source, std::int64_t resized, Resampling filter) : m_source(source)
{
    const auto [value, support] = filterOf(filter);
    m_filter = value;
    m_scale = static_cast<double>(source) / static_cast<double>(resized);
    m_filterScale = std::max(m_scale, 1.);
    m_support = support * m_filterScale;
}

void ResampleAxis::window(std::int64_t index, ResampleWindow& result) const
{
    const double centre = (static_cast<double>(index) + 0.5) * m_scale;
    const double perPixel = 1. / m_filterScale;
    const int first = std::max(static_cast<int>(centre - m_support + 0.5), 0);
    const int end = std::min(static_cast<int>(centre + m_support + 0.5), m_source);
    std::vector<double> weights(static_cast<std::size_t>(std::max(end - first, 0)));
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = m_filter((static_cast<int>(i) + first - centre + 0.5) * perPixel);
        sum += weights[i];
    }
    result.first = first;
    result.weights.resize(weights.size());
    std::transform(weights.begin(), weights.end(), result.weights.begin(),
                   [sum](double weight) { return fixedPoint(sum != 0. ? weight / sum : weight); });
}

int ResampleAxis::longestWindow() const
{
    return std::min(m_source, static_cast<int>(std::ceil(m_support)) * 2 + 1);
}

std::vector<int> nearestSources(int source, std::int64_t resized, std::int64_t first, int count)
{
    const double scale = static_cast<double>(source) / static_cast<double>(resized);
    std::vector<int> result;
    result.reserve(static_cast<std::size_t>(count));
    // Added up, not multiplied: the rounding errors are Pillow's.
    double position = scale * 0.5;
    for (std::int64_t index = 0; index < first + count; ++index, position += scale) {
        if (index >= first)
            result.push_back(position < source ? static_cast<int>(position) : -1);
    }
    return result;
}

} // namespace vidimus::inference
