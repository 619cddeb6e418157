#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <vector>

#include <QTest>

#include "core/inference/onednn/picture_memory.h"
#include "core/inference/onednn/row_kernels.h"

using namespace vidimus::inference;

namespace {

constexpr std::int64_t kLayers = 2;
constexpr std::int64_t kTokensAtOnce = 5; // runs begin and end anywhere in a block
constexpr std::int64_t kHeads = 3;
constexpr std::int64_t kDimensions = 8;

std::vector<float> randomValues(std::size_t count)
{
    std::mt19937 random(3);
    std::normal_distribution<float> normal(0.f, 2.f);
    std::vector<float> values(count);
    for (float& value : values)
        value = normal(random);
    return values;
}

/// How far a kept value may be from the one given, whose largest neighbour is `largest`.
double roomOf(Numeric numeric, double largest)
{
    return numeric == Numeric::Fp32 ? 0 : numeric == Numeric::Bf16 ? largest / 256 : largest / 254 + 1e-6;
}

} // namespace

/// What is put in is found where readers look for it, as exactly as its kind allows.
class PictureMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keeps_data()
    {
        QTest::addColumn<Numeric>("numeric");
        QTest::addColumn<int>("tokens");
        for (const auto& [name, numeric] : {std::pair("fp32", Numeric::Fp32), std::pair("bf16", Numeric::Bf16),
                                            std::pair("int8", Numeric::Int8), std::pair("uint8", Numeric::Uint8)}) {
            for (const int tokens : {1, 63, 64, 65, 130})
                QTest::addRow("%s, %d tokens", name, tokens) << numeric << tokens;
        }
    }
    void keeps()
    {
        QFETCH(Numeric, numeric);
        QFETCH(int, tokens);
        PictureMemory memory({numeric, kLayers, kHeads, tokens, kDimensions});
        const std::vector<float> given =
            randomValues(static_cast<std::size_t>(kLayers * kHeads * tokens * kDimensions));
        forEach(tokens, [&](std::int64_t layer, std::int64_t head, std::int64_t token, std::size_t at) {
            if (token % kTokensAtOnce != 0)
                return;
            const std::span<const float> run = std::span(given).subspan(
                at, static_cast<std::size_t>(std::min<std::int64_t>(kTokensAtOnce, tokens - token) * kDimensions));
            memory.putKeys(layer, head, token, run);
            memory.putValues(layer, head, token, run);
        });
        forEach(tokens, [&](std::int64_t layer, std::int64_t head, std::int64_t token, std::size_t at) {
            double largest = 0;
            for (std::size_t i = 0; i < kDimensions; ++i)
                largest = std::max(largest, static_cast<double>(std::fabs(given[at + i])));
            for (std::int64_t i = 0; i < kDimensions; ++i) {
                const double expected = given[at + static_cast<std::size_t>(i)];
                const double room = roomOf(numeric, largest);
                QVERIFY(std::abs(key(memory, layer, head, token, i) - expected) <= room);
                QVERIFY(std::abs(value(memory, layer, head, token, i) - expected) <= room);
            }
        });
    }

private:
    template <typename Each>
    static void forEach(std::int64_t tokens, Each each)
    {
        std::size_t at = 0;
        for (std::int64_t layer = 0; layer < kLayers; ++layer)
            for (std::int64_t head = 0; head < kHeads; ++head)
                for (std::int64_t token = 0; token < tokens; ++token, at += kDimensions)
                    each(layer, head, token, at);
    }

    static double read(const PictureMemory& memory, PictureMemory::Part part, std::int64_t layer, std::int64_t head,
                       std::int64_t place)
    {
        const std::byte* const kept = memory.values(layer, part, head);
        switch (memory.shape().numeric) {
        case Numeric::Fp32:
            return reinterpret_cast<const float*>(kept)[place];
        case Numeric::Int8:
        case Numeric::Uint8: // both keep signed bytes
            return reinterpret_cast<const std::int8_t*>(kept)[place];
        case Numeric::Bf16:
            break;
        }
        float wide = 0;
        rows::toFloat(reinterpret_cast<const std::uint16_t*>(kept) + place, &wide, 1);
        return wide;
    }

    static double scaleOf(const PictureMemory& memory, PictureMemory::Part part, std::int64_t layer, std::int64_t head,
                          std::int64_t token)
    {
        return hasEightBits(memory.shape().numeric) ? memory.scales(layer, part, head)[token] : 1.f;
    }

    static double key(const PictureMemory& memory, std::int64_t layer, std::int64_t head, std::int64_t token,
                      std::int64_t i)
    {
        const std::int64_t block = PictureMemory::kTokensOfBlock;
        const std::int64_t first = token / block * block;
        const std::int64_t stride = std::min(block, memory.shape().tokens - first);
        return read(memory, PictureMemory::Keys, layer, head, first * kDimensions + i * stride + token - first) *
               scaleOf(memory, PictureMemory::Keys, layer, head, token);
    }

    static double value(const PictureMemory& memory, std::int64_t layer, std::int64_t head, std::int64_t token,
                        std::int64_t i)
    {
        return read(memory, PictureMemory::Values, layer, head, token * kDimensions + i) *
               scaleOf(memory, PictureMemory::Values, layer, head, token);
    }
};

QTEST_GUILESS_MAIN(PictureMemoryTest)
#include "picture_memory_test.moc"
