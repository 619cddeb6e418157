#include <QLabel>
#include <QScrollArea>
#include <QTest>

#include "ui/gallery/timeline_bar.h"

using namespace vidimus::ui;

namespace {

/// Years from 2023 back, as tall as `pixels`.
std::vector<TimelineBar::Mark> marks(int years, int pixels)
{
    std::vector<TimelineBar::Mark> marks;
    for (int year = 0; year < years; ++year) {
        for (int month = 0; month < 12; ++month) {
            const int value = (year * 12 + month) * (pixels / (years * 12));
            const bool strong = month == 0;
            marks.push_back({value, strong ? QString::number(2023 - year) : QStringLiteral("Jan"), strong});
        }
    }
    return marks;
}

} // namespace

class UiTimelineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsKeepApart_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("years");
        QTest::addColumn<bool>("allYears");
        QTest::addColumn<bool>("months");
        QTest::newRow("one year") << 600 << 1 << true << true;
        QTest::newRow("a life") << 640 << 25 << true << false;
        QTest::newRow("low window") << 120 << 20 << false << false;
        QTest::newRow("a century") << 900 << 120 << false << false;
    }

    void labelsKeepApart()
    {
        QFETCH(int, height);
        QFETCH(int, years);
        QFETCH(bool, allYears);
        QFETCH(bool, months);
        constexpr int kContent = 1'000'000;
        TimelineBar bar;
        bar.setLook(TimelineBar::Look::Marked);
        bar.resize(bar.sizeHint().width(), height);
        bar.setRange(0, kContent);
        bar.setMarks(marks(years, kContent));
        const auto& labels = bar.labels();
        QVERIFY(!labels.empty());
        QCOMPARE(labels.front().text, QStringLiteral("2023"));
        for (std::size_t i = 1; i < labels.size(); ++i)
            QVERIFY(labels[i].y - labels[i - 1].y >= 8);
        const auto strong = std::count_if(labels.begin(), labels.end(), [](const auto& label) { return label.strong; });
        QCOMPARE(strong == years, allYears);
        // Below the last year there may be room for one where there is none between years.
        QCOMPARE(static_cast<std::ptrdiff_t>(labels.size()) - strong > 1, months);
    }

    void placesAndValuesFit()
    {
        TimelineBar bar;
        bar.setLook(TimelineBar::Look::Marked);
        bar.resize(40, 500);
        bar.setRange(0, 5'000'000);
        QCOMPARE(bar.valueAt(-50), 0);
        QCOMPARE(bar.valueAt(0), 0);
        QCOMPARE(bar.valueAt(500), 5'000'000);
        for (int y = 10; y < 490; y += 7)
            QCOMPARE(bar.yOf(bar.valueAt(y)), y);
        bar.setRange(0, 0);
        QCOMPARE(bar.valueAt(250), 0);
        QVERIFY(bar.labels().empty());
    }

    void theBubbleIsOverThePictures_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("bar at the right") << Qt::LeftToRight;
        QTest::newRow("bar at the left") << Qt::RightToLeft;
    }

    void theBubbleIsOverThePictures()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QScrollArea area;
        area.setLayoutDirection(direction);
        auto* bar = new TimelineBar;
        area.setVerticalScrollBar(bar);
        area.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        area.resize(400, 300);
        area.show();
        bar->setLook(TimelineBar::Look::Marked);
        bar->setRange(0, 1000);
        bar->setWords([](int) { return QStringLiteral("June 2023"); });
        QTest::mouseMove(bar, {bar->width() / 2, 100});
        QTRY_COMPARE(bar->bubble(), QStringLiteral("June 2023"));
        const auto* bubble = area.findChild<QLabel*>(QStringLiteral("timelineBubble"));
        QVERIFY(area.rect().contains(bubble->geometry()));
        QVERIFY(!bubble->geometry().intersects({bar->mapTo(&area, QPoint()), bar->size()}));
    }

    void plainIsAScrollBar()
    {
        TimelineBar bar;
        const int plain = bar.sizeHint().width();
        bar.setLook(TimelineBar::Look::Marked);
        QVERIFY(bar.sizeHint().width() > plain);
        QVERIFY(bar.sizeHint().width() < 60);
        bar.setLook(TimelineBar::Look::Plain);
        QCOMPARE(bar.sizeHint().width(), plain);
        QVERIFY(bar.accessibleName().isEmpty());
    }
};

QTEST_MAIN(UiTimelineTest)
#include "ui_timeline.moc"
