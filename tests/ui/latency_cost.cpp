// Not a test: prints what the latency panel costs, as a share of one core: hidden, shown with nothing going on, and shown
// with every stage at work and five minutes of curves.
//     latency_cost [SECONDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <QApplication>
#include <QTest>
#include <QTimer>

#include "core/metrics/histogram.h"
#include "ui/latency/latency_panel.h"
#include "ui/latency/latency_stages.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;

namespace {

double processSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; // of all threads
}

void measure(const char* what, int seconds)
{
    QTest::qWait(2000); // what opening and closing set off is over
    const double before = processSeconds();
    QTest::qWait(seconds * 1000);
    std::printf("%-28s %.2f %% of a core over %d s\n", what, (processSeconds() - before) / seconds * 100, seconds);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 30;
    WindowFixture fixture;
    fixture.window().resize(1152, 760);
    metrics::Registry& registry = fixture.services().metrics;
    ui::LatencyPanel& panel = fixture.window().latency();
    int round = 0;
    const auto record = [&] {
        ++round;
        for (const ui::LatencyStage& stage : ui::latencyStages())
            registry.histogram(stage.name).record(std::chrono::milliseconds(20 + round * 37 % 200));
    };

    measure("hidden", seconds);
    record();
    panel.open();
    measure("shown, nothing going on", seconds);
    for (int second = -ui::LatencyFeed::kKeptIntervals; second < 0; ++second) {
        record();
        panel.feed().look(std::chrono::steady_clock::now() + std::chrono::seconds(second));
    }
    QTimer work;
    work.callOnTimeout(record);
    work.start(100);
    measure("shown, everything at work", seconds);
    panel.close();
    measure("hidden, everything at work", seconds);
    return 0;
}
