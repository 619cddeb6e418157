#include <QLabel>
#include <QTest>

#include "tests/support/picture_maker.h"
#include "ui/detail/candidate_row.h"
#include "ui/detail/caption_view.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_view.h"
#include "ui/review/review_page.h"
#include "ui/review/review_picture.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowReviewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({5, {300, 200}}));
        QTRY_VERIFY(m_fixture->window().sideBar().places().holds({Source::Kind::Review}));
        // Each as sure as its number: the queue is known.
        const auto all = m_fixture->composition().library().query().all(storage::SortOrder::OldestFirst);
        m_photos.clear();
        float confidence = 0.9f;
        for (const storage::PhotoRef& ref : *all) {
            storage::DescribedPhoto said;
            said.photo = ref.id;
            said.caption = Caption{"a thing of " + std::to_string(ref.id.value), confidence -= 0.1f, {}};
            QVERIFY(m_fixture->composition().library().descriptions().add({&said, 1}, 1));
            m_photos.insert(m_photos.begin(), ref.id);
        }
        begin();
    }

    void cleanup() { m_fixture.reset(); }

    void leastCertainFirstAndEnterAccepts()
    {
        QCOMPARE(page().photo(), m_photos[0]);
        QCOMPARE(page().progressText(), QStringLiteral("1 of 5"));
        QVERIFY(m_fixture->window().detail().isHidden());
        press(Qt::Key_Return);
        QCOMPARE(page().photo(), m_photos[1]);
        QCOMPARE(page().progressText(), QStringLiteral("2 of 5"));
        QVERIFY(marks(0).reviewedAt);
        QVERIFY(!marks(0).caption);
        // Taken back, and there again.
        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->settle());
        QCOMPARE(page().photo(), m_photos[0]);
        QVERIFY(!marks(0).reviewedAt);
    }

    void theWordsBeginWhereThePictureDoes()
    {
        const auto* picture = page().findChild<ReviewPicture*>();
        const auto* caption = m_fixture->find<CaptionView>(QStringLiteral("Caption to review"));
        for (const int width : {1000, 1180, 1400}) {
            m_fixture->window().resize(width, 800);
            QVERIFY(m_fixture->settle());
            const int left = picture->mapTo(&page(), picture->shownRect().topLeft()).x();
            QTRY_COMPARE(caption->mapTo(&page(), QPoint(0, 0)).x(), left);
        }
    }

    void typingMendsAndGoesOn()
    {
        QTest::keyClick(&page(), 'H');
        auto* caption = m_fixture->find<CaptionView>(QStringLiteral("Caption to review"));
        QVERIFY(caption->isEditing());
        QTest::keyClicks(caption, QStringLiteral("arbour"));
        QTest::keyClick(caption, Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).caption.value(), std::string("Harbour"));
        QCOMPARE(page().photo(), m_photos[1]);
        QVERIFY(page().hasFocus());
        QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->settle());
        QVERIFY(!marks(0).caption);
        QCOMPARE(page().photo(), m_photos[0]);
    }

    void mendedWordsBeginWithTheModels()
    {
        QTest::keyClick(&m_fixture->window(), Qt::Key_F2);
        auto* caption = m_fixture->find<CaptionView>(QStringLiteral("Caption to review"));
        QTest::keyClick(caption, Qt::Key_End);
        QTest::keyClicks(caption, QStringLiteral(" at sea"));
        // Esc: nothing happened, and the review goes on.
        QTest::keyClick(caption, Qt::Key_Escape);
        QVERIFY(m_fixture->settle());
        QCOMPARE(page().photo(), m_photos[0]);
        QVERIFY(!marks(0).caption);
        QTest::keyClick(&m_fixture->window(), Qt::Key_F2);
        QTest::keyClick(caption, Qt::Key_End);
        QTest::keyClicks(caption, QStringLiteral(" at sea"));
        QTest::keyClick(caption, Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).caption.value(), "a thing of " + std::to_string(m_photos[0].value) + " at sea");
    }

    void skippingChangesNothing_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("S") << Qt::Key_S;
        QTest::newRow("right") << Qt::Key_Right;
        QTest::newRow("down") << Qt::Key_Down;
    }

    void skippingChangesNothing()
    {
        QFETCH(Qt::Key, key);
        press(key);
        QCOMPARE(page().photo(), m_photos[1]);
        QVERIFY(!marks(0).reviewedAt && !m_fixture->services().edits.canUndo());
        press(Qt::Key_Left);
        QCOMPARE(page().photo(), m_photos[0]);
        press(Qt::Key_Left);
        QCOMPARE(page().photo(), m_photos[0]);
    }

    void tabLeadsToTheOtherCaptions()
    {
        QTest::keyClick(&page(), Qt::Key_Tab);
        QVERIFY(m_fixture->settle());
        auto rows = page().findChildren<CandidateRow*>();
        QVERIFY(rows.size() > 1);
        QTRY_VERIFY(rows[0]->hasFocus());
        QTest::keyClick(rows[0], Qt::Key_Down);
        QVERIFY(rows[1]->hasFocus());
        const QString words = rows[1]->words();
        QTest::keyClick(rows[1], Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        QCOMPARE(marks(0).caption.value(), words.toStdString());
        QCOMPARE(page().photo(), m_photos[1]);
        QVERIFY(page().hasFocus());
    }

    void tabAsksAgainWhereTheModelCouldNotBeAsked()
    {
        const std::filesystem::path away = m_fixture->root() / "away";
        std::filesystem::rename(m_fixture->pictures(), away);
        press(Qt::Key_Tab);
        QVERIFY(page().findChildren<CandidateRow*>().isEmpty());
        std::filesystem::rename(away, m_fixture->pictures());
        press(Qt::Key_Tab);
        const auto rows = page().findChildren<CandidateRow*>();
        QVERIFY(!rows.isEmpty());
        QTRY_VERIFY(rows[0]->hasFocus());
    }

    void escapeLeavesStepByStepAndOneComesBackToTheSamePicture()
    {
        press(Qt::Key_S);
        press(Qt::Key_S);
        press(Qt::Key_Tab);
        QTest::keyClick(&m_fixture->window(), Qt::Key_Escape);
        QVERIFY(m_fixture->window().galleries().isReviewing());
        QTest::keyClick(&m_fixture->window(), Qt::Key_Escape);
        QVERIFY(m_fixture->settle());
        QVERIFY(!m_fixture->window().galleries().isReviewing());
        QVERIFY(!m_fixture->window().detail().isHidden());
        m_fixture->close();
        m_fixture->open();
        QTRY_VERIFY(m_fixture->window().sideBar().places().holds({Source::Kind::Review}));
        begin();
        QCOMPARE(page().photo(), m_photos[2]);
        QCOMPARE(page().progressText(), QStringLiteral("3 of 5"));
    }

    void leavingBeforeTheListIsThereKeepsThePlace()
    {
        press(Qt::Key_S);
        press(Qt::Key_S);
        m_fixture->close();
        m_fixture->open();
        SideBar& places = m_fixture->window().sideBar();
        QTRY_VERIFY(places.places().holds({Source::Kind::Review}));
        places.choose({Source::Kind::Review});
        places.choose({});
        begin();
        QCOMPARE(page().photo(), m_photos[2]);
    }

    void aKeyHeldTooLongAcceptsNoMore()
    {
        press(Qt::Key_Return);
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, {}, QStringLiteral("\r"), true);
        QApplication::sendEvent(&page(), &again);
        QVERIFY(m_fixture->settle());
        QCOMPARE(page().photo(), m_photos[1]);
        QVERIFY(!marks(1).reviewedAt);
    }

    void nothingIsAcceptedBeforeItIsOnShow()
    {
        m_fixture->window().sideBar().choose({});
        m_fixture->window().sideBar().choose({Source::Kind::Review});
        QTest::keyClick(&page(), Qt::Key_Return); // the list is still asked for
        QVERIFY(m_fixture->settle());
        QCOMPARE(page().photo(), m_photos[0]);
        QVERIFY(!marks(0).reviewedAt);
    }

    void backwardsLeadsOut()
    {
        QTest::keyClick(&page(), Qt::Key_Backtab);
        QVERIFY(!page().isAncestorOf(m_fixture->window().focusWidget()));
        QVERIFY(!page().hasFocus());
        QVERIFY(page().findChildren<CandidateRow*>().isEmpty());
    }

    void theEndIsSaid()
    {
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Return);
        QVERIFY(!page().photo());
        QTRY_VERIFY(!m_fixture->window().sideBar().places().holds({Source::Kind::Review}));
        QTest::keyClick(m_fixture->window().focusWidget(), Qt::Key_Space); // the button that leads back
        QTRY_VERIFY(!m_fixture->window().galleries().isReviewing());
        for (int i = 0; i < 5; ++i)
            QVERIFY(marks(i).reviewedAt);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_fixture->settle());
        for (int i = 0; i < 5; ++i)
            QVERIFY(!marks(i).reviewedAt);
    }

private:
    ReviewPage& page() { return m_fixture->window().galleries().reviewPage(); }

    void begin()
    {
        m_fixture->window().sideBar().choose({Source::Kind::Review});
        QVERIFY(m_fixture->window().galleries().isReviewing());
        QVERIFY(m_fixture->settle());
    }

    void press(Qt::Key key)
    {
        QTest::keyClick(&page(), key);
        QVERIFY(m_fixture->settle());
    }

    storage::PersonMarks marks(int place)
    {
        const std::vector<PhotoId> one{m_photos[static_cast<std::size_t>(place)]};
        return m_fixture->composition().library().marks().marks(one)->front().marks;
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::vector<PhotoId> m_photos; ///< least certain first
};

QTEST_MAIN(WindowReviewTest)
#include "window_review.moc"
