// Comparing pictures and showing them one after the other.
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/support/picture_maker.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/loupe/compare_page.h"
#include "ui/loupe/compare_pane.h"
#include "ui/loupe/look_stage.h"
#include "ui/loupe/loupe_page.h"
#include "ui/loupe/picture_bar.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/slide_page.h"
#include "ui/loupe/trouble_card.h"
#include "ui/shell/gallery_stack.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowLooksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({6, {900, 675}}));
        m_fixture->window().activateWindow();
        QTRY_VERIFY(m_fixture->window().isActiveWindow());
        gallery().setFocus();
    }

    void cleanup() { m_fixture.reset(); }

    void comparesWhatIsChosen_data()
    {
        QTest::addColumn<int>("chosen");
        QTest::addColumn<int>("panes");
        QTest::newRow("one and the next") << 1 << 2;
        QTest::newRow("two") << 2 << 2;
        QTest::newRow("three") << 3 << 3;
        QTest::newRow("four") << 4 << 4;
        QTest::newRow("the first four of five") << 5 << 4;
    }
    void comparesWhatIsChosen()
    {
        QFETCH(int, chosen);
        QFETCH(int, panes);
        compare(chosen);
        QCOMPARE(static_cast<int>(page().panes().size()), panes);
        for (int i = 0; i < panes; ++i) {
            QCOMPARE(pane(i).photo(), model().idAt(i));
            QVERIFY(pane(i).view().isSharp());
            QVERIFY(!pane(i).bar().words().caption.isEmpty());
            QVERIFY(page().rect().contains(pane(i).geometry()));
            for (int j = 0; j < i; ++j)
                QVERIFY(!pane(i).geometry().intersects(pane(j).geometry()));
        }
        QVERIFY(pane(0).view().hasFocus());
        QCOMPARE(m_fixture->window().detail().photo(), model().idAt(0));
        QTest::keyClick(&pane(0).view(), Qt::Key_Escape);
        QVERIFY(!stage().isOpen());
        QCOMPARE(static_cast<int>(gallery().selectedIds().size()), panes);
    }

    void zoomsInStepAndAlone()
    {
        compare(2);
        PictureView& left = pane(0).view();
        PictureView& right = pane(1).view();
        wheel(left, Qt::NoModifier);
        QVERIFY(!left.zoom().isFit());
        QCOMPARE(right.zoom().scale(), left.zoom().scale());
        QCOMPARE(right.zoom().place(), left.zoom().place());
        QTest::keyClick(&left, Qt::Key_Z); // fitted again, both
        QVERIFY(left.zoom().isFit() && right.zoom().isFit());
        QTest::keyClick(&left, Qt::Key_Z);
        QCOMPARE(left.zoom().scale(), 1.0);
        QCOMPARE(right.zoom().scale(), 1.0);
        QTest::keyClick(&left, Qt::Key_Left);
        QCOMPARE(right.zoom().place(), left.zoom().place());
        const QRectF before = right.zoom().place();
        QTest::keyClick(&left, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(right.zoom().place(), before);
        QVERIFY(left.zoom().place() != before);
        const double scale = right.zoom().scale();
        wheel(left, Qt::ShiftModifier);
        QCOMPARE(right.zoom().scale(), scale);
        QVERIFY(left.zoom().scale() > scale);
    }

    void tabGoesRoundAndMarksAreTheActiveOnes()
    {
        compare(3);
        QTest::keyClick(&pane(0).view(), Qt::Key_Tab);
        QVERIFY(pane(1).view().hasFocus());
        QCOMPARE(page().active(), model().idAt(1));
        QTRY_COMPARE(m_fixture->window().detail().photo(), model().idAt(1));
        QTest::keyClick(&pane(1).view(), Qt::Key_X);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(1).flag, storage::Flag::Rejected);
        QCOMPARE(marks(0).flag, storage::Flag::None);
        QTRY_COMPARE(pane(1).bar().words().marks.flag, storage::Flag::Rejected);
        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(1).flag, storage::Flag::None);
        QTest::keyClick(&pane(1).view(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(pane(0).view().hasFocus());
        QTest::keyClick(&pane(0).view(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(pane(2).view().hasFocus());
        QTest::mouseClick(&pane(1).view(), Qt::LeftButton);
        QCOMPARE(page().active(), model().idAt(1));
    }

    void exchangesOneForTheNext()
    {
        compare(2);
        QTest::keyClick(&pane(0).view(), Qt::Key_Right); // the next one not on show
        QCOMPARE(page().photos(), (std::vector<PhotoId>{model().idAt(2), model().idAt(1)}));
        QVERIFY(m_fixture->settle());
        QVERIFY(pane(0).view().isSharp());
        QCOMPARE(m_fixture->window().detail().photo(), model().idAt(2));
        QTest::keyClick(&pane(0).view(), Qt::Key_Left);
        QCOMPARE(page().photos(), (std::vector<PhotoId>{model().idAt(0), model().idAt(1)}));
        QTest::keyClick(&pane(0).view(), Qt::Key_Left); // there is none before
        QCOMPARE(page().active(), model().idAt(0));
        QTest::keyClick(&pane(0).view(), Qt::Key_Return); // closer still
        QCOMPARE(stage().look(), LookStage::Look::Loupe);
        QCOMPARE(stage().loupe().photo(), model().idAt(0));
    }

    void theWrongOneIsNeverRemoved()
    {
        std::filesystem::remove(model().card(1)->path);
        compare(2);
        auto* card = pane(1).findChild<TroubleCard*>();
        QVERIFY(card->isVisible());
        QCOMPARE(page().active(), model().idAt(0));
        const PhotoId gone = model().idAt(1);
        card->findChildren<QPushButton*>()[1]->click(); // of the one that the keys are not about
        QCOMPARE(page().active(), gone);
        auto* box = m_fixture->window().findChild<QMessageBox*>();
        QVERIFY(box != nullptr);
        box->defaultButton()->click();
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(model().rowCount(), 5);
        QCOMPARE(model().rowOf(gone), -1);
    }

    void showsSlidesOnAClock()
    {
        gallery().select(1);
        SlidePage& slides = stage().slides();
        QSignalSpy advanced(&slides, &SlidePage::advanced);
        slides.setInterval(std::chrono::milliseconds(1));
        QTest::keyClick(&gallery(), Qt::Key_S);
        QCOMPARE(stage().look(), LookStage::Look::Slides);
        QVERIFY(m_fixture->window().isFullScreen());
        QTRY_COMPARE(advanced.size(), 5); // from the chosen one to the last
        for (int i = 0; i < 5; ++i)
            QCOMPARE(advanced[i][0].value<PhotoId>(), model().idAt(i + 1));
        QTRY_VERIFY(slides.isPaused());
        QVERIFY(slides.bar().words().place.contains(QStringLiteral("6 of 6")));
        QTest::keyClick(&slides, Qt::Key_Escape);
        QVERIFY(!stage().isOpen());
        QVERIFY(!m_fixture->window().isFullScreen());
        QCOMPARE(gallery().currentId(), model().idAt(5));
    }

    void showsTheChosenOnesRoundAndRound()
    {
        choose(2);
        SlidePage& slides = stage().slides();
        slides.setLoops(true);
        slides.setInterval(std::chrono::milliseconds(1));
        QSignalSpy advanced(&slides, &SlidePage::advanced);
        QTest::keyClick(&gallery(), Qt::Key_F5, Qt::ShiftModifier);
        QTRY_VERIFY(advanced.size() >= 5);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(advanced[i][0].value<PhotoId>(), model().idAt(i % 2));
        QTest::keyClick(&slides, Qt::Key_Escape);
        QCOMPARE(gallery().selectedIds().size(), 2u);
    }

    void slidesObeyTheirKeys()
    {
        gallery().select(0);
        SlidePage& slides = stage().slides();
        slides.setInterval(std::chrono::hours(1));
        QTest::keyClick(&gallery(), Qt::Key_S);
        QTest::keyClick(&slides, Qt::Key_Right);
        QCOMPARE(slides.photo(), model().idAt(1));
        QTest::keyClick(&slides, Qt::Key_Left);
        QTest::keyClick(&slides, Qt::Key_Left);
        QCOMPARE(slides.photo(), model().idAt(0));
        QTest::keyClick(&slides, Qt::Key_End);
        QCOMPARE(slides.photo(), model().idAt(5));
        QTest::keyClick(&slides, Qt::Key_Home);
        QTest::keyClick(&slides, Qt::Key_Space);
        QVERIFY(slides.isPaused());
        QTest::keyClick(&slides, Qt::Key_Space);
        QVERIFY(!slides.isPaused());
        slides.setSeconds(3);
        QTest::keyClick(&slides, '+');
        QCOMPARE(slides.interval(), std::chrono::seconds(5));
        QTest::keyClick(&slides, '-');
        QTest::keyClick(&slides, '-');
        QTest::keyClick(&slides, '-');
        QCOMPARE(slides.interval(), std::chrono::seconds(2));
        QTest::keyClick(&slides, Qt::Key_L);
        QVERIFY(slides.loops());
        m_fixture->close();
        m_fixture->open();
        QCOMPARE(stage().slides().interval(), std::chrono::seconds(2)); // remembered
        QVERIFY(stage().slides().loops());
    }

private:
    void choose(int count)
    {
        gallery().select(0);
        for (int i = 1; i < count; ++i)
            QTest::keyClick(&gallery(), Qt::Key_Right, Qt::ShiftModifier);
    }
    void compare(int count)
    {
        choose(count);
        QVERIFY(m_fixture->settle());
        QTest::keyClick(&gallery(), Qt::Key_C);
        QCOMPARE(stage().look(), LookStage::Look::Compare);
        QVERIFY(m_fixture->settle());
    }
    void wheel(PictureView& view, Qt::KeyboardModifiers modifiers)
    {
        const QPointF at(view.width() / 2.0, view.height() / 2.0);
        QWheelEvent event(at, view.mapToGlobal(at), {}, QPoint(0, 240), Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&view, &event);
    }
    storage::PersonMarks marks(int row)
    {
        return m_fixture->composition().library().query().details(model().idAt(row))->card.marks;
    }
    LookStage& stage() { return m_fixture->window().stage(); }
    ComparePage& page() { return stage().compare(); }
    ComparePane& pane(int index) { return *page().panes()[static_cast<std::size_t>(index)]; }
    GalleryView& gallery() { return m_fixture->window().galleries().library(); }
    GalleryModel& model() { return gallery().gallery(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowLooksTest)
#include "window_looks.moc"
