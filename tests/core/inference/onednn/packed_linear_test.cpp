#include <cmath>
#include <random>
#include <vector>

#include <QtTest>

#include "core/inference/onednn/dnnl_products.h"
#include "core/inference/onednn/packed_linear.h"

using namespace vidimus::inference;

namespace {

using Values = std::vector<float>;

constexpr std::int64_t kIn = 320;
constexpr std::int64_t kOut = 48;

Values randomValues(std::int64_t count, float spread)
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal(0.f, spread);
    Values values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = normal(random);
    return values;
}

/// [rows, kOut] in double.
std::vector<double> exact(const Values& x, const Values& weight, const Values& bias)
{
    const auto in = static_cast<std::size_t>(kIn);
    const auto out = static_cast<std::size_t>(kOut);
    std::vector<double> result;
    for (std::size_t row = 0; row < x.size() / in; ++row)
        for (std::size_t o = 0; o < out; ++o) {
            double sum = bias[o];
            for (std::size_t i = 0; i < in; ++i)
                sum += static_cast<double>(x[row * in + i]) * weight[o * in + i];
            result.push_back(sum);
        }
    return result;
}

double lengthOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value * value;
    return std::sqrt(sum);
}

} // namespace

/// A layer is what it stands for, as exactly as its numbers allow.
class PackedLinearTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearTheExact_data()
    {
        QTest::addColumn<int>("numeric");
        QTest::addColumn<int>("rows");
        QTest::addColumn<Values>("weight");
        QTest::addColumn<Values>("x");
        QTest::addColumn<double>("tolerance");
        struct Kind {
            const char* name;
            Numeric numeric;
            double tolerance; // of the whole, relative
        };
        for (const Kind& kind : {Kind{"fp32", Numeric::Fp32, 3e-6}, Kind{"bf16", Numeric::Bf16, 5e-3},
                                 Kind{"int8", Numeric::Int8, 2e-2}, Kind{"uint8", Numeric::Uint8, 3e-2}})
            for (const int rows : {1, 3, 48, 200}) {
                const auto row = [&](const char* values) -> QTestData& {
                    return QTest::addRow("%s, %d rows of %s", kind.name, rows, values)
                           << static_cast<int>(kind.numeric) << rows;
                };
                row("random values") << randomValues(kOut * kIn, 0.05f) << randomValues(rows * kIn, 1.f)
                                     << kind.tolerance;
                // Every byte as large as can be: what has no room in 16 bits shows.
                row("largest values") << Values(kOut * kIn, 0.05f) << Values(static_cast<std::size_t>(rows * kIn), 2.f)
                                      << kind.tolerance;
                row("zeros") << randomValues(kOut * kIn, 0.05f) << Values(static_cast<std::size_t>(rows * kIn), 0.f)
                             << kind.tolerance;
            }
    }
    void nearTheExact()
    {
        QFETCH(int, numeric);
        QFETCH(int, rows);
        QFETCH(Values, weight);
        QFETCH(Values, x);
        QFETCH(double, tolerance);
        const auto kept = static_cast<Numeric>(numeric);
        DnnlProducts products;
        if (!products.has(kept))
            QSKIP("oneDNN has no quick product of this type for this processor, so nobody runs it here.");
        const Values bias = randomValues(kOut, 0.5f);
        const PackedLinear linear(products, kept, weight, bias, kOut, kIn);
        Operand input;
        input.reshape(kept, rows, kIn);
        for (std::int64_t i = 0; i < rows; ++i)
            input.putRow(i, x.data() + i * kIn);
        Values product(static_cast<std::size_t>(rows * kOut));
        linear.product(input, product.data());

        const std::vector<double> wanted = exact(x, weight, bias);
        std::vector<double> off;
        std::vector<double> offWhenAdded;
        Values finished(kOut);
        for (std::int64_t i = 0; i < rows; ++i) {
            Values added(kOut, 1.f);
            linear.finishRow(input, i, product.data() + i * kOut, finished.data());
            linear.addFinishedRow(input, i, product.data() + i * kOut, added.data());
            for (std::size_t o = 0; o < finished.size(); ++o) {
                const double expected = wanted[static_cast<std::size_t>(i * kOut) + o];
                off.push_back(finished[o] - expected);
                offWhenAdded.push_back(added[o] - 1 - expected);
            }
        }
        QVERIFY2(lengthOf(off) < tolerance * lengthOf(wanted), qPrintable(QString::number(lengthOf(off))));
        QVERIFY(lengthOf(offWhenAdded) < tolerance * lengthOf(wanted));
    }

    void thisProcessorHasOneFormOfEightBits()
    {
        DnnlProducts products;
        const auto form = products.eightBits();
        if (!form)
            QSKIP("oneDNN has no quick product of eight bits for this processor.");
        QVERIFY(hasEightBits(*form));
        QVERIFY(products.has(*form));
        const int most = products.largestWeight(*form);
        QVERIFY(most == 127 || (most == 63 && *form == Numeric::Uint8));
        QVERIFY(*form == Numeric::Uint8 || products.has(Numeric::Bf16)); // which it leaves the ends to
    }
};

QTEST_GUILESS_MAIN(PackedLinearTest)
#include "packed_linear_test.moc"
