// What the window costs on a library of 100,000: how soon it is ready, what a frame takes while one scrolls, drags, zooms and
// types, how soon results are on screen, and its memory.
//     bench_window [--photos N] [--library FOLDER] [--starter FOLDER] [--memory]
// The library is made when the folder has none, and kept there; without a folder it goes away. With --starter the models of
// that folder answer instead of the mock, and want a library of their own. --memory reads the vectors and searches them before the window opens, so that
// what that takes is not counted as the window's.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <unistd.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include "app/composition/composition.h"
#include "app/short_spins.h"
#include "tests/support/large_library.h"
#include "ui/common/english_plurals.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/timeline_bar.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace {

using namespace vidimus;

constexpr int kFrameMs = 16;
constexpr int kPatience = 120'000;

constexpr const char* kQueries[] = {
    "dog",    "dog on a beach",    "red car at night", "woman in the snow", "boat",
    "a bird", "train in the city", "horse on a hill",  "flower table",      "a house by the sea"};

double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double residentMb()
{
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// What one event, or all events of a frame, took of the GUI thread.
struct Cost {
    double wall = 0;
    double busy = 0;
};

/// Measures every event that the event loop hands out, with all it leads to.
class MeasuredApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0 || !m_measuring)
            return QApplication::notify(receiver, event);
        QElapsedTimer wall;
        wall.start();
        const double busy = processorMs();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        const Cost cost{static_cast<double>(wall.nsecsElapsed()) / 1e6, processorMs() - busy};
        m_frame.wall += cost.wall;
        m_frame.busy += cost.busy;
        m_worst.wall = std::max(m_worst.wall, cost.wall);
        m_worst.busy = std::max(m_worst.busy, cost.busy);
        return handled;
    }

    void begin()
    {
        m_measuring = true;
        m_frame = m_worst = {};
    }
    Cost endFrame() { return std::exchange(m_frame, {}); }
    Cost worstEvent()
    {
        m_measuring = false;
        return m_worst;
    }

private:
    int m_depth = 0;
    bool m_measuring = false;
    Cost m_frame;
    Cost m_worst;
};

class Bench {
public:
    Bench(MeasuredApplication& application, const app::CompositionOptions& options, const QString& settings)
        : m_application(application), m_theme(application), m_settings(settings)
    {
        m_before = residentMb();
        m_composition = std::move(app::Composition::create(options).value());
    }

    void waitForVectors(int photos)
    {
        (void)QTest::qWaitFor([&] { return static_cast<int>(m_composition->index().size()) >= photos; }, kPatience);
        std::printf("memory before: %.0f MB; with the vectors of %zu pictures: %.0f MB", m_before,
                    m_composition->index().size(), residentMb());
        // What searching keeps belongs to the search, not to the window.
        (void)m_composition->searcher().calibrate();
        for (const std::string query : kQueries) {
            for (std::size_t typed = 1; typed <= query.size(); ++typed)
                (void)m_composition->searcher().search({query.substr(0, typed), {}, 200});
        }
        std::printf("; when they were searched: %.0f MB\n", residentMb());
        m_before = residentMb();
        m_vectorsApart = true;
    }

    void open()
    {
        services::Services& services = m_composition->services(m_settings);
        m_application.begin();
        QElapsedTimer time;
        time.start();
        const double busy = processorMs();
        m_window = std::make_unique<ui::MainWindow>(services, m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        const double made = static_cast<double>(time.nsecsElapsed()) / 1e6;
        const auto ready = [this] { return view().gallery().rowCount() > 0 && view().isSettled(); };
        waitUntil(ready);
        const double wall = static_cast<double>(time.nsecsElapsed()) / 1e6;
        const double spent = processorMs() - busy;
        const Cost worst = m_application.worstEvent();
        std::printf(
            "window ready with its first page: %.0f ms, %.0f of them busy (made and shown in %.0f; longest event"
            " %.1f ms busy)\n",
            wall, spent, made, worst.busy);
        (void)QTest::qWaitFor([this] { return m_window->isSettled(); }, kPatience);
    }

    /// A step a frame.
    void frames(const char* what, int count, const std::function<void(int)>& step)
    {
        std::vector<Cost> costs;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        int done = 0;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (done > 0)
                costs.push_back(m_application.endFrame());
            if (done <= count)
                step(done);
            ++done;
        });
        m_application.begin();
        timer.start(kFrameMs);
        waitUntil([&] { return done > count; });
        timer.stop();
        const Cost worst = m_application.worstEvent();
        const auto sum = std::accumulate(costs.begin(), costs.end(), Cost{}, [](Cost a, const Cost& b) {
            return Cost{a.wall + b.wall, a.busy + b.busy};
        });
        const auto most = [&](double Cost::*part) {
            return (*std::max_element(costs.begin(), costs.end(),
                                      [part](const Cost& a, const Cost& b) { return a.*part < b.*part; })).*
                   part;
        };
        const double n = static_cast<double>(costs.size());
        std::printf("%-34s %4zu frames: average %5.2f ms (%.2f busy), worst %5.1f (%.1f busy); longest event %5.1f"
                    " (%.1f busy)\n",
                    what, costs.size(), sum.wall / n, sum.busy / n, most(&Cost::wall), most(&Cost::busy), worst.wall,
                    worst.busy);
        (void)QTest::qWaitFor([this] { return m_window->isSettled(); }, kPatience);
        if (m_vectorsApart)
            tellMemory("then");
    }

    void gestures()
    {
        ui::TimelineBar& bar = view().timeline();
        frames("wheel, a notch a frame", 240, [this](int) { turn(-120, Qt::NoModifier); });
        frames("wheel on a touch pad", 240, [this](int) { touch(-37); });
        bar.setValue(0);
        frames("timeline dragged from end to end", 200, [&](int step) {
            const QPoint place(bar.width() / 2, 8 + step * (bar.height() - 16) / 200);
            if (step == 0)
                QTest::mousePress(&bar, Qt::LeftButton, {}, place);
            QTest::mouseMove(&bar, place);
        });
        QTest::mouseRelease(&bar, Qt::LeftButton);
        bar.setValue(bar.maximum() / 2);
        frames("zoom, a notch a frame", 60, [this](int step) { turn(step < 30 ? -60 : 60, Qt::ControlModifier); });
        frames("window resized", 60, [this](int step) { m_window->resize(1000 + 8 * step, 800); });
        m_window->resize(1280, 800);
        settle();
        for (const char* choice : {"By day", "By folder", "By month"}) {
            frames(choice, 30, [&](int step) {
                if (step == 0)
                    trigger(QString::fromLatin1(choice));
            });
        }
        for (const char* choice :
             {"By file name", "Largest files first", "Best rated first", "Least certain captions first",
              "Last added first", "Oldest first", "By folder", "By month", "Newest first"}) {
            QElapsedTimer time;
            time.start();
            trigger(QString::fromLatin1(choice));
            waitUntil([this] { return m_window->isSettled(); });
            std::printf("%s: on show after %lld ms\n", choice, static_cast<long long>(time.elapsed()));
        }
        frames("all chosen", 30, [this](int step) {
            if (step == 0)
                view().selectAll();
        });
        view().clearSelection();
        settle();
    }

    void searches()
    {
        ui::SearchBar& bar = m_window->searchBar();
        bar.setText(QStringLiteral("river"));
        bar.askNow();
        settle(); // models are warm, the line between likely and not is known
        std::vector<double> shown;
        std::vector<double> filled;
        ui::GalleryView& results = m_window->galleries().results();
        m_application.begin();
        for (const char* query : kQueries) {
            bar.clear();
            settle();
            bar.focusField();
            QWidget* field = QApplication::focusWidget();
            bool fresh = false;
            QObject context;
            QObject::connect(&results.gallery(), &QAbstractItemModel::modelReset, &context, [&] { fresh = true; });
            const QString text = QString::fromLatin1(query);
            for (const QChar letter : text.left(text.size() - 1)) {
                QTest::keyClick(field, letter.toLatin1());
                QTest::qWait(60); // as people type
            }
            fresh = false;
            PaintSpy spy(*results.viewport());
            QElapsedTimer time;
            time.start();
            QTest::keyClick(field, text.back().toLatin1());
            waitUntil([&] { return spy.painted && fresh; }, [&] { spy.painted = spy.painted && fresh; });
            shown.push_back(static_cast<double>(time.nsecsElapsed()) / 1e6);
            waitUntil([&] { return m_window->isSettled(); });
            filled.push_back(static_cast<double>(time.nsecsElapsed()) / 1e6);
        }
        const Cost worst = m_application.worstEvent();
        std::sort(shown.begin(), shown.end());
        std::sort(filled.begin(), filled.end());
        std::printf(
            "last key to results on screen: median %.0f ms, worst %.0f; with every thumbnail: median %.0f, worst"
            " %.0f; longest event %.1f ms (%.1f busy)\n",
            shown[shown.size() / 2], shown.back(), filled[filled.size() / 2], filled.back(), worst.wall, worst.busy);
        bar.clear();
        settle();
        if (m_vectorsApart)
            tellMemory("then");
    }

    void tellMemory(const char* when)
    {
        std::printf("memory of the window %s: %.0f MB\n", when, residentMb() - m_before);
    }

private:
    struct PaintSpy final : QObject {
        explicit PaintSpy(QWidget& widget) : QObject(&widget) { widget.installEventFilter(this); }
        bool eventFilter(QObject*, QEvent* event) override
        {
            painted = painted || event->type() == QEvent::Paint;
            return false;
        }
        bool painted = false;
    };

    ui::GalleryView& view() { return m_window->galleries().library(); }

    void settle()
    {
        (void)QTest::qWaitFor([this] { return m_window->isSettled(); }, kPatience);
    }

    /// Sleeps until something happens, unlike QTest::qWaitFor(), which looks every ten milliseconds.
    void waitUntil(
        const std::function<bool()>& done, const std::function<void()>& after = [] {})
    {
        QElapsedTimer patience;
        patience.start();
        while (!done() && patience.elapsed() < kPatience) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            after();
        }
    }

    void turn(int angle, Qt::KeyboardModifiers modifiers) { wheel({}, {0, angle}, modifiers); }
    void touch(int pixels) { wheel({0, pixels}, {0, pixels * 8}, Qt::NoModifier); }
    void wheel(QPoint pixels, QPoint angle, Qt::KeyboardModifiers modifiers)
    {
        QWidget* area = view().viewport();
        const QPointF middle(area->rect().center());
        QWheelEvent event(middle, area->mapToGlobal(middle), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(area, &event);
    }

    void trigger(const QString& text)
    {
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->text() == text)
                action->trigger();
        }
    }

    MeasuredApplication& m_application;
    ui::Theme m_theme;
    services::Settings m_settings;
    std::unique_ptr<app::Composition> m_composition;
    std::unique_ptr<ui::MainWindow> m_window;
    double m_before = 0;
    bool m_vectorsApart = false;
};

void makeLibrary(const app::CompositionOptions& options, int photos)
{
    const auto composition = app::Composition::create(options).value();
    QElapsedTimer time;
    time.start();
    test::LargeLibraryPlan plan;
    plan.photos = photos;
    plan.dimension = composition->inference().info().embeddingDimension;
    test::fillLargeLibrary(composition->library(), plan);
    std::printf("made a library of %d pictures in %.1f s\n", photos, static_cast<double>(time.elapsed()) / 1e3);
}

} // namespace

int main(int argc, char* argv[])
{
    app::keepSpinsShort(argv);
    MeasuredApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::installTranslator(new ui::EnglishPlurals(&application));
    QCommandLineParser parser;
    parser.addOptions({{"photos", "how many", "N", "100000"},
                       {"library", "where the library is or is to be made", "FOLDER"},
                       {"starter", "the starter models", "FOLDER"},
                       {"memory", "count the vectors apart"}});
    parser.addHelpOption();
    parser.process(application);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);

    const int photos = parser.value("photos").toInt();
    const QTemporaryDir folder;
    app::CompositionOptions options;
    options.library = parser.isSet("library") ? parser.value("library").toStdString() : folder.path().toStdString();
    options.models.mode = services::ModelMode::Mock;
    if (parser.isSet("starter")) {
        options.models.mode = services::ModelMode::Auto;
        options.models.models = folder.filePath("models").toStdString(); // none installed
        options.models.starter = parser.value("starter").toStdString();
    }
    if (!std::filesystem::exists(options.library / "library.sqlite"))
        makeLibrary(options, photos);

    Bench bench(application, options, folder.filePath("settings.ini"));
    if (parser.isSet("memory"))
        bench.waitForVectors(photos);
    bench.open();
    if (parser.isSet("memory"))
        bench.tellMemory("when it is ready");
    bench.gestures();
    bench.searches();
    if (parser.isSet("memory")) {
        // Once more: what grows with use would show.
        bench.gestures();
        bench.searches();
    }
    return 0;
}
