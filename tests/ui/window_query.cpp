#include <QAbstractButton>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/chip_row.h"
#include "ui/search/query_chip.h"
#include "ui/search/search_bar.h"
#include "ui/search/suggestion_list.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/message_page.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

/// The query language in the real window: chips, completion, mistakes, history, kept searches, pictures for and against.
class WindowQueryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        for (const char* folder : {"town", "My coast"})
            std::filesystem::create_directories(m_fixture->pictures() / folder);
        writePicture(m_fixture->pictures() / "town" / "fire-engine.png", plainPicture({200, 150}, Qt::red));
        writePicture(m_fixture->pictures() / "town" / "meadow.png", plainPicture({150, 200}, QColor(0, 128, 0)));
        writePicture(m_fixture->pictures() / "My coast" / "ocean.png", plainPicture({240, 150}, Qt::blue));
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
    }

    void cleanup() { m_fixture.reset(); }

    void aFinishedFilterBecomesAChip()
    {
        type(QStringLiteral("folder:town type:portrait"));
        QCOMPARE(chipTexts(), QStringList{"folder:town"});
        QTRY_COMPARE(names(), QStringList{"meadow.png"});
        press(Qt::Key_Return);
        QCOMPARE(chipTexts(), (QStringList{"folder:town", "type:portrait"}));
        QCOMPARE(bar().query().text, std::string("folder:town type:portrait "));
    }

    void negatedAndQuoted()
    {
        type(QStringLiteral("-folder:\"My coast\" "));
        QCOMPARE(chipTexts(), QStringList{"-folder:\"My coast\""});
        QVERIFY(bar().chips().chips().front()->isAgainst());
        QTRY_COMPARE(names().size(), 2);
    }

    void chipsByKeyboard()
    {
        type(QStringLiteral("folder:town type:portrait "));
        QTRY_COMPARE(names().size(), 1);
        press(Qt::Key_Backspace); // out of the empty field to the last chip
        QCOMPARE(bar().chips().focused(), 1);
        press(Qt::Key_Left);
        QCOMPARE(bar().chips().focused(), 0);
        press(Qt::Key_Right);
        press(Qt::Key_Delete);
        QCOMPARE(chipTexts(), QStringList{"folder:town"});
        QTRY_COMPARE(names().size(), 2);
        QCOMPARE(bar().chips().focused(), 0);
        press(Qt::Key_Return); // edit
        QVERIFY(chipTexts().isEmpty());
        QVERIFY(bar().fieldHasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("\"My coast\" "));
        QCOMPARE(chipTexts(), QStringList{"folder:\"My coast\""});
        QTRY_COMPARE(names(), QStringList{"ocean.png"});
        press(Qt::Key_Escape);
        QVERIFY(bar().isEmpty());
    }

    void chipsByMouse()
    {
        type(QStringLiteral("folder:town type:portrait "));
        QTRY_COMPARE(names().size(), 1);
        QTest::mouseDClick(bar().chips().chips().back(), Qt::LeftButton);
        QCOMPARE(chipTexts(), QStringList{"folder:town"});
        QCOMPARE(bar().query().text, std::string("folder:town type:portrait"));
        bar().chips().chips().front()->findChild<QAbstractButton*>()->click();
        QVERIFY(chipTexts().isEmpty());
        QVERIFY(bar().fieldHasFocus());
    }

    void plainDatesCanBeTakenBack()
    {
        type(QStringLiteral("last year ocean"));
        QCOMPARE(chipTexts(), QStringList{"last year"});
        QueryChip* chip = bar().chips().chips().front();
        QVERIFY2(chip->toolTip().startsWith(QStringLiteral("Taken from")), qPrintable(chip->toolTip()));
        QTRY_COMPARE(stack().currentWidget(), &stack().messagePage());
        Q_EMIT chip->menuAsked(QPoint());
        auto* menu = bar().findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QAction* back = nullptr;
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Search for these words instead"))
                back = action;
        }
        QVERIFY(back != nullptr);
        back->trigger();
        menu->close();
        QVERIFY(chipTexts().isEmpty());
        QCOMPARE(bar().query().text, std::string("ocean \\last year"));
    }

    void completion()
    {
        type(QStringLiteral("fol"));
        QTRY_VERIFY(bar().suggestions().isVisible());
        QCOMPARE(bar().suggestions().item(0)->text(), QStringLiteral("folder:"));
        press(Qt::Key_Tab);
        QCOMPARE(bar().query().text, std::string("folder:"));
        QTRY_COMPARE(bar().suggestions().count(), 2);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(chipTexts(), QStringList{"folder:\"My coast\""});
        QVERIFY(bar().fieldHasFocus());
        QVERIFY(!bar().suggestions().isVisible());
        QTRY_COMPARE(names(), QStringList{"ocean.png"});
        // Esc closes the suggestions first, then it clears the search.
        type(QStringLiteral("ty"));
        QTRY_VERIFY(bar().suggestions().isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!bar().suggestions().isVisible());
        QVERIFY(!bar().isEmpty());
        press(Qt::Key_Escape);
        QVERIFY(bar().isEmpty());
    }

    void mistakesAreExplainedAndMended()
    {
        type(QStringLiteral("ocean camra:x"));
        QTRY_VERIFY(!bar().problem().isEmpty());
        QVERIFY2(bar().problem().contains(QStringLiteral("did you mean camera:?")), qPrintable(bar().problem()));
        QTRY_COMPARE(names(), QStringList{"ocean.png"}); // the rest runs
        auto* label = qobject_cast<QLabel*>(&bar().problemLine());
        QVERIFY(label != nullptr);
        QVERIFY(label->isVisible());
        Q_EMIT label->linkActivated(QStringLiteral("mend"));
        QCOMPARE(bar().query().text, std::string("ocean camera:x"));
        QVERIFY(!label->isVisible());
        QTRY_COMPARE(stack().currentWidget(), &stack().messagePage());
    }

    void nothingIsExplained()
    {
        type(QStringLiteral("tag:nobody "));
        QTRY_COMPARE(stack().currentWidget(), &stack().messagePage());
        QVERIFY2(stack().messagePage().text().contains(QStringLiteral("No picture is tagged")),
                 qPrintable(stack().messagePage().text()));
    }

    void history()
    {
        type(QStringLiteral("ocean"));
        press(Qt::Key_Return);
        QTRY_COMPARE(names().size() > 0, true);
        QTRY_COMPARE(m_fixture->services().search.history().result()->size(), 1u);
        press(Qt::Key_Escape);
        QVERIFY(bar().isEmpty());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(bar().suggestions().isVisible());
        QCOMPARE(bar().suggestions().count(), 2);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(bar().query().text, std::string("ocean"));
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        // And forgotten.
        press(Qt::Key_Escape);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(bar().suggestions().isVisible());
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_VERIFY(m_fixture->services().search.history().result()->empty());
    }

    void keptSearch()
    {
        type(QStringLiteral("folder:town red"));
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->composition().library().albums().all()->size(), 1u);
        const auto albums = m_fixture->composition().library().albums().all();
        QCOMPARE(albums->front().album.query, std::optional<std::string>("folder:town red"));
        m_fixture->services().edits.undo();
        QTRY_VERIFY(m_fixture->composition().library().albums().all()->empty());
    }

    void moreAndLessLikeThis()
    {
        GalleryView& library = stack().library();
        select(library, "fire-engine.png");
        trigger(library, QStringLiteral("More like this"));
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QCOMPARE(bar().query().pictures.size(), 1u);
        QVERIFY(!bar().query().pictures.front().negated);
        QVERIFY(m_fixture->settle());
        GalleryView& results = stack().results();
        QTRY_VERIFY(results.gallery().rowCount() > 0);
        const PhotoId other = results.gallery().idAt(0);
        results.select(0);
        trigger(results, QStringLiteral("Less like this"));
        QTRY_COMPARE(bar().query().pictures.size(), 2u);
        QVERIFY(bar().query().pictures.back().negated);
        QVERIFY(bar().query().pictures.back().photo == other);
        QVERIFY(bar().chips().chips().back()->isAgainst());
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(results.gallery().rowOf(other), -1);
    }

    void severalPicturesDropped()
    {
        const auto one = writePicture(m_fixture->root() / "one.png", plainPicture({30, 20}, QColor(250, 10, 10)));
        const auto two = writePicture(m_fixture->root() / "two.png", plainPicture({30, 20}, QColor(10, 10, 250)));
        m_fixture->drop(*fileDrag({one, two}), &bar());
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QCOMPARE(bar().query().pictures.size(), 2u);
        QCOMPARE(m_fixture->photoCount(), 3);
        type(QStringLiteral("ocean"));
        QTRY_COMPARE(names().value(0), QStringLiteral("ocean.png"));
        QCOMPARE(bar().query().pictures.size(), 2u);
    }

    void whyOnRequest()
    {
        type(QStringLiteral("ocean folder:\"My coast\" "));
        QTRY_COMPARE(names(), QStringList{"ocean.png"});
        GalleryView& results = stack().results();
        results.select(0);
        // A tool tip goes at any event that comes late, a pointer's or a focus's: then it is asked for again.
        const auto isShown = [] { return QToolTip::text().contains(QStringLiteral("In its name: ocean")); };
        for (int attempt = 0; attempt < 5 && !isShown(); ++attempt) {
            trigger(results, QStringLiteral("Why this picture"));
            (void)QTest::qWaitFor(isShown, 2000);
        }
        QVERIFY2(isShown(), qPrintable(QToolTip::text()));
        QVERIFY2(QToolTip::text().contains(QStringLiteral("Passes folder:")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void doubtfulResultsStandBelowALine()
    {
        const std::vector<storage::PhotoRef> all = stack().library().gallery().photos();
        QCOMPARE(all.size(), 3u);
        std::vector<search::Hit> hits;
        for (const storage::PhotoRef& photo : all)
            hits.push_back({photo.id, 1.f, 0.5f, false, hits.empty(), 0.9f, 0.5f});
        GalleryView& results = stack().results();
        results.gallery().setResults(all, hits);
        stack().showResults();
        QCOMPARE(results.gallery().firstDoubtful(), 1);
        // The second begins a row of its own, with room for the line above.
        const QRect first = results.visualRect(results.gallery().index(0));
        const QRect second = results.visualRect(results.gallery().index(1));
        QVERIFY(second.top() > first.bottom() + 20);
        QVERIFY(results.visualRect(results.gallery().index(2)).top() == second.top());
        for (search::Hit& hit : hits)
            hit.likely = true;
        results.gallery().setResults(all, hits);
        QCOMPARE(results.gallery().firstDoubtful(), -1);
        QVERIFY(results.visualRect(results.gallery().index(1)).top() ==
                results.visualRect(results.gallery().index(0)).top());
    }

private:
    SearchBar& bar() { return m_fixture->window().searchBar(); }
    GalleryStack& stack() { return m_fixture->window().galleries(); }

    void type(const QString& text)
    {
        bar().focusField();
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    QStringList chipTexts()
    {
        QStringList texts;
        for (const QueryChip* chip : bar().chips().chips())
            texts << chip->text();
        return texts;
    }

    /// Of the results on show, the likely and the others.
    QStringList names()
    {
        QStringList names;
        const GalleryModel& model = stack().results().gallery();
        if (stack().currentWidget() != &stack().results())
            return names;
        for (int row = 0; row < model.rowCount(); ++row) {
            const storage::PhotoCard* card = model.card(row);
            names << (card != nullptr ? QString::fromStdString(card->path.filename().string()) : QString());
        }
        return names;
    }

    static void select(GalleryView& gallery, const char* name)
    {
        for (int row = 0; row < gallery.gallery().rowCount(); ++row) {
            const storage::PhotoCard* card = gallery.gallery().card(row);
            if (card != nullptr && card->path.filename() == name)
                gallery.select(row);
        }
    }

    void trigger(GalleryView& gallery, const QString& text)
    {
        Q_EMIT gallery.menuAsked(gallery.mapToGlobal(QPoint(10, 10)));
        for (QMenu* menu : m_fixture->window().findChildren<QMenu*>()) {
            if (!menu->isVisible())
                continue;
            for (QAction* action : menu->actions()) {
                // Behind the words is the key.
                if (action->text().section(QLatin1Char('\t'), 0, 0) == text && action->isEnabled())
                    action->trigger();
            }
            menu->close();
        }
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowQueryTest)
#include "window_query.moc"
