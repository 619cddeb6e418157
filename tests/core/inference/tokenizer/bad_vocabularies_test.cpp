#include <QtTest>
#include <zlib.h>

#include "core/inference/tokenizer/clip_tokenizer.h"
#include "core/inference/tokenizer/wordpiece_tokenizer.h"
#include "tests/core/inference/tokenizer/small_vocabularies.h"

using namespace vidimus;
using namespace vidimus::inference;
using namespace vidimus::test;

namespace {

int vocabSize(const char* expected)
{
    return smallExpected(expected)["vocab_size"].get<int>();
}

QByteArray packed(const QByteArray& bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("deflateInit2");
    QByteArray input = bytes;
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(input.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("deflate");
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

/// With one piece of one file replaced, which must be there.
NamedFiles changed(NamedFiles files, std::size_t which, const QByteArray& from, const QByteArray& to)
{
    QByteArray& text = files[which].second;
    const qsizetype at = text.indexOf(from);
    if (at < 0)
        qFatal("nothing to change: %s", from.constData());
    text.replace(at, from.size(), to);
    return files;
}

NamedFiles with(const char* name, const QByteArray& bytes)
{
    return {{QString::fromUtf8(name), bytes}};
}

constexpr const char* kPacked = "bpe_simple_vocab_16e6.txt.gz";

} // namespace

class BadVocabulariesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clip_data();
    void clip();
    void wordPiece_data();
    void wordPiece();
    void noFolder();
    void foldersInPlaceOfFiles();
};

void BadVocabulariesTest::clip_data()
{
    QTest::addColumn<NamedFiles>("files");
    QTest::addColumn<int>("size"); // 0: the right one
    QTest::addColumn<QStringList>("named");
    const NamedFiles pair = clipPair();
    const NamedFiles fast = clipFast();
    const auto row = [](const char* name, const NamedFiles& files, const QStringList& named, int size = 0) {
        QTest::newRow(name) << files << size << named;
    };
    row("nothing there", {}, {"vocab.json", "merges.txt", "tokenizer.json", kPacked});
    row("no merges", {pair[0]}, {"there is vocab.json", "no merges.txt"});
    row("only merges", {pair[1]}, {"there is merges.txt", "no vocab.json"});
    row("of a larger model", pair, {"vocab.json", "624", "49408", "another model"}, 49408);
    row("of a smaller model", pair, {"vocab.json", "624", "623", "another model"}, 623);
    row("an absurd size", pair, {"another model"}, -1);
    row("tokenizer.json of another model", fast, {"tokenizer.json", "another model"}, 49408);
    row("packed, of a larger model", clipPacked(), {kPacked, "another model"}, 49408);
    row("packed, for a size too small", clipPacked(), {kPacked, "another model"}, 300);
    row("packed, for an absurd size", clipPacked(), {kPacked, "another model"}, -5);

    row("empty vocab.json", {{"vocab.json", ""}, pair[1]}, {"vocab.json", "JSON"});
    row("vocab.json cut off", {{"vocab.json", pair[0].second.left(4000)}, pair[1]}, {"vocab.json", "JSON"});
    row("vocab.json a list", {{"vocab.json", "[]"}, pair[1]}, {"vocab.json", "JSON object"});
    row("vocab.json no UTF-8", changed(pair, 0, "\"!\"", "\"\xFF\""), {"vocab.json", "UTF-8"});
    row("vocab.json nested", {{"vocab.json", QByteArray("[").repeated(1'000'000)}, pair[1]}, {"vocab.json"});
    row("a token twice", changed(pair, 0, "\"#\"", "\"!\""), {"vocab.json", "\u201C!\u201D", "twice"});
    row("an id twice", changed(pair, 0, "\"#\": 2", "\"#\": 1"), {"vocab.json", "the id 1", "\u201C#\u201D"});
    row("an id too high", changed(pair, 0, "\"#\": 2,", "\"#\": 1000000000000,"),
        {"vocab.json", "\u201C#\u201D", "holes"});
    row("a negative id", changed(pair, 0, "\"#\": 2,", "\"#\": -2,"), {"vocab.json", "\u201C#\u201D"});
    row("an id that is text", changed(pair, 0, "\"#\": 2,", "\"#\": \"2\","), {"vocab.json", "\u201C#\u201D"});
    row("a fraction", changed(pair, 0, "\"#\": 2,", "\"#\": 2.5,"), {"vocab.json", "\u201C#\u201D"});
    row("an empty token", changed(pair, 0, "\"#\"", "\"\""), {"vocab.json", "empty token"});
    row("a byte missing", changed(pair, 0, "\"#\"", "\"no byte\""), {"vocab.json", "lacks", "\u201C#\u201D"});
    row("no start", changed(pair, 0, "<|startoftext|>", "<|start|>"), {"vocab.json", "lacks", "<|startoftext|>"});
    row("no end", changed(pair, 0, "<|endoftext|>", "<|end|>"), {"vocab.json", "lacks", "<|endoftext|>"});

    row("a merge of what is not there", changed(pair, 1, "h e</w>", "h \u4E00"),
        {"merges.txt", "\u4E00", "vocab.json"});
    row("a merge that makes what is not there", changed(pair, 1, "h e</w>", "q e</w>"), {"merges.txt", "qe</w>"});
    row("a merge twice", changed(pair, 1, "t he</w>", "h e</w>"), {"merges.txt", "twice"});
    row("a merge of three", changed(pair, 1, "h e</w>", "h e </w>"), {"merges.txt line 2", "pair"});
    row("a merge of one", changed(pair, 1, "h e</w>", "he</w>"), {"merges.txt line 2", "pair"});
    row("an empty line", changed(pair, 1, "h e</w>\n", "\n"), {"merges.txt line 2", "pair"});
    row("merges cut off", {pair[0], {"merges.txt", pair[1].second.left(500)}}, {"merges.txt"});
    row("merges cut off after a line", {pair[0], {"merges.txt", pair[1].second.left(pair[1].second.indexOf("p ink"))}},
        {"merges.txt", "no merge", "cut off"});
    row("no merges at all", {pair[0], {"merges.txt", ""}}, {"merges.txt", "no merge"});
    row("merges no UTF-8", changed(pair, 1, "h e</w>", "h \xC3"), {"merges.txt", "UTF-8"});
    row("a huge file", {pair[0], {"merges.txt", QByteArray(33 << 20, 'a')}}, {"merges.txt", "larger", "MiB"});

    row("tokenizer.json of BERT", bertFast(), {"tokenizer.json", "BPE"});
    row("tokenizer.json without a model", with("tokenizer.json", "{}"), {"tokenizer.json", "model"});
    row("words that do not end", changed(fast, 0, "\"</w>\"", "\"\""), {"tokenizer.json", "</w>"});
    row("model no object", with("tokenizer.json", "{\"model\": 3}"), {"tokenizer.json", "model"});
    row("no list of merges", changed(fast, 0, "\"merges\": [", "\"other\": ["), {"tokenizer.json", "merges"});
    row("a merge that is a number", changed(fast, 0, "\"h e</w>\"", "7"), {"tokenizer.json", "merge 1"});
    row("a merge without a space", changed(fast, 0, "\"h e</w>\"", "\"he</w>\""), {"tokenizer.json", "merge 1"});
    row("added under another id", changed(fast, 0, "{\"id\": 622", "{\"id\": 5"), {"tokenizer.json", "twice"});
    row("added without a name", changed(fast, 0, "\"content\"", "\"contents\""), {"tokenizer.json", "content"});
    row("added tokens no list", changed(fast, 0, "\"added_tokens\": [", "\"added_tokens\": 1, \"x\": ["),
        {"tokenizer.json", "added_tokens"});
    row("a token twice in tokenizer.json", changed(fast, 0, "\"#\":", "\"!\":"), {"tokenizer.json", "twice"});

    const QByteArray gz = clipPacked()[0].second;
    row("gz empty", with(kPacked, ""), {kPacked, "cut off"});
    row("gz cut off", with(kPacked, gz.left(200)), {kPacked, "cut off"});
    row("gz without its end", with(kPacked, gz.chopped(1)), {kPacked, "cut off"});
    row("gz with a wrong checksum", with(kPacked, gz.chopped(8) + QByteArray(8, 'x')), {kPacked, "gzip"});
    row("no gz", with(kPacked, "a b\n"), {kPacked, "gzip"});
    row("gz with more behind", with(kPacked, gz + "more"), {kPacked, "behind"});
    row("gz bomb", with(kPacked, packed(QByteArray(40 << 20, 'a'))), {kPacked, "unpacks", "MiB"});
    row("gz no UTF-8", with(kPacked, packed("\xFF\n")), {kPacked, "UTF-8"});
    row("gz, a token twice", with(kPacked, packed("v\na b\nab c\nb c\na bc\n")), {kPacked, "abc", "twice"}, 514 + 4);
    row("gz, a bad line", with(kPacked, packed("v\na b\nab\n")), {kPacked, "line 3"}, 514 + 2);
}

void BadVocabulariesTest::clip()
{
    QFETCH(NamedFiles, files);
    QFETCH(int, size);
    QFETCH(QStringList, named);
    const ModelDir folder(files);
    const auto tokenizer = ClipTokenizer::load(folder.path(), size == 0 ? vocabSize("clip-small/expected.json") : size);
    QVERIFY(!tokenizer);
    const QString message = QString::fromStdString(tokenizer.error().message);
    for (const QString& word : named)
        QVERIFY2(message.contains(word), qPrintable(message));
}

void BadVocabulariesTest::wordPiece_data()
{
    QTest::addColumn<NamedFiles>("files");
    QTest::addColumn<int>("size"); // 0: the right one
    QTest::addColumn<QStringList>("named");
    const NamedFiles words = bertWords();
    const NamedFiles fast = bertFast();
    const int size = vocabSize("bert-small/expected.json");
    const auto row = [](const char* name, const NamedFiles& files, const QStringList& named, int wanted = 0) {
        QTest::newRow(name) << files << wanted << named;
    };
    row("nothing there", {}, {"vocab.txt", "tokenizer.json"});
    row("of a larger model", words, {"vocab.txt", "30524", "another model"}, 30524);
    row("more than a few ids missing", words, {"vocab.txt", "another model"}, size + 9);
    row("of a smaller model", words, {"vocab.txt", "another model"}, size - 1);
    row("an absurd size", words, {"another model"}, -1);
    row("empty", with("vocab.txt", ""), {"vocab.txt", "0 tokens"});
    row("cut off", with("vocab.txt", words[0].second.left(words[0].second.indexOf("\nphoto"))),
        {"vocab.txt", "another model"});
    row("a token twice", changed(words, 0, "\nan\n", "\nand\n"), {"vocab.txt line", "\u201Cand\u201D", "repeats"});
    row("an empty line", changed(words, 0, "\nan\n", "\n\n"), {"vocab.txt line", "empty"});
    row("no UTF-8", changed(words, 0, "\nan\n", "\n\xE9\n"), {"vocab.txt", "UTF-8"});
    row("a huge file", with("vocab.txt", QByteArray(33 << 20, 'a')), {"vocab.txt", "larger", "MiB"});
    for (const char* name : {"[PAD]", "[UNK]", "[CLS]", "[SEP]"})
        row(name, changed(words, 0, name, "[OTHER]"), {"vocab.txt", "lacks", name});
    row("tokenizer.json of CLIP", clipFast(), {"tokenizer.json", "WordPiece"});
    row("tokenizer.json cut off", with("tokenizer.json", fast[0].second.left(2000)), {"tokenizer.json", "JSON"});
    row("capitals matter", changed(fast, 0, "\"lowercase\": true", "\"lowercase\": false"),
        {"tokenizer.json", "capitals"});
    row("pieces marked otherwise", changed(fast, 0, "\"##\"", "\"@@\""), {"tokenizer.json", "BERT"});
    row("no vocabulary", changed(fast, 0, "\"vocab\"", "\"words\""), {"tokenizer.json", "vocab"});
    row("a hole", changed(fast, 0, "\"!\": 9", "\"!\": 900"), {"tokenizer.json", "holes"});
    row("an id twice", changed(fast, 0, "\"!\": 9", "\"!\": 8"), {"tokenizer.json", "the id 8"});
    row("an added token without an id", changed(fast, 0, "\"id\": 180", "\"nr\": 180"), {"tokenizer.json", "[DEC]"});
    row("an added token twice", changed(fast, 0, "[ENC]", "[DEC]"), {"tokenizer.json", "[DEC]", "twice"});
}

void BadVocabulariesTest::wordPiece()
{
    QFETCH(NamedFiles, files);
    QFETCH(int, size);
    QFETCH(QStringList, named);
    const ModelDir folder(files);
    const auto tokenizer =
        WordPieceTokenizer::load(folder.path(), size == 0 ? vocabSize("bert-small/expected.json") + 2 : size);
    QVERIFY(!tokenizer);
    const QString message = QString::fromStdString(tokenizer.error().message);
    for (const QString& word : named)
        QVERIFY2(message.contains(word), qPrintable(message));
}

void BadVocabulariesTest::noFolder()
{
    const auto clip = ClipTokenizer::load("no/such/folder", 624);
    QVERIFY(!clip);
    QCOMPARE(clip.error().code, ErrorCode::NotFound);
    const auto words = WordPieceTokenizer::load("no/such/folder", 181);
    QVERIFY(!words);
    QCOMPARE(words.error().code, ErrorCode::NotFound);
}

void BadVocabulariesTest::foldersInPlaceOfFiles()
{
    QTemporaryDir folder;
    for (const char* name : {"vocab.txt", "vocab.json", "merges.txt"})
        QVERIFY(QDir(folder.path()).mkdir(name));
    const auto clip = ClipTokenizer::load(folder.path().toStdString(), 624);
    QVERIFY(!clip);
    QCOMPARE(clip.error().code, ErrorCode::Unreadable);
    const auto words = WordPieceTokenizer::load(folder.path().toStdString(), 181);
    QVERIFY(!words);
    QCOMPARE(words.error().code, ErrorCode::Unreadable);
}

QTEST_GUILESS_MAIN(BadVocabulariesTest)
#include "bad_vocabularies_test.moc"
