#include <limits>
#include <thread>

#include <QtTest>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "tests/core/inference/tokenizer/small_vocabularies.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;
using Ids = std::vector<int>;

namespace {

constexpr int kNoLimit = std::numeric_limits<int>::max();

const nlohmann::json& expected()
{
    static const nlohmann::json kExpected = smallExpected("clip-small/expected.json");
    return kExpected;
}

int vocabSize()
{
    return expected()["vocab_size"].get<int>();
}

ClipTokenizer small(const NamedFiles& files = clipPair())
{
    const ModelDir folder(files);
    auto tokenizer = ClipTokenizer::load(folder.path(), vocabSize());
    if (!tokenizer)
        qFatal("%s", tokenizer.error().message.c_str());
    return *tokenizer;
}

QByteArray shown(const Ids& ids)
{
    return QByteArray::fromStdString(nlohmann::json(ids).dump());
}

} // namespace

class ClipTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodes_data();
    void encodes();
    void everyFormIsTheSame_data();
    void everyFormIsTheSame();
    void cutsToTheContext_data();
    void cutsToTheContext();
    void decodes();
    void longTexts_data();
    void longTexts();
    void anyBytes_data();
    void anyBytes();
    void mergesByRankNotByPlace();
    void manyThreadsAtOnce();
};

void ClipTokenizerTest::encodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cleaned");
    QTest::addColumn<QByteArray>("ids");
    int number = 0;
    for (const auto& row : expected()["rows"]) {
        const auto text = QByteArray::fromStdString(row["text"].get<std::string>());
        QTest::addRow("%d %s", number++, text.toPercentEncoding(" '\"!,.<>|").constData())
            << text << QByteArray::fromStdString(row["cleaned"].get<std::string>())
            << QByteArray::fromStdString(row["ids"].dump());
    }
}

void ClipTokenizerTest::encodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cleaned);
    QFETCH(QByteArray, ids);
    const ClipTokenizer tokenizer = small();
    QCOMPARE(QByteArray::fromStdString(ClipTokenizer::clean(text.toStdString())), cleaned);
    const Ids whole = tokenizer.encode(text.toStdString(), kNoLimit);
    QCOMPARE(whole.front(), expected()["sot"].get<int>());
    QCOMPARE(whole.back(), expected()["eot"].get<int>());
    QCOMPARE(shown(Ids(whole.begin() + 1, whole.end() - 1)), ids);
}

void ClipTokenizerTest::everyFormIsTheSame_data()
{
    QTest::addColumn<NamedFiles>("files");
    QTest::newRow("tokenizer.json") << clipFast();
    QTest::newRow("tokenizer.json, merges as pairs") << clipFast("clip-small/tokenizer-pairs.json");
    QTest::newRow("bpe_simple_vocab_16e6.txt.gz") << clipPacked();
    NamedFiles windows = clipPair();
    windows[1].second.replace("\n", "\r\n");
    QTest::newRow("lines ended by CR LF") << windows;
    NamedFiles bare = clipPair();
    bare[1].second.remove(0, bare[1].second.indexOf('\n') + 1);
    QTest::newRow("merges.txt without a heading") << bare;
    NamedFiles all = clipPair();
    all.push_back({"tokenizer.json", "broken"});
    QTest::newRow("vocab.json goes before tokenizer.json") << all;
    NamedFiles half = clipFast();
    half.push_back({"vocab.json", "broken"});
    QTest::newRow("vocab.json alone is not taken") << half;
}

void ClipTokenizerTest::everyFormIsTheSame()
{
    QFETCH(NamedFiles, files);
    const ClipTokenizer tokenizer = small(files);
    const ClipTokenizer usual = small();
    for (const auto& row : expected()["rows"]) {
        const auto text = row["text"].get<std::string>();
        QCOMPARE(shown(tokenizer.encode(text, kNoLimit)), shown(usual.encode(text, kNoLimit)));
    }
    const Ids all{0, 300, 620, tokenizer.startId(), tokenizer.endId()};
    QCOMPARE(tokenizer.decode(all), usual.decode(all));
}

void ClipTokenizerTest::cutsToTheContext_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("context");
    QTest::addColumn<int>("length");
    QTest::newRow("no room") << QByteArray("a photo") << 0 << 0;
    QTest::newRow("less than none") << QByteArray("a photo") << -3 << 0;
    QTest::newRow("one") << QByteArray("a photo") << 1 << 1;
    QTest::newRow("one, empty text") << QByteArray() << 1 << 1;
    QTest::newRow("two") << QByteArray("a photo") << 2 << 2;
    QTest::newRow("three") << QByteArray("a photo") << 3 << 3;
    QTest::newRow("just fits") << QByteArray("a photo") << 4 << 4;
    QTest::newRow("room left") << QByteArray("a photo") << 77 << 4;
    QTest::newRow("inside a word's tokens") << QByteArray("qqqqqqqq") << 5 << 5;
    QTest::newRow("inside a character's bytes") << QByteArray("\xF0\x9F\x98\x80\xF0\x9F\x98\x80") << 4 << 4;
    QTest::newRow("long") << QByteArray("a photo ").repeated(1000) << 77 << 77;
}

void ClipTokenizerTest::cutsToTheContext()
{
    QFETCH(QByteArray, text);
    QFETCH(int, context);
    QFETCH(int, length);
    const ClipTokenizer tokenizer = small();
    const Ids ids = tokenizer.encode(text.toStdString(), context);
    QCOMPARE(static_cast<int>(ids.size()), length);
    if (length > 0)
        QCOMPARE(ids.back(), tokenizer.endId());
    if (length > 1) {
        const Ids whole = tokenizer.encode(text.toStdString(), kNoLimit);
        QVERIFY(std::equal(ids.begin(), ids.end() - 1, whole.begin()));
    }
}

void ClipTokenizerTest::decodes()
{
    const ClipTokenizer tokenizer = small();
    const auto decoded = [&](const char* text) {
        const Ids ids = tokenizer.encode(text, kNoLimit);
        return QString::fromStdString(tokenizer.decode(Ids(ids.begin() + 1, ids.end() - 1)));
    };
    QCOMPARE(decoded("A photo of a café, 42!"), QString("a photo of a café , 4 2 ! "));
    QCOMPARE(decoded("it's <end_of_text>"), QString("it 's <end_of_text>"));
    QCOMPARE(decoded(""), QString());
    QCOMPARE(tokenizer.decode(Ids{-1, vocabSize(), kNoLimit, std::numeric_limits<int>::min()}), std::string());
    QCOMPARE(tokenizer.decode(Ids{tokenizer.startId(), tokenizer.endId()}),
             std::string("<start_of_text><end_of_text>"));
    // The first two bytes of a character of four.
    const Ids cut = tokenizer.encode("\U0001F600", 4);
    QCOMPARE(tokenizer.decode(Ids{cut[1], cut[2]}), std::string("\uFFFD"));
}

void ClipTokenizerTest::longTexts_data()
{
    constexpr int kLong = 100'000;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fewest"); // ids between start and end
    QTest::newRow("one word") << QByteArray("photo").repeated(kLong / 5) << kLong / 5;
    QTest::newRow("one letter") << QByteArray("z").repeated(kLong) << kLong;
    QTest::newRow("spaces") << QByteArray(" ").repeated(kLong) << 0;
    QTest::newRow("emoji") << QByteArray("\xF0\x9F\x98\x80").repeated(kLong) << kLong;
    QTest::newRow("ampersands") << QByteArray("&").repeated(kLong) << kLong;
    QTest::newRow("escaped ampersands") << "&" + QByteArray("amp;").repeated(kLong / 4) << 1;
    QTest::newRow("half a reference") << QByteArray("&#").repeated(kLong / 2) << kLong;
    QTest::newRow("a number without end") << "&#" + QByteArray("9").repeated(kLong) + ";" << 1;
    QTest::newRow("marks out of order") << QByteArray("\u0301\u0323").repeated(kLong / 2) << kLong / 2;
    QTest::newRow("terminal escapes inside each other") << QByteArray("\x1B[").repeated(kLong / 2) << kLong / 2;
    QTest::newRow("sigmas") << QByteArray("\u03A3.").repeated(kLong / 2) << kLong;
    QTest::newRow("lines") << QByteArray("\n").repeated(kLong) << 0;
}

/// They end, which a quadratic algorithm would not within the test's time.
void ClipTokenizerTest::longTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, fewest);
    const ClipTokenizer tokenizer = small();
    const Ids ids = tokenizer.encode(text.toStdString(), kNoLimit);
    QVERIFY2(static_cast<int>(ids.size()) >= fewest + 2, qPrintable(QString::number(ids.size())));
    QCOMPARE(ids.front(), tokenizer.startId());
    QCOMPARE(ids.back(), tokenizer.endId());
    QVERIFY(tokenizer.encode(text.toStdString(), 77).size() <= 77);
}

void ClipTokenizerTest::anyBytes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cleaned");
    const QByteArray replacement = "\uFFFD";
    QTest::newRow("a lone continuation") << QByteArray("a\x80z") << "a" + replacement + "z";
    QTest::newRow("a cut sequence") << QByteArray("a\xF0\x9F\x98") << "a" + replacement;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << replacement.repeated(2);
    QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80") << replacement.repeated(3);
    QTest::newRow("above the last character") << QByteArray("\xF4\x90\x80\x80") << replacement.repeated(4);
    QTest::newRow("no UTF-8 at all") << QByteArray("\xFF\xFE") << replacement.repeated(2);
    QTest::newRow("a NUL") << QByteArray("a\0b", 3) << QByteArray("ab");
    QTest::newRow("only NULs") << QByteArray(1000, '\0') << QByteArray();
}

void ClipTokenizerTest::anyBytes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cleaned);
    QCOMPARE(QByteArray::fromStdString(ClipTokenizer::clean(text.toStdString())), cleaned);
    const ClipTokenizer tokenizer = small();
    const Ids ids = tokenizer.encode(text.toStdString(), 77);
    QCOMPARE(shown(ids), shown(tokenizer.encode(cleaned.toStdString(), 77)));
}

/// "plate": p-l and a-t merge first, though l-a would come before a-t; then at-e at the end, then pl-ate.
void ClipTokenizerTest::mergesByRankNotByPlace()
{
    const ClipTokenizer tokenizer = small();
    QCOMPARE(tokenizer.encode("plate", 77).size(), std::size_t{3});
    QCOMPARE(tokenizer.encode("plates", 77).size(), std::size_t{6}); // pl at e s
    QCOMPARE(tokenizer.encode("eeeee", 77).size(), std::size_t{5});  // ee ee e: from left to right
}

void ClipTokenizerTest::manyThreadsAtOnce()
{
    const ClipTokenizer tokenizer = small();
    const std::string text = "a photo of a café, people sitting &amp; sleeping";
    const Ids alone = tokenizer.encode(text, 77);
    std::array<int, 4> wrong{};
    std::vector<std::thread> threads;
    for (int& mine : wrong) {
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i)
                mine += tokenizer.encode(text, 77) == alone ? 0 : 1;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const int mine : wrong)
        QCOMPARE(mine, 0);
}

QTEST_GUILESS_MAIN(ClipTokenizerTest)
#include "clip_tokenizer_test.moc"
