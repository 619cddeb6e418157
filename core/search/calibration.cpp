#include "core/search/calibration.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/search/query_vector.h"

namespace vidimus::search {

namespace {

/// Less than any real model's spread: such a bank tells no texts apart.
constexpr double kLeastDeviation = 1e-4;

struct Moments {
    double count = 0;
    double sum = 0;
    double squares = 0;

    void add(double value)
    {
        ++count;
        sum += value;
        squares += value * value;
    }
    double mean() const { return count > 0 ? sum / count : 0; }
    double variance() const { return count > 1 ? std::max(0.0, (squares - sum * sum / count) / (count - 1)) : 0; }
};

/// Of a standard normal variable to be at least z.
double upperTail(double z)
{
    return 0.5 * std::erfc(z / std::sqrt(2.0));
}

} // namespace

Calibration::Calibration(std::span<const Embedding> bank, std::span<const Embedding> sample)
{
    if (!bank.empty()) {
        m_common.assign(bank.front().size(), 0.f);
        for (const Embedding& prompt : bank) {
            for (std::size_t i = 0; i < m_common.size() && i < prompt.size(); ++i)
                m_common[i] += prompt[i] / static_cast<float>(bank.size());
        }
        m_commonLength = std::sqrt(dot(m_common, m_common));
        normalise(m_common);
    }
    if (sample.empty())
        return;
    m_dimension = sample.front().size();
    Moments variances; // of the bank, one for each picture: each has a mean of its own
    for (const Embedding& picture : sample) {
        m_sample.insert(m_sample.end(), picture.begin(), picture.end());
        Moments moments;
        for (const Embedding& prompt : bank)
            moments.add(dot(prompt, picture));
        if (moments.count > 1)
            variances.add(moments.variance());
    }
    const double deviation = std::sqrt(variances.mean());
    if (deviation >= kLeastDeviation)
        m_deviation = static_cast<float>(deviation);
}

Calibration::Expectation Calibration::ofPictures(std::span<const float> query) const
{
    if (m_dimension == 0 || query.size() != m_dimension || m_sample.size() < kLeastSample * m_dimension)
        return {};
    Moments moments;
    for (std::size_t at = 0; at < m_sample.size(); at += m_dimension) {
        // In single precision and four sums at once: half a thousand of these are done for a search.
        float sums[4] = {0, 0, 0, 0};
        std::size_t i = 0;
        for (; i + 4 <= m_dimension; i += 4) {
            for (std::size_t lane = 0; lane < 4; ++lane)
                sums[lane] += m_sample[at + i + lane] * query[i + lane];
        }
        for (; i < m_dimension; ++i)
            sums[0] += m_sample[at + i] * query[i];
        moments.add(sums[0] + sums[1] + sums[2] + sums[3]);
    }
    const double deviation = std::sqrt(moments.variance());
    if (deviation < kLeastDeviation)
        return {};
    return {static_cast<float>(moments.mean()), static_cast<float>(deviation)};
}

float Calibration::ofBoth(const Expectation& texts, const Expectation& library, float cosine)
{
    const float z = texts.z(cosine);
    return library.deviation > texts.deviation ? std::min(z, kLeast + library.z(cosine)) : z;
}

std::vector<float> Calibration::levelled(std::span<const float> z)
{
    struct Level {
        double mean = 0;
        std::size_t count = 0;
    };
    std::vector<Level> levels; // pools of neighbours that violated the order
    for (const float next : z) {
        Level level{next, 1};
        while (!levels.empty() && levels.back().mean < level.mean) {
            const Level& before = levels.back();
            const std::size_t count = before.count + level.count;
            level.mean =
                (before.mean * static_cast<double>(before.count) + level.mean * static_cast<double>(level.count)) /
                static_cast<double>(count);
            level.count = count;
            levels.pop_back();
        }
        levels.push_back(level);
    }
    std::vector<float> curve;
    curve.reserve(z.size());
    for (const Level& level : levels)
        curve.insert(curve.end(), level.count, static_cast<float>(level.mean));
    return curve;
}

float Calibration::line(std::span<const float> bestZ, std::size_t tests)
{
    std::vector<float> z(bestZ.begin(), bestZ.end());
    std::sort(z.begin(), z.end(), std::greater<>());
    const double n = static_cast<double>(std::max(tests, z.size()));
    // None passes: the line lies where a single one would have.
    float line = 0;
    bool any = false;
    for (std::size_t i = 0; i < z.size(); ++i) {
        if (upperTail(z[i]) <= kFalseShare * static_cast<double>(i + 1) / n) {
            line = z[i];
            any = true;
        }
    }
    if (!any) {
        double low = 0, high = 8;
        for (int step = 0; step < 30; ++step) {
            const double middle = (low + high) / 2;
            (upperTail(middle) > kFalseShare / n ? low : high) = middle;
        }
        line = static_cast<float>(high);
    }
    return std::max(line, kLeast);
}

float Calibration::relevance(float z, float line)
{
    // The logistic curve that follows the normal distribution's.
    return 1.f / (1.f + std::exp(-1.702f * (z - line)));
}

} // namespace vidimus::search
