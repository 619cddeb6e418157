#include <algorithm>
#include <cmath>

#include <QTest>

#include "core/inference/mock_engine.h"
#include "tests/core/inference/drawn_images.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

double dot(const Embedding& a, const Embedding& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

} // namespace

/// The mock's joint space: words lie near the pictures they describe.
class MockVectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsRankTheirPictureFirst_data();
    void wordsRankTheirPictureFirst();
    void wordFormsAreOneWord_data();
    void wordFormsAreOneWord();
    void unknownWordsHitNothing_data();
    void unknownWordsHitNothing();
    void unknownWordsOnlyDilute();
    void captionsFindTheirPicture();
    void nearDuplicatesAreNearest();
    void emptyTexts_data();
    void emptyTexts();
    void hardTexts_data();
    void hardTexts();

private:
    Embedding textVector(const std::string& text)
    {
        const auto results = m_engine->embedTexts({&text, 1}, {});
        return results[0] ? results[0]->vector : Embedding{};
    }
    Embedding pictureVector(const RgbImage& image)
    {
        const RgbImage* const picture = &image;
        return m_engine->embedImages({&picture, 1}, {})[0]->vector;
    }
    /// The name of the picture nearest to a text.
    QString best(const std::string& text)
    {
        const Embedding query = textVector(text);
        const auto nearest = std::max_element(m_pictures.begin(), m_pictures.end(), [&](const auto& a, const auto& b) {
            return dot(query, a.second) < dot(query, b.second);
        });
        return nearest->first;
    }

    std::unique_ptr<Engine> m_engine = makeMockEngine();
    std::vector<std::pair<QString, Embedding>> m_pictures;
    std::vector<RgbImage> m_images;
};

void MockVectorTest::initTestCase()
{
    const auto put = [&](const char* name, const RgbImage& image) {
        m_pictures.emplace_back(name, pictureVector(image));
        m_images.push_back(image);
    };
    put("red", solid({220, 20, 30}));
    put("navy", solid({10, 10, 100}));
    put("blue", solid({20, 60, 230}));
    put("green", solid({0, 150, 0}));
    put("yellow", solid({255, 235, 0}));
    put("black", solid({0, 0, 0}));
    put("white", solid({255, 255, 255}));
    put("grey portrait", solid({128, 128, 128}, 384, 512));
    put("meadow", stacked({135, 206, 235}, {40, 140, 40}));
    put("red and white stripes", striped({220, 20, 30}, {255, 255, 255}, 32));
    put("panorama", stacked({255, 140, 0}, {128, 0, 128}, 1600, 400));
    put("square", solid({245, 235, 215}, 400, 400));
    put("tiny", solid({139, 69, 19}, 40, 30));
}

void MockVectorTest::wordsRankTheirPictureFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << text << expected; };
    row("red", "red");
    row("navy", "navy");
    row("blue", "blue");
    row("dark blue", "navy");
    row("green", "green");
    row("yellow", "yellow");
    row("black", "black");
    row("white", "white");
    row("grey", "grey portrait");
    row("gray", "grey portrait");
    row("portrait", "grey portrait");
    row("sky blue", "meadow");
    row("azure above green", "meadow");
    row("green and blue", "meadow");
    row("red and white", "red and white stripes");
    row("orange", "panorama");
    row("purple", "panorama");
    row("panorama", "panorama");
    row("square", "square");
    row("beige", "square");
    row("tiny", "tiny");
    row("brown", "tiny");
    row("dark", "black");
    row("night", "black");
    row("very bright", "white");
    row("a photo of something red", "red");
}

void MockVectorTest::wordsRankTheirPictureFirst()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(best(text.toStdString()), expected);
}

void MockVectorTest::wordFormsAreOneWord_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* form, const char* word) { QTest::newRow(form) << form << word; };
    row("RED", "red");
    row("Red!", "red");
    row("(red)", "red");
    row("reds", "red");
    row("reddish", "red");
    row("bluish", "blue");
    row("blueish", "blue");
    row("greenish", "green");
    row("purplish", "purple");
    row("gray", "grey");
    row("greyish", "grey");
    row("red red red", "red");
    row("the red picture", "red");
    row("Sky-Blue", "sky blue");
    row("  sky\tblue\n", "sky blue");
    row("portraits", "portrait");
    row("black-and-white", "black and white");
    row("colorful", "colourful");
}

void MockVectorTest::wordFormsAreOneWord()
{
    QFETCH(QString, form);
    QFETCH(QString, word);
    QVERIFY(textVector(form.toStdString()) == textVector(word.toStdString()));
}

void MockVectorTest::unknownWordsHitNothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"dog", "a dog on the beach", "qwertzuiop", "grandmother's birthday 1987", "das Meer", "猫",
                             "the picture", "?!", "bright dark"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void MockVectorTest::unknownWordsHitNothing()
{
    QFETCH(QString, text);
    const Embedding query = textVector(text.toStdString());
    QCOMPARE(query.size(), std::size_t{512});
    for (const auto& [name, vector] : m_pictures)
        QVERIFY(std::abs(dot(query, vector)) < 1e-5);
}

void MockVectorTest::unknownWordsOnlyDilute()
{
    QCOMPARE(best("a red dog"), QStringLiteral("red"));
    const Embedding picture = m_pictures[0].second;
    const double plain = dot(textVector("red"), picture);
    const double diluted = dot(textVector("red dog"), picture);
    const double more = dot(textVector("red dog beach holiday"), picture);
    QVERIFY(plain > diluted && diluted > more && more > 0.2);
}

void MockVectorTest::captionsFindTheirPicture()
{
    // What the mock says of a picture leads back to it.
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        const RgbImage* const picture = &m_images[i];
        const std::string caption = m_engine->caption({&picture, 1}, {}, {})[0]->caption.text;
        const QString found = best(caption);
        QVERIFY2(found == m_pictures[i].first, (caption + " -> " + found.toStdString()).c_str());
    }
}

void MockVectorTest::nearDuplicatesAreNearest()
{
    const auto scene = [](int seed, int noise) {
        return drawn(400, 300, [=](int x, int y) {
            const int grain = noise == 0 ? 0 : (x * 31 + y * 17 + seed) % noise;
            return Rgb{static_cast<std::uint8_t>((x * (seed + 1) / 3 + grain) % 200 + 20),
                       static_cast<std::uint8_t>((y * (seed + 2) / 2 + grain) % 200 + 20),
                       static_cast<std::uint8_t>((seed * 40 + grain) % 200 + 20)};
        });
    };
    std::vector<Embedding> originals;
    for (int seed = 0; seed < 5; ++seed)
        originals.push_back(pictureVector(scene(seed, 0)));
    for (int seed = 0; seed < 5; ++seed) {
        const std::size_t own = static_cast<std::size_t>(seed);
        QVERIFY(std::abs(dot(originals[own], pictureVector(scene(seed, 0))) - 1) < 1e-6);
        const Embedding grainy = pictureVector(scene(seed, 6));
        QVERIFY(dot(originals[own], grainy) > 0.97);
        for (std::size_t other = 0; other < originals.size(); ++other)
            QVERIFY(other == own || dot(originals[other], grainy) < dot(originals[own], grainy));
    }
}

void MockVectorTest::emptyTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("a space") << QStringLiteral(" ");
    QTest::newRow("white space") << QStringLiteral(" \t\r\n  ");
}

void MockVectorTest::emptyTexts()
{
    QFETCH(QString, text);
    const std::vector<std::string> texts{"red", text.toStdString(), "blue"};
    const auto results = m_engine->embedTexts(texts, {});
    QCOMPARE(results.size(), std::size_t{3});
    QVERIFY(results[0] && results[2]);
    QCOMPARE(results[1].error().code, ErrorCode::InvalidArgument);
}

void MockVectorTest::hardTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80 red \xc3");
    QTest::newRow("a zero inside") << QByteArray("red\0blue", 8);
    QTest::newRow("100,000 letters in one word") << QByteArray(100'000, 'x');
    QTest::newRow("100,000 characters of words") << QByteArray("red dog ").repeated(12'500);
    QByteArray different;
    for (int i = 0; different.size() < 100'000; ++i)
        different += QByteArray::number(i) + ' ';
    QTest::newRow("100,000 characters of different words") << different;
}

void MockVectorTest::hardTexts()
{
    QFETCH(QByteArray, text);
    const Embedding vector = textVector(text.toStdString());
    QCOMPARE(vector.size(), std::size_t{512});
    QVERIFY(std::abs(dot(vector, vector) - 1) < 1e-5);
}

QTEST_APPLESS_MAIN(MockVectorTest)
#include "mock_vector_test.moc"
