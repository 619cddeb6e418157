#include <limits>

#include <QtTest>

#include "core/inference/tokenizer/wordpiece_tokenizer.h"
#include "tests/core/inference/tokenizer/small_vocabularies.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;
using Ids = std::vector<int>;

namespace {

const nlohmann::json& expected()
{
    static const nlohmann::json kExpected = smallExpected("bert-small/expected.json");
    return kExpected;
}

/// As BLIP has it: two ids behind the vocabulary.
int vocabSize()
{
    return expected()["vocab_size"].get<int>() + 2;
}

WordPieceTokenizer small(const NamedFiles& files = bertWords())
{
    const ModelDir folder(files);
    auto tokenizer = WordPieceTokenizer::load(folder.path(), vocabSize());
    if (!tokenizer)
        qFatal("%s", tokenizer.error().message.c_str());
    return *tokenizer;
}

} // namespace

class WordPieceTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodesAndDecodes_data();
    void encodesAndDecodes();
    void tokensAndSpecialIds();
    void addedTokens();
    void cleansUpWhatItDecodes_data();
    void cleansUpWhatItDecodes();
    void longTexts_data();
    void longTexts();
    void anyBytes();
};

void WordPieceTokenizerTest::encodesAndDecodes_data()
{
    QTest::addColumn<NamedFiles>("files");
    QTest::addColumn<int>("row");
    NamedFiles windows = bertWords();
    windows[0].second.replace("\n", "\r\n");
    NamedFiles unended = bertWords();
    unended[0].second.chop(1);
    NamedFiles both = bertWords();
    both.push_back({"tokenizer.json", "broken"});
    const std::vector<std::pair<const char*, NamedFiles>> forms = {{"vocab.txt", bertWords()},
                                                                   {"tokenizer.json", bertFast()},
                                                                   {"lines ended by CR LF", windows},
                                                                   {"last line not ended", unended},
                                                                   {"vocab.txt goes first", both}};
    for (const auto& [name, files] : forms) {
        for (std::size_t row = 0; row < expected()["rows"].size(); ++row)
            QTest::addRow("%s, row %d", name, static_cast<int>(row)) << files << static_cast<int>(row);
    }
}

void WordPieceTokenizerTest::encodesAndDecodes()
{
    QFETCH(NamedFiles, files);
    QFETCH(int, row);
    const auto& wanted = expected()["rows"][static_cast<std::size_t>(row)];
    const WordPieceTokenizer tokenizer = small(files);
    const Ids ids = tokenizer.encode(wanted["text"].get<std::string>());
    QCOMPARE(ids.front(), tokenizer.clsId());
    QCOMPARE(ids.back(), tokenizer.sepId());
    QCOMPARE(QByteArray::fromStdString(nlohmann::json(Ids(ids.begin() + 1, ids.end() - 1)).dump()),
             QByteArray::fromStdString(wanted["ids"].dump()));
    QCOMPARE(QByteArray::fromStdString(tokenizer.decode(ids)),
             QByteArray::fromStdString(wanted["decoded"].get<std::string>()));
}

void WordPieceTokenizerTest::tokensAndSpecialIds()
{
    const WordPieceTokenizer tokenizer = small();
    QCOMPARE(tokenizer.clsId(), expected()["cls"].get<int>());
    QCOMPARE(tokenizer.sepId(), expected()["sep"].get<int>());
    QCOMPARE(tokenizer.padId(), expected()["pad"].get<int>());
    const int cat = tokenizer.encode("cat")[1];
    QCOMPARE(std::string(tokenizer.token(cat)), std::string("cat"));
    QVERIFY(!tokenizer.isSpecial(cat));
    QVERIFY(!tokenizer.isSpecial(tokenizer.encode("#")[1]));
    for (const char* name : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
        QVERIFY2(tokenizer.isSpecial(tokenizer.encode(name)[1]), name);
    for (const int outside : {-1, vocabSize() - 2, vocabSize(), std::numeric_limits<int>::max()}) {
        QVERIFY(tokenizer.isSpecial(outside));
        QVERIFY(tokenizer.token(outside).empty());
    }
}

/// tokenizer.json knows [DEC] and [ENC]: special, but no longer without a name.
void WordPieceTokenizerTest::addedTokens()
{
    const WordPieceTokenizer tokenizer = small(bertFast());
    const int dec = vocabSize() - 2;
    QCOMPARE(std::string(tokenizer.token(dec)), std::string("[DEC]"));
    QVERIFY(tokenizer.isSpecial(dec));
    QCOMPARE(tokenizer.encode("[DEC] cat")[1], dec);
    Ids ids = tokenizer.encode("a cat");
    ids.front() = dec;
    QCOMPARE(tokenizer.decode(ids), std::string("a cat"));
}

void WordPieceTokenizerTest::cleansUpWhatItDecodes_data()
{
    QTest::addColumn<QByteArray>("tokens");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("apostrophe") << QByteArray("man ' s") << QByteArray("man's");
    QTest::newRow("not") << QByteArray("don ' t") << QByteArray("don't");
    QTest::newRow("point") << QByteArray("3 . 1") << QByteArray("3. 1");
    QTest::newRow("all stops") << QByteArray("a . b ? c ! d , e") << QByteArray("a. b? c! d, e");
    QTest::newRow("hyphen stays") << QByteArray("t - s") << QByteArray("t - s");
    QTest::newRow("a piece without a beginning") << QByteArray("##ing top") << QByteArray("##ing top");
    QTest::newRow("pieces") << QByteArray("surf ##er ##s") << QByteArray("surfers");
    QTest::newRow("special ones vanish") << QByteArray("[CLS] a [PAD] cat [SEP] [UNK]") << QByteArray("a cat");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void WordPieceTokenizerTest::cleansUpWhatItDecodes()
{
    QFETCH(QByteArray, tokens);
    QFETCH(QByteArray, text);
    const QList<QByteArray> lines = smallFile("bert-small/vocab.txt").split('\n');
    Ids ids;
    for (const QByteArray& token : tokens.split(' ')) {
        if (token.isEmpty())
            continue;
        ids.push_back(static_cast<int>(lines.indexOf(token)));
        QVERIFY2(ids.back() >= 0, token.constData());
    }
    QCOMPARE(QByteArray::fromStdString(small().decode(ids)), text);
}

void WordPieceTokenizerTest::longTexts_data()
{
    constexpr int kLong = 100'000;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count"); // ids between [CLS] and [SEP]
    QTest::newRow("one word") << QByteArray("a").repeated(kLong) << 1;
    QTest::newRow("many words") << QByteArray("a ").repeated(kLong / 2) << kLong / 2;
    QTest::newRow("words of a hundred letters") << (QByteArray("a").repeated(100) + " ").repeated(1000) << kLong;
    QTest::newRow("spaces") << QByteArray(" ").repeated(kLong) << 0;
    QTest::newRow("emoji") << QByteArray("\xF0\x9F\x98\x80").repeated(kLong) << 1;
    QTest::newRow("Chinese") << QByteArray("\u732B").repeated(kLong) << kLong;
    QTest::newRow("marks out of order") << QByteArray("\u0301\u0323").repeated(kLong / 2) << 0;
    QTest::newRow("brackets") << QByteArray("[").repeated(kLong) << kLong;
    QTest::newRow("NULs") << QByteArray(kLong, '\0') << 0;
}

void WordPieceTokenizerTest::longTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);
    QCOMPARE(static_cast<int>(small().encode(text.toStdString()).size()), count + 2);
}

/// What is no UTF-8 becomes the replacement character, which BERT drops.
void WordPieceTokenizerTest::anyBytes()
{
    const WordPieceTokenizer tokenizer = small();
    QCOMPARE(tokenizer.encode("c\x80\xFF\xF0\x9F"
                              "at"),
             tokenizer.encode("cat"));
    QCOMPARE(tokenizer.encode(std::string("c\0at", 4)), tokenizer.encode("cat"));
}

QTEST_GUILESS_MAIN(WordPieceTokenizerTest)
#include "wordpiece_tokenizer_test.moc"
