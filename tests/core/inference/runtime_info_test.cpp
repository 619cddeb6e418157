#include "core/inference/runtime_info.h"

#include <algorithm>

#include <QTest>

#include "core/inference/shared_module.h"

using namespace vidimus;
using namespace vidimus::inference;

namespace {

bool torchIsLoaded()
{
    const auto libraries = loadedLibraries();
    return std::any_of(libraries.begin(), libraries.end(), [](const std::filesystem::path& library) {
        return library.filename().string().starts_with("libtorch");
    });
}

} // namespace

class RuntimeInfoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsLibTorchOnlyWhenAsked();
    void knowsTheProcessor();
    void absentModule();
};

void RuntimeInfoTest::loadsLibTorchOnlyWhenAsked()
{
    QVERIFY(!torchIsLoaded());
    const RuntimeInfo info = runtimeInfo();
    if (!info.built) {
        QVERIFY(info.libtorchVersion.empty());
        QVERIFY(!torchIsLoaded());
        return;
    }
    QCOMPARE(info.problem, std::string());
    QVERIFY(!info.libtorchVersion.empty());
    QVERIFY(info.intraOpThreads >= 1);
#ifdef Q_OS_LINUX
    QVERIFY(torchIsLoaded());
    QVERIFY(!info.blas.empty());
    QCOMPARE(info.blasUsesOpenMp, info.blas.find("openmp") != std::string::npos);
#endif
    QCOMPARE(runtimeInfo().libtorchVersion, info.libtorchVersion);
}

void RuntimeInfoTest::knowsTheProcessor()
{
    const std::vector<std::string> features = runtimeInfo().cpuFeatures;
    const auto has = [&](const char* name) {
        return std::find(features.begin(), features.end(), name) != features.end();
    };
#if defined(__x86_64__) && defined(__GNUC__)
    // The compiler's own run-time check of the same features.
    QCOMPARE(has("sse4_2"), __builtin_cpu_supports("sse4.2") != 0);
    QCOMPARE(has("avx"), __builtin_cpu_supports("avx") != 0);
    QCOMPARE(has("avx2"), __builtin_cpu_supports("avx2") != 0);
    QCOMPARE(has("fma"), __builtin_cpu_supports("fma") != 0);
    QCOMPARE(has("avx512f"), __builtin_cpu_supports("avx512f") != 0);
    QCOMPARE(has("avx512bw"), __builtin_cpu_supports("avx512bw") != 0);
#else
    QVERIFY(!has("avx3"));
#endif
}

void RuntimeInfoTest::absentModule()
{
    const auto module = SharedModule::open("/nowhere/vidimus_nothing.so");
    QVERIFY(!module);
    QCOMPARE(module.error().code, ErrorCode::NotFound);
    QVERIFY(module.error().message.find("vidimus_nothing") != std::string::npos);
    for (const std::filesystem::path& path : modulePaths("thing"))
        QVERIFY(path.is_absolute());
}

QTEST_APPLESS_MAIN(RuntimeInfoTest)
#include "runtime_info_test.moc"
