#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <QtTest>

#include "core/inference/onednn/row_kernels.h"

using namespace vidimus::inference;

namespace {

std::vector<float> randomValues(std::size_t count, float spread)
{
    std::mt19937 random(static_cast<unsigned>(count));
    std::normal_distribution<float> normal(0.f, spread);
    std::vector<float> values(count);
    for (float& value : values)
        value = normal(random);
    return values;
}

} // namespace

/// Each kernel against the plain formula in double, for lengths on both sides of every vector width.
class RowKernelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exponentials_data() { lengths(); }
    void exponentials()
    {
        QFETCH(int, length);
        const auto n = static_cast<std::size_t>(length);
        const std::size_t seen = n - n / 3; // the rest is masked
        const std::vector<float> x = randomValues(n, 20.f);
        const double largest = *std::max_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(seen));
        std::vector<float> out(n, 7.f);
        const float sum = rows::exponentials(x.data(), 0.125f, std::ssize(x) - length / 3, length, out.data());
        double expectedSum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double expected = i < seen ? std::exp((x[i] - largest) * 0.125) : 0.;
            QVERIFY2(std::abs(out[i] - expected) < 2e-6, qPrintable(QString::number(i)));
            expectedSum += expected;
        }
        QVERIFY(std::abs(sum - expectedSum) < 1e-5 * expectedSum);

        std::vector<std::uint16_t> rounded(n, 7);
        const float roundedSum =
            rows::exponentials(x.data(), 0.125f, std::ssize(x) - length / 3, length, rounded.data());
        std::vector<float> back(n);
        rows::toFloat(rounded.data(), back.data(), length);
        double backSum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            QVERIFY(std::abs(back[i] - out[i]) <= out[i] / 256.f);
            backSum += back[i];
        }
        QVERIFY(std::abs(roundedSum - backSum) < 1e-5 * backSum);
    }

    void softmaxAddsUpToOne_data() { lengths(); }
    void softmaxAddsUpToOne()
    {
        QFETCH(int, length);
        std::vector<float> x = randomValues(static_cast<std::size_t>(length), 3.f);
        rows::softmax(x.data(), 1.f, length, x.data());
        double sum = 0;
        for (const float value : x)
            sum += value;
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    void activations_data() { lengths(); }
    void activations()
    {
        QFETCH(int, length);
        const std::vector<float> x = randomValues(static_cast<std::size_t>(length), 4.f);
        std::vector<float> gelu = x;
        std::vector<float> quick = x;
        rows::activate(Activation::Gelu, gelu.data(), length);
        rows::activate(Activation::QuickGelu, quick.data(), length);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double value = x[i];
            QVERIFY(std::abs(gelu[i] - value * (1 + std::erf(value / std::sqrt(2.))) / 2) < 4e-6);
            QVERIFY(std::abs(quick[i] - value / (1 + std::exp(-1.702 * value))) < 4e-6 * std::max(1., std::abs(value)));
        }
    }

    void rounding_data() { lengths(); }
    void rounding()
    {
        QFETCH(int, length);
        const std::vector<float> x = randomValues(static_cast<std::size_t>(length), 2.f);
        std::vector<std::int8_t> bytes(x.size());
        const float scale = rows::toInt8(x.data(), bytes.data(), length);
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY(std::abs(static_cast<float>(bytes[i]) * scale - x[i]) <= scale * 0.5001f);

        std::vector<std::uint16_t> halves(x.size());
        std::vector<float> back(x.size());
        rows::toBf16(x.data(), halves.data(), length);
        rows::toFloat(halves.data(), back.data(), length);
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY(std::abs(back[i] - x[i]) <= std::abs(x[i]) / 256.f);

        const std::vector<float> zeros(x.size(), 0.f);
        QCOMPARE(rows::toInt8(zeros.data(), bytes.data(), length), 0.f);
        QVERIFY(std::all_of(bytes.begin(), bytes.end(), [](std::int8_t byte) { return byte == 0; }));
    }

    void layerNorm_data() { lengths(); }
    void layerNorm()
    {
        QFETCH(int, length);
        const auto n = static_cast<std::size_t>(length);
        const std::vector<float> x = randomValues(n, 2.f);
        const std::vector<float> weight = randomValues(n, 1.f);
        const std::vector<float> bias(n, 0.25f);
        double mean = 0;
        for (const float value : x)
            mean += value / static_cast<double>(length);
        double variance = 0;
        for (const float value : x)
            variance += (value - mean) * (value - mean) / static_cast<double>(length);
        std::vector<float> out(n);
        rows::layerNorm(x.data(), weight.data(), bias.data(), 1e-5f, out.data(), length);
        for (std::size_t i = 0; i < n; ++i)
            QVERIFY(std::abs(out[i] - ((x[i] - mean) / std::sqrt(variance + 1e-5) * weight[i] + 0.25)) < 1e-4);
    }

    void oneQuery_data() { lengths(); }
    void oneQuery()
    {
        QFETCH(int, length);
        constexpr std::int64_t kCount = 5;
        const std::int64_t stride = length + 3;
        const std::vector<float> query = randomValues(static_cast<std::size_t>(length), 1.f);
        const std::vector<float> rowsOf = randomValues(static_cast<std::size_t>(stride * kCount), 1.f);
        std::vector<std::uint16_t> halves(rowsOf.size());
        std::vector<float> rounded(rowsOf.size());
        rows::toBf16(rowsOf.data(), halves.data(), std::ssize(rowsOf));
        rows::toFloat(halves.data(), rounded.data(), std::ssize(rowsOf));
        check(query, rowsOf.data(), rowsOf, stride, length);
        check(query, halves.data(), rounded, stride, length);
    }

private:
    static void lengths()
    {
        QTest::addColumn<int>("length");
        for (const int length : {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 64, 577, 768})
            QTest::addRow("%d", length) << length;
    }

    /// scores() and mix() on `given`, which stands for `values`.
    template <typename Value>
    static void check(const std::vector<float>& query, const Value* given, const std::vector<float>& values,
                      std::int64_t stride, std::int64_t length)
    {
        const std::vector<float> shares{0.5f, 0.1f, 0.2f, -0.3f, 1.f};
        std::vector<float> scores(shares.size());
        rows::scores(query.data(), given, stride, length, std::ssize(shares), scores.data());
        std::vector<float> mixed(query.size());
        rows::mix(shares.data(), given, stride, length, std::ssize(shares), mixed.data());
        std::vector<double> expected(query.size(), 0.);
        for (std::size_t t = 0; t < shares.size(); ++t) {
            double score = 0;
            for (std::size_t i = 0; i < query.size(); ++i) {
                const double value = values[t * static_cast<std::size_t>(stride) + i];
                score += query[i] * value;
                expected[i] += shares[t] * value;
            }
            QVERIFY(std::abs(scores[t] - score) < 1e-4);
        }
        for (std::size_t i = 0; i < query.size(); ++i)
            QVERIFY(std::abs(mixed[i] - expected[i]) < 1e-5);
    }
};

QTEST_GUILESS_MAIN(RowKernelsTest)
#include "row_kernels_test.moc"
