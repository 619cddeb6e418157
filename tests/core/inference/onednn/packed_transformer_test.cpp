#include <algorithm>
#include <cmath>
#include <random>
#include <stop_token>
#include <utility>
#include <vector>

#include <QtTest>

#include <omp.h>

#include "core/inference/onednn/dnnl_products.h"
#include "core/inference/onednn/transformer_by_products.h"
#include "core/inference/onednn/transformer_by_rows.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

constexpr std::int64_t kWidth = 64;
constexpr std::int64_t kInner = 192;
constexpr int kHeads = 4;

class RandomWeights {
public:
    std::vector<float> operator()(std::int64_t count, float spread, float around = 0.f)
    {
        std::normal_distribution<float> normal(around, spread);
        std::vector<float> values(static_cast<std::size_t>(count));
        for (float& value : values)
            value = normal(m_random);
        return values;
    }

private:
    std::mt19937 m_random{5};
};

std::vector<PackedBlock> randomBlocks(DnnlProducts& products, Numeric numeric, int count)
{
    RandomWeights random;
    const auto norm = [&] { return PlainNorm(random(kWidth, 0.1f, 1.f), random(kWidth, 0.1f), 1e-5); };
    const auto linear = [&](std::int64_t out, std::int64_t in) {
        const std::vector<float> weight = random(out * in, 1.f / std::sqrt(static_cast<float>(in)));
        return PackedLinear(products, numeric, weight, random(out, 0.1f), out, in);
    };
    std::vector<PackedBlock> blocks;
    for (int i = 0; i < count; ++i)
        blocks.push_back({norm(), linear(3 * kWidth, kWidth), linear(kWidth, kWidth), norm(), linear(kInner, kWidth),
                          linear(kWidth, kInner), kHeads, Activation::Gelu});
    return blocks;
}

double cosine(const std::vector<float>& a, const std::vector<float>& b)
{
    double dot = 0, ofA = 0, ofB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += static_cast<double>(a[i]) * b[i];
        ofA += static_cast<double>(a[i]) * a[i];
        ofB += static_cast<double>(b[i]) * b[i];
    }
    return dot / std::sqrt(ofA * ofB);
}

/// Those oneDNN has quick products of for this processor: nobody runs the others here. fp32 is always among them.
std::vector<std::pair<const char*, Numeric>> numericsHere()
{
    const DnnlProducts products;
    std::vector<std::pair<const char*, Numeric>> numerics;
    for (const auto& [name, numeric] : {std::pair{"fp32", Numeric::Fp32}, std::pair{"bf16", Numeric::Bf16},
                                        std::pair{"int8", Numeric::Int8}, std::pair{"uint8", Numeric::Uint8}})
        if (products.has(numeric) && products.has(besideEightBits(numeric)))
            numerics.emplace_back(name, numeric);
    return numerics;
}

} // namespace

/// Both ways of sharing the work give the same numbers, whatever the number of tokens.
class PackedTransformerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto numerics = numericsHere();
        QVERIFY(!numerics.empty());
        QCOMPARE(numerics.front().second, Numeric::Fp32);
    }

    void bothWaysAgree_data()
    {
        QTest::addColumn<int>("numeric");
        QTest::addColumn<int>("sequences");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("causal");
        for (const auto& [name, numeric] : numericsHere())
            for (const auto& [sequences, length] :
                 {std::pair{1, 1}, std::pair{1, 7}, std::pair{1, 145}, std::pair{3, 50}, std::pair{1, 577}})
                for (const bool causal : {false, true})
                    QTest::addRow("%s %dx%d%s", name, sequences, length, causal ? " causal" : "")
                        << static_cast<int>(numeric) << sequences << length << causal;
    }
    void bothWaysAgree()
    {
        QFETCH(int, numeric);
        QFETCH(int, sequences);
        QFETCH(int, length);
        QFETCH(bool, causal);
        const auto kept = static_cast<Numeric>(numeric);
        DnnlProducts products;
        const std::vector<PackedBlock> blocks = randomBlocks(products, kept, 3);
        const AttentionShape shape{sequences, length, kHeads, causal};
        std::vector<float> byRows = RandomWeights()(shape.rows() * kWidth, 1.f);
        std::vector<float> byProducts = byRows;

        TransformerByRows rows(products);
        QVERIFY(rows(blocks, kept, byRows.data(), shape, {}));
        TransformerByProducts together(products);
        QVERIFY(together(blocks, kept, byProducts.data(), shape, {}));

        double largest = 0;
        for (std::size_t i = 0; i < byRows.size(); ++i)
            largest = std::max(largest, static_cast<double>(std::abs(byRows[i] - byProducts[i])));
        // Sums are taken in another order; where values are rounded between products, a few of them tip over.
        if (kept == Numeric::Fp32)
            QVERIFY2(largest < 1e-4, qPrintable(QString::number(largest)));
        else
            QVERIFY2(cosine(byRows, byProducts) > 0.99999,
                     qPrintable(QString::number(cosine(byRows, byProducts), 'g', 9)));
    }

    /// What is left out makes no difference to what is asked for.
    void firstTokensAlone_data()
    {
        QTest::addColumn<int>("numeric");
        QTest::addColumn<int>("sequences");
        for (const auto& [name, numeric] : numericsHere())
            for (const int sequences : {1, 3, 16})
                QTest::addRow("%s %d", name, sequences) << static_cast<int>(numeric) << sequences;
    }
    void firstTokensAlone()
    {
        QFETCH(int, numeric);
        QFETCH(int, sequences);
        const auto kept = static_cast<Numeric>(numeric);
        DnnlProducts products;
        const std::vector<PackedBlock> blocks = randomBlocks(products, kept, 2);
        AttentionShape shape{sequences, 50, kHeads, false};
        const std::vector<float> x = RandomWeights()(shape.rows() * kWidth, 1.f);
        const auto check = [&](auto transformer) {
            std::vector<float> all = x;
            std::vector<float> some = x;
            shape.firstOnly = false;
            QVERIFY(transformer(blocks, kept, all.data(), shape, {}));
            shape.firstOnly = true;
            QVERIFY(transformer(blocks, kept, some.data(), shape, {}));
            QCOMPARE(shape.answers(), sequences);
            for (std::int64_t i = 0; i < sequences * kWidth; ++i) {
                const std::int64_t at = i / kWidth * shape.length * kWidth + i % kWidth;
                // Products of fewer rows may add in another order; rounding then tips over now and then.
                const float room = kept == Numeric::Fp32 ? 1e-4f : 0.05f;
                QVERIFY(std::abs(some[static_cast<std::size_t>(i)] - all[static_cast<std::size_t>(at)]) < room);
            }
        };
        check(TransformerByRows(products));
        check(TransformerByProducts(products));
    }

    void oneObjectServesEveryShape()
    {
        DnnlProducts products;
        const std::vector<PackedBlock> blocks = randomBlocks(products, Numeric::Fp32, 2);
        TransformerByRows rows(products);
        for (const std::int64_t length : {90, 3, 577, 50}) {
            const AttentionShape shape{1, length, kHeads, false};
            std::vector<float> again = RandomWeights()(shape.rows() * kWidth, 1.f);
            std::vector<float> fresh = again;
            QVERIFY(rows(blocks, Numeric::Fp32, again.data(), shape, {}));
            QVERIFY(TransformerByRows(products)(blocks, Numeric::Fp32, fresh.data(), shape, {}));
            QCOMPARE(again, fresh);
        }
    }

    void anyNumberOfThreads_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void anyNumberOfThreads()
    {
        QFETCH(int, threads);
        const int before = omp_get_max_threads();
        DnnlProducts products;
        const std::vector<PackedBlock> blocks = randomBlocks(products, Numeric::Fp32, 2);
        const AttentionShape shape{2, 61, kHeads, false};
        std::vector<float> shared = RandomWeights()(shape.rows() * kWidth, 1.f);
        std::vector<float> alone = shared;
        omp_set_num_threads(threads);
        const bool done = TransformerByRows(products)(blocks, Numeric::Fp32, shared.data(), shape, {}).has_value();
        omp_set_num_threads(1);
        const bool aloneDone = TransformerByRows(products)(blocks, Numeric::Fp32, alone.data(), shape, {}).has_value();
        omp_set_num_threads(before);
        QVERIFY(done && aloneDone);
        for (std::size_t i = 0; i < shared.size(); ++i)
            QVERIFY(std::abs(shared[i] - alone[i]) < 1e-4f);
    }

    void stops()
    {
        DnnlProducts products;
        const std::vector<PackedBlock> blocks = randomBlocks(products, Numeric::Fp32, 1);
        std::stop_source stop;
        stop.request_stop();
        std::vector<float> x(100 * kWidth, 1.f);
        const auto done =
            TransformerByRows(products)(blocks, Numeric::Fp32, x.data(), {1, 100, kHeads, false}, stop.get_token());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(PackedTransformerTest)
#include "packed_transformer_test.moc"
