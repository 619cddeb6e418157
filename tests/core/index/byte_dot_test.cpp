#include "core/index/byte_dot.h"

#include <cmath>
#include <random>
#include <vector>

#include <QTest>

using namespace vidimus::index;

class ByteDotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allAreRight_data();
    void allAreRight();
    void largestValuesDoNotOverflow();
};

void ByteDotTest::allAreRight_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 64, 128, 512, 768, 2048, 2112, 8192})
        QTest::addRow("%d values", count) << count;
}

void ByteDotTest::allAreRight()
{
    QFETCH(int, count);
    const auto size = static_cast<std::size_t>(count);
    std::mt19937 random(5);
    std::vector<std::int8_t> a(size);
    std::vector<std::int8_t> b(size);
    std::vector<std::int16_t> words(size);
    for (std::size_t i = 0; i < size; ++i) {
        a[i] = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
        b[i] = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
        words[i] = static_cast<std::int16_t>(static_cast<int>(random() % 65535) - 32767);
    }
    std::int64_t bytesRight = 0;
    std::int64_t wordsRight = 0;
    for (std::size_t i = 0; i < size; ++i) {
        bytesRight += std::int64_t{a[i]} * b[i];
        wordsRight += std::int64_t{words[i]} * b[i];
    }
    for (const ByteDot& dot : byteDotsForThisCpu()) {
        QCOMPARE(std::int64_t{dot.bytes(a.data(), b.data(), size)}, bytesRight);
        const double found = static_cast<double>(dot.words(words.data(), b.data(), size));
        // Rounded once or several times; the terms are up to 4 million each.
        QVERIFY(std::abs(static_cast<double>(wordsRight) - found) <= 64.0 * (1 + count / 64));
    }
}

void ByteDotTest::largestValuesDoNotOverflow()
{
    constexpr std::size_t kMost = 65536;
    const std::vector<std::int8_t> bytes(kMost, -127);
    const std::vector<std::int16_t> words(kMost, 32767);
    for (const ByteDot& dot : byteDotsForThisCpu()) {
        QCOMPARE(dot.bytes(bytes.data(), bytes.data(), kMost), 127 * 127 * 65536);
        const double right = -127.0 * 32767.0 * 65536.0;
        QVERIFY(std::abs(static_cast<double>(dot.words(words.data(), bytes.data(), kMost)) / right - 1) < 1e-6);
    }
}

QTEST_APPLESS_MAIN(ByteDotTest)
#include "byte_dot_test.moc"
