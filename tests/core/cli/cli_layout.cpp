#include <sstream>

#include <QTest>

#include "app/cli/json_output.h"
#include "app/cli/progress_line.h"
#include "app/cli/table.h"
#include "app/cli/text_layout.h"

using namespace vidimus::cli;

/// What stands on lines of a terminal: widths, figures, tables, progress.
class CliLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void widths_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("empty") << QByteArray() << 0;
        QTest::newRow("ASCII") << QByteArray("beach.jpg") << 9;
        QTest::newRow("accents") << QByteArray("été") << 3;
        QTest::newRow("combining") << QByteArray("e\xCC\x81") << 1;
        QTest::newRow("Japanese") << QByteArray("写真") << 4;
        QTest::newRow("emoji") << QByteArray("🐕!") << 3;
        QTest::newRow("dot") << QByteArray("● 0.86") << 6;
    }
    void widths()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, width);
        QCOMPARE(displayWidth(text.toStdString()), static_cast<std::size_t>(width));
    }

    void cuts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("utf8");
        QTest::addColumn<QByteArray>("withoutEnd");
        QTest::addColumn<QByteArray>("withoutStart");
        QTest::newRow("fits") << QByteArray("abc") << 3 << true << QByteArray("abc") << QByteArray("abc");
        QTest::newRow("cut") << QByteArray("abcdef") << 4 << true << QByteArray("abc…") << QByteArray("…def");
        QTest::newRow("ASCII") << QByteArray("abcdef") << 4 << false << QByteArray("abc~") << QByteArray("~def");
        QTest::newRow("never half a wide character")
            << QByteArray("写真写真") << 4 << true << QByteArray("写…") << QByteArray("…真");
        QTest::newRow("no room") << QByteArray("abc") << 0 << true << QByteArray() << QByteArray();
    }
    void cuts()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, width);
        QFETCH(bool, utf8);
        QFETCH(QByteArray, withoutEnd);
        QFETCH(QByteArray, withoutStart);
        const auto columns = static_cast<std::size_t>(width);
        QCOMPARE(cutEnd(text.toStdString(), columns, utf8), withoutEnd.toStdString());
        QCOMPARE(cutStart(text.toStdString(), columns, utf8), withoutStart.toStdString());
    }

    void cutTextsNeverEndInsideACharacter()
    {
        // What is no UTF-8 at all must not be read beyond its end either.
        for (const std::string text : {"\xF0\x9F", "abc\xE5", "\xFF\xFE\xFD"})
            for (std::size_t width = 0; width < 6; ++width) {
                QVERIFY(displayWidth(cutEnd(text, width, true)) <= width);
                QVERIFY(displayWidth(cutStart(text, width, true)) <= width);
            }
    }

    void figures()
    {
        QCOMPARE(fixed(0.8649, 2), std::string("0.86"));
        QCOMPARE(grouped(0), std::string("0"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(grouped(1204), std::string("1,204"));
        QCOMPARE(grouped(-1234567), std::string("-1,234,567"));
        QCOMPARE(counted(1, "picture"), std::string("1 picture"));
        QCOMPARE(counted(0, "picture"), std::string("0 pictures"));
        QCOMPARE(duration(0.04), std::string("0.0 s"));
        QCOMPARE(duration(9.96), std::string("10 s"));
        QCOMPARE(duration(185), std::string("3 min 5 s"));
        QCOMPARE(duration(7830), std::string("2 h 10 min"));
        QCOMPARE(rate(0.31), std::string("0.3 a second"));
        QCOMPARE(rate(1234.4), std::string("1,234 a second"));
        QCOMPARE(byteSize(999), std::string("999 bytes"));
        QCOMPARE(byteSize(3'400'000), std::string("3.4 MB"));
        QCOMPARE(dateTime(1687024931), std::string("2023-06-17 18:02:11"));
        QCOMPARE(dateTime(-1, 'T'), std::string("1969-12-31T23:59:59"));
    }

    void confidence_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("utf8");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("high") << 0.75 << true << QByteArray("● 0.75");
        QTest::newRow("middle") << 0.5 << true << QByteArray("◐ 0.50");
        QTest::newRow("low") << 0.49 << true << QByteArray("○ 0.49");
        QTest::newRow("no glyphs") << 0.9 << false << QByteArray("0.90");
    }
    void confidence()
    {
        QFETCH(double, value);
        QFETCH(bool, utf8);
        QFETCH(QByteArray, text);
        QCOMPARE(confidenceText(value, utf8), text.toStdString());
    }

    void tableFitsTheTerminal()
    {
        Terminal terminal;
        terminal.outIsTerminal = true;
        terminal.width = 40;
        Table table({{"ID", Table::Fit::Always, true},
                     {"CAPTION", Table::Fit::CutEnd, false},
                     {"FILE", Table::Fit::CutStart, false}},
                    terminal);
        const std::vector<Table::Row> rows{{"7", "a red dog", "/pictures/2023/holiday/beach/DSC00123.jpg"},
                                           {"1234", "写真 of a very long winding road", "/p/a.jpg"}};
        table.measure(rows);
        std::ostringstream out;
        table.printHeader(out);
        for (const Table::Row& row : rows)
            table.printRow(out, row);
        std::istringstream lines(out.str());
        std::size_t fileColumn = 0;
        for (std::string line; std::getline(lines, line);) {
            QVERIFY2(displayWidth(line) <= 40, line.c_str());
            if (fileColumn == 0)
                fileColumn = displayWidth(line.substr(0, line.find("FILE")));
        }
        QVERIFY(out.str().find("DSC00123.jpg") != std::string::npos); // the end of a path says which file
        QVERIFY(out.str().find("   7  a red dog") != std::string::npos);
    }

    void tableKeepsPathsWholeInAPipe()
    {
        Terminal terminal;
        terminal.width = 40;
        Table table({{"CAPTION", Table::Fit::CutEnd, false}, {"FILE", Table::Fit::CutStart, false}}, terminal);
        const Table::Row row{"a red dog", "/pictures/" + std::string(80, 'x') + "/DSC00123.jpg"};
        table.measure({row});
        std::ostringstream out;
        table.printRow(out, row);
        QCOMPARE(out.str(), row[0] + "  " + row[1] + "\n");
    }

    void progressIsDrawnOverItself()
    {
        Terminal terminal;
        terminal.errIsTerminal = true;
        terminal.width = 60;
        std::ostringstream err;
        ProgressLine progress(err, terminal);
        progress.show({1, 4, false, "1 of 4 files", "a.jpg"});
        progress.show({2, 4, false, "2 of 4 files", "b.jpg"});
        progress.clear();
        const std::string text = err.str();
        QVERIFY(text.find('\n') == std::string::npos);
        QVERIFY(text.find(" 25 %") != std::string::npos);
        QVERIFY(text.find(" 50 %") != std::string::npos);
        QVERIFY(text.size() > 4 && text.compare(text.size() - 4, 4, "\x1b[2K") == 0); // the line is free again
    }

    void progressSaysNoPercentageWhileItIsAGuess()
    {
        Terminal terminal;
        terminal.errIsTerminal = true;
        std::ostringstream err;
        ProgressLine progress(err, terminal);
        progress.show({1, 4, true, "1 of 4+ files", {}});
        QVERIFY(err.str().find('%') == std::string::npos);
    }

    void shortJobsSayNothingInAPipe()
    {
        std::ostringstream err;
        ProgressLine progress(err, Terminal());
        progress.show({1, 4, false, "1 of 4 files", {}});
        progress.clear();
        QVERIFY(err.str().empty());
    }

    void jsonIsAlwaysUtf8AndShort()
    {
        std::ostringstream out;
        writeJson(out,
                  {{"path", "a\xFF"
                            "b"},
                   {"value", jsonFloat(0.86f)},
                   {"ms", jsonMilliseconds(1.23456)}},
                  true);
        QCOMPARE(out.str(), std::string("{\"path\":\"a\xEF\xBF\xBD"
                                        "b\",\"value\":0.86,\"ms\":1.235}\n"));
        QVERIFY(jsonFloat(std::numeric_limits<float>::quiet_NaN()).is_null());
    }
};

QTEST_APPLESS_MAIN(CliLayoutTest)
#include "cli_layout.moc"
