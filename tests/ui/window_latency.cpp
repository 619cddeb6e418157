#include <QAbstractButton>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "core/metrics/histogram.h"
#include "core/metrics/stage.h"
#include "tests/support/picture_files.h"
#include "ui/latency/chart_legend.h"
#include "ui/latency/latency_export.h"
#include "ui/latency/latency_panel.h"
#include "ui/latency/spread_chart.h"
#include "ui/latency/time_chart.h"
#include "ui/search/search_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;
using namespace std::chrono_literals;
namespace stage = metrics::stage;

/// The latency panel in the window.
class WindowLatencyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->settle());
        m_panel = &m_fixture->window().latency();
    }

    void cleanup()
    {
        m_panel = nullptr;
        m_fixture.reset();
    }

    void nothingRunsWhileItIsClosed()
    {
        QVERIFY(!m_panel->isVisible());
        QVERIFY(!m_panel->feed().isRunning());
        QSignalSpy looked(&m_panel->feed(), &LatencyFeed::looked);
        toggle();
        QVERIFY(m_panel->isVisible());
        QVERIFY(m_panel->feed().isRunning());
        QCOMPARE(looked.count(), 1);
        record(stage::kVision, 100ms);
        QTRY_VERIFY(m_panel->feed().inUse().history().intervals() > 0);
        toggle();
        QVERIFY(!m_panel->isVisible());
        QVERIFY(!m_panel->feed().isRunning());
        QCOMPARE(m_panel->feed().inUse().history().intervals(), 0u);
        QVERIFY(m_panel->feed().inUse().isEmpty());
        for (const QTimer* timer : m_panel->findChildren<QTimer*>())
            QVERIFY(!timer->isActive());
    }

    void theEmptyPanelSaysWhatToDo()
    {
        toggle();
        auto* button = buttonSaying(QStringLiteral("Compare now"));
        QVERIFY(button && button->isVisible());
        QVERIFY(!table()->isVisible());
        record(stage::kSearch, 5ms);
        look();
        QVERIFY(!button->isVisible());
        QVERIFY(table()->isVisible());
    }

    void figuresFedByHandAreShown()
    {
        toggle();
        for (int i = 0; i < 20; ++i)
            record(stage::kVision, 100ms);
        record(stage::kDecode, 3ms);
        look();
        QCOMPARE(table()->currentIndex().row(), 2); // the costliest
        QVERIFY(cell(2, 2).endsWith(QStringLiteral(" ms")));
        QCOMPARE(cell(2, 4), QStringLiteral("20"));
        QVERIFY(table()->isColumnHidden(5)); // nothing to compare with yet
        const QString said = m_panel->findChild<TimeChart*>()->accessibleDescription();
        QVERIFY2(said.contains(QStringLiteral("of 20 measured")), qPrintable(said));
        QCOMPARE(m_panel->findChild<ChartLegend*>()->entries().front().text, QStringLiteral("mock p50"));
        QVERIFY(!m_panel->findChild<TimeChart*>()->isEmpty());

        // A choice stays, whatever becomes the costliest.
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(table()->currentIndex().row(), 0);
        record(stage::kStore, 9s);
        look();
        QCOMPARE(table()->currentIndex().row(), 0);
        QCOMPARE(m_panel->findChild<ChartLegend*>()->entries().front().text, QStringLiteral("p50"));
    }

    void theMockAloneIsComparedAndSaysSo()
    {
        writePictures(m_fixture->pictures(), {.count = 3});
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
        toggle();
        auto* compare = buttonSaying(QStringLiteral("Compare"));
        QVERIFY(compare);
        compare->click();
        QCOMPARE(compare->text(), QStringLiteral("Stop comparing"));
        QTRY_COMPARE(compare->text(), QStringLiteral("Compare"));
        QVERIFY2(m_panel->words().contains(QStringLiteral("Only the mock was measured")), qPrintable(m_panel->words()));
        QVERIFY(m_panel->words().contains(QStringLiteral("The mock was asked for")));
        QVERIFY(m_panel->words().contains(QStringLiteral("Medians of 3 pictures")));
        QVERIFY(!m_panel->findChild<QProgressBar*>()->isVisible());
        QCOMPARE(m_fixture->photoCount(), 3);
    }

    void nothingToCompareOnIsSaid()
    {
        toggle();
        m_fixture->services().comparison.start({PhotoId{4711}});
        QTRY_VERIFY2(m_panel->words().startsWith(QStringLiteral("None of the pictures")), qPrintable(m_panel->words()));
    }

    void copiesAndFiles()
    {
        toggle();
        record(stage::kVision, 100ms);
        look();
        m_panel->exporter().copyCsv();
        const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
        QVERIFY(clipboard->hasFormat(QStringLiteral("text/csv")));
        QVERIFY(clipboard->text().contains(QStringLiteral("session,vision,mock,mock,1,")));
        m_panel->exporter().copyText();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Vidimus, latency on ")));

        QStringList said;
        connect(&m_panel->exporter(), &LatencyExport::said, this,
                [&said](const QString& sentence) { said << sentence; });
        const QString folder = QString::fromStdString(m_fixture->root().string());
        m_panel->exporter().saveCsv(folder + QStringLiteral("/times.csv"));
        QTRY_COMPARE(said.size(), 1);
        QFile csv(folder + QStringLiteral("/times.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().startsWith("measured,stage,origin,models,count,"));
        m_panel->exporter().savePicture(folder + QStringLiteral("/panel.png"));
        QTRY_COMPARE(said.size(), 2);
        QCOMPARE(QImage(folder + QStringLiteral("/panel.png")).size(), m_panel->size());
        m_panel->exporter().saveCsv(folder + QStringLiteral("/no such folder/times.csv"));
        QTRY_COMPARE(said.size(), 3);
        QVERIFY2(said.last().contains(QStringLiteral("could not be written")), qPrintable(said.last()));
    }

    void everythingIsReachedByKeyboardAndNamed()
    {
        record(stage::kVision, 100ms);
        toggle();
        QVERIFY(table()->hasFocus());
        for (const QAbstractButton* button : m_panel->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->parentWidget() == table())
                continue;
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->toolTip()));
            QVERIFY2((button->focusPolicy() & Qt::TabFocus) != 0, qPrintable(button->accessibleName()));
        }
        // Tab leaves the table, and comes round to it again.
        int steps = 0;
        bool outside = false;
        for (; steps < 60; ++steps) {
            QTest::keyClick(m_fixture->window().focusWidget(), Qt::Key_Tab);
            outside = outside || !table()->hasFocus();
            if (outside && table()->hasFocus())
                break;
        }
        QVERIFY(steps < 60);
        QTest::keyClick(table(), Qt::Key_Escape);
        QVERIFY(!m_panel->isVisible());
        QVERIFY(m_fixture->window().searchBar().fieldHasFocus());
    }

    void theMillisecondsOpenIt()
    {
        m_fixture->window().searchBar().setText(QStringLiteral("sky"));
        m_fixture->window().searchBar().askNow();
        auto* times = m_fixture->find<QPushButton>(QStringLiteral("Time the search took"));
        QTRY_VERIFY(times->isVisible());
        times->click();
        QVERIFY(m_panel->isVisible());
    }

    void narrowAndDark()
    {
        toggle();
        for (int i = 0; i < 20; ++i)
            record(stage::kVision, 100ms);
        look();
        m_fixture->window().resize(560, 480);
        m_fixture->theme().choose(ThemeChoice::Dark);
        QTRY_COMPARE(m_fixture->window().width(), 560);
        look();
        const auto* time = m_panel->findChild<TimeChart*>();
        const auto* spread = m_panel->findChild<SpreadChart*>();
        const auto fits = [this](const QWidget* chart) {
            return m_panel->rect().contains(QRect(chart->mapTo(m_panel, QPoint()), chart->size()));
        };
        QTRY_VERIFY(!spread->isVisible()); // no room for it
        QTRY_VERIFY(fits(time));
        QVERIFY(time->width() >= 150);
        m_fixture->window().resize(560, 800);
        QTRY_VERIFY(spread->isVisible() && fits(spread) && fits(time));
        QVERIFY(spread->y() + spread->parentWidget()->y() > time->y());
        m_fixture->theme().choose(ThemeChoice::Light);
    }

private:
    void toggle() { QTest::keyClick(&m_fixture->window(), Qt::Key_F8); }

    void record(std::string_view name, std::chrono::nanoseconds time)
    {
        m_fixture->services().metrics.histogram(name).record(time);
    }

    void look() { m_panel->feed().look(std::chrono::steady_clock::now()); }

    QTableView* table() const { return m_panel->findChild<QTableView*>(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    QAbstractButton* buttonSaying(const QString& text) const
    {
        for (QAbstractButton* button : m_panel->findChildren<QAbstractButton*>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<WindowFixture> m_fixture;
    LatencyPanel* m_panel = nullptr;
};

QTEST_MAIN(WindowLatencyTest)
#include "window_latency.moc"
