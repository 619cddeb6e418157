#include <limits>

#include <QtTest>

#include "core/inference/generation/generate.h"
#include "tests/core/inference/generation/fake_decoder.h"

using namespace vidimus;
using namespace vidimus::inference;

Q_DECLARE_METATYPE(GenerationOptions)

namespace {

constexpr int kVocabSize = 300; // no multiple of a block
constexpr int kEnd = 3;
constexpr int kMaxPositions = 32;

std::vector<float> endless(int, const std::vector<int>&)
{
    std::vector<float> logits(kVocabSize, 0.f);
    logits[5] = 4.f;
    return logits;
}

GenerationOptions options(int beams = 1)
{
    GenerationOptions its;
    its.beams = beams;
    its.endId = kEnd;
    return its;
}

} // namespace

class GenerationErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badOptions_data();
    void badOptions();
    void longestAllowed();
    void noPictures();
    void cancelledBeforeTheFirstStep();
    void cancelledBetweenSteps_data();
    void cancelledBetweenSteps();
    void logitsThatAreNoNumbers_data();
    void logitsThatAreNoNumbers();
    void farApartLogits();
    void decoderErrorsPass();
    void wrongNumberOfRows();
};

void GenerationErrorsTest::badOptions_data()
{
    QTest::addColumn<GenerationOptions>("its");
    QTest::addColumn<QList<int>>("prompt");
    const auto row = [](const char* name, auto change, const QList<int>& prompt = {1}) {
        GenerationOptions its = options(3);
        change(its);
        QTest::newRow(name) << its << prompt;
    };
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    row("no prompt", [](auto&) {}, {});
    row("a prompt of another vocabulary", [](auto&) {}, {1, kVocabSize});
    row("a negative id in the prompt", [](auto&) {}, {-1});
    row("no beams", [](auto& its) { its.beams = 0; });
    row("more beams than tokens", [](auto& its) { its.beams = 150; });
    row("nothing returned", [](auto& its) { its.returned = 0; });
    row("more returned than beams", [](auto& its) { its.returned = 4; });
    row("more than one of greedy", [](auto& its) {
        its.beams = 1;
        its.returned = 2;
    });
    row("an end of another vocabulary", [](auto& its) { its.endId = kVocabSize; });
    row("no end", [](auto& its) { its.endId = -1; });
    row("no room after the prompt", [](auto& its) { its.maxLength = 3; }, {1, 2, 4});
    row("a negative length", [](auto& its) { its.maxLength = -1; });
    row("longer than the model", [](auto& its) { its.maxLength = kMaxPositions + 1; });
    row("repetition penalty 0", [](auto& its) { its.repetitionPenalty = 0; });
    row("a negative repetition penalty", [](auto& its) { its.repetitionPenalty = -1; });
    row("repetition penalty NaN", [](auto& its) { its.repetitionPenalty = nan; });
    row("a huge repetition penalty", [](auto& its) { its.repetitionPenalty = 1e300; });
    row("length penalty NaN", [](auto& its) { its.lengthPenalty = nan; });
    row("a huge length penalty", [](auto& its) { its.lengthPenalty = 1e6; });
    row("a hugely negative length penalty", [](auto& its) { its.lengthPenalty = -1e6; });
}

void GenerationErrorsTest::badOptions()
{
    QFETCH(GenerationOptions, its);
    QFETCH(QList<int>, prompt);
    test::FakeDecoder decoder(endless, 1, kVocabSize, kMaxPositions);
    const auto made = generate(decoder, 1, std::vector<int>(prompt.begin(), prompt.end()), its, {});
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!made.error().message.empty());
    QVERIFY(decoder.rowsOfCalls.empty());
}

void GenerationErrorsTest::longestAllowed()
{
    test::FakeDecoder decoder(endless, 1, kVocabSize, kMaxPositions);
    GenerationOptions its = options();
    its.maxLength = kMaxPositions;
    const auto made = generate(decoder, 1, std::vector{1}, its, {});
    QVERIFY(made.has_value());
    QCOMPARE(made->front().front().ids, std::vector<int>(kMaxPositions - 1, 5));
}

void GenerationErrorsTest::noPictures()
{
    test::FakeDecoder decoder(endless, 0, kVocabSize);
    const auto made = generate(decoder, 0, std::vector{1}, options(), {});
    QVERIFY(made.has_value());
    QVERIFY(made->empty());
}

void GenerationErrorsTest::cancelledBeforeTheFirstStep()
{
    std::stop_source stop;
    stop.request_stop();
    test::FakeDecoder decoder(endless, 1, kVocabSize);
    const auto made = generate(decoder, 1, std::vector{1}, options(), stop.get_token());
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
    QVERIFY(decoder.rowsOfCalls.empty());
}

void GenerationErrorsTest::cancelledBetweenSteps_data()
{
    QTest::addColumn<int>("beams");
    QTest::newRow("greedy") << 1;
    QTest::newRow("beams") << 3;
}

void GenerationErrorsTest::cancelledBetweenSteps()
{
    QFETCH(int, beams);
    std::stop_source stop;
    test::FakeDecoder decoder(endless, 2, kVocabSize);
    decoder.afterCall = [&] {
        if (decoder.rowsOfCalls.size() == 4)
            stop.request_stop();
    };
    const auto made = generate(decoder, 2, std::vector{1}, options(beams), stop.get_token());
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
    QCOMPARE(decoder.rowsOfCalls.size(), std::size_t{4});
}

void GenerationErrorsTest::logitsThatAreNoNumbers_data()
{
    QTest::addColumn<float>("value");
    QTest::addColumn<int>("token");
    const float infinity = std::numeric_limits<float>::infinity();
    for (const int token : {0, 1, 127, 128, kVocabSize - 1}) {
        QTest::addRow("NaN at %d", token) << std::numeric_limits<float>::quiet_NaN() << token;
        QTest::addRow("infinity at %d", token) << infinity << token;
        QTest::addRow("minus infinity at %d", token) << -infinity << token;
    }
}

void GenerationErrorsTest::logitsThatAreNoNumbers()
{
    QFETCH(float, value);
    QFETCH(int, token);
    const auto model = [&](int, const std::vector<int>& sequence) {
        auto logits = endless(0, sequence);
        if (sequence.size() == 3)
            logits[static_cast<std::size_t>(token)] = value;
        return logits;
    };
    for (const int beams : {1, 3}) {
        test::FakeDecoder decoder(model, 1, kVocabSize);
        const auto made = generate(decoder, 1, std::vector{1}, options(beams), {});
        QVERIFY(!made.has_value());
        QCOMPARE(made.error().code, ErrorCode::Corrupt);
    }
}

/// Differences that overflow leave a search with captions all the same, and no NaN.
void GenerationErrorsTest::farApartLogits()
{
    const auto model = [](int, const std::vector<int>&) {
        std::vector<float> logits(kVocabSize, -3e38f);
        logits[5] = 3e38f;
        return logits;
    };
    for (const int beams : {1, 3}) {
        test::FakeDecoder decoder(model, 1, kVocabSize);
        const auto made = generate(decoder, 1, std::vector{1}, options(beams), {});
        QVERIFY(made.has_value());
        QCOMPARE(made->front().front().ids.front(), 5);
        QVERIFY(made->front().front().score == 0.);
    }
}

void GenerationErrorsTest::decoderErrorsPass()
{
    class Failing : public test::FakeDecoder {
    public:
        using FakeDecoder::FakeDecoder;
        Result<std::span<const float>> step(std::span<const int>, std::span<const int>, std::stop_token) override
        {
            return fail(ErrorCode::TooLarge, "out of memory");
        }
    };
    Failing decoder(endless, 1, kVocabSize);
    const auto made = generate(decoder, 1, std::vector{1}, options(), {});
    QVERIFY(!made.has_value());
    QCOMPARE(made.error(), (Error{ErrorCode::TooLarge, "out of memory"}));
}

void GenerationErrorsTest::wrongNumberOfRows()
{
    test::FakeDecoder decoder(endless, 2, kVocabSize);
    const auto made = generate(decoder, 3, std::vector{1}, options(), {});
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(GenerationErrorsTest)
#include "generation_errors_test.moc"
