#include "core/index/vector_code.h"

#include <QTest>

#include "tests/core/index/made_vectors.h"

using namespace vidimus;
using namespace vidimus::index;

namespace {

struct Coded {
    Coded(const VectorCode& code, const Embedding& vector) : high(code.highBytes()), low(code.lowBytes())
    {
        scale = code.encode(vector, high.data(), low.data());
    }
    std::vector<std::int8_t> high;
    std::vector<std::byte> low;
    float scale = 0.f;
};

} // namespace

class VectorCodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAngles_data();
    void keepsAngles();
    void keepsAnglesOfOutsizedValues();
};

void VectorCodeTest::keepsAngles_data()
{
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("depth");
    QTest::addColumn<double>("allowed");
    QTest::addColumn<int>("nonzeros"); // 0: all
    for (const int dimension : {1, 2, 3, 12, 63, 64, 65, 512, 768, 1000}) {
        QTest::addRow("%d values of 12 bits", dimension) << dimension << 4 << 6e-4 << 0;
        QTest::addRow("%d values of 16 bits", dimension) << dimension << 8 << 4e-5 << 0;
    }
    for (const int nonzeros : {2, 3, 4}) {
        QTest::addRow("%d of 512 values of 12 bits", nonzeros) << 512 << 4 << 6e-4 << nonzeros;
        QTest::addRow("%d of 512 values of 16 bits", nonzeros) << 512 << 8 << 4e-5 << nonzeros;
    }
}

void VectorCodeTest::keepsAngles()
{
    QFETCH(int, dimension);
    QFETCH(int, depth);
    QFETCH(double, allowed);
    QFETCH(int, nonzeros);
    const VectorCode code(dimension, static_cast<CodeDepth>(depth));
    QVERIFY(code.highBytes() >= static_cast<std::size_t>(dimension));
    QCOMPARE(code.lowBytes(), code.highBytes() * static_cast<std::size_t>(depth) / 8);
    MadeVectors made(dimension, 31);
    for (int i = 0; i < 50; ++i) {
        const Embedding a = nonzeros > 0 ? made.sparse(nonzeros) : made.anywhere();
        const Embedding b = nonzeros > 0 ? made.sparse(nonzeros) : made.around(a, 0.7f);
        const Coded codedA(code, a);
        const Coded codedB(code, b);
        const CodedQuery query = code.query(a);
        const float close = code.closely(query, codedB.high.data(), codedB.low.data(), codedB.scale);
        QVERIFY(std::abs(close - cosine(a, b)) <= allowed);
        const float rough = code.roughly(query, codedB.high.data(), codedB.scale);
        const float uncertainty = code.uncertainty(codedB.low.data(), codedB.scale);
        QVERIFY(std::abs(rough - close) <= uncertainty);
        const float between = code.between(codedA.high.data(), codedA.scale, codedB.high.data(), codedB.scale);
        if (nonzeros == 0) {
            // Much nearer than they must be: what many values leave out is as good as independent.
            const float step = codedB.scale * static_cast<float>(1 << depth);
            const float expected = step * std::min(2.f, 0.5f * std::sqrt(static_cast<float>(dimension)));
            QVERIFY(std::abs(rough - close) <= expected + 1e-6f);
            QVERIFY(std::abs(between - close) <= 2 * expected + 1e-3f);
        } else {
            const float ofA = code.uncertainty(codedA.low.data(), codedA.scale);
            QVERIFY(std::abs(between - close) <= uncertainty + ofA * (1 + uncertainty) + 1e-3f);
        }
        // Exactly itself, so that a picture is the most similar to itself.
        const float itself = code.closely(query, codedA.high.data(), codedA.low.data(), codedA.scale);
        QVERIFY(std::abs(itself - 1.f) < 2e-5f);
    }
}

void VectorCodeTest::keepsAnglesOfOutsizedValues()
{
    // As CLIP has them: one value of 512 holds half of the length. By itself it would take the other values their bits.
    constexpr int kDimension = 512;
    const VectorCode code(kDimension, CodeDepth::Bits12);
    MadeVectors made(kDimension, 32);
    Embedding centre(kDimension, 0.f);
    centre[92] = 1.f;
    double worst = 0;
    for (int i = 0; i < 100; ++i) {
        const Embedding a = made.around(centre, 1.f);
        const Embedding b = made.around(centre, 1.f);
        const Coded coded(code, b);
        const double error = std::abs(code.roughly(code.query(a), coded.high.data(), coded.scale) - cosine(a, b));
        QVERIFY(std::isfinite(error)); // std::max would pass over what is not a number
        worst = std::max(worst, error);
    }
    QVERIFY(worst < 2e-3);
}

QTEST_APPLESS_MAIN(VectorCodeTest)
#include "vector_code_test.moc"
