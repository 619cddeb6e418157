#include <QAbstractButton>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/query_chip.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/message_page.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowSearchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        std::filesystem::create_directories(m_fixture->pictures());
        writePicture(m_fixture->pictures() / "fire-engine.png", plainPicture({200, 150}, Qt::red));
        writePicture(m_fixture->pictures() / "meadow.png", plainPicture({150, 200}, QColor(0, 128, 0)));
        writePicture(m_fixture->pictures() / "ocean.png", plainPicture({240, 150}, Qt::blue));
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
    }

    void cleanup() { m_fixture.reset(); }

    void typingFindsAndTellsTheTime()
    {
        type(QStringLiteral("ocean"));
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QVERIFY(m_fixture->settle());
        QVERIFY(results().rowCount() >= 1);
        QCOMPARE(nameAt(0), std::string("ocean.png"));
        auto* time = m_fixture->find<QPushButton>(QStringLiteral("Time the search took"));
        QVERIFY(time->isVisible());
        QVERIFY2(time->text().endsWith(QStringLiteral(" ms")), qPrintable(time->text()));
        QVERIFY(time->toolTip().contains(QStringLiteral("All in all")));
        QVERIFY(results().hit(0)->matchedWords);
        QVERIFY(results().hit(0)->score > 0);
    }

    void escapeComesBackToTheSamePlace()
    {
        GalleryView& library = stack().library();
        library.select(1);
        const PhotoId chosen = library.currentId();
        type(QStringLiteral("meadow"));
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(stack().currentWidget(), &stack().library());
        QVERIFY(m_fixture->window().searchBar().isEmpty());
        QVERIFY(m_fixture->window().searchBar().fieldHasFocus());
        QCOMPARE(library.currentId(), chosen);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().detail().photo(), chosen);
    }

    void onlyTheLastWordsAnswer()
    {
        SearchBar& bar = m_fixture->window().searchBar();
        QSignalSpy asked(&bar, &SearchBar::queryChanged);
        QSignalSpy filled(&results(), &QAbstractItemModel::modelReset);
        bar.setText(QStringLiteral("meadow"));
        bar.askNow();
        bar.setText(QStringLiteral("fire"));
        bar.askNow();
        bar.setText(QStringLiteral("ocean"));
        bar.askNow();
        QCOMPARE(asked.size(), 3);
        QVERIFY(m_fixture->settle());
        QCOMPARE(filled.size(), 1);
        QCOMPARE(nameAt(0), std::string("ocean.png"));
    }

    void clearedWhileUnderWay()
    {
        SearchBar& bar = m_fixture->window().searchBar();
        bar.setText(QStringLiteral("ocean"));
        bar.askNow();
        bar.clear();
        QVERIFY(m_fixture->settle());
        QCOMPARE(stack().currentWidget(), &stack().library());
        QCOMPARE(results().rowCount(), 0);
    }

    void oneSearchForManyLetters()
    {
        QSignalSpy asked(&m_fixture->window().searchBar(), &SearchBar::queryChanged);
        type(QStringLiteral("meadow"));
        QTRY_VERIFY(asked.size() >= 1);
        QVERIFY(m_fixture->settle());
        QVERIFY2(asked.size() < 6, "every letter asked by itself");
    }

    void nothingFoundSaysSo()
    {
        // Words that match nothing still have nearest pictures, so this asks for what was removed.
        const std::vector<PhotoId> all = idsOf(stack().library().gallery());
        QVERIFY(m_fixture->composition().library().photos().remove(all));
        type(QStringLiteral("ocean"));
        QTRY_COMPARE(stack().currentWidget(), &stack().messagePage());
        QCOMPARE(stack().messagePage().title(), QStringLiteral("Nothing found"));
        auto* back = m_fixture->find<QAbstractButton>(QStringLiteral("Clear the search"));
        QVERIFY(back != nullptr);
        Q_EMIT stack().messagePage().actionAsked();
        QTRY_VERIFY(m_fixture->window().searchBar().isEmpty());
    }

    void similarToOneOfOurs()
    {
        GalleryView& library = stack().library();
        int row = 0;
        while (library.gallery().card(row)->path.filename() != "fire-engine.png")
            ++row;
        library.select(row);
        QVERIFY(m_fixture->settle());
        auto* similar = m_fixture->find<QAbstractButton>(QStringLiteral("Find similar"));
        QTRY_VERIFY(similar->isEnabled());
        similar->click();
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        auto* chip = m_fixture->window().findChild<QueryChip*>();
        QVERIFY(chip->isVisible());
        QVERIFY(m_fixture->window().searchBar().query().pictures.at(0).photo == library.currentId());
        chip->findChild<QAbstractButton*>()->click();
        QTRY_COMPARE(stack().currentWidget(), &stack().library());
        QTRY_VERIFY(m_fixture->window().findChild<QueryChip*>() == nullptr);
    }

    void pictureDroppedOnTheBar_data()
    {
        QTest::addColumn<bool>("asFile");
        QTest::newRow("file") << true;
        QTest::newRow("image data") << false;
    }

    void pictureDroppedOnTheBar()
    {
        QFETCH(bool, asFile);
        const QImage blue = plainPicture({300, 200}, QColor(10, 10, 250));
        const auto file = writePicture(m_fixture->root() / "elsewhere.png", blue);
        std::unique_ptr<QMimeData> data = asFile ? fileDrag({file}) : std::make_unique<QMimeData>();
        if (!asFile)
            data->setData(QStringLiteral("image/png"), encoded(blue, "png"));
        m_fixture->drop(*data, &m_fixture->window().searchBar());
        QTRY_COMPARE(stack().currentWidget(), &stack().results());
        QVERIFY(m_fixture->settle());
        QCOMPARE(nameAt(0), std::string("ocean.png"));
        QCOMPARE(m_fixture->photoCount(), 3); // searched by, not imported
        QVERIFY(m_fixture->window().findChild<QueryChip*>()->isVisible());
    }

    void lettersInTheGalleryReachTheSearch()
    {
        GalleryView& library = stack().library();
        library.setFocus();
        QTest::keyClicks(&library, QStringLiteral("o"));
        QVERIFY(m_fixture->window().searchBar().fieldHasFocus());
        QCOMPARE(m_fixture->window().searchBar().query().text, std::string("o"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(!m_fixture->window().searchBar().fieldHasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_fixture->window().searchBar().fieldHasFocus());
    }

private:
    GalleryStack& stack() { return m_fixture->window().galleries(); }
    GalleryModel& results() { return stack().results().gallery(); }
    std::string nameAt(int row)
    {
        const storage::PhotoCard* card = results().card(row);
        return card != nullptr ? card->path.filename().string() : std::string();
    }
    static std::vector<PhotoId> idsOf(const GalleryModel& model)
    {
        std::vector<PhotoId> ids;
        for (const storage::PhotoRef& photo : model.photos())
            ids.push_back(photo.id);
        return ids;
    }
    void type(const QString& text)
    {
        m_fixture->window().searchBar().focusField();
        QTest::keyClicks(QApplication::focusWidget(), text);
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowSearchTest)
#include "window_search.moc"
