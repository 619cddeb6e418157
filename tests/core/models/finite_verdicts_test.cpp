#include "core/models/finite_verdicts.h"

#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::models;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The last weight becomes no number, the size stays.
void spoil(const fs::path& weights)
{
    std::fstream file(weights, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-4, std::ios::end);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::array<char, 4> bytes{};
    std::memcpy(bytes.data(), &nan, 4);
    file.write(bytes.data(), 4);
}

inference::ModelFolder opened(const fs::path& folder)
{
    auto model = inference::openModelFolder(folder);
    if (!model)
        throw std::runtime_error(model.error().message);
    return *model;
}

} // namespace

class FiniteVerdictsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_file = m_folder / "new" / "cache" / "models.json";
    }

    void findsWhatIsNoNumber()
    {
        QVERIFY(FiniteVerdicts(m_file).check(opened(test::writeTinyClip(m_folder / "good"))));
        const auto bad = FiniteVerdicts(m_file).check(opened(test::writeTinyClip(m_folder / "bad", {1, true})));
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::Corrupt);
        QVERIFY(fs::exists(m_file));
        QVERIFY(!fs::exists(m_file.string() + ".new"));
        // Both are remembered side by side.
        QVERIFY(FiniteVerdicts(m_file).check(opened(m_folder / "good")));
        QCOMPARE(FiniteVerdicts(m_file).check(opened(m_folder / "bad")).error(), bad.error());
    }

    void whatIsRememberedIsNotReadAgain()
    {
        const fs::path folder = test::writeTinyBlip(m_folder / "blip");
        QVERIFY(FiniteVerdicts(m_file).check(opened(folder)));
        const fs::path weights = folder / "model.safetensors";
        const auto time = fs::last_write_time(weights);
        spoil(weights);
        fs::last_write_time(weights, time); // equal in all that is looked at: only reading would tell
        QVERIFY(FiniteVerdicts(m_file).check(opened(folder)));
        fs::last_write_time(weights, time + std::chrono::seconds(1));
        QVERIFY(!FiniteVerdicts(m_file).check(opened(folder)));
    }

    void copiesAreLookedAtThemselves()
    {
        const fs::path folder = test::writeTinyClip(m_folder / "clip");
        QVERIFY(FiniteVerdicts(m_file).check(opened(folder)));
        const fs::path copy = m_folder / "copy";
        fs::copy(folder, copy);
        spoil(copy / "model.safetensors");
        fs::last_write_time(copy / "model.safetensors", fs::last_write_time(folder / "model.safetensors"));
        QVERIFY(!FiniteVerdicts(m_file).check(opened(copy)));
    }

    void aDamagedMemoryIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{{{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("another version") << QByteArray(R"({"version":99,"checked":[]})");
        QTest::newRow("no version") << QByteArray(R"({"checked":[]})");
        QTest::newRow("no list") << QByteArray(R"({"version":1,"checked":7})");
        QTest::newRow("entries of another kind") << QByteArray(R"({"version":1,"checked":[7,null,{"files":3},[]]})");
        QTest::newRow("zeros") << QByteArray(200, '\0');
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void aDamagedMemoryIsNone()
    {
        QFETCH(QByteArray, text);
        fs::create_directories(m_file.parent_path());
        std::ofstream(m_file, std::ios::binary) << text.toStdString();
        QVERIFY(!FiniteVerdicts(m_file).check(opened(test::writeTinyClip(m_folder / "bad", {1, true}))));
        QVERIFY(FiniteVerdicts(m_file).check(opened(test::writeTinyClip(m_folder / "good"))));
        QVERIFY(contentOf(m_file).find("\"version\":1") != std::string::npos); // and is made anew
    }

    void aVerdictOfAnotherKindIsNotTrusted()
    {
        const fs::path folder = test::writeTinyClip(m_folder / "bad", {1, true});
        QVERIFY(!FiniteVerdicts(m_file).check(opened(folder)));
        std::string text = contentOf(m_file);
        const std::size_t at = text.find("\"problem\":\"");
        QVERIFY(at != std::string::npos);
        text.replace(at, text.find('"', at + 11) - at + 1, "\"problem\":null");
        std::ofstream(m_file, std::ios::binary) << text;
        QVERIFY(!FiniteVerdicts(m_file).check(opened(folder)));
    }

    void nowhereToRemember_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("none given") << "";
        QTest::newRow("below a file") << "blocked/models.json";
    }
    void nowhereToRemember()
    {
        QFETCH(QString, file);
        std::ofstream(m_folder / "blocked") << "a file";
        const fs::path path = file.isEmpty() ? fs::path() : m_folder / file.toStdString();
        QVERIFY(FiniteVerdicts(path).check(opened(test::writeTinyClip(m_folder / "good"))));
        QVERIFY(!FiniteVerdicts(path).check(opened(test::writeTinyClip(m_folder / "bad", {1, true}))));
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_file;
};

QTEST_APPLESS_MAIN(FiniteVerdictsTest)
#include "finite_verdicts_test.moc"
