#include "core/base/path_text.h"

#include <QStringDecoder>
#include <QTest>

using namespace vidimus;

class PathTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytesRoundTrip_data();
    void bytesRoundTrip();
    void displays_data();
    void displays();
    void shortensInTheMiddle_data();
    void shortensInTheMiddle();
    void displaysPaths();
};

void PathTextTest::bytesRoundTrip_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("plain") << QByteArray("/home/anna/picture.jpg");
    QTest::newRow("spaces and quotes") << QByteArray("/a b/\"c\" 'd'.png");
    QTest::newRow("umlaut and emoji") << QByteArray("/bücher/\xf0\x9f\x8c\xb2.jpg");
    QTest::newRow("newline") << QByteArray("/a\nb.jpg");
    QTest::newRow("4,000 characters") << QByteArray("/") + QByteArray("folder/").repeated(570) + "x.jpg";
#ifndef _WIN32
    QTest::newRow("not UTF-8") << QByteArray("/latin-1/\xe9t\xe9.jpg");
    QTest::newRow("half a character") << QByteArray("/a\xc3");
#endif
}

void PathTextTest::bytesRoundTrip()
{
    QFETCH(QByteArray, bytes);
    const std::filesystem::path path = pathFromBytes(bytes.toStdString());
    QCOMPARE(pathToBytes(path), bytes.toStdString());
    QVERIFY(pathFromBytes(pathToBytes(path)) == path);
}

void PathTextTest::displays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, QByteArray text, QByteArray shown) {
        QTest::newRow(name) << std::move(text) << std::move(shown);
    };
    row("empty", "", "");
    row("plain", "picture 1.jpg", "picture 1.jpg");
    row("umlaut", "büch", "büch");
    row("emoji", "\xf0\x9f\x8c\xb2", "\xf0\x9f\x8c\xb2");
    row("newline", "a\nb", "a\\nb");
    row("tab and return", "a\tb\r", "a\\tb\\r");
    row("escape sequence", "\x1b[31mred", "\\x1b[31mred");
    row("delete", "a\x7f", "a\\x7f");
    row("zero", QByteArray("a\0b", 3), "a\\x00b");
    row("latin-1", "\xe9t\xe9", "\\xe9t\\xe9");
    row("half a character at the end", "a\xc3", "a\\xc3");
    row("half a character and then a letter", "\xe2\x82z", "\\xe2\\x82z");
    row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
    row("overlong in three", "\xe0\x80\xaf", "\\xe0\\x80\\xaf");
    row("overlong in four", "\xf0\x80\x80\xaf", "\\xf0\\x80\\x80\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    row("impossible byte", "\xff", "\\xff");
    row("highest character", "\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf");
}

void PathTextTest::displays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(displayText(text.toStdString())), shown);
}

void PathTextTest::shortensInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("limit");
    QTest::newRow("letters") << QByteArray("start ") + QByteArray(4000, 'x') + " end" << 300;
    QTest::newRow("two-byte characters") << QByteArray("ä").repeated(1000) << 101;
    QTest::newRow("four-byte characters") << QByteArray("\xf0\x9f\x8c\xb2").repeated(500) << 50;
    QTest::newRow("all escapes") << QByteArray("\x01").repeated(500) << 40;
    QTest::newRow("one over the limit") << QByteArray(41, 'x') << 40;
}

void PathTextTest::shortensInTheMiddle()
{
    QFETCH(QByteArray, text);
    QFETCH(int, limit);
    const QByteArray shown =
        QByteArray::fromStdString(displayText(text.toStdString(), static_cast<std::size_t>(limit)));
    QVERIFY(shown.contains("…"));
    // The ellipsis itself, and a character that is not cut in two, may go beyond the limit.
    QVERIFY2(shown.size() <= limit + 3 + 3, QByteArray::number(shown.size()).constData());
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(shown);
    QVERIFY(!decoded.isEmpty() && !decoder.hasError());
    if (text.startsWith("start "))
        QVERIFY(shown.startsWith("start ") && shown.endsWith(" end"));
    // What fits is left alone.
    QCOMPARE(displayText(std::string(40, 'x'), 40), std::string(40, 'x'));
}

void PathTextTest::displaysPaths()
{
    QCOMPARE(displayPath(pathFromBytes("/a\nb/c.jpg")), std::string("/a\\nb/c.jpg"));
    const std::string longest = displayPath(pathFromBytes("/" + std::string(4000, 'x') + "/picture.jpg"));
    QVERIFY(longest.size() < 320);
    QVERIFY(longest.ends_with("/picture.jpg"));
}

QTEST_APPLESS_MAIN(PathTextTest)
#include "path_text_test.moc"
