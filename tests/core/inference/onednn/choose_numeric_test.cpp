#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

#include "core/inference/onednn/choose_numeric.h"
#include "core/inference/onednn/numeric.h"

using namespace vidimus::inference;
namespace fs = std::filesystem;

/// What is measured once is kept, for one model at a time, and believed only while it makes sense.
class ChooseNumericTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksOnceAndKeepsTheAnswer()
    {
        const fs::path kept = fresh("once");
        const Numeric first = choose("blip-1", kept, true);
        const int askedFirst = m_asked;
        QCOMPARE(choose("blip-1", kept, true), first);
        QCOMPARE(m_asked, askedFirst);
        QVERIFY(fs::exists(kept));
    }

    void int8OnlyForAModelThatAgrees()
    {
        const fs::path kept = fresh("agrees");
        const Numeric willing = choose("clip-1", kept, true);
        const bool asked = m_asked > 0;
        QCOMPARE(hasEightBits(willing), asked); // asked exactly where int8 is the quickest
        QVERIFY(!hasEightBits(choose("clip-2", kept, false)));
        QCOMPARE(choose("clip-1", kept, false), willing); // of another model nothing follows
    }

    void believesWhatIsKept()
    {
        const fs::path kept = fresh("believes");
        const Numeric measured = choose("clip-1", kept, false);
        const std::string was = measured == Numeric::Fp32 ? "\"fp32\"" : "\"bf16\"";
        std::string text = read(kept);
        const std::size_t at = text.find(was);
        QVERIFY(at != std::string::npos);
        text.replace(at, was.size(), "\"int8\"");
        write(kept, text);
        QCOMPARE(choose("clip-1", kept, false), Numeric::Int8);
    }

    void measuresAnew_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"clip-1");
        QTest::newRow("another kind") << QByteArray("[1, 2]");
        QTest::newRow("of something else") << QByteArray("{\"clip-1\": \"bf16\", \"clip-2, here\": 3}");
    }
    void measuresAnew()
    {
        QFETCH(QByteArray, content);
        const fs::path kept = fresh("anew");
        write(kept, content.toStdString());
        const Numeric chosen = choose("clip-1", kept, false);
        const std::string text = read(kept);
        QVERIFY2(text.find(chosen == Numeric::Fp32 ? "\"fp32\"" : "\"bf16\"") != std::string::npos, text.c_str());
    }

    void worksWithoutAPlaceToKeepIt()
    {
        choose("clip-1", {}, true);
        const fs::path impossible = fresh("file");
        write(impossible, "x");
        choose("clip-1", impossible / "inside" / "products.json", true);
        QCOMPARE(read(impossible), std::string("x"));
    }

private:
    Numeric choose(const char* model, const fs::path& kept, bool agrees)
    {
        return chooseNumeric(model, 1, kept, [&](Numeric eight) {
            m_asked += eight == eightBits() ? 1 : 100;
            return agrees;
        });
    }
    fs::path fresh(const char* name)
    {
        m_asked = 0;
        const fs::path path = m_folder.filePath(QLatin1String(name) + QString::number(++m_files)).toStdString();
        return path;
    }
    static std::string read(const fs::path& file)
    {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }
    static void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

    QTemporaryDir m_folder;
    int m_asked = 0;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(ChooseNumericTest)
#include "choose_numeric_test.moc"
