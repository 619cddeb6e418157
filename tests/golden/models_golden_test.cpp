#include <filesystem>

#include <QtTest>

#include "tests/golden/golden_verdict.h"
#include "tests/golden/model_cases.h"
#include "tests/golden/reference_folder.h"

using namespace vidimus;

class ModelsGoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCase_data();
    void everyCase();
};

/// A row for every model case, whatever its sizes; that there is none is a failure, not a pass.
void ModelsGoldenTest::everyCase_data()
{
    QTest::addColumn<QString>("folder");
    const auto cases = golden::modelCases(golden::referenceFolder());
    QVERIFY2(!cases.empty(), "the reference folder holds no model case");
    for (const std::filesystem::path& folder : cases)
        QTest::newRow(folder.filename().string().c_str()) << QString::fromStdString(folder.string());
}

void ModelsGoldenTest::everyCase()
{
    QFETCH(QString, folder);
    QCOMPARE(golden::failuresOf(golden::runModelCase(folder.toStdString(), at::kCPU)), 0);
}

QTEST_GUILESS_MAIN(ModelsGoldenTest)
#include "models_golden_test.moc"
