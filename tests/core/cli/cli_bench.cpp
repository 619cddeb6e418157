#include <QTest>

#include "cli_fixture.h"

using namespace vidimus;
using namespace vidimus::cli;

using Words = std::vector<std::string>;

class CliBenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measuresEveryStage()
    {
        const CliFixture fixture;
        const Ran ran = fixture.run({"bench", "--json", "--images", "2", "--batch", "2", "--tokens", "5", "--compare"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QCOMPARE(keysOf(ran.json()), (Words{"machine", "stages", "ratio_vs_eager", "peak_rss_mb"}));
        const Json stages = ran.json()["stages"];
        for (const char* stage : {"hash", "metadata", "decode", "thumbnail", "caption", "embed", "store", "embed_text",
                                  "index", "full_text", "search"})
            QVERIFY2(stages.contains(stage), stage);
        for (const auto& [name, figures] : stages.items()) {
            QCOMPARE(keysOf(figures), (Words{"p50_ms", "p95_ms", "p99_ms", "per_second"}));
            QVERIFY2(figures["p50_ms"].get<double>() <= figures["p95_ms"].get<double>(), name.c_str());
            QVERIFY2(figures["p95_ms"].get<double>() <= figures["p99_ms"].get<double>(), name.c_str());
            QVERIFY2(figures["per_second"].get<double>() > 0, name.c_str());
        }
        QVERIFY(ran.json()["ratio_vs_eager"].is_null());
        QVERIFY(ran.json()["peak_rss_mb"].get<double>() > 1);
        QVERIFY(ran.json()["machine"]["cores"].get<int>() >= 1);
        QVERIFY2(ran.errHas("--compare has nothing to compare"), ran.err.c_str());
        QVERIFY(!std::filesystem::exists(fixture.libraryFolder()));
    }

    void isQuiet()
    {
        const Ran ran = CliFixture().run({"bench", "--quiet", "--images", "1"});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        QVERIFY2(ran.outHas("A SECOND") && !ran.outHas("times as quick"), ran.out.c_str());
        QVERIFY(ran.err.empty());
    }

    void interrupted()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(CliFixture().run({"bench"}, stop.get_token()).code, 130);
    }
};

QTEST_GUILESS_MAIN(CliBenchTest)
#include "cli_bench.moc"
