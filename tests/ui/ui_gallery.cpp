#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "ui/common/dropped.h"
#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_accessible.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_cache.h"

using namespace vidimus;
using namespace vidimus::ui;
using storage::SortOrder;

namespace {

storage::PhotoRef ref(int id, std::int64_t time = 0)
{
    return {PhotoId{id}, 1.f, time};
}

std::vector<storage::PhotoRef> refs(int from, int to)
{
    std::vector<storage::PhotoRef> photos;
    for (int id = from; id <= to; ++id)
        photos.push_back(ref(id, -id));
    return photos;
}

QList<qint64> idsOf(const GalleryModel& model)
{
    QList<qint64> ids;
    for (const storage::PhotoRef& photo : model.photos())
        ids << photo.id.value;
    return ids;
}

Result<std::vector<storage::PhotoCard>> cardsFor(const std::vector<PhotoId>& ids)
{
    std::vector<storage::PhotoCard> cards;
    for (const PhotoId id : ids) {
        storage::PhotoCard card;
        card.id = id;
        card.path = "/pictures/" + std::to_string(id.value) + ".jpg";
        if (id.value % 3 == 1) {
            card.state = storage::DescribeState::Done;
            card.caption = "a red square";
            card.confidence = 0.86f;
        } else if (id.value % 3 == 2) {
            card.state = storage::DescribeState::Failed;
            card.problem = "out of memory";
        }
        cards.push_back(card);
    }
    return cards;
}

/// A gallery on its own, fed with coloured squares.
struct Bench {
    CardCache cards{[](std::vector<PhotoId> ids) { return QtFuture::makeReadyFuture(cardsFor(ids)); }};
    ThumbnailCache thumbnails{[](PhotoId) {
                                  QImage image(100, 100, QImage::Format_RGB32);
                                  image.fill(Qt::blue);
                                  return QtFuture::makeReadyFuture(Result<QImage>(image));
                              },
                              16u << 20};
    GalleryModel model{cards};
    GalleryView view{model, cards, thumbnails};

    explicit Bench(int count)
    {
        model.setPhotos(refs(1, count));
        view.resize(820, 600);
        view.show();
    }
    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.isSettled());
    }
};

} // namespace

class UiGalleryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelKeepsItsContract()
    {
        CardCache cards([](std::vector<PhotoId> ids) { return QtFuture::makeReadyFuture(cardsFor(ids)); });
        GalleryModel model(cards);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setPhotos(refs(1, 20));
        model.merge(refs(21, 40), SortOrder::OldestFirst);
        model.remove({PhotoId{3}, PhotoId{4}, PhotoId{9}});
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void mergingKeepsTheOrder_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<QList<qint64>>("expected");
        QTest::newRow("newest") << static_cast<int>(SortOrder::NewestFirst) << QList<qint64>{5, 2, 4, 1, 3};
        QTest::newRow("oldest") << static_cast<int>(SortOrder::OldestFirst) << QList<qint64>{3, 1, 4, 2, 5};
        QTest::newRow("added") << static_cast<int>(SortOrder::RecentlyAdded) << QList<qint64>{5, 4, 3, 2, 1};
    }

    void mergingKeepsTheOrder()
    {
        QFETCH(int, order);
        QFETCH(QList<qint64>, expected);
        CardCache cards([](std::vector<PhotoId> ids) { return QtFuture::makeReadyFuture(cardsFor(ids)); });
        GalleryModel model(cards);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const auto sort = static_cast<SortOrder>(order);
        model.merge({ref(1, 100), ref(2, 200)}, sort);
        model.merge({ref(3, 50), ref(4, 150), ref(5, 300), ref(1, 100)}, sort);
        model.merge({ref(4, 150)}, sort);
        QCOMPARE(idsOf(model), expected);
        QCOMPARE(resets.size(), 0);
    }

    void manyScatteredOnesComeAsOneReset()
    {
        CardCache cards([](std::vector<PhotoId> ids) { return QtFuture::makeReadyFuture(cardsFor(ids)); });
        GalleryModel model(cards);
        std::vector<storage::PhotoRef> even;
        std::vector<storage::PhotoRef> odd;
        for (int i = 0; i < 1000; ++i)
            (i % 2 == 0 ? even : odd).push_back(ref(i + 1, i));
        model.merge(even, SortOrder::OldestFirst);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
        model.merge(odd, SortOrder::OldestFirst);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(insertions.size(), 0);
        QCOMPARE(model.rowCount(), 1000);
        QVERIFY(std::is_sorted(model.photos().begin(), model.photos().end(),
                               [](const auto& a, const auto& b) { return a.sortTime < b.sortTime; }));
    }

    void accessibleTextSaysAll()
    {
        Bench bench(3);
        bench.settle();
        const auto text = [&](int row) { return bench.model.index(row).data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(text(0), QStringLiteral("a red square, confidence 86 %, mock, 1.jpg"));
        QCOMPARE(text(1), QStringLiteral("Could not be described: out of memory, 2.jpg"));
        QCOMPARE(text(2), QStringLiteral("Not described yet, 3.jpg"));
    }

    void screenReadersSeeAList()
    {
        installGalleryAccessibility();
        Bench bench(30);
        bench.settle();
        bench.view.setFocus();
        bench.view.select(3);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&bench.view);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 30);
        QAccessibleInterface* picture = list->child(3);
        QCOMPARE(picture->role(), QAccessible::ListItem);
        QCOMPARE(picture->text(QAccessible::Name), QStringLiteral("a red square, confidence 86 %, mock, 4.jpg"));
        QVERIFY(picture->state().selected);
        QVERIFY(!list->child(4)->state().selected);
        QCOMPARE(list->indexOfChild(list->childAt(picture->rect().center().x(), picture->rect().center().y())), 3);
        QVERIFY(list->child(30) == nullptr);
        QCOMPARE(list->child(3), picture);
        bench.model.clear();
        QVERIFY(!picture->isValid());
        QVERIFY(picture->state().invalid);
    }

    void arrowsMoveInTwoDimensions()
    {
        Bench bench(60); // squares of 200: four a row, 178 high
        bench.settle();
        bench.view.setFocus();
        bench.view.select(0);
        const auto current = [&] { return bench.view.currentIndex().row(); };
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(&bench.view, key, modifiers);
        };
        const int perRow = [&] {
            const int top = bench.view.visualRect(bench.model.index(0)).top();
            int count = 0;
            while (bench.view.visualRect(bench.model.index(count)).top() == top)
                ++count;
            return count;
        }();
        QVERIFY(perRow >= 3);
        press(Qt::Key_Right);
        QCOMPARE(current(), 1);
        press(Qt::Key_Down);
        QCOMPARE(current(), 1 + perRow);
        press(Qt::Key_Up);
        QCOMPARE(current(), 1);
        press(Qt::Key_Left);
        QCOMPARE(current(), 0);
        press(Qt::Key_Left);
        QCOMPARE(current(), 0);
        press(Qt::Key_End);
        QCOMPARE(current(), 59);
        QVERIFY(bench.view.viewport()->rect().contains(bench.view.visualRect(bench.model.index(59)).center()));
        press(Qt::Key_PageUp);
        QVERIFY(current() < 59 - perRow);
        press(Qt::Key_Home);
        QCOMPARE(current(), 0);
        QCOMPARE(bench.view.verticalScrollBar()->value(), 0);
        press(Qt::Key_PageDown);
        QVERIFY(current() >= perRow);
    }

    void shiftAndControlSelect()
    {
        Bench bench(30);
        bench.settle();
        const auto click = [&](int row, Qt::KeyboardModifiers modifiers = {}) {
            QTest::mouseClick(bench.view.viewport(), Qt::LeftButton, modifiers,
                              bench.view.visualRect(bench.model.index(row)).center());
        };
        click(1);
        QCOMPARE(bench.view.selectedIds(), std::vector{PhotoId{2}});
        click(4, Qt::ShiftModifier);
        QCOMPARE(bench.view.selectedIds().size(), 4u);
        click(2, Qt::ControlModifier);
        QCOMPARE(bench.view.selectedIds(), (std::vector{PhotoId{2}, PhotoId{4}, PhotoId{5}}));
        QTest::keyClick(&bench.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bench.view.selectedIds().size(), 30u);
        click(3);
        QTest::keyClick(&bench.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(bench.view.selectedIds(), (std::vector{PhotoId{4}, PhotoId{5}}));
    }

    void rubberBandSelectsWhatItTouches()
    {
        Bench bench(6);
        bench.settle();
        QWidget* ground = bench.view.viewport();
        const QRect second = bench.view.visualRect(bench.model.index(1));
        const QPoint from(second.right() - 20, ground->height() - 10); // below the pictures
        const QPoint to(second.left() + 20, second.top() + 20);
        QVERIFY(!bench.view.indexAt(from).isValid());
        QTest::mousePress(ground, Qt::LeftButton, {}, from);
        QTest::mouseMove(ground, (from + to) / 2);
        QTest::mouseMove(ground, to);
        QTest::mouseRelease(ground, Qt::LeftButton, {}, to);
        const std::vector<PhotoId> selected = bench.view.selectedIds();
        QVERIFY(std::find(selected.begin(), selected.end(), PhotoId{2}) != selected.end());
        QVERIFY(std::find(selected.begin(), selected.end(), PhotoId{1}) == selected.end());
    }

    void whatOneLooksAtStaysInPlace()
    {
        Bench bench(200);
        bench.settle();
        bench.view.verticalScrollBar()->setValue(1500);
        QTRY_VERIFY(bench.view.isSettled());
        const int row = bench.view.indexAt({100, 250}).row();
        QVERIFY(row > 0);
        // The anchor is the first whole picture, so its row keeps its place exactly.
        int anchor = row;
        while (bench.view.visualRect(bench.model.index(anchor)).top() >
                   bench.view.visualRect(bench.model.index(row)).top() - 1 &&
               anchor > 0)
            --anchor;
        const int first = anchor + 1;
        const PhotoId id = bench.model.idAt(first);
        const int top = bench.view.visualRect(bench.model.index(first)).top();
        std::vector<storage::PhotoRef> newer;
        for (int i = 0; i < 40; ++i)
            newer.push_back(ref(1000 + i, -i));
        bench.model.merge(newer, SortOrder::NewestFirst);
        QTRY_VERIFY(bench.view.isSettled());
        const int after = bench.view.visualRect(bench.model.index(bench.model.rowOf(id))).top();
        QVERIFY2(std::abs(after - top) < 200, "the pictures on screen moved away");
        QVERIFY(bench.view.verticalScrollBar()->value() > 1500);
    }

    void selectionOutlivesAReset()
    {
        Bench bench(50);
        bench.settle();
        bench.view.select(7);
        const PhotoId chosen = bench.view.currentId();
        bench.model.setPhotos(refs(5, 80));
        QCOMPARE(bench.view.selectedIds(), std::vector{chosen});
        QCOMPARE(bench.view.currentId(), chosen);
        bench.model.setPhotos(refs(60, 80));
        QVERIFY(bench.view.selectedIds().empty());
    }

    void manyChosenStayAFewRanges()
    {
        Bench bench(5000);
        bench.settle();
        bench.view.selectAll();
        bench.view.selectionModel()->select(bench.model.index(2000), QItemSelectionModel::Deselect);
        const std::vector<PhotoId> chosen = bench.view.selectedIds();
        QCOMPARE(chosen.size(), 4999u);
        QVERIFY(std::is_sorted(chosen.begin(), chosen.end()));
        bench.model.setPhotos(refs(1, 5001));
        QCOMPARE(bench.view.selectedIds(), chosen);
        QCOMPARE(bench.view.selectionModel()->selection().size(), 2);
    }

    void lettersGoToTheSearch()
    {
        Bench bench(3);
        bench.settle();
        QSignalSpy typed(&bench.view, &GalleryView::typed);
        QTest::keyClick(&bench.view, 'd');
        QTest::keyClick(&bench.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed[0][0].toString(), QStringLiteral("d"));
    }

    void controlAndWheelResize()
    {
        Bench bench(60);
        bench.settle();
        const int before = bench.view.rowHeight();
        const QPointF middle(300, 300);
        QWheelEvent wheel(middle, bench.view.mapToGlobal(middle), {}, QPoint(0, 120), Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(bench.view.viewport(), &wheel);
        QVERIFY(bench.view.rowHeight() > before);
        bench.view.setRowHeight(5);
        QCOMPARE(bench.view.rowHeight(), GalleryView::kLowestRow);
        QTRY_VERIFY(bench.view.isSettled());
    }

    void removedOnesGo()
    {
        Bench bench(30);
        bench.settle();
        bench.view.select(4);
        bench.model.remove({PhotoId{5}, PhotoId{6}, PhotoId{20}});
        QCOMPARE(bench.model.rowCount(), 27);
        QCOMPARE(bench.model.rowOf(PhotoId{5}), -1);
        QTRY_VERIFY(bench.view.isSettled());
        QVERIFY(bench.view.currentId() != PhotoId{5});
    }
};

QTEST_MAIN(UiGalleryTest)
#include "ui_gallery.moc"
