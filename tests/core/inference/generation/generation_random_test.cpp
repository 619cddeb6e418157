#include <cmath>
#include <cstdint>

#include <QtTest>

#include "core/inference/generation/generate.h"
#include "tests/core/inference/generation/fake_decoder.h"
#include "tests/core/inference/generation/plain_search.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

constexpr int kBegin = 1;
constexpr int kEnd = 3;

std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15u;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

/// Logits between -spread and spread, a function of picture and sequence alone; the end becomes likelier with length.
test::LanguageModel randomModel(std::uint64_t seed, int vocabSize, float spread)
{
    return [=](int picture, const std::vector<int>& sequence) {
        std::uint64_t state = mixed(seed * 1000 + static_cast<std::uint64_t>(picture));
        for (const int id : sequence)
            state = mixed(state ^ static_cast<std::uint64_t>(id));
        std::vector<float> logits;
        for (int token = 0; token < vocabSize; ++token) {
            state = mixed(state);
            logits.push_back(spread * (static_cast<float>(state >> 40) / static_cast<float>(1 << 23) - 1.f));
        }
        logits[kEnd] += static_cast<float>(sequence.size()) / 8;
        return logits;
    };
}

/// Every combination of a few values, so that rules meet.
std::vector<GenerationOptions> manyOptions(const std::vector<int>& beams)
{
    std::vector<GenerationOptions> all;
    for (const int count : beams)
        for (const double lengthPenalty : {1., 0., -1., 2.})
            for (const double repetitionPenalty : {1., 1.5, 0.8})
                for (const auto stopping : {EarlyStopping::Heuristic, EarlyStopping::WhenFull, EarlyStopping::Never})
                    for (const int minLength : {0, 6})
                        for (const int maxLength : {4, 12}) {
                            GenerationOptions its;
                            its.beams = its.returned = count;
                            its.lengthPenalty = lengthPenalty;
                            its.repetitionPenalty = repetitionPenalty;
                            its.earlyStopping = stopping;
                            its.minLength = minLength;
                            its.maxLength = maxLength;
                            its.endId = kEnd;
                            all.push_back(its);
                        }
    return all;
}

QString differences(const std::vector<Hypothesis>& got, const std::vector<Hypothesis>& want)
{
    if (got.size() != want.size())
        return QString("%1 hypotheses instead of %2").arg(got.size()).arg(want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (got[i].ids != want[i].ids)
            return QString("other ids in hypothesis %1").arg(i);
        if (!(std::abs(got[i].score - want[i].score) <= 1e-5 * std::max(1., std::abs(want[i].score))))
            return QString("score %1 instead of %2").arg(got[i].score).arg(want[i].score);
        for (std::size_t token = 0; token < got[i].ids.size(); ++token) {
            if (!(std::abs(got[i].probabilities.at(token) - want[i].probabilities.at(token)) <= 1e-5f))
                return QString("other probabilities in hypothesis %1").arg(i);
        }
    }
    return {};
}

} // namespace

class GenerationRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameAsPlainSearch_data();
    void sameAsPlainSearch();
    void batchSameAsSingles_data();
    void batchSameAsSingles();
    void wholeVocabulary();
    void finishedPicturesLeaveTheBatch();
};

void GenerationRandomTest::sameAsPlainSearch_data()
{
    QTest::addColumn<int>("beams");
    QTest::addColumn<int>("vocabSize");
    QTest::addColumn<float>("spread");
    QTest::newRow("greedy") << 1 << 12 << 3.f;
    QTest::newRow("2 beams") << 2 << 12 << 3.f;
    QTest::newRow("3 beams, flat") << 3 << 12 << 0.5f;
    QTest::newRow("3 beams, the smallest vocabulary") << 3 << 7 << 2.f;
    QTest::newRow("5 beams") << 5 << 20 << 3.f;
    QTest::newRow("5 beams, steep") << 5 << 300 << 12.f;
}

void GenerationRandomTest::sameAsPlainSearch()
{
    QFETCH(int, beams);
    QFETCH(int, vocabSize);
    QFETCH(float, spread);
    std::uint64_t seed = 0;
    for (const GenerationOptions& its : manyOptions({beams})) {
        const auto model = randomModel(++seed, vocabSize, spread);
        const std::vector<int> prompt = seed % 2 == 0 ? std::vector{kBegin} : std::vector{kBegin, 4, 5};
        test::FakeDecoder decoder(model, 1, vocabSize);
        const auto got = generate(decoder, 1, prompt, its, {});
        QVERIFY2(got.has_value(), got ? "" : got.error().message.c_str());
        const QString wrong = differences(got->front(), test::plainSearch(model, 0, prompt, its));
        QVERIFY2(wrong.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(wrong)));
    }
}

void GenerationRandomTest::batchSameAsSingles_data()
{
    QTest::addColumn<int>("beams");
    QTest::newRow("greedy") << 1;
    QTest::newRow("3 beams") << 3;
    QTest::newRow("5 beams") << 5;
}

void GenerationRandomTest::batchSameAsSingles()
{
    QFETCH(int, beams);
    constexpr int kPictures = 7;
    constexpr int kVocabSize = 25;
    std::uint64_t seed = 100;
    for (const GenerationOptions& its : manyOptions({beams})) {
        const auto model = randomModel(++seed, kVocabSize, 3.f);
        const std::vector<int> prompt{kBegin};
        test::FakeDecoder together(model, kPictures, kVocabSize);
        const auto batch = generate(together, kPictures, prompt, its, {});
        QVERIFY(batch.has_value());
        QCOMPARE(batch->size(), std::size_t{kPictures});
        for (int picture = 0; picture < kPictures; ++picture) {
            test::FakeDecoder alone([&](int, const auto& sequence) { return model(picture, sequence); }, 1, kVocabSize);
            const auto single = generate(alone, 1, prompt, its, {});
            QVERIFY(single.has_value());
            const auto& ofBatch = (*batch)[static_cast<std::size_t>(picture)];
            QCOMPARE(differences(ofBatch, single->front()), QString());
        }
    }
}

/// A vocabulary of a real model's size, not a multiple of any block.
void GenerationRandomTest::wholeVocabulary()
{
    constexpr int kVocabSize = 30524;
    const auto model = randomModel(7, kVocabSize, 6.f);
    for (const int beams : {1, 3}) {
        GenerationOptions its;
        its.beams = its.returned = beams;
        its.maxLength = 5;
        its.endId = kEnd;
        its.repetitionPenalty = 1.3;
        test::FakeDecoder decoder(model, 1, kVocabSize);
        const auto got = generate(decoder, 1, std::vector{kBegin}, its, {});
        QVERIFY(got.has_value());
        QCOMPARE(differences(got->front(), test::plainSearch(model, 0, {kBegin}, its)), QString());
    }
}

/// Picture p ends after p + 1 tokens; the rows shrink by its beams.
void GenerationRandomTest::finishedPicturesLeaveTheBatch()
{
    constexpr int kPictures = 3;
    constexpr int kVocabSize = 9;
    const auto model = [](int picture, const std::vector<int>& sequence) {
        std::vector<float> logits(kVocabSize, 0.f);
        logits[static_cast<int>(sequence.size()) > picture ? std::size_t{kEnd} : std::size_t{5}] = 20.f;
        return logits;
    };
    for (const auto& [beams, rows] :
         {std::pair{1, std::vector<std::size_t>{3, 2, 1}}, std::pair{2, std::vector<std::size_t>{3, 6, 4, 2}}}) {
        test::FakeDecoder decoder(model, kPictures, kVocabSize);
        GenerationOptions its;
        its.beams = beams;
        its.endId = kEnd;
        its.earlyStopping = EarlyStopping::WhenFull;
        const auto got = generate(decoder, kPictures, std::vector{kBegin}, its, {});
        QVERIFY(got.has_value());
        for (std::size_t picture = 0; picture < got->size(); ++picture)
            QCOMPARE((*got)[picture].front().ids.size(), picture + 1);
        QCOMPARE(decoder.rowsOfCalls, rows);
    }
}

QTEST_GUILESS_MAIN(GenerationRandomTest)
#include "generation_random_test.moc"
