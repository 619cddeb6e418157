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
        std::vector<float> spoilt = x;
        const float roundedSum =
            rows::exponentials(spoilt.data(), 0.125f, std::ssize(x) - length / 3, length, rounded.data());
        std::vector<float> back(n);
        rows::toFloat(rounded.data(), back.data(), length);
        double backSum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            QVERIFY(std::abs(back[i] - out[i]) <= out[i] / 256.f);
            backSum += back[i];
        }
        QVERIFY(std::abs(roundedSum - backSum) < 1e-5 * backSum);
    }

    /// What lies far below the largest must not come back from beyond the exponents' range.
    void farBelow()
    {
        std::vector<float> x{0.f, -50.f, -88.f, -1e3f, -1e9f, -1e30f};
        std::vector<std::uint16_t> rounded(x.size(), 7);
        std::vector<float> back(x.size());
        QCOMPARE(rows::exponentials(x.data(), 1.f, std::ssize(x), std::ssize(x), rounded.data()), 1.f);
        rows::toFloat(rounded.data(), back.data(), std::ssize(back));
        QCOMPARE(back.front(), 1.f);
        for (std::size_t i = 1; i < back.size(); ++i)
            QVERIFY2(back[i] >= 0 && back[i] < 2e-22f, qPrintable(QString::number(i)));
    }

    void largest_data() { lengths(); }
    void largest()
    {
        QFETCH(int, length);
        const std::vector<float> x = randomValues(static_cast<std::size_t>(length), 3.f);
        std::vector<float> out(static_cast<std::size_t>((length + 4) / 5));
        rows::largest(x.data(), length, 5, out.data());
        for (std::size_t i = 0; i < out.size(); ++i)
            QCOMPARE(out[i], *std::max_element(
                                 x.begin() + static_cast<std::ptrdiff_t>(5 * i),
                                 x.begin() + std::min<std::ptrdiff_t>(length, static_cast<std::ptrdiff_t>(5 * i + 5))));
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
        std::vector<float> roughGelu = x;
        std::vector<float> roughQuick = x;
        rows::activateRoughly(Activation::Gelu, roughGelu.data(), length);
        rows::activateRoughly(Activation::QuickGelu, roughQuick.data(), length);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double value = x[i];
            QVERIFY(std::abs(gelu[i] - value * (1 + std::erf(value / std::sqrt(2.))) / 2) < 4e-6);
            QVERIFY(std::abs(quick[i] - value / (1 + std::exp(-1.702 * value))) < 4e-6 * std::max(1., std::abs(value)));
            QVERIFY(std::abs(roughGelu[i] - gelu[i]) < 3e-4);
            QVERIFY(std::abs(roughQuick[i] - quick[i]) < 2e-3);
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

        constexpr std::int64_t kParts = 2;
        const std::int64_t each = length / kParts;
        std::vector<std::int8_t> parts(x.size() + 2, 77);
        std::vector<float> scales{9, 9, 9, 9};
        rows::toInt8(x.data(), kParts, each, parts.data(), each + 1, scales.data(), 3);
        for (std::int64_t part = 0; part < kParts; ++part) {
            std::vector<std::int8_t> alone(static_cast<std::size_t>(each));
            QCOMPARE(scales[static_cast<std::size_t>(3 * part)],
                     rows::toInt8(x.data() + part * each, alone.data(), each));
            QVERIFY(std::equal(alone.begin(), alone.end(), parts.begin() + part * (each + 1)));
            QCOMPARE(parts[static_cast<std::size_t>(part * (each + 1) + each)], std::int8_t{77});
        }

        std::vector<std::int8_t> fewer(x.size());
        const float coarse = rows::toInt8(x.data(), fewer.data(), length, 63);
        std::vector<std::uint8_t> raised(x.size());
        QCOMPARE(rows::toUint8(x.data(), raised.data(), length), scale);
        for (std::size_t i = 0; i < x.size(); ++i) {
            QVERIFY(std::abs(fewer[i]) <= 63);
            QVERIFY(std::abs(static_cast<float>(fewer[i]) * coarse - x[i]) <= coarse * 0.5001f);
            QCOMPARE(static_cast<int>(raised[i]), bytes[i] + rows::kRaised);
        }

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

    void scoresOfKeys_data() { lengths(); }
    void scoresOfKeys()
    {
        QFETCH(int, length);
        constexpr std::size_t kCount = 5;
        const std::int64_t stride = length + 3;
        const std::vector<float> query = randomValues(static_cast<std::size_t>(length), 1.f);
        const std::vector<float> keys = randomValues(static_cast<std::size_t>(stride) * kCount, 1.f);
        std::vector<float> scores(kCount);
        rows::scores(query.data(), keys.data(), stride, length, kCount, scores.data());
        for (std::size_t t = 0; t < kCount; ++t) {
            double expected = 0;
            for (std::size_t i = 0; i < query.size(); ++i)
                expected += query[i] * keys[t * static_cast<std::size_t>(stride) + i];
            QVERIFY(std::abs(scores[t] - expected) < 1e-4);
        }
    }

    /// As wide as each length, of values of every kind.
    void combinesRows_data() { lengths(); }
    void combinesRows()
    {
        QFETCH(int, length);
        const std::int64_t stride = length + 3;
        std::vector<float> values = randomValues(static_cast<std::size_t>(stride) * kRows, 1.f);
        checkCombined(values.data(), values, stride, length);
        std::vector<std::uint16_t> halves(values.size());
        rows::toBf16(values.data(), halves.data(), std::ssize(values));
        rows::toFloat(halves.data(), values.data(), std::ssize(values));
        checkCombined(halves.data(), values, stride, length);
        std::vector<std::int8_t> bytes(values.size());
        (void)rows::toInt8(values.data(), bytes.data(), std::ssize(values));
        checkCombined(bytes.data(), std::vector<float>(bytes.begin(), bytes.end()), stride, length);
    }

    void timesEach()
    {
        std::vector<float> x{1.f, -2.f, 3.f};
        const std::vector<float> factors{2.f, 0.5f, 0.f};
        rows::timesEach(factors.data(), x.data(), std::ssize(x));
        QCOMPARE(x, (std::vector<float>{2.f, -1.f, 0.f}));
    }

private:
    static void lengths()
    {
        QTest::addColumn<int>("length");
        for (const int length : {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 64, 577, 768})
            QTest::addRow("%d", length) << length;
    }

    static constexpr std::size_t kRows = 5;

    /// combine() of `given`, which stands for `values`.
    template <typename Value>
    static void checkCombined(const Value* given, const std::vector<float>& values, std::int64_t stride,
                              std::int64_t columns)
    {
        const std::vector<float> factors{0.5f, 0.1f, 0.2f, -0.3f, 1.f};
        std::vector<float> combined(static_cast<std::size_t>(columns));
        rows::combine(factors.data(), given, stride, columns, kRows, combined.data());
        for (std::size_t j = 0; j < combined.size(); ++j) {
            double expected = 0;
            for (std::size_t i = 0; i < kRows; ++i)
                expected += factors[i] * values[i * static_cast<std::size_t>(stride) + j];
            QVERIFY(std::abs(combined[j] - expected) < 1e-5 * (1 + std::abs(expected)));
        }
    }
};

QTEST_GUILESS_MAIN(RowKernelsTest)
#include "row_kernels_test.moc"
