#include <cmath>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <QTemporaryDir>
#include <QtTest>

#include "core/inference/runtime/local_embedder.h"
#include "tests/core/inference/torch/test_pictures.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::inference;

/// Every test runs with both layouts of a checkpoint.
class TorchEmbedderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void tellsWhatItIs();
    void vectorsHaveUnitLength();
    void batchIsItsSingles();
    void textsOfOtherLengthsDoNotMatter();
    void textsWithoutMeaning_data();
    void textsWithoutMeaning();
    void longTextIsCut();
    void badPictureFailsAlone();
    void stopsBetweenSteps();
    void unloadsAndLoadsAgain();
    void weightsThatAreNoNumbers();

private:
    ModelFolder folder(const test::TinyModel& model = {}) const;
    std::unique_ptr<Embedder> embedder(const test::TinyModel& model = {}) const;

    QTemporaryDir m_dir;
    std::vector<RgbImage> m_pictures = somePictures();
    std::vector<std::string> m_texts{"a red dog", "the", "A house on the beach, of course!", "x"};
};

void TorchEmbedderTest::initTestCase_data()
{
    QTest::addColumn<bool>("openClip");
    QTest::newRow("Hugging Face") << false;
    QTest::newRow("OpenCLIP") << true;
}

ModelFolder TorchEmbedderTest::folder(const test::TinyModel& model) const
{
    const bool openClip = *static_cast<bool*>(QTest::qGlobalData("openClip", QMetaType::Bool));
    const auto path =
        m_dir.filePath(QString("clip-%1-%2-%3").arg(model.seed).arg(model.withNan).arg(openClip)).toStdString();
    if (!std::filesystem::exists(path))
        openClip ? test::writeTinyOpenClip(path, model) : test::writeTinyClip(path, model);
    return openModelFolder(path).value();
}

std::unique_ptr<Embedder> TorchEmbedderTest::embedder(const test::TinyModel& model) const
{
    return std::move(makeLocalEmbedder(folder(model), Origin::Local, {}).value());
}

namespace {

double furthest(const Embedding& a, const Embedding& b)
{
    double distance = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        distance = std::max(distance, std::abs(static_cast<double>(a[i]) - b[i]));
    return distance;
}

} // namespace

void TorchEmbedderTest::tellsWhatItIs()
{
    const EmbedderInfo info = embedder()->info();
    QCOMPARE(info.model.id, folder().id);
    QCOMPARE(info.model.origin, Origin::Local);
    QCOMPARE(info.dimension, test::kTinyDimension);
    QCOMPARE(info.preferredShortSide, 32);
}

void TorchEmbedderTest::vectorsHaveUnitLength()
{
    const auto model = embedder();
    auto results = model->embedImages(pointersTo(m_pictures), {});
    for (auto& text : model->embedTexts(m_texts, {}))
        results.push_back(std::move(text));
    for (const auto& result : results) {
        QVERIFY(result.has_value());
        QCOMPARE(result->vector.size(), std::size_t(test::kTinyDimension));
        double square = 0;
        for (const float value : result->vector)
            square += static_cast<double>(value) * value;
        QVERIFY(std::abs(square - 1) < 1e-5);
    }
}

void TorchEmbedderTest::batchIsItsSingles()
{
    const auto model = embedder();
    const auto together = model->embedImages(pointersTo(m_pictures), {});
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const RgbImage* const one[] = {&m_pictures[i]};
        QVERIFY(furthest(together[i]->vector, model->embedImages(one, {}).front()->vector) < 1e-5);
    }
}

/// Shorter texts are padded to the longest of their batch: causal attention keeps that from having any influence.
void TorchEmbedderTest::textsOfOtherLengthsDoNotMatter()
{
    const auto model = embedder();
    const auto together = model->embedTexts(m_texts, {});
    for (std::size_t i = 0; i < m_texts.size(); ++i)
        QVERIFY(furthest(together[i]->vector, model->embedTexts({&m_texts[i], 1}, {}).front()->vector) < 1e-5);
    QVERIFY(furthest(together[0]->vector, together[1]->vector) > 1e-3);
}

void TorchEmbedderTest::textsWithoutMeaning_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("spaces") << QByteArray("  \t\n ");
    QTest::newRow("control characters") << QByteArray("\x01\x02\x7f");
}

void TorchEmbedderTest::textsWithoutMeaning()
{
    QFETCH(QByteArray, text);
    const std::string texts[] = {"a dog", text.toStdString(), "a house"};
    const auto results = embedder()->embedTexts(texts, {});
    QVERIFY(results[0].has_value() && results[2].has_value());
    QVERIFY(!results[1]);
    QCOMPARE(results[1].error().code, ErrorCode::InvalidArgument);
}

void TorchEmbedderTest::longTextIsCut()
{
    const auto model = embedder();
    std::string words;
    for (int i = 0; i < 20'000; ++i)
        words += "dog a ";
    const std::string texts[] = {words, words + "the end", std::string(100'000, 'x')};
    const auto results = model->embedTexts(texts, {});
    QVERIFY(results[0] && results[1] && results[2]);
    QVERIFY(furthest(results[0]->vector, results[1]->vector) < 1e-5); // what is beyond the context is not read
}

void TorchEmbedderTest::badPictureFailsAlone()
{
    const auto model = embedder();
    const RgbImage empty;
    const RgbImage dot = solid({1, 2, 3}, 1, 1);
    const RgbImage* const images[] = {&empty, &m_pictures[0], nullptr, &dot};
    const auto results = model->embedImages(images, {});
    QCOMPARE(results[0].error().code, ErrorCode::InvalidArgument);
    QCOMPARE(results[2].error().code, ErrorCode::InvalidArgument);
    QVERIFY(results[1].has_value() && results[3].has_value());
}

void TorchEmbedderTest::stopsBetweenSteps()
{
    std::stop_source stop;
    stop.request_stop();
    const auto model = embedder();
    for (const auto& result : model->embedImages(pointersTo(m_pictures), stop.get_token()))
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    for (const auto& result : model->embedTexts(m_texts, stop.get_token()))
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void TorchEmbedderTest::unloadsAndLoadsAgain()
{
    const auto model = embedder();
    QVERIFY(model->warmUp({}).has_value());
    const Embedding before = model->embedTexts(m_texts, {}).front()->vector;
    model->unload();
    QCOMPARE(model->embedTexts(m_texts, {}).front()->vector, before);
}

void TorchEmbedderTest::weightsThatAreNoNumbers()
{
    const auto model = embedder({1, true});
    QCOMPARE(model->warmUp({}).error().code, ErrorCode::ModelUnavailable);
    QCOMPARE(model->embedTexts(m_texts, {}).front().error().code, ErrorCode::ModelUnavailable);
    QCOMPARE(model->embedImages(pointersTo(m_pictures), {}).front().error().code, ErrorCode::ModelUnavailable);
}

QTEST_GUILESS_MAIN(TorchEmbedderTest)
#include "torch_embedder_test.moc"
