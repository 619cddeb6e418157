#include <QAccessible>
#include <QAction>
#include <QScreen>
#include <QScrollBar>
#include <QTest>

#include "tests/support/large_library.h"
#include "ui/gallery/gallery_accessible.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/timeline_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/view_menu.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

namespace {

constexpr int kPhotos = 600;

} // namespace

/// Groups, their headings and orders of the gallery, as a person uses them.
class WindowGridTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { installGalleryAccessibility(); }

    void init()
    {
        m_fixture = std::make_unique<WindowFixture>([](storage::Library& library) {
            LargeLibraryPlan plan;
            plan.photos = kPhotos;
            plan.perFolder = 60;
            fillLargeLibrary(library, plan);
        });
        m_fixture->window().resize(1280, 800);
        QVERIFY(m_fixture->settle());
        QCOMPARE(model().rowCount(), kPhotos);
    }

    void cleanup() { m_fixture.reset(); }

    void grouping_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("grouping");
        QTest::addColumn<QString>("heading");
        QTest::newRow("day") << "By day" << static_cast<int>(Grouping::Day) << "Sunday, 12 November 2023";
        QTest::newRow("month") << "By month" << static_cast<int>(Grouping::Month) << "November 2023";
        QTest::newRow("year") << "By year" << static_cast<int>(Grouping::Year) << "2023";
        QTest::newRow("folder") << "By folder" << static_cast<int>(Grouping::Folder) << QString();
        QTest::newRow("none") << "No groups" << static_cast<int>(Grouping::None) << QString();
    }

    void grouping()
    {
        QFETCH(QString, choice);
        QFETCH(int, grouping);
        QFETCH(QString, heading);
        choose(choice);
        QCOMPARE(static_cast<int>(view().grouping()), grouping);
        QCOMPARE(model().rowCount(), kPhotos);
        const auto headings = view().shownHeadings();
        QCOMPARE(headings.empty(), view().grouping() == Grouping::None);
        if (!heading.isEmpty())
            QCOMPARE(headings.front().title, heading);
        if (view().grouping() == Grouping::Folder) {
            QCOMPARE(model().folders().size(), 10u);
            QVERIFY(model().folders().front().string().ends_with(headings.front().title.toStdString()));
            for (int row = 1; row < kPhotos; ++row)
                QVERIFY(ref(row - 1).folder < ref(row).folder ||
                        (ref(row - 1).folder == ref(row).folder && ref(row - 1).sortTime >= ref(row).sortTime));
        }
        // The choice is there again after a start.
        m_fixture->close();
        m_fixture->open();
        QVERIFY(m_fixture->settle());
        QCOMPARE(static_cast<int>(view().grouping()), grouping);
        QVERIFY(actionOf(choice)->isChecked());
    }

    void orders_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("order");
        QTest::addColumn<int>("grouping");
        using storage::SortOrder;
        const auto add = [](const char* choice, SortOrder order, Grouping grouping) {
            QTest::newRow(choice) << QString::fromLatin1(choice) << static_cast<int>(order)
                                  << static_cast<int>(grouping);
        };
        add("Newest first", SortOrder::NewestFirst, Grouping::Month);
        add("Oldest first", SortOrder::OldestFirst, Grouping::Month);
        add("Last added first", SortOrder::RecentlyAdded, Grouping::Month);
        add("By file name", SortOrder::ByName, Grouping::None);
        add("Largest files first", SortOrder::LargestFirst, Grouping::None);
        add("Best rated first", SortOrder::BestRatedFirst, Grouping::None);
        add("Least certain captions first", SortOrder::LeastCertainFirst, Grouping::None);
    }

    void orders()
    {
        QFETCH(QString, choice);
        QFETCH(int, order);
        QFETCH(int, grouping);
        choose(choice);
        const auto expected = m_fixture->composition().library().query().all(static_cast<storage::SortOrder>(order));
        QVERIFY(expected.has_value());
        QCOMPARE(model().photos(), *expected);
        QCOMPARE(static_cast<int>(view().grouping()), grouping);
        // Days and months are offered where pictures go by time, folders always.
        QCOMPARE(actionOf(QStringLiteral("By month"))->isEnabled(), grouping != static_cast<int>(Grouping::None));
        choose(QStringLiteral("By folder"));
        QCOMPARE(view().grouping(), Grouping::Folder);
    }

    void aClickOnAHeadingChoosesItsGroup()
    {
        choose(QStringLiteral("By day"));
        view().setRowHeight(GalleryView::kLowestRow);
        QVERIFY(m_fixture->settle());
        auto headings = inTheirPlaces();
        for (int top = 0; headings.size() < 2 && top < view().verticalScrollBar()->maximum(); top += 50) {
            view().verticalScrollBar()->setValue(top);
            headings = inTheirPlaces();
        }
        QVERIFY(headings.size() >= 2);
        const auto& first = headings[0];
        const auto& second = headings[1];
        click(first.text.center());
        QCOMPARE(chosen(), membersOf(first.group));
        click(second.text.center());
        QCOMPARE(chosen(), membersOf(second.group));
        click(headingOf(first.group).text.center(), Qt::ControlModifier);
        QCOMPARE(chosen().size(), membersOf(first.group).size() + membersOf(second.group).size());
        click(headingOf(second.group).text.center(), Qt::ControlModifier);
        QCOMPARE(chosen(), membersOf(first.group));
        click(headingOf(first.group).text.center());
        QVERIFY(chosen().empty());
    }

    void theMarkAddsToWhatIsChosen()
    {
        view().select(model().rowCount() - 1);
        view().verticalScrollBar()->setValue(0);
        const auto heading = view().shownHeadings().front();
        QVERIFY(heading.mark.isEmpty()); // only while the pointer is there
        QTest::mouseMove(view().viewport(), heading.text.center());
        const QRect mark = headingOf(heading.group).mark;
        QVERIFY(!mark.isEmpty());
        click(mark.center());
        QCOMPARE(chosen().size(), membersOf(heading.group).size() + 1);
        click(mark.center());
        QCOMPARE(chosen().size(), 1u);
    }

    void aKeyChoosesTheGroup()
    {
        view().setFocus();
        view().select(40);
        QTest::keyClick(&view(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(chosen(), membersOf(view().groupOf(40)));
        QCOMPARE(view().currentId(), model().idAt(40));
        QVERIFY(view().groupWords(view().groupOf(40)).contains(QStringLiteral("pictures")));
    }

    void readersFindPicturesInTheirGroups()
    {
        view().setFocus();
        view().select(0);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&view());
        QCOMPARE(list->childCount(), view().groupCount());
        // The first picture of another month: a reader that came from the one before says the month by its name.
        int row = 1;
        while (view().groupOf(row) == 0)
            ++row;
        view().select(row);
        QAccessibleInterface* picture = list->focusChild();
        QVERIFY(picture != nullptr);
        QCOMPARE(picture->role(), QAccessible::ListItem);
        QCOMPARE(picture->text(QAccessible::Name), model().index(row).data(Qt::AccessibleTextRole).toString());
        QVERIFY(picture->state().focused && picture->state().selected);
        QAccessibleInterface* group = picture->parent();
        QCOMPARE(group->role(), QAccessible::Grouping);
        QCOMPARE(group->text(QAccessible::Name), view().groupWords(1));
        QVERIFY(group->text(QAccessible::Name).startsWith(monthOf(row)));
        QCOMPARE(group->parent(), list);
        QCOMPARE(list->indexOfChild(group), 1);
        QCOMPARE(list->child(1), group);
        QCOMPARE(group->childCount(), static_cast<int>(membersOf(1).size()));
        QCOMPARE(group->indexOfChild(picture), 0);
        QCOMPARE(group->child(0), picture);
        QCOMPARE(group->child(group->childCount()), nullptr);
        const QPoint middle = picture->rect().center();
        QCOMPARE(list->childAt(middle.x(), middle.y()), group);
        QCOMPARE(group->childAt(middle.x(), middle.y()), picture);
        QVERIFY(group->rect().contains(picture->rect().center()));
        // Within a group only the picture is new.
        view().select(row + 1);
        QCOMPARE(list->focusChild()->parent(), group);
        // Pressed like the heading.
        group->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(chosen(), membersOf(1));
        // Without groups the pictures stand in the list itself.
        choose(QStringLiteral("No groups"));
        QVERIFY(!group->isValid());
        QCOMPARE(list->childCount(), kPhotos);
        QCOMPARE(list->child(row)->parent(), list);
        QCOMPARE(list->indexOfChild(list->child(row)), row);
    }

    void theHeadingStaysAtTheEdge()
    {
        QScrollBar* bar = view().verticalScrollBar();
        QVERIFY(!view().shownHeadings().front().pinned);
        int pinned = 0;
        for (int top = 10; top < bar->maximum(); top += 97) {
            bar->setValue(top);
            const auto headings = view().shownHeadings();
            if (headings.empty() || !headings.front().pinned)
                continue;
            ++pinned;
            QVERIFY(headings.front().text.top() <= 0);
            // What lies below it cannot be clicked through it.
            const QPoint inside = headings.front().text.center();
            if (!view().viewport()->rect().contains(inside))
                continue; // pushed off
            QVERIFY(!view().indexAt(inside).isValid());
            QVERIFY(!view().indexAt({view().viewport()->width() / 2, inside.y()}).isValid());
            QCOMPARE(view().headingAt(inside), headings.front().group);
        }
        QVERIFY(pinned > 20);
    }

    void scrollingLeavesNoTraces()
    {
        // Moving what is on screen and painting only the rest must come to the same as painting all of it.
        QScrollBar* bar = view().verticalScrollBar();
        for (const int step : {7, 60, 33, -25, 240, -90, -3, 500, -411}) {
            bar->setValue(bar->value() + step);
            QVERIFY(m_fixture->settle());
            QTest::qWait(2 * GalleryView::kFadeMs);
            const QImage moved = shownOnScreen();
            view().viewport()->update();
            QTest::qWait(1);
            QCOMPARE(moved, shownOnScreen());
        }
    }

    void keysShowWhatTheyReach()
    {
        view().setFocus();
        view().select(model().rowCount() - 1);
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(&view(), Qt::Key_Up);
            const QRect place = view().visualRect(view().currentIndex());
            const auto headings = view().shownHeadings();
            // Not under the heading at the edge either.
            const bool covered =
                !headings.empty() && headings.front().pinned && place.top() + 4 <= headings.front().text.bottom() - 8;
            QVERIFY2(!covered && place.bottom() <= view().viewport()->height(), qPrintable(QString::number(i)));
        }
    }

    void choosingAGroupKeepsThePlace()
    {
        QScrollBar* bar = view().verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        for (int i = 0; i < 400 && !view().shownHeadings().front().pinned; ++i)
            bar->setValue(bar->value() + 16);
        const int before = bar->value();
        const auto heading = view().shownHeadings().front();
        QVERIFY(heading.pinned);
        click(QPoint(heading.text.left() + 10, std::max(2, heading.text.center().y())));
        QVERIFY(m_fixture->settle());
        QCOMPARE(bar->value(), before);
        QCOMPARE(chosen(), membersOf(heading.group));
    }

    void theTimelineTellsAndGoesWhereItIsPressed()
    {
        TimelineBar& bar = view().timeline();
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.look(), TimelineBar::Look::Marked);
        QCOMPARE(bar.accessibleName(), QStringLiteral("Timeline"));
        QVERIFY(!bar.labels().empty());
        QCOMPARE(bar.labels().front().text, QStringLiteral("2023"));
        for (const int y : {bar.height() - 20, bar.height() / 3, bar.height() / 2, 12}) {
            QTest::mousePress(&bar, Qt::LeftButton, {}, {bar.width() / 2, y});
            QCOMPARE(bar.value(), bar.valueAt(y));
            const int drag = y + (y > bar.height() / 2 ? -9 : 9);
            QTest::mouseMove(&bar, {bar.width() / 2, drag});
            QCOMPARE(bar.value(), bar.valueAt(drag));
            const QString said = bar.bubble();
            QTest::mouseRelease(&bar, Qt::LeftButton, {}, {bar.width() / 2, drag});
            QVERIFY(m_fixture->settle()); // the pictures there come when it is let go
            const auto at = view().indexAt({view().viewport()->width() / 2, 60});
            QVERIFY(at.isValid());
            const auto months = {-1, 0, 1}; // a row may hold the end of one month and the next
            QVERIFY2(std::any_of(months.begin(), months.end(),
                                 [&](int step) {
                                     const int row = std::clamp(at.row() + 6 * step, 0, kPhotos - 1);
                                     return monthOf(row) == said;
                                 }),
                     qPrintable(said + QStringLiteral(" is not ") + monthOf(at.row())));
        }
    }

    void theTimelineIsOfWhatIsOnShow()
    {
        TimelineBar& bar = view().timeline();
        choose(QStringLiteral("By file name"));
        QCOMPARE(bar.look(), TimelineBar::Look::Plain);
        choose(QStringLiteral("By folder"));
        QCOMPARE(bar.look(), TimelineBar::Look::Marked);
        QTest::mouseMove(&bar, {bar.width() / 2, bar.height() / 2});
        QTRY_VERIFY(!bar.bubble().isEmpty());
        QVERIFY(std::any_of(model().folders().begin(), model().folders().end(), [&](const auto& folder) {
            return folder.filename().string() == bar.bubble().toStdString();
        }));
        // What the bubble says is true of what is on show now, not only when the pointer moves.
        const QString folder = bar.bubble();
        choose(QStringLiteral("Newest first"));
        choose(QStringLiteral("By month"));
        QVERIFY2(bar.bubble() != folder, qPrintable(bar.bubble()));
        QVERIFY(bar.bubble().contains(QStringLiteral("20")));
        QTest::mouseMove(view().viewport(), {200, 200});
        QTRY_VERIFY(bar.bubble().isEmpty());
        choose(QStringLiteral("Oldest first"));
        choose(QStringLiteral("No groups"));
        QCOMPARE(bar.look(), TimelineBar::Look::Marked);
        QVERIFY(!bar.labels().empty());
    }

    void oneMonthNeedsNoTimeline()
    {
        constexpr std::int64_t kJune = 1'686'000'000;
        constexpr std::int64_t kMay = kJune - 30 * 86'400;
        std::vector<storage::PhotoRef> photos;
        for (int i = 0; i < 60; ++i)
            photos.push_back({PhotoId{1000 - i}, 1.5f, kJune - i});
        model().setPhotos(photos);
        QTRY_COMPARE(view().timeline().look(), TimelineBar::Look::Plain);
        model().merge({{PhotoId{5}, 1.5f, kMay}}, storage::SortOrder::NewestFirst);
        QTRY_COMPARE(view().timeline().look(), TimelineBar::Look::Marked);
        QTRY_COMPARE(view().timeline().labels().size(), 2u);
        QVERIFY(m_fixture->settle());
        // The rows make room for it.
        QVERIFY(view().visualRect(model().index(0)).left() >= 0);
        for (int row = 0; row < 10; ++row)
            QVERIFY(view().visualRect(model().index(row)).right() <= view().viewport()->width());
    }

    void importingIntoGroupsByFolder()
    {
        choose(QStringLiteral("By folder"));
        const auto groups = model().folders().size();
        QVERIFY(m_fixture->import({std::filesystem::path(VIDIMUS_DRAWN_PICTURES)}));
        QTRY_VERIFY(model().rowCount() > kPhotos);
        QVERIFY(m_fixture->settle());
        QCOMPARE(model().folders().size(), groups + 1);
        QCOMPARE(view().grouping(), Grouping::Folder);
    }

private:
    GalleryView& view() { return m_fixture->window().galleries().library(); }
    GalleryModel& model() { return view().gallery(); }
    const storage::PhotoRef& ref(int row) { return model().photos()[static_cast<std::size_t>(row)]; }

    QAction* actionOf(const QString& text)
    {
        for (QAction* action : m_fixture->window().findChild<ViewMenu*>()->findChildren<QAction*>()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    void choose(const QString& text)
    {
        QAction* action = actionOf(text);
        QVERIFY2(action != nullptr, qPrintable(text));
        action->trigger();
        QVERIFY(m_fixture->settle());
    }

    void click(QPoint place, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, place);
    }

    /// Wholly in view and not pinned.
    std::vector<GalleryView::ShownHeading> inTheirPlaces()
    {
        auto headings = view().shownHeadings();
        std::erase_if(headings, [this](const auto& heading) {
            return heading.pinned || !view().viewport()->rect().contains(heading.text);
        });
        return headings;
    }

    GalleryView::ShownHeading headingOf(int group)
    {
        for (const auto& heading : view().shownHeadings()) {
            if (heading.group == group)
                return heading;
        }
        return {};
    }

    std::vector<PhotoId> membersOf(int group)
    {
        std::vector<PhotoId> ids;
        for (int row = 0; row < model().rowCount(); ++row) {
            if (view().groupOf(row) == group)
                ids.push_back(model().idAt(row));
        }
        return ids;
    }

    QString monthOf(int row)
    {
        const int key = GroupKeys(Grouping::Month).ofTime(ref(row).sortTime);
        return groupTitle(Grouping::Month, key, {}).title;
    }

    std::vector<PhotoId> chosen() { return view().selectedIds(); }

    /// What the window's backing store holds, not what painting anew would give.
    QImage shownOnScreen()
    {
        const QPoint place = view().viewport()->mapTo(&m_fixture->window(), QPoint());
        return m_fixture->window()
            .screen()
            ->grabWindow(m_fixture->window().winId(), place.x(), place.y(), view().viewport()->width(),
                         view().viewport()->height())
            .toImage();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowGridTest)
#include "window_grid.moc"
