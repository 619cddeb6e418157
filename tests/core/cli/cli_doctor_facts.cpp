#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "app/cli/doctor_facts.h"
#include "tests/support/tiny_models.h"

using namespace vidimus;
using namespace vidimus::cli;
namespace fs = std::filesystem;

namespace {

inference::RuntimeInfo soundRuntime()
{
    inference::RuntimeInfo runtime;
    runtime.built = true;
    runtime.libtorchVersion = "1.13.1";
    runtime.blas = "/usr/lib/libopenblas-openmp.so.0";
    runtime.blasUsesOpenMp = true;
    return runtime;
}

} // namespace
Q_DECLARE_METATYPE(inference::RuntimeInfo)

/// What doctor says of machines that we do not have.
class CliDoctorFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void libtorch_data()
    {
        QTest::addColumn<inference::RuntimeInfo>("runtime");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("sound") << soundRuntime() << true << "";
        inference::RuntimeInfo without;
        QTest::newRow("not built in") << without << true << "";
        inference::RuntimeInfo missing = soundRuntime();
        missing.problem = "libtorch_cpu.so: cannot open shared object file: No such file or directory";
        QTest::newRow("missing") << missing << false << "apt install libtorch-dev";
        inference::RuntimeInfo other = soundRuntime();
        other.problem = "libtorch_cpu.so: undefined symbol: _ZN2at4_ops";
        QTest::newRow("older than what it was built with") << other << false << "another version";
        inference::RuntimeInfo old = soundRuntime();
        old.libtorchVersion = "1.8.2";
        QTest::newRow("too old") << old << false << "1.13 or later";
        inference::RuntimeInfo newer = soundRuntime();
        newer.libtorchVersion = "2.6.0";
        QTest::newRow("newer") << newer << true << "";
        inference::RuntimeInfo slow = soundRuntime();
        slow.blasUsesOpenMp = false;
        QTest::newRow("slow BLAS") << slow << false << "libopenblas0-openmp";
    }
    void libtorch()
    {
        QFETCH(inference::RuntimeInfo, runtime);
        verdict(libtorchCheck(runtime));
    }

    void processor_data()
    {
        QTest::addColumn<QStringList>("features");
        QTest::addColumn<bool>("x86");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("AVX2") << QStringList{"avx2", "avx512f"} << true << true << "";
        QTest::newRow("no AVX2") << QStringList{"sse4_2", "avx"} << true << false << "many times longer";
        QTest::newRow("another kind") << QStringList{} << false << true << "";
    }
    void processor()
    {
        QFETCH(QStringList, features);
        QFETCH(bool, x86);
        std::vector<std::string> names;
        for (const QString& feature : features)
            names.push_back(feature.toStdString());
        verdict(processorCheck(names, x86));
    }

    void memory()
    {
        constexpr std::uint64_t kGB = 1'000'000'000;
        const std::vector<MemoryNeed> needs{{"BLIP base", 3 * kGB / 2}, {"CLIP ViT-B/32", kGB}};
        QVERIFY(!memoryCheck(0, needs));
        QVERIFY(!memoryCheck(8 * kGB, {}));
        QCOMPARE(int(memoryCheck(8 * kGB, needs)->status), int(CheckStatus::Ok));
        const auto little = memoryCheck(3 * kGB, needs);
        QCOMPARE(int(little->status), int(CheckStatus::Warning));
        QVERIFY2(little->detail.find("BLIP base and CLIP ViT-B/32 need about 2.5 GB of 3") == 0,
                 little->detail.c_str());
        QVERIFY(little->remedy.find("smaller model") != std::string::npos);
    }

    void damagedWeights()
    {
        const QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        const fs::path known = folder / "Salesforce" / "blip-image-captioning-base";
        const fs::path own = test::writeTinyBlip(folder / "mine");
        test::writeTinyBlip(known);
        const auto check = [&](const fs::path& path, const std::string& rejected = {}) {
            return installedCheck({path, inference::openModelFolder(path)}, models::readRecord(path), rejected, folder);
        };
        QCOMPARE(int(check(known).status), int(CheckStatus::Ok));
        QVERIFY(check(own, "decoder.weight holds a NaN.").remedy.find("models remove mine") != std::string::npos);

        // Another size than what was installed, though it opens.
        models::InstallRecord record{"blip-base", "Salesforce/blip-image-captioning-base", {}, {}, {}};
        record.files.push_back({"vocab.txt", 1, {}, {}});
        QVERIFY(models::writeRecord(known, record));
        const Check changed = check(known);
        QCOMPARE(int(changed.status), int(CheckStatus::Warning));
        QVERIFY2(changed.detail.find("vocab.txt has another size") == 0, changed.detail.c_str());
        QVERIFY2(changed.remedy.find("then vidimusctl models install blip-base") != std::string::npos,
                 changed.remedy.c_str());

        fs::resize_file(known / "model.safetensors", 1000);
        const Check cut = check(known);
        QCOMPARE(int(cut.status), int(CheckStatus::Warning));
        QVERIFY2(cut.remedy.find("Run vidimusctl models install blip-base: it replaces") == 0, cut.remedy.c_str());
    }

private:
    static void verdict(const Check& check)
    {
        QFETCH(bool, ok);
        QFETCH(QString, remedy);
        QVERIFY2((check.status == CheckStatus::Ok) == ok, check.detail.c_str());
        QCOMPARE(check.remedy.empty(), ok);
        QVERIFY2(QString::fromStdString(check.remedy).contains(remedy), check.remedy.c_str());
        QVERIFY(check.remedy.find('\n') == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(CliDoctorFactsTest)
#include "cli_doctor_facts.moc"
