#include <filesystem>

#include <QTest>

#include "cli_fixture.h"

using namespace vidimus;
using namespace vidimus::cli;

namespace fs = std::filesystem;

/// The models in the box, on the pictures in the box, which they were not trained on.
class CliStarter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isSmall()
    {
        std::uintmax_t bytes = 0;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(VIDIMUS_STARTER))
            bytes += entry.is_regular_file() ? entry.file_size() : 0;
        QVERIFY2(bytes > 1'000'000 && bytes <= 24'000'000, std::to_string(bytes).c_str());
    }

    void knowsTheDemo()
    {
        const Ran ran =
            CliFixture().run({"evaluate", "--json", "--mode", "real", "--models", VIDIMUS_STARTER, VIDIMUS_DRAWN});
        QVERIFY2(ran.code == 0, ran.all().c_str());
        const auto share = [&](const char* what) { return ran.json()["captions"][what]["share"].get<double>(); };
        QVERIFY(ran.json()["pictures"].get<int>() >= 40);
        QVERIFY2(share("things_named") >= 0.9, ran.out.c_str());
        QVERIFY2(share("colours_right") >= 0.8, ran.out.c_str());
        QVERIFY2(share("counts_above_one") >= 0.6, ran.out.c_str());
        QVERIFY2(share("places_right") >= 0.9, ran.out.c_str());
        QVERIFY2(ran.json()["recall_at_1"]["share"].get<double>() >= 0.9, ran.out.c_str());
    }

    void verifies()
    {
        const Ran ran = CliFixture().run({"models", "verify", "--json", "--models", VIDIMUS_STARTER});
        QVERIFY2(ran.code == 0, ran.all().c_str());
    }
};

QTEST_MAIN(CliStarter)
#include "cli_starter.moc"
