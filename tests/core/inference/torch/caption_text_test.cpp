#include <cmath>
#include <string>
#include <vector>

#include <QtTest>

#include "core/inference/runtime/caption_text.h"

using namespace vidimus;
using namespace vidimus::inference;

class CaptionTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pieces_data();
    void pieces();
    void promptIsNotCounted();
};

namespace {

WordPieceTokenizer tokenizer()
{
    return WordPieceTokenizer::load(VIDIMUS_TEST_DATA "/tokenizers/bert-small", 180).value();
}

int idOf(const WordPieceTokenizer& words, const std::string& token)
{
    for (int id = 0; id < 180; ++id) {
        if (words.token(id) == token)
            return id;
    }
    return -1;
}

Hypothesis hypothesisOf(const WordPieceTokenizer& words, const QStringList& tokens, float probability)
{
    Hypothesis hypothesis;
    for (const QString& token : tokens) {
        hypothesis.ids.push_back(idOf(words, token.toStdString()));
        hypothesis.probabilities.push_back(probability);
    }
    return hypothesis;
}

} // namespace

void CaptionTextTest::pieces_data()
{
    QTest::addColumn<QStringList>("tokens");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("pieces"); ///< which spell the text
    QTest::newRow("words") << QStringList{"a", "dog", "[SEP]"} << "a dog" << QStringList{"a", " dog", ""};
    QTest::newRow("pieces of a word") << QStringList{"dog", "##s", "[SEP]"} << "dogs" << QStringList{"dog", "s", ""};
    QTest::newRow("a later piece first") << QStringList{"##ing", "a", "cat"} << "##ing a cat"
                                         << QStringList{"##ing", " a", " cat"};
    QTest::newRow("spaces the clean-up takes out") << QStringList{"a", "dog", "'", "s", "cat", ","} << "a dog's cat,"
                                                   << QStringList{"a", " dog", "'", "s", " cat", ","};
    QTest::newRow("nothing but the end") << QStringList{"[SEP]"} << "" << QStringList{""};
}

void CaptionTextTest::pieces()
{
    QFETCH(QStringList, tokens);
    QFETCH(QString, text);
    QFETCH(QStringList, pieces);
    const WordPieceTokenizer words = tokenizer();
    const Caption caption = captionOf(hypothesisOf(words, tokens, 0.5f), {}, words);
    QCOMPARE(QString::fromStdString(caption.text), text);
    QStringList got;
    for (const CaptionToken& token : caption.tokens)
        got << QString::fromStdString(token.text);
    QCOMPARE(got, pieces);
    QVERIFY(std::abs(caption.confidence - 0.5f) < 1e-6f);
}

void CaptionTextTest::promptIsNotCounted()
{
    const WordPieceTokenizer words = tokenizer();
    const std::vector<int> prompt{181, idOf(words, "a")}; // [DEC] stands behind the vocabulary
    const Caption caption = captionOf(hypothesisOf(words, {"dog", "##s"}, 0.25f), prompt, words);
    QCOMPARE(caption.text, std::string("a dogs"));
    QCOMPARE(caption.tokens.size(), std::size_t(2));
    QCOMPARE(caption.tokens.front().text, std::string(" dog"));
}

QTEST_GUILESS_MAIN(CaptionTextTest)
#include "caption_text_test.moc"
