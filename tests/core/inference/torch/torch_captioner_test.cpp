#include <cmath>
#include <memory>
#include <stop_token>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

#include "core/inference/runtime/local_captioner.h"
#include "tests/core/inference/torch/test_pictures.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::inference;

class TorchCaptionerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsWhatItIs();
    void captionIsWhatItsTokensSpell();
    void confidenceIsTheGeometricMean();
    void batchIsItsSingles_data();
    void batchIsItsSingles();
    void alternativesAreOrderedAndDiffer();
    void promptOpensTheCaption();
    void respectsLengths();
    void badPictureFailsAlone();
    void refusesNonsense_data();
    void refusesNonsense();
    void takesThePictureOfOnePixel();
    void stopsBetweenSteps();
    void unloadsAndLoadsAgain();
    void weightsThatAreNoNumbers();

private:
    ModelFolder folder(const test::TinyModel& model = {}) const;
    std::unique_ptr<Captioner> captioner(const test::TinyModel& model = {}) const;

    QTemporaryDir m_dir;
    std::vector<RgbImage> m_pictures = somePictures();
};

void TorchCaptionerTest::initTestCase()
{
    QVERIFY(m_dir.isValid());
}

ModelFolder TorchCaptionerTest::folder(const test::TinyModel& model) const
{
    const auto path = m_dir.filePath(QString("blip-%1-%2").arg(model.seed).arg(model.withNan)).toStdString();
    if (!std::filesystem::exists(path))
        test::writeTinyBlip(path, model);
    return openModelFolder(path).value();
}

std::unique_ptr<Captioner> TorchCaptionerTest::captioner(const test::TinyModel& model) const
{
    return std::move(makeLocalCaptioner(folder(model), Origin::Local, {}).value());
}

void TorchCaptionerTest::tellsWhatItIs()
{
    const CaptionerInfo info = captioner()->info();
    QCOMPARE(info.model.id, folder().id);
    QCOMPARE(info.model.origin, Origin::Local);
    QVERIFY(!info.model.name.empty());
    QCOMPARE(info.preferredShortSide, 64);
    QVERIFY(info.preferredBatch > 1);
}

void TorchCaptionerTest::captionIsWhatItsTokensSpell()
{
    const auto model = captioner();
    for (const auto& result : model->caption(pointersTo(m_pictures), {}, {})) {
        QVERIFY(result.has_value());
        QVERIFY(!result->caption.text.empty());
        std::string spelt;
        for (const CaptionToken& token : result->caption.tokens) {
            spelt += token.text;
            QVERIFY(token.probability > 0.f && token.probability <= 1.f);
        }
        QCOMPARE(spelt, result->caption.text);
        QVERIFY(result->times.vision > 0 && result->times.text > 0);
    }
}

void TorchCaptionerTest::confidenceIsTheGeometricMean()
{
    const auto model = captioner();
    const RgbImage* const one[] = {&m_pictures.front()};
    const auto result = model->caption(one, {}, {}).front();
    double sum = 0;
    for (const CaptionToken& token : result->caption.tokens)
        sum += std::log(token.probability);
    const double mean = std::exp(sum / static_cast<double>(result->caption.tokens.size()));
    QVERIFY(std::abs(mean - result->caption.confidence) < 1e-6);
}

void TorchCaptionerTest::batchIsItsSingles_data()
{
    QTest::addColumn<int>("beams");
    QTest::newRow("greedy") << 1;
    QTest::newRow("3 beams") << 3;
    QTest::newRow("5 beams") << 5;
}

void TorchCaptionerTest::batchIsItsSingles()
{
    QFETCH(int, beams);
    const auto model = captioner();
    CaptionOptions options;
    options.beams = beams;
    options.alternatives = beams - 1;
    const auto together = model->caption(pointersTo(m_pictures), options, {});
    QCOMPARE(together.size(), m_pictures.size());
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const RgbImage* const one[] = {&m_pictures[i]};
        const auto alone = model->caption(one, options, {}).front();
        QVERIFY(together[i] && alone);
        QCOMPARE(together[i]->caption.text, alone->caption.text);
        QCOMPARE(together[i]->caption.tokens.size(), alone->caption.tokens.size());
        QVERIFY(std::abs(together[i]->caption.confidence - alone->caption.confidence) < 1e-4);
        QCOMPARE(together[i]->alternatives.size(), alone->alternatives.size());
    }
}

void TorchCaptionerTest::alternativesAreOrderedAndDiffer()
{
    const auto model = captioner();
    CaptionOptions options;
    options.beams = 4;
    options.alternatives = 3;
    const RgbImage* const one[] = {&m_pictures[2]};
    const auto result = model->caption(one, options, {}).front();
    QVERIFY(result.has_value());
    QCOMPARE(result->alternatives.size(), std::size_t(3));
    for (const Caption& alternative : result->alternatives) {
        std::vector<int> ids;
        std::vector<int> best;
        for (const CaptionToken& token : alternative.tokens)
            ids.push_back(token.id);
        for (const CaptionToken& token : result->caption.tokens)
            best.push_back(token.id);
        QVERIFY(ids != best);
    }
}

void TorchCaptionerTest::promptOpensTheCaption()
{
    const auto model = captioner();
    CaptionOptions options;
    options.prompt = "A picture of";
    const RgbImage* const one[] = {&m_pictures.front()};
    const auto result = model->caption(one, options, {}).front();
    QVERIFY(result.has_value());
    QVERIFY2(result->caption.text.starts_with("a picture of"), result->caption.text.c_str());
    QVERIFY(result->caption.tokens.size() <= 20);
    QVERIFY2(result->caption.text.size() > std::string("a picture of").size(), "words of its own follow");
}

void TorchCaptionerTest::respectsLengths()
{
    const auto model = captioner();
    const RgbImage* const one[] = {&m_pictures.front()};
    CaptionOptions options;
    options.maxTokens = 3;
    QVERIFY(model->caption(one, options, {}).front()->caption.tokens.size() <= 3);
    options.maxTokens = 12;
    options.minTokens = 12;
    QCOMPARE(model->caption(one, options, {}).front()->caption.tokens.size(), std::size_t(12));
}

void TorchCaptionerTest::badPictureFailsAlone()
{
    const auto model = captioner();
    const RgbImage empty;
    RgbImage lying{10, 10, std::vector<std::uint8_t>(10)};
    const RgbImage* const images[] = {&m_pictures[0], &empty, nullptr, &lying, &m_pictures[1]};
    const auto results = model->caption(images, {}, {});
    QCOMPARE(results.size(), std::size_t(5));
    for (const std::size_t bad : {1, 2, 3}) {
        QVERIFY(!results[bad]);
        QCOMPARE(results[bad].error().code, ErrorCode::InvalidArgument);
        QVERIFY(!results[bad].error().message.empty());
    }
    const RgbImage* const last[] = {&m_pictures[1]};
    QCOMPARE(results[4]->caption.text, model->caption(last, {}, {}).front()->caption.text);
}

void TorchCaptionerTest::refusesNonsense_data()
{
    QTest::addColumn<int>("beams");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("promptWords");
    QTest::newRow("no beams") << 0 << 20 << 0;
    QTest::newRow("no tokens") << 1 << 0 << 0;
    QTest::newRow("prompt longer than the model reads") << 1 << 20 << 10000;
}

void TorchCaptionerTest::refusesNonsense()
{
    QFETCH(int, beams);
    QFETCH(int, tokens);
    QFETCH(int, promptWords);
    CaptionOptions options;
    options.beams = beams;
    options.maxTokens = tokens;
    for (int i = 0; i < promptWords; ++i)
        options.prompt += "dog ";
    const RgbImage* const one[] = {&m_pictures.front()};
    const auto result = captioner()->caption(one, options, {}).front();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
}

void TorchCaptionerTest::takesThePictureOfOnePixel()
{
    const RgbImage dot = solid({10, 20, 30}, 1, 1);
    const RgbImage* const one[] = {&dot};
    QVERIFY(captioner()->caption(one, {}, {}).front().has_value());
}

void TorchCaptionerTest::stopsBetweenSteps()
{
    std::stop_source stop;
    stop.request_stop();
    const auto results = captioner()->caption(pointersTo(m_pictures), {}, stop.get_token());
    QCOMPARE(results.size(), m_pictures.size());
    for (const auto& result : results)
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(captioner()->warmUp(stop.get_token()).error().code, ErrorCode::Cancelled);
}

void TorchCaptionerTest::unloadsAndLoadsAgain()
{
    const auto model = captioner();
    const RgbImage* const one[] = {&m_pictures.front()};
    QVERIFY(model->warmUp({}).has_value());
    const std::string before = model->caption(one, {}, {}).front()->caption.text;
    model->unload();
    model->unload();
    QCOMPARE(model->caption(one, {}, {}).front()->caption.text, before);
}

void TorchCaptionerTest::weightsThatAreNoNumbers()
{
    const auto model = captioner({1, true});
    const auto warm = model->warmUp({});
    QVERIFY(!warm);
    QCOMPARE(warm.error().code, ErrorCode::ModelUnavailable);
    QVERIFY2(warm.error().message.find("blip-1-1") != std::string::npos, warm.error().message.c_str());
    const RgbImage* const one[] = {&m_pictures.front()};
    QCOMPARE(model->caption(one, {}, {}).front().error().code, ErrorCode::ModelUnavailable);
}

QTEST_GUILESS_MAIN(TorchCaptionerTest)
#include "torch_captioner_test.moc"
