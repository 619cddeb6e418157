#include <QAccessible>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/loupe/look_stage.h"
#include "ui/loupe/loupe_page.h"
#include "ui/loupe/picture_bar.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/trouble_card.h"
#include "ui/search/search_bar.h"
#include "ui/shell/full_view.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowLoupeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({6, {1200, 900}}));
        m_fixture->window().activateWindow();
        QTRY_VERIFY(m_fixture->window().isActiveWindow());
        gallery().setFocus();
        gallery().select(2);
        QVERIFY(m_fixture->settle());
    }

    void cleanup() { m_fixture.reset(); }

    void opensAndStepsBack_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::addColumn<int>("back");
        QTest::newRow("Enter, Esc") << false << int(Qt::Key_Escape);
        QTest::newRow("Enter, Enter") << false << int(Qt::Key_Return);
        QTest::newRow("double click, Esc") << true << int(Qt::Key_Escape);
    }
    void opensAndStepsBack()
    {
        QFETCH(bool, byMouse);
        QFETCH(int, back);
        if (byMouse) {
            const QPoint at = gallery().visualRect(model().index(2)).center();
            QTest::mouseClick(gallery().viewport(), Qt::LeftButton, {}, at);
            QTest::mouseDClick(gallery().viewport(), Qt::LeftButton, {}, at);
        } else {
            QTest::keyClick(&gallery(), Qt::Key_Return);
        }
        QCOMPARE(stage().look(), LookStage::Look::Loupe);
        QVERIFY(view().isVisible() && view().hasFocus());
        QCOMPARE(loupe().photo(), model().idAt(2));
        QVERIFY(m_fixture->settle());
        QVERIFY(view().isSharp());
        QVERIFY(loupe().bar().words().place.startsWith(QStringLiteral("3 of 6")));
        QVERIFY(!loupe().bar().words().caption.isEmpty());
        QCOMPARE(m_fixture->window().detail().photo(), model().idAt(2));

        QTest::keyClick(&view(), Qt::Key_Right);
        QTest::keyClick(&view(), Qt::Key(back));
        QVERIFY(!stage().isOpen());
        QVERIFY(gallery().isVisible() && gallery().hasFocus());
        QCOMPARE(gallery().currentId(), model().idAt(3));
        QVERIFY(gallery().viewport()->rect().intersects(gallery().visualRect(gallery().currentIndex())));
    }

    void goesThroughTheGallery()
    {
        open();
        press(Qt::Key_Right);
        QCOMPARE(loupe().photo(), model().idAt(3));
        press(Qt::Key_End);
        press(Qt::Key_Right); // there is no more
        QCOMPARE(loupe().photo(), model().idAt(5));
        press(Qt::Key_Home);
        QCOMPARE(loupe().photo(), model().idAt(0));
        press(Qt::Key_PageDown);
        press(Qt::Key_Left);
        QCOMPARE(loupe().photo(), model().idAt(0));
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().detail().photo(), model().idAt(0));
        QVERIFY(view().isSharp());
    }

    void goesThroughWhatASearchFound()
    {
        SearchBar& bar = m_fixture->window().searchBar();
        bar.setText(QStringLiteral("a picture"));
        bar.askNow();
        QVERIFY(m_fixture->settle());
        GalleryView& results = m_fixture->window().galleries().results();
        QVERIFY(results.gallery().rowCount() > 1);
        results.setFocus();
        results.select(0);
        QTest::keyClick(&results, Qt::Key_Return);
        press(Qt::Key_Right);
        QCOMPARE(loupe().photo(), results.gallery().idAt(1));
        press(Qt::Key_Escape);
        QVERIFY(results.isVisible());
        QVERIFY(!bar.isEmpty()); // one step at a time
    }

    void fullSizeAtThePointerAndBack()
    {
        open();
        QVERIFY(view().zoom().isFit());
        const QPoint pointer(view().width() / 4, view().height() / 3);
        QTest::mouseMove(&view(), pointer);
        const QPointF at = QPointF(pointer) * view().devicePixelRatioF();
        const QPointF under = view().zoom().pictureAt(at);
        QTest::mouseDClick(&view(), Qt::LeftButton, {}, pointer);
        QCOMPARE(view().zoom().scale(), 1.0);
        QVERIFY((view().zoom().pictureAt(at) - under).manhattanLength() < 2);
        QVERIFY(loupe().bar().words().place.contains(QStringLiteral("100")));
        QVERIFY(m_fixture->settle());
        QVERIFY(!view().needsWhole()); // it was decoded at full resolution
        press(Qt::Key_Z);
        QVERIFY(view().zoom().isFit());
        press(Qt::Key_Z);
        QCOMPARE(view().zoom().scale(), 1.0);
    }

    void everyPixelIsThePicturesOwn()
    {
        open();
        press(Qt::Key_Z);
        QVERIFY(m_fixture->settle());
        const QImage shown = view().grab().toImage();
        const QImage file(QString::fromStdString(model().card(2)->path.string()));
        const QRectF place = view().zoom().place();
        const QPoint middle(shown.width() / 2, shown.height() / 2);
        for (const QPoint& offset : {QPoint(0, 0), QPoint(37, -21), QPoint(-50, 44)}) {
            const QPoint on = middle + offset;
            const QPoint in = on - place.topLeft().toPoint();
            QCOMPARE(QColor(shown.pixel(on)), QColor(file.pixel(in)));
        }
    }

    void wheelAndKeysZoom()
    {
        open();
        const double fit = view().zoom().scale();
        wheel(120, QPointF(view().width() / 2.0, view().height() / 2.0));
        QVERIFY(view().zoom().scale() > fit * 1.2);
        wheel(-120, QPointF(view().width() / 2.0, view().height() / 2.0));
        QVERIFY(view().zoom().isFit());
        QTest::keyClick(&view(), '+');
        QVERIFY(view().zoom().scale() > fit);
        QTest::keyClick(&view(), '-');
        QVERIFY(view().zoom().isFit());
    }

    void handAndArrowsPan()
    {
        open();
        press(Qt::Key_Z);
        QVERIFY(view().canPan());
        const QPointF before = view().zoom().place().topLeft();
        const QPoint from(view().width() / 2, view().height() / 2);
        QTest::mousePress(&view(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&view(), from + QPoint(-40, -30));
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, from + QPoint(-40, -30));
        QCOMPARE(view().zoom().place().topLeft() - before, QPointF(-40, -30) * view().devicePixelRatioF());
        press(Qt::Key_Right); // moves the view, not to the next picture
        QCOMPARE(loupe().photo(), model().idAt(2));
        QVERIFY(view().zoom().place().left() < before.x() - 40);
        press(Qt::Key_PageDown);
        QCOMPARE(loupe().photo(), model().idAt(3));
        QVERIFY(view().zoom().isFit());
    }

    void marksAndTheirUndo_data()
    {
        QTest::addColumn<int>("key");
        for (const char key : {'1', '4', '5', 'F', 'P', 'X'})
            QTest::newRow(std::string(1, key).c_str()) << int(key);
    }
    void marksAndTheirUndo()
    {
        QFETCH(int, key);
        open();
        const storage::PersonMarks before = marks(2);
        press(Qt::Key(key));
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY(!(marks(2) == before));
        QCOMPARE(marks(1), before);
        QTRY_VERIFY(loupe().bar().words().marks == marks(2));
        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(2), before);
        QTRY_VERIFY(loupe().bar().words().marks == before);
    }

    void staysWhileTheLibraryIsReadAgain()
    {
        open();
        press(Qt::Key_Right);
        const PhotoId photo = loupe().photo();
        QTest::keyClick(&m_fixture->window(), Qt::Key_F5);
        QVERIFY(m_fixture->settle());
        QVERIFY(stage().isOpen());
        QCOMPARE(loupe().photo(), photo);
        // New ones come in before it: its place is another, the picture the same.
        writePictures(m_fixture->pictures() / "more", {2, {300, 200}, "jpg", 200});
        QVERIFY(m_fixture->import({m_fixture->pictures() / "more"}));
        QCOMPARE(model().rowCount(), 8);
        QCOMPARE(loupe().photo(), photo);
        QTRY_VERIFY(loupe().bar().words().place.startsWith(QStringLiteral("%1 of 8").arg(model().rowOf(photo) + 1)));
    }

    void searchingLeavesTheLoupe()
    {
        open();
        SearchBar& bar = m_fixture->window().searchBar();
        bar.setText(QStringLiteral("a picture"));
        bar.askNow();
        QVERIFY(m_fixture->settle());
        QVERIFY(!stage().isOpen());
        QVERIFY(m_fixture->window().galleries().results().isVisible());
    }

    void whoTypesKeepsTheFocus()
    {
        open();
        SearchBar& bar = m_fixture->window().searchBar();
        bar.focusField();
        QTest::keyClicks(m_fixture->window().focusWidget(), QStringLiteral("a picture"));
        bar.askNow();
        QVERIFY(m_fixture->settle());
        QVERIFY(!stage().isOpen());
        QVERIFY(bar.fieldHasFocus());
    }

    void goingElsewhereLeavesTheLoupe()
    {
        open();
        SideBar& places = m_fixture->window().sideBar();
        places.setFocus();
        QTest::keyClick(&places, Qt::Key_Down); // recently added
        QVERIFY(m_fixture->settle());
        QVERIFY(!stage().isOpen());
        QVERIFY(places.hasFocus()); // and on, by the same key
    }

    void aFileThatIsGoneHasAFace()
    {
        std::filesystem::remove(model().card(3)->path);
        const std::string name = model().card(3)->path.filename().string();
        open();
        press(Qt::Key_Right);
        QVERIFY(m_fixture->settle());
        auto* card = loupe().findChild<TroubleCard*>();
        QVERIFY(card->isVisible());
        QVERIFY(card->accessibleName().contains(QString::fromStdString(name)));
        QVERIFY(card->accessibleName().contains(QStringLiteral("reconnect its drive")));
        const auto buttons = card->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QVERIFY(loupe().rect().contains(card->geometry()));
        buttons[1]->click();
        auto* box = m_fixture->window().findChild<QMessageBox*>();
        QVERIFY(box != nullptr);
        box->defaultButton()->click();
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(model().rowCount(), 5);
        QVERIFY(stage().isOpen());
        QTRY_VERIFY(!card->isVisible()); // the one that took its place
        QVERIFY(m_fixture->settle());
        QVERIFY(view().isSharp());
    }

    void removalAsksAndGoesOn()
    {
        open();
        const PhotoId doomed = loupe().photo();
        press(Qt::Key_Delete);
        auto* box = m_fixture->window().findChild<QMessageBox*>();
        QVERIFY(box != nullptr && box->isVisible());
        box->defaultButton()->click();
        QTRY_COMPARE(model().rowCount(), 5);
        QVERIFY(stage().isOpen());
        QVERIFY(loupe().photo() && loupe().photo() != doomed);
    }

    void quickLookGivesThePictureTheWindow()
    {
        QTest::keyClick(&gallery(), Qt::Key_Space);
        QVERIFY(stage().isOpen());
        QVERIFY(!m_fixture->window().sideBar().isVisible());
        QVERIFY(!m_fixture->window().searchBar().isVisible());
        QVERIFY(stage().width() + 4 >= m_fixture->window().width());
        press(Qt::Key_Space);
        QVERIFY(!stage().isOpen());
        QVERIFY(m_fixture->window().sideBar().isVisible());
        QVERIFY(m_fixture->window().searchBar().isVisible());
        QVERIFY(m_fixture->window().detail().isVisible());
    }

    void fullScreenHidesTheBarAfterAWhile()
    {
        open();
        PictureBar& bar = loupe().bar();
        bar.setRest(1);
        QSignalSpy awakened(&bar, &PictureBar::awakened);
        QTest::keyClick(&m_fixture->window(), Qt::Key_F11);
        QVERIFY(m_fixture->window().isFullScreen());
        QVERIFY(!m_fixture->window().sideBar().isVisible());
        QCOMPARE(view().size(), stage().size());
        QTRY_VERIFY(!bar.isAwake());
        QVERIFY(m_fixture->settle());
        QCOMPARE(view().grab().toImage().pixelColor(1, 1), QColor(Qt::black));
        bar.setRest(60'000);
        QTest::mouseMove(&view(), QPoint(50, 50));
        QTest::mouseMove(&view(), QPoint(90, 90));
        QTRY_VERIFY(bar.isAwake());
        press(Qt::Key_Right);
        QCOMPARE(loupe().photo(), model().idAt(3));
        press(Qt::Key_Escape); // out of full screen first
        QVERIFY(!m_fixture->window().isFullScreen());
        QVERIFY(stage().isOpen());
        QVERIFY(m_fixture->window().sideBar().isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!stage().isOpen());
    }

    void speaksOfThePicture()
    {
        open();
        QVERIFY(m_fixture->settle());
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&view());
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Picture"));
        const QString words = spoken->text(QAccessible::Description);
        QVERIFY(words.contains(QStringLiteral("3 of 6")));
        QVERIFY(words.contains(QString::fromStdString(model().card(2)->caption)));
        QVERIFY(words.contains(QStringLiteral("confidence")));
    }

private:
    void open()
    {
        QTest::keyClick(&gallery(), Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        QVERIFY(stage().isOpen());
    }
    void press(Qt::Key key) { QTest::keyClick(&view(), key); }
    void wheel(int turned, QPointF at)
    {
        QWheelEvent event(at, view().mapToGlobal(at), {}, QPoint(0, turned), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view(), &event);
    }
    storage::PersonMarks marks(int row)
    {
        return m_fixture->composition().library().query().details(model().idAt(row))->card.marks;
    }
    LookStage& stage() { return m_fixture->window().stage(); }
    LoupePage& loupe() { return stage().loupe(); }
    PictureView& view() { return loupe().view(); }
    GalleryView& gallery() { return m_fixture->window().galleries().library(); }
    GalleryModel& model() { return gallery().gallery(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowLoupeTest)
#include "window_loupe.moc"
