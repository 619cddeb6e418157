#include <QCryptographicHash>
#include <QtTest>

#include "tests/golden/golden_verdict.h"
#include "tests/golden/preprocess_cases.h"
#include "tests/golden/reference_folder.h"

using namespace vidimus;

class PreprocessGoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPipelineOfEveryFile();
    void aChangedPixelIsNoticed();
};

namespace {

std::string sha256(std::span<const std::byte> bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex().toStdString();
}

} // namespace

void PreprocessGoldenTest::everyPipelineOfEveryFile()
{
    const golden::GoldenChecks checks = golden::runPreprocessCase(golden::referenceFolder() / "preprocess", sha256);
    for (const golden::GoldenCheck& check : checks) {
        if (check.passed && check.name.find("(mode ") != std::string::npos && check.name.ends_with("levels"))
            qInfo("compared with the other library on purpose: %s", check.name.c_str());
    }
    QCOMPARE(golden::failuresOf(checks), 0);
}

/// The comparison can fail: one level in one pixel is enough.
void PreprocessGoldenTest::aChangedPixelIsNoticed()
{
    const golden::PreprocessGoldens goldens(golden::referenceFolder() / "preprocess");
    int noticed = 0;
    for (const std::string& file : goldens.files()) {
        auto image = goldens.decoded(file);
        if (!image)
            continue;
        image->pixels[image->pixels.size() / 2] ^= 0x80;
        golden::GoldenChecks checks;
        goldens.compare(file, *image, sha256, checks);
        QVERIFY2(std::any_of(checks.begin(), checks.end(), [](const auto& check) { return !check.passed; }),
                 file.c_str());
        ++noticed;
    }
    QVERIFY(noticed > 0);
}

QTEST_GUILESS_MAIN(PreprocessGoldenTest)
#include "preprocess_golden_test.moc"
