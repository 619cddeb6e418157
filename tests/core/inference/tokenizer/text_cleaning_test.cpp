#include <QtTest>

#include "core/inference/tokenizer/html_unescape.h"
#include "core/inference/tokenizer/text_cleaning.h"
#include "core/inference/tokenizer/unicode.h"
#include "core/inference/tokenizer/utf8.h"

using namespace vidimus::inference;

namespace {

QByteArray bytes(std::u32string_view text)
{
    return QByteArray::fromStdString(toUtf8(text));
}

} // namespace

class TextCleaningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unescapes_data();
    void unescapes();
    void repairsReferences_data();
    void repairsReferences();
    void repairs_data();
    void repairs();
    void cleans_data();
    void cleans();
    void lowers_data();
    void lowers();
    void composes_data();
    void composes();
    void isNotAlwaysDoneAtOnce();
};

void TextCleaningTest::unescapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* text, const char* wanted) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(wanted);
    };
    row("&amp;&lt;&gt;&quot;&apos;", "&<>\"'");
    row("&amp;lt;", "&lt;");
    row("caf&eacute; caf&eacute", "café café");
    row("&notit; &notin; &not", "¬it; ∉ ¬");
    row("&ampx &ltx", "&x <x");
    row("&hearts &hearts;", "&hearts ♥");
    row("&bne; &NotEqualTilde;", "=\u20E5 \u2242\u0338");
    row("&CounterClockwiseContourIntegral;", "∳");
    row("&nosuchname; & &; &&", "&nosuchname; & &; &&");
    row("&#65;&#x41;&#X41;&#65&#x41", "AAAAA");
    row("&#65x&#x41g", "AxAg");
    row("&# &#x &#; &#x;", "&# &#x &#; &#x;");
    row("&#128;&#x85;&#x9f;", "€…Ÿ");
    row("&#0;&#xD800;&#xDFFF;&#x110000;", "\uFFFD\uFFFD\uFFFD\uFFFD");
    row("&#99999999999999999999999999;", "\uFFFD");
    row("&#xFFFFFFFFFFFFFFFF0000000041;", "\uFFFD");
    row("[&#1;&#8;&#11;&#31;&#127;&#xFDD0;&#xFFFE;&#x1FFFF;&#x10FFFF;]", "[]");
    row("&#9;&#10;&#12;&#13;&#32;", "\t\n\f\r ");
    row("&#x10FFFD;", "\U0010FFFD");
    row("&szlig;&AElig", "ßÆ");
}

void TextCleaningTest::unescapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    QCOMPARE(bytes(unescapeHtml(fromUtf8(text.toStdString()))), wanted);
}

void TextCleaningTest::repairsReferences_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* text, const char* wanted) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(wanted);
    };
    row("&amp; &amp", "& &amp");
    row("&amp;amp;lt;", "<");
    row("&amp;#38;#65;", "A");
    row("&EACUTE;&NTILDE;&SZLIG;&FFLIG;&NAPOS;", "ÉÑSSFF\u02BCN");
    row("&GTDOT;", "&GTDOT;");
    row("&Eacute;&eACUTE;", "É&eACUTE;");
    row("&#12ab; &#59; &#x3b;", "&#12ab; &#59; &#x3b;");
    row("&CounterClockwiseContourIntegral;", "&CounterClockwiseContourIntegral;");
}

void TextCleaningTest::repairsReferences()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    QCOMPARE(bytes(repairHtmlReferences(fromUtf8(text.toStdString()))), wanted);
}

void TextCleaningTest::repairs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* name, QByteArray text, const char* wanted) {
        QTest::newRow(name) << std::move(text) << QByteArray(wanted);
    };
    row("single quotes", "\u2018a\u2019 \u201Ab\u201B \u02BC", "'a' 'b' '");
    row("double quotes", "\u201Ca\u201D \u201Eb\u201F \u00ABc\u00BB", "\"a\" \"b\" «c»");
    row("full width", "ＡＢｃ　１！＇", "ABc 1!'");
    row("half width", "ｶﾀｶﾅ ｶﾞ", "カタカナ ガ");
    row("ligatures", "ﬀ ﬁ ﬂ ﬃ ﬄ ﬆ ﬅ", "ff fi fl ffi ffl st ſt");
    row("digraphs", "Ǆ ǅ ǆ Ǉ Ǌ Ǳ Ĳ ĳ ŉ", "DŽ Dž dž LJ NJ DZ IJ ij 'n");
    row("composed", "e\u0301 A\u030A \u1100\u1161", "é Å 가");
    row("line breaks", "a\r\nb\rc\u2028d\u2029e\n", "a\nb\nc\nd\ne\n");
    row("C1 controls are Windows-1252", "\u0085\u0093\u0094\u0081", "…\"\"\u0081");
    row("terminal escapes", "\x1B[31mred\x1B[0m \x1B[1;32mx \x1B[ \x1B[5", "red x [ [5");
    row("terminal escapes with other digits", "\x1B[\u0663m!", "!");
    row("control characters",
        QByteArray("a\0b\x07\x0B\x0E\x1F\x7F"
                   "c\td\fe",
                   14),
        "abc\td\fe");
    row("formatting characters", "\uFEFFa\u206A\u206F\uFFF9b\uFFFC\u200B", "ab\u200B");
    row("references", "&lsquo;a&rsquo; &amp;amp;", "'a' &");
    row("a tag keeps references", "<b>&amp;lsquo;</b>", "<b>&amp;lsquo;</b>");
    row("also in the lines after it", "&amp;\n<b>&amp;\n&amp;", "&\n<b>&amp;\n&amp;");
    row("one repair makes another possible", "&am\x07p;", "&");
    row("misdecoded text stays", "schÃ¶n", "schÃ¶n");
}

void TextCleaningTest::repairs()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    const std::u32string repaired = repairText(fromUtf8(text.toStdString()));
    QCOMPARE(bytes(repaired), wanted);
    QCOMPARE(bytes(repairText(repaired)), wanted);
}

void TextCleaningTest::cleans_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("white space of every kind") << QByteArray(" \u00A0a\t\n\u2003b\u3000\u1680c\u0085 d\u200Be\x1C"
                                                             "f ")
                                               << QByteArray("a b c… d\u200Bef");
    QTest::newRow("a reference to white space") << QByteArray("&nbsp;a&#32;&#9;b&nbsp;") << QByteArray("a b");
    QTest::newRow("resolved twice where a tag keeps them") << QByteArray("<&amp;amp;amp;>") << QByteArray("<&amp;>");
    QTest::newRow("lower case last") << QByteArray("&EACUTE;") << QByteArray("é");
    QTest::newRow("without a semicolon") << QByteArray("Tom &amp Jerry &copy") << QByteArray("tom & jerry ©");
}

void TextCleaningTest::cleans()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    QCOMPARE(bytes(cleanText(fromUtf8(text.toStdString()))), wanted);
}

void TextCleaningTest::lowers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* text, const char* wanted) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(wanted);
    };
    row("ÀÉÎÕÜ ŁŹŽ ПРИВЕТ", "àéîõü łźž привет");
    row("İI", "i\u0307i");
    row("ẞß", "ßß");
    row("ΟΔΟΣ", "οδος");
    row("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ");
    row("ΑΣ.Α ΑΣ.", "ασ.α ας.");
    row("ΑΣ\u0301 Α\u0301Σ 1Σ", "ας\u0301 α\u0301ς 1σ");
    row("ǅ Ⅷ Ⓐ \U00010400", "ǆ ⅷ ⓐ \U00010428");
}

void TextCleaningTest::lowers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    QCOMPARE(bytes(lowerCase(fromUtf8(text.toStdString()))), wanted);
}

void TextCleaningTest::composes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("nfc");
    QTest::addColumn<QByteArray>("nfd");
    QTest::newRow("accent") << QByteArray("é") << QByteArray("é") << QByteArray("e\u0301");
    QTest::newRow("marks out of order") << QByteArray("a\u0301\u0323") << QByteArray("ạ\u0301")
                                        << QByteArray("a\u0323\u0301");
    QTest::newRow("Hangul") << QByteArray("한") << QByteArray("한") << QByteArray("\u1112\u1161\u11AB");
    QTest::newRow("Kelvin") << QByteArray("\u212A") << QByteArray("K") << QByteArray("K");
    QTest::newRow("never composed") << QByteArray("\u0958") << QByteArray("\u0915\u093C") << QByteArray("\u0915\u093C");
    QTest::newRow("blocked") << QByteArray("a\u0305\u0301") << QByteArray("a\u0305\u0301")
                             << QByteArray("a\u0305\u0301");
    QTest::newRow("a ligature is no canonical matter") << QByteArray("ﬁ") << QByteArray("ﬁ") << QByteArray("ﬁ");
}

void TextCleaningTest::composes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, nfc);
    QFETCH(QByteArray, nfd);
    QCOMPARE(bytes(composed(fromUtf8(text.toStdString()))), nfc);
    QCOMPARE(bytes(decomposed(fromUtf8(text.toStdString()))), nfd);
}

/// Cleaning what is clean may change it again, as it does with the original: an ampersand that was left may stand
/// before a name, a small letter may have a composed form that its capital lacks.
void TextCleaningTest::isNotAlwaysDoneAtOnce()
{
    const auto cleanTwice = [](const char* text) { return bytes(cleanText(cleanText(fromUtf8(text)))); };
    QCOMPARE(cleanTwice("<&amp;amp;amp;>"), QByteArray("<&>"));
    QCOMPARE(bytes(cleanText(fromUtf8("T\u0308"))), QByteArray("t\u0308"));
    QCOMPARE(cleanTwice("T\u0308"), QByteArray("\u1E97"));
}

QTEST_GUILESS_MAIN(TextCleaningTest)
#include "text_cleaning_test.moc"
