#include <cmath>
#include <map>

#include <QtTest>

#include "core/inference/generation/generate.h"
#include "tests/core/inference/generation/fake_decoder.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

// Tokens: B begins, E ends; the letters are words. Their ids are their places here.
const QString kTokens = "xBabcdEyz";
constexpr int kEnd = 6;

std::vector<int> idsOf(const QString& text)
{
    std::vector<int> ids;
    for (const QChar token : text)
        ids.push_back(static_cast<int>(kTokens.indexOf(token)));
    return ids;
}

QString textOf(const std::vector<int>& ids)
{
    QString text;
    for (const int id : ids)
        text += kTokens[id];
    return text;
}

/// What follows a sequence, with which probability: {"Ba", {{'c', 0.7}, {'E', 0.3}}}. All else is next to impossible.
using Script = std::map<QString, std::map<char, double>>;

constexpr float kImpossible = -60;

std::vector<float> logitsOf(const Script& script, const QString& sequence)
{
    std::vector<float> logits(static_cast<std::size_t>(kTokens.size()), kImpossible);
    const auto found = script.find(sequence);
    if (found != script.end()) {
        for (const auto& [token, probability] : found->second)
            logits[static_cast<std::size_t>(kTokens.indexOf(QLatin1Char(token)))] =
                static_cast<float>(std::log(probability));
    }
    return logits;
}

test::FakeDecoder decoderOf(const Script& script)
{
    return {[script](int, const std::vector<int>& sequence) { return logitsOf(script, textOf(sequence)); }, 1,
            static_cast<int>(kTokens.size())};
}

GenerationOptions options(int beams)
{
    GenerationOptions result;
    result.beams = beams;
    result.returned = beams;
    result.endId = kEnd;
    return result;
}

/// The greedy path goes to a dead end: a is likelier than b, but everything after it is less likely than bE.
const Script kFork{{"B", {{'a', 0.5}, {'b', 0.4}, {'E', 0.1}}},
                   {"Ba", {{'c', 0.7}, {'E', 0.3}}},
                   {"Bb", {{'E', 0.9}, {'d', 0.1}}},
                   {"Bac", {{'E', 1}}},
                   {"Bbd", {{'E', 1}}}};
/// Two hypotheses are finished after two steps, while a better one is still running.
const Script kLateBest{{"B", {{'a', 0.6}, {'E', 0.4}}}, {"Ba", {{'c', 0.8}, {'E', 0.2}}}, {"Bac", {{'E', 1}}}};
/// The running one is worse than the two finished, but would be better if it were longer.
const Script kSlowBest{{"B", {{'a', 0.3}, {'E', 0.7}}}, {"Ba", {{'c', 0.45}, {'E', 0.55}}}, {"Bac", {{'E', 1}}}};
/// Never ends by itself.
const Script kEndless{{"B", {{'a', 0.6}, {'b', 0.4}}},
                      {"Ba", {{'a', 0.6}, {'b', 0.4}}},
                      {"Bb", {{'a', 0.5}, {'b', 0.5}}},
                      {"Baa", {{'c', 1}}},
                      {"Bab", {{'c', 1}}},
                      {"Bba", {{'d', 1}}},
                      {"Bbb", {{'d', 1}}}};

} // namespace

Q_DECLARE_METATYPE(Script)
Q_DECLARE_METATYPE(GenerationOptions)

class GenerationRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greedy_data();
    void greedy();
    void greedyPenaltyOnRawLogits_data();
    void greedyPenaltyOnRawLogits();
    void beams_data();
    void beams();
    void probabilitiesAreTheModelsOwn();
};

void GenerationRulesTest::greedy_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("maxLength");
    QTest::addColumn<int>("minLength");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QList<float>>("probabilities");

    QTest::newRow("the likeliest, up to the end") << kFork << "B" << 20 << 0 << "acE" << QList<float>{.5f, .7f, 1.f};
    QTest::newRow("the prompt goes before") << kFork << "Bb" << 20 << 0 << "E" << QList<float>{.9f};
    QTest::newRow("cut at the longest length, the prompt counted")
        << kFork << "B" << 3 << 0 << "ac" << QList<float>{.5f, .7f};
    QTest::newRow("no end below the least length, the prompt counted")
        << kFork << "Bb" << 20 << 3 << "dE" << QList<float>{.1f, 1.f};
    QTest::newRow("an end at the least length") << kFork << "Bb" << 20 << 2 << "E" << QList<float>{.9f};
    QTest::newRow("of equals the first") << Script{{"B", {{'c', 0.5}, {'E', 0.5}}}, {"Bc", {{'E', 1}}}} << "B" << 20
                                         << 0 << "cE" << QList<float>{.5f, 1.f};
}

void GenerationRulesTest::greedy()
{
    QFETCH(Script, script);
    QFETCH(QString, prompt);
    QFETCH(int, maxLength);
    QFETCH(int, minLength);
    QFETCH(QString, wanted);
    QFETCH(QList<float>, probabilities);
    auto decoder = decoderOf(script);
    GenerationOptions its = options(1);
    its.maxLength = maxLength;
    its.minLength = minLength;
    const auto made = generate(decoder, 1, idsOf(prompt), its, {});
    QVERIFY(made.has_value());
    QCOMPARE(made->size(), std::size_t{1});
    QCOMPARE(made->front().size(), std::size_t{1});
    const Hypothesis& hypothesis = made->front().front();
    QCOMPARE(textOf(hypothesis.ids), wanted);
    QCOMPARE(hypothesis.score, 0.);
    QCOMPARE(hypothesis.probabilities.size(), hypothesis.ids.size());
    for (qsizetype i = 0; i < probabilities.size(); ++i)
        QVERIFY(std::abs(hypothesis.probabilities[static_cast<std::size_t>(i)] - probabilities[i]) < 1e-6f);
}

void GenerationRulesTest::greedyPenaltyOnRawLogits_data()
{
    QTest::addColumn<float>("repeated"); ///< raw logit of a token that is in the prompt
    QTest::addColumn<float>("fresh");
    QTest::addColumn<double>("penalty");
    QTest::addColumn<QString>("wanted");

    QTest::newRow("none") << 3.f << 2.f << 1. << "a";
    QTest::newRow("a positive logit is divided") << 3.f << 2.f << 1.6 << "b";
    QTest::newRow("not enough") << 3.f << 2.f << 1.4 << "a";
    QTest::newRow("a negative one is multiplied") << -1.f << -1.2f << 1.3 << "b";
    QTest::newRow("below 1 it favours what was there") << 1.f << 1.5f << 0.5 << "a";
    QTest::newRow("below 1, negative") << -2.f << -1.5f << 0.5 << "a";
}

void GenerationRulesTest::greedyPenaltyOnRawLogits()
{
    QFETCH(float, repeated);
    QFETCH(float, fresh);
    QFETCH(double, penalty);
    QFETCH(QString, wanted);
    std::vector<float> logits(static_cast<std::size_t>(kTokens.size()), kImpossible);
    logits[2] = repeated;
    logits[3] = fresh;
    test::FakeDecoder decoder([&](int, const auto&) { return logits; }, 1, static_cast<int>(kTokens.size()));
    GenerationOptions its = options(1);
    its.repetitionPenalty = penalty;
    its.maxLength = 4;
    // Twice in the prompt, yet penalised once.
    const auto made = generate(decoder, 1, idsOf("Baa"), its, {});
    QVERIFY(made.has_value());
    QCOMPARE(textOf(made->front().front().ids), wanted);
}

void GenerationRulesTest::beams_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<GenerationOptions>("options");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QList<double>>("scores");

    const auto with = [](auto change) {
        GenerationOptions its = options(2);
        change(its);
        return its;
    };

    QTest::newRow("mean log-probability, the end counted; an end that ranks behind the beams does not finish")
        << kFork << "B" << options(2) << QStringList{"acE", "bE"}
        << QList<double>{std::log(.35) / 3, std::log(.36) / 2};
    QTest::newRow("length penalty 0: the sum")
        << kFork << "B" << with([](auto& its) { its.lengthPenalty = 0; }) << QStringList{"bE", "acE"}
        << QList<double>{std::log(.36), std::log(.35)};
    QTest::newRow("a negative one favours short captions")
        << kFork << "B" << with([](auto& its) { its.lengthPenalty = -1; }) << QStringList{"bE", "acE"}
        << QList<double>{std::log(.36) * 2, std::log(.35) * 3};
    QTest::newRow("a large one favours long captions")
        << kFork << "B" << with([](auto& its) { its.lengthPenalty = 2; }) << QStringList{"acE", "bE"}
        << QList<double>{std::log(.35) / 9, std::log(.36) / 4};
    QTest::newRow("only the best are returned") << kFork << "B" << with([](auto& its) { its.returned = 1; })
                                                << QStringList{"acE"} << QList<double>{std::log(.35) / 3};
    QTest::newRow("the prompt counts in no length")
        << kFork << "Ba" << options(2) << QStringList{"cE", "E"} << QList<double>{std::log(.7) / 2, std::log(.3)};
    QTest::newRow("heuristic: goes on while the best running one can win")
        << kLateBest << "B" << options(2) << QStringList{"acE", "E"} << QList<double>{std::log(.48) / 3, std::log(.4)};
    QTest::newRow("when full: stops with what there is")
        << kLateBest << "B" << with([](auto& its) { its.earlyStopping = EarlyStopping::WhenFull; })
        << QStringList{"E", "aE"} << QList<double>{std::log(.4), std::log(.12) / 2};
    QTest::newRow("heuristic: judges the running one by its present length")
        << kSlowBest << "B" << options(2) << QStringList{"E", "aE"}
        << QList<double>{std::log(.7), std::log(.3 * .55) / 2};
    QTest::newRow("heuristic: as good is not better")
        << Script{{"B", {{'a', 0.3}, {'E', 0.7}}}, {"Ba", {{'c', 0.5}, {'E', 0.5}}}, {"Bac", {{'E', 1}}}} << "B"
        << options(2) << QStringList{"E", "aE"} << QList<double>{std::log(.7), std::log(.15) / 2};
    QTest::newRow("never: by the longest it can become")
        << kSlowBest << "B" << with([](auto& its) { its.earlyStopping = EarlyStopping::Never; })
        << QStringList{"E", "acE"} << QList<double>{std::log(.7), std::log(.3 * .45) / 3};
    QTest::newRow("never, without a length penalty: as the heuristic") << kSlowBest << "B" << with([](auto& its) {
        its.earlyStopping = EarlyStopping::Never;
        its.lengthPenalty = 0;
    }) << QStringList{"E", "aE"} << QList<double>{std::log(.7), std::log(.3 * .55)};
    QTest::newRow("cut at the longest length: the best beams, without an end")
        << kEndless << "B" << with([](auto& its) { its.maxLength = 4; }) << QStringList{"aac", "abc"}
        << QList<double>{std::log(.36) / 3, std::log(.24) / 3};
    QTest::newRow("the least length bars the end, the prompt counted")
        << kFork << "B" << with([](auto& its) { its.minLength = 3; }) << QStringList{"acE", "bdE"}
        << QList<double>{std::log(.35) / 3, std::log(.04) / 3};
    // B does not come again; a's second log-probability is ln .6 * 3, so that b goes before it.
    QTest::newRow("the repetition penalty multiplies log-probabilities") << kEndless << "B" << with([](auto& its) {
        its.maxLength = 3;
        its.repetitionPenalty = 3;
    }) << QStringList{"ab", "ba"} << QList<double>{std::log(.24) / 2, std::log(.2) / 2};
    QTest::newRow("of equals the one of the better beam, then the smaller id")
        << Script{{"B", {{'b', 0.5}, {'a', 0.5}}}, {"Ba", {{'d', 0.5}, {'c', 0.5}}}, {"Bb", {{'d', 0.5}, {'c', 0.5}}}}
        << "B" << with([](auto& its) { its.maxLength = 3; }) << QStringList{"ac", "ad"}
        << QList<double>{std::log(.25) / 2, std::log(.25) / 2};
}

void GenerationRulesTest::beams()
{
    QFETCH(Script, script);
    QFETCH(QString, prompt);
    QFETCH(GenerationOptions, options);
    QFETCH(QStringList, wanted);
    QFETCH(QList<double>, scores);
    auto decoder = decoderOf(script);
    const auto made = generate(decoder, 1, idsOf(prompt), options, {});
    QVERIFY(made.has_value());
    QStringList texts;
    for (const Hypothesis& hypothesis : made->front())
        texts << textOf(hypothesis.ids);
    QCOMPARE(texts, wanted);
    for (qsizetype i = 0; i < scores.size(); ++i) {
        const double score = made->front()[static_cast<std::size_t>(i)].score;
        QVERIFY2(std::abs(score - scores[i]) < 1e-5, qPrintable(QString::number(score)));
    }
}

/// Neither the penalty nor the barred end shows in them.
void GenerationRulesTest::probabilitiesAreTheModelsOwn()
{
    auto decoder = decoderOf(kFork);
    GenerationOptions its = options(2);
    its.minLength = 3;
    its.repetitionPenalty = 1.2;
    const auto made = generate(decoder, 1, idsOf("B"), its, {});
    QVERIFY(made.has_value());
    const Hypothesis& second = made->front()[1];
    QCOMPARE(textOf(second.ids), QString("bdE"));
    const std::vector<float> wanted{.4f, .1f, 1.f};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        QVERIFY(std::abs(second.probabilities[i] - wanted[i]) < 1e-6f);
}

QTEST_GUILESS_MAIN(GenerationRulesTest)
#include "generation_rules_test.moc"
