#include "core/inference/mock_engine.h"

#include <cmath>
#include <cstring>

#include <QTest>

#include "tests/core/inference/drawn_images.h"

using namespace vidimus;
using namespace vidimus::inference;

Q_DECLARE_METATYPE(vidimus::RgbImage)

namespace {

CaptionResult captionOf(Engine& engine, const RgbImage& image, const CaptionOptions& options = {})
{
    const RgbImage* const picture = &image;
    const auto results = engine.caption({&picture, 1}, options, {});
    return results.size() == 1 && results[0] ? *results[0] : CaptionResult{};
}

bool sameBits(float a, float b)
{
    return std::memcmp(&a, &b, sizeof a) == 0;
}

bool sameCaption(const Caption& a, const Caption& b)
{
    return a.text == b.text && sameBits(a.confidence, b.confidence) &&
           std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                      [](const CaptionToken& x, const CaptionToken& y) {
                          return x.id == y.id && x.text == y.text && sameBits(x.probability, y.probability);
                      });
}

/// The caption's own arithmetic: pieces that make the text, a mean that is the confidence.
bool isConsistent(const Caption& caption, const std::string& prompt = {})
{
    std::string text = prompt;
    double logSum = 0;
    for (const CaptionToken& token : caption.tokens) {
        text += token.text;
        logSum += std::log(static_cast<double>(token.probability));
        if (!(token.probability > 0.f && token.probability <= 1.f))
            return false;
    }
    const double mean = std::exp(logSum / static_cast<double>(caption.tokens.size()));
    return text == caption.text && std::abs(mean - static_cast<double>(caption.confidence)) < 1e-5;
}

float probabilityOf(const Caption& caption, const std::string& word)
{
    for (const CaptionToken& token : caption.tokens) {
        if (token.text.find(word) != std::string::npos)
            return token.probability;
    }
    return -1.f;
}

} // namespace

class MockEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIs();
    void namesWhatIsMeasured_data();
    void namesWhatIsMeasured();
    void writesGoodEnglish_data();
    void writesGoodEnglish();
    void isDeterministic();
    void doubtfulWordsAreLessSure();
    void anyShape_data();
    void anyShape();
    void badPicturesFailAlone();
    void honoursThePrompt();
    void honoursMaxTokens();
    void givesAlternatives();
    void refusesOptions_data();
    void refusesOptions();
    void stopsWhenAsked();
    void worksAfterUnload();

private:
    std::unique_ptr<Engine> m_engine = makeMockEngine();
};

void MockEngineTest::saysWhatItIs()
{
    const EngineInfo info = m_engine->info();
    QCOMPARE(info.captionModel.id, std::string("mock-caption-1"));
    QCOMPARE(info.embeddingModel.id, std::string("mock-embed-1"));
    QCOMPARE(info.captionModel.name, std::string("mock"));
    QVERIFY(info.captionModel.origin == Origin::Mock && info.embeddingModel.origin == Origin::Mock);
    QCOMPARE(info.embeddingDimension, 512);
    QCOMPARE(info.preferredShortSide, 384);
    QCOMPARE(info.preferredBatch, 16);
}

void MockEngineTest::namesWhatIsMeasured_data()
{
    QTest::addColumn<RgbImage>("image");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("absent");
    const auto row = [](const char* name, RgbImage image, QStringList words, QStringList absent = {}) {
        QTest::newRow(name) << std::move(image) << std::move(words) << std::move(absent);
    };
    row("red", solid({220, 20, 30}), {"red", "landscape", "plain"}, {"dark", "portrait", "orange"});
    row("navy", solid({10, 10, 100}, 384, 512), {"navy", "dark", "portrait"}, {"bright", "landscape"});
    row("black", solid({0, 0, 0}), {"black", "very dark", "monochrome"});
    row("white", solid({255, 255, 255}), {"white", "very bright", "monochrome"}, {"dark"});
    row("grey", solid({128, 128, 128}), {"grey", "monochrome"}, {"bright", "dark"});
    row("light grey", solid({205, 205, 205}), {"light grey"});
    row("orange", solid({255, 140, 0}), {"orange"}, {"red", "yellow"});
    row("yellow", solid({255, 235, 0}), {"yellow", "bright"});
    row("green", solid({0, 150, 0}), {"green"}, {"lime"});
    row("dark green", solid({0, 80, 0}), {"dark green"});
    row("blue", solid({20, 60, 230}), {"blue"}, {"navy", "sky"});
    row("sky blue", solid({135, 206, 235}), {"sky blue"});
    row("purple", solid({128, 0, 128}), {"purple"});
    row("pink", solid({255, 150, 190}), {"pink"});
    row("brown", solid({139, 69, 19}), {"brown"}, {"orange"});
    row("beige", solid({245, 235, 215}), {"beige"});
    row("teal", solid({0, 128, 128}), {"teal"});
    row("square", solid({0, 0, 255}, 400, 400), {"square"}, {"landscape", "portrait"});
    row("panorama", solid({0, 0, 255}, 1600, 400), {"panoramic"});
    row("tall", solid({0, 0, 255}, 300, 1600), {"tall"});
    row("tiny", solid({0, 0, 255}, 40, 32), {"tiny"});
    row("small", solid({0, 0, 255}, 160, 120), {"small"});
    row("large", solid({0, 0, 255}, 1400, 1100), {"large"});
    row("layers", stacked({135, 206, 235}, {40, 140, 40}), {"sky blue above green", "landscape"});
    row("layers, the other way up", stacked({40, 140, 40}, {135, 206, 235}), {"green above sky blue"});
    row("beside", beside({255, 235, 0}, {20, 60, 230}), {"yellow beside blue"});
    row("stripes", striped({220, 20, 30}, {255, 255, 255}, 32), {"red", "white"}, {"above", "beside", "plain"});
    row("a ramp of grey",
        drawn(512, 384,
              [](int x, int) {
                  const auto g = static_cast<std::uint8_t>(x / 2);
                  return Rgb{g, g, g};
              }),
        {"monochrome", "grey"}, {"colourful", "plain"});
    row("the largest first",
        drawn(500, 400,
              [](int x, int y) {
                  const bool small = x % 10 < 3 && y % 10 < 6;
                  return small ? Rgb{20, 60, 230} : Rgb{255, 140, 0};
              }),
        {"orange", "blue"});
}

void MockEngineTest::namesWhatIsMeasured()
{
    QFETCH(RgbImage, image);
    QFETCH(QStringList, words);
    QFETCH(QStringList, absent);
    const QString text = QString::fromStdString(captionOf(*m_engine, image).caption.text);
    QVERIFY(!text.isEmpty());
    for (const QString& word : words)
        QVERIFY2(text.contains(word), qPrintable(QStringLiteral("\"%1\" lacks \"%2\"").arg(text, word)));
    for (const QString& word : absent)
        QVERIFY2(!text.contains(word), qPrintable(QStringLiteral("\"%1\" has \"%2\"").arg(text, word)));
}

void MockEngineTest::writesGoodEnglish_data()
{
    namesWhatIsMeasured_data();
}

void MockEngineTest::writesGoodEnglish()
{
    QFETCH(RgbImage, image);
    CaptionOptions options;
    options.beams = 5;
    options.alternatives = 4;
    CaptionResult result = captionOf(*m_engine, image, options);
    std::vector<Caption> captions = result.alternatives;
    captions.push_back(result.caption);
    captions.push_back(captionOf(*m_engine, image).caption);
    for (const Caption& caption : captions) {
        const QString text = QString::fromStdString(caption.text);
        QVERIFY2(text.startsWith("a ") || text.startsWith("an "), qPrintable(text));
        QVERIFY2(!text.contains("  ") && !text.endsWith(',') && !text.endsWith(' '), qPrintable(text));
        // "a" before consonants, "an" before vowels; no word twice in a row.
        const QStringList words = text.split(' ');
        for (int i = 0; i + 1 < words.size(); ++i) {
            const bool vowel = QStringLiteral("aeiou").contains(words[i + 1][0]);
            QVERIFY2(words[i] != "a" || !vowel, qPrintable(text));
            QVERIFY2(words[i] != "an" || vowel, qPrintable(text));
            QVERIFY2(words[i] != words[i + 1], qPrintable(text));
        }
        QVERIFY2(isConsistent(caption), qPrintable(text));
        QVERIFY(caption.tokens.size() <= 20);
        QCOMPARE(caption.tokens.back().text, std::string());
    }
}

void MockEngineTest::isDeterministic()
{
    // The same pixels in another engine, in a batch of others and at another place of it: the same bits.
    const RgbImage image = drawn(300, 200, [](int x, int y) {
        return Rgb{static_cast<std::uint8_t>(x * 7 + y), static_cast<std::uint8_t>(y * 5),
                   static_cast<std::uint8_t>(x)};
    });
    const RgbImage copy = image;
    const RgbImage other = solid({1, 2, 3});
    const Caption alone = captionOf(*m_engine, image).caption;
    const std::unique_ptr<Engine> second = makeMockEngine();
    const std::vector<const RgbImage*> batch{&other, &copy, &other, &image};
    const auto captions = second->caption(batch, {}, {});
    QVERIFY(sameCaption(alone, captions[1]->caption));
    QVERIFY(sameCaption(alone, captions[3]->caption));
    QVERIFY(!sameCaption(alone, captions[0]->caption));
    const RgbImage* const picture = &image;
    const auto vector = m_engine->embedImages({&picture, 1}, {});
    const auto vectors = second->embedImages(batch, {});
    QVERIFY(vector[0]->vector == vectors[1]->vector);
    QVERIFY(vector[0]->vector == vectors[3]->vector);
    QVERIFY(vector[0]->vector != vectors[0]->vector);
}

void MockEngineTest::doubtfulWordsAreLessSure()
{
    // Well inside a class against on its border.
    const Caption sure = captionOf(*m_engine, solid({220, 20, 30}, 600, 400)).caption;
    const Caption doubtful = captionOf(*m_engine, solid({220, 20, 30}, 424, 400)).caption;
    QVERIFY(probabilityOf(sure, "landscape") > 0.95f);
    QVERIFY(probabilityOf(doubtful, "landscape") < 0.7f);
    QVERIFY(sure.confidence > doubtful.confidence);

    // A colour that covers everything against one that is a hair ahead of the next.
    const Caption split = captionOf(*m_engine, striped({220, 20, 30}, {20, 60, 230}, 30, 512, 384)).caption;
    QVERIFY2(probabilityOf(split, "red") < probabilityOf(sure, "red"), split.text.c_str());
}

void MockEngineTest::anyShape_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("one pixel") << 1 << 1;
    QTest::newRow("a row") << 5000 << 1;
    QTest::newRow("a column") << 1 << 5000;
    QTest::newRow("two by three") << 2 << 3;
    QTest::newRow("three by four") << 3 << 4;
    QTest::newRow("more than the samples") << 129 << 127;
    QTest::newRow("wide") << 20000 << 3;
}

void MockEngineTest::anyShape()
{
    QFETCH(int, width);
    QFETCH(int, height);
    const RgbImage image = solid({0, 150, 0}, width, height);
    const RgbImage* const picture = &image;
    QVERIFY(captionOf(*m_engine, image).caption.text.find("green") != std::string::npos);
    const auto vector = m_engine->embedImages({&picture, 1}, {});
    QVERIFY(vector[0]);
    double squares = 0;
    for (const float value : vector[0]->vector) {
        QVERIFY(std::isfinite(value));
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    QVERIFY(std::abs(squares - 1) < 1e-5);
}

void MockEngineTest::badPicturesFailAlone()
{
    const RgbImage good = solid({0, 150, 0});
    const RgbImage empty;
    RgbImage torn = good;
    torn.pixels.pop_back();
    RgbImage negative = good;
    negative.width = -negative.width;
    negative.height = -negative.height;
    const std::vector<const RgbImage*> batch{&empty, &good, nullptr, &torn, &negative, &good};
    const auto captions = m_engine->caption(batch, {}, {});
    const auto vectors = m_engine->embedImages(batch, {});
    QCOMPARE(captions.size(), batch.size());
    QCOMPARE(vectors.size(), batch.size());
    for (const std::size_t bad : {0, 2, 3, 4}) {
        QCOMPARE(captions[bad].error().code, ErrorCode::InvalidArgument);
        QCOMPARE(vectors[bad].error().code, ErrorCode::InvalidArgument);
    }
    QVERIFY(captions[1] && captions[5] && vectors[1] && vectors[5]);
    QVERIFY(m_engine->caption({}, {}, {}).empty());
}

void MockEngineTest::honoursThePrompt()
{
    CaptionOptions options;
    options.prompt = "a photo of ";
    const Caption caption = captionOf(*m_engine, solid({220, 20, 30}), options).caption;
    QVERIFY(caption.text.starts_with("a photo of a "));
    QVERIFY(isConsistent(caption, "a photo of"));
}

void MockEngineTest::honoursMaxTokens()
{
    const Caption whole = captionOf(*m_engine, solid({220, 20, 30})).caption;
    for (int limit = 1; limit <= static_cast<int>(whole.tokens.size()); ++limit) {
        CaptionOptions options;
        options.maxTokens = limit;
        const Caption cut = captionOf(*m_engine, solid({220, 20, 30}), options).caption;
        QCOMPARE(cut.tokens.size(), static_cast<std::size_t>(limit));
        QVERIFY(whole.text.starts_with(cut.text));
        QVERIFY(isConsistent(cut));
        // The end token comes only where the sentence has come to its end.
        QCOMPARE(cut.tokens.back().text.empty(), limit == static_cast<int>(whole.tokens.size()));
    }
}

void MockEngineTest::givesAlternatives()
{
    const RgbImage image = stacked({135, 206, 235}, {40, 140, 40});
    CaptionOptions options;
    options.beams = 3;
    options.alternatives = 2;
    const CaptionResult result = captionOf(*m_engine, image, options);
    QCOMPARE(result.alternatives.size(), std::size_t{2});
    QVERIFY(result.caption.confidence >= result.alternatives[0].confidence);
    QVERIFY(result.alternatives[0].confidence >= result.alternatives[1].confidence);
    QVERIFY(result.caption.text != result.alternatives[0].text);
    QVERIFY(result.alternatives[0].text != result.alternatives[1].text);

    options.alternatives = 10; // no more than beams - 1
    QVERIFY(captionOf(*m_engine, image, options).alternatives.size() <= 2);
    options.alternatives = 0;
    QVERIFY(captionOf(*m_engine, image, options).alternatives.empty());
    options.beams = 1;
    options.alternatives = 5;
    QVERIFY(captionOf(*m_engine, image, options).alternatives.empty());
}

void MockEngineTest::refusesOptions_data()
{
    QTest::addColumn<int>("beams");
    QTest::addColumn<int>("maxTokens");
    QTest::newRow("no beam") << 0 << 20;
    QTest::newRow("no token") << 1 << 0;
    QTest::newRow("negative") << -1 << -1;
}

void MockEngineTest::refusesOptions()
{
    QFETCH(int, beams);
    QFETCH(int, maxTokens);
    CaptionOptions options;
    options.beams = beams;
    options.maxTokens = maxTokens;
    const RgbImage image = solid({0, 0, 0});
    const RgbImage* const picture = &image;
    QCOMPARE(m_engine->caption({&picture, 1}, options, {})[0].error().code, ErrorCode::InvalidArgument);
}

void MockEngineTest::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const RgbImage image = solid({0, 0, 0});
    const RgbImage* const picture = &image;
    const std::string text = "red";
    QCOMPARE(m_engine->caption({&picture, 1}, {}, stop.get_token())[0].error().code, ErrorCode::Cancelled);
    QCOMPARE(m_engine->embedImages({&picture, 1}, stop.get_token())[0].error().code, ErrorCode::Cancelled);
    QCOMPARE(m_engine->embedTexts({&text, 1}, stop.get_token())[0].error().code, ErrorCode::Cancelled);
    QCOMPARE(m_engine->warmUp(stop.get_token()).error().code, ErrorCode::Cancelled);
}

void MockEngineTest::worksAfterUnload()
{
    const RgbImage image = solid({220, 20, 30});
    const Caption before = captionOf(*m_engine, image).caption;
    m_engine->unload();
    QVERIFY(sameCaption(before, captionOf(*m_engine, image).caption));
    m_engine->unload();
    QVERIFY(m_engine->warmUp({}));
}

QTEST_APPLESS_MAIN(MockEngineTest)
#include "mock_engine_test.moc"
