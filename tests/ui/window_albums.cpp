#include <QAction>
#include <QContextMenuEvent>
#include <QDragMoveEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/picture_maker.h"
#include "ui/common/edit_desk.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/photo_carrier.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

/// Albums and the tags of the side bar in the real window, and that each change is taken back.
class WindowAlbumsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->importDrawn({4, {300, 200}}));
        view().setFocus();
    }

    void cleanup() { m_fixture.reset(); }

    void renamedByKey()
    {
        m_fixture->window().desk().newAlbum(QStringLiteral("Summer"), {id(0)});
        QVERIFY(m_fixture->settle());
        m_fixture->window().activateWindow();
        QTRY_VERIFY(m_fixture->window().isActiveWindow());
        side().choose(Source::ofAlbum(album("Summer").id));
        side().setFocus();
        QVERIFY(m_fixture->settle());
        // The menu of the keyboard is about the row with the focus, wherever its middle is.
        QSignalSpy asked(&side(), &SideBar::menuAsked);
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, QPoint(0, 0), side().mapToGlobal(QPoint(0, 0)));
        QApplication::sendEvent(side().viewport(), &menu);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<Source>(), Source::ofAlbum(album("Summer").id));
        actionOfMenus({}); // closes it

        QTest::keyClick(&side(), Qt::Key_F2);
        QVERIFY(writeName(QStringLiteral("Winter")));
        QTRY_COMPARE(albumNames(), QStringList{QStringLiteral("Winter")});
        QVERIFY(m_fixture->settle());
    }

    void madeByMenuNamedRenamedAndDeleted()
    {
        QVERIFY(m_fixture->choose({0, 2}));
        menuAction(QStringLiteral("New album"))->trigger();
        QVERIFY(m_fixture->settle());
        // The name is written where the album appears.
        QVERIFY(writeName(QStringLiteral("Summer")));
        QTRY_COMPARE(albumNames(), QStringList{QStringLiteral("Summer")});
        QVERIFY(m_fixture->settle());
        QCOMPARE(content(album("Summer")), (std::vector<PhotoId>{id(0), id(2)}));
        QTRY_COMPARE(count(Source::ofAlbum(album("Summer").id)), QStringLiteral("2"));

        QVERIFY(m_fixture->undo());
        QCOMPARE(albumNames(), QStringList{QStringLiteral("New album")});
        QVERIFY(m_fixture->undo());
        QVERIFY(albumNames().isEmpty());
        QVERIFY(m_fixture->redo());
        QVERIFY(m_fixture->redo());
        QCOMPARE(albumNames(), QStringList{QStringLiteral("Summer")});

        const std::vector<PhotoId> before = content(album("Summer"));
        sideMenuAction(Source::ofAlbum(album("Summer").id), QStringLiteral("Delete the album"))->trigger();
        QVERIFY(m_fixture->settle());
        QVERIFY(albumNames().isEmpty());
        QVERIFY(m_fixture->undo());
        QCOMPARE(content(album("Summer")), before);
    }

    void droppedOnTheSideBar()
    {
        m_fixture->window().desk().newAlbum(QStringLiteral("Best"), {id(3)});
        m_fixture->services().edits.make({storage::AddTags{{{"sea", {id(3)}}}}}, QStringLiteral("tag"));
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->choose({0, 1}));
        dropOn(Source::ofAlbum(album("Best").id));
        QCOMPARE(content(album("Best")), (std::vector<PhotoId>{id(3), id(0), id(1)}));
        QVERIFY(m_fixture->undo());
        QCOMPARE(content(album("Best")), std::vector<PhotoId>{id(3)});
        dropOn(Source::ofTag("sea"));
        QCOMPARE(m_fixture->composition().library().tags().photos("sea")->size(), 3u);
        QVERIFY(m_fixture->undo());
        QCOMPARE(m_fixture->composition().library().tags().photos("sea")->size(), 1u);
        // All pictures is no place to put any.
        QVERIFY(!dropOn({}));
        QVERIFY(side().places().holds(Source::ofAlbum(album("Best").id)));
    }

    void dropMakesANewAlbum()
    {
        QVERIFY(m_fixture->choose({1}));
        const auto data = dragged();
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(side().viewport(), &enter);
        int row = 0;
        while (row < side().places().rowCount() && !side().places().isNewAlbum(row))
            ++row;
        QVERIFY(side().places().isNewAlbum(row));
        const QPoint place = side().visualRect(side().places().index(row)).center();
        QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(side().viewport(), &drop);
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(albumNames(), QStringList{QStringLiteral("New album")});
        QCOMPARE(content(album("New album")), std::vector<PhotoId>{id(1)});
    }

    void shownInItsOrderWhichIsChanged()
    {
        m_fixture->window().desk().newAlbum(QStringLiteral("Best"), {id(2), id(0), id(3)});
        QVERIFY(m_fixture->settle());
        const std::vector<PhotoId> order = content(album("Best"));
        side().choose(Source::ofAlbum(album("Best").id));
        QTRY_COMPARE(shown(), order);
        QVERIFY(m_fixture->settle());
        view().setFocus();
        view().select(2);
        QTest::keyClick(&view(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(m_fixture->settle());
        const std::vector<PhotoId> moved{order[0], order[2], order[1]};
        QCOMPARE(content(album("Best")), moved);
        QTRY_COMPARE(shown(), moved);
        QCOMPARE(view().selectedIds(), std::vector<PhotoId>{order[2]});
        QVERIFY(m_fixture->undo());
        QCOMPARE(content(album("Best")), order);
        QTRY_COMPARE(shown(), order);

        // Del takes it out of the album, not out of the library.
        view().select(1);
        QTest::keyClick(&view(), Qt::Key_Delete);
        QTRY_COMPARE(shown().size(), 2u);
        QCOMPARE(m_fixture->photoCount(), 4);
        QVERIFY(m_fixture->undo());
        QTRY_COMPARE(shown(), order);
    }

    void smartAlbumIsASearch()
    {
        m_fixture->window().desk().newSmartAlbum(QStringLiteral("Pictures"), QStringLiteral("picture"));
        QVERIFY(m_fixture->settle());
        side().choose(Source::ofAlbum(album("Pictures").id));
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().searchBar().findChild<QLineEdit*>()->text(), QStringLiteral("picture"));
        QVERIFY(m_fixture->window().galleries().isSearching());
    }

    void tagOfTheSideBarIsShownRenamedAndDeleted()
    {
        m_fixture->services().edits.make({storage::AddTags{{{"sea", {id(0), id(1)}}}}}, QStringLiteral("tag"));
        QVERIFY(m_fixture->settle());
        const std::vector<PhotoId> tagged = *m_fixture->composition().library().tags().photos("sea");
        side().choose(Source::ofTag("sea"));
        QTRY_COMPARE(shown().size(), 2u);
        QVERIFY(m_fixture->settle());
        sideMenuAction(Source::ofTag("sea"), QStringLiteral("Rename"))->trigger();
        QVERIFY(writeName(QStringLiteral("ocean")));
        QTRY_COMPARE(*m_fixture->composition().library().tags().photos("ocean"), tagged);
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE(side().source(), Source()); // the tag that was shown has another name now
        sideMenuAction(Source::ofTag("ocean"), QStringLiteral("Delete the tag"))->trigger();
        QTRY_VERIFY(m_fixture->composition().library().tags().all()->empty());
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->undo());
        QCOMPARE(*m_fixture->composition().library().tags().photos("ocean"), tagged);
        QVERIFY(m_fixture->undo());
        QCOMPARE(*m_fixture->composition().library().tags().photos("sea"), tagged);
    }

private:
    GalleryView& view() { return m_fixture->gallery(); }
    GalleryModel& model() { return view().gallery(); }
    SideBar& side() { return m_fixture->window().sideBar(); }
    PhotoId id(int row)
    {
        const auto all = m_fixture->composition().library().query().all(storage::SortOrder::NewestFirst);
        return (*all)[static_cast<std::size_t>(row)].id;
    }

    /// Into the field that stands in the side bar where something gets its name.
    bool writeName(const QString& name)
    {
        QLineEdit* editor = nullptr;
        if (!QTest::qWaitFor([&] { return (editor = side().findChild<QLineEdit*>()) != nullptr; }))
            return false;
        editor->setText(name);
        QTest::keyClick(editor, Qt::Key_Return);
        return true;
    }

    QStringList albumNames()
    {
        QStringList names;
        const auto albums = m_fixture->composition().library().albums().all();
        for (const storage::AlbumCount& count : *albums)
            names << QString::fromStdString(count.album.name);
        return names;
    }

    storage::Album album(const std::string& name)
    {
        const auto albums = m_fixture->composition().library().albums().all();
        for (const storage::AlbumCount& count : *albums) {
            if (count.album.name == name)
                return count.album;
        }
        return {};
    }

    std::vector<PhotoId> content(const storage::Album& album)
    {
        std::vector<PhotoId> photos;
        const auto places = m_fixture->composition().library().albums().places(album.id);
        for (const storage::AlbumPlace& place : *places)
            photos.push_back(place.photo);
        return photos;
    }

    std::vector<PhotoId> shown()
    {
        std::vector<PhotoId> photos;
        for (const storage::PhotoRef& ref : model().photos())
            photos.push_back(ref.id);
        return photos;
    }

    QString count(const Source& source)
    {
        const SideBarModel& places = side().places();
        return places.index(places.rowOf(source)).data(SideBarModel::CountRole).toString();
    }

    /// Of the menu that opens over the chosen pictures, its sub-menus included.
    QAction* menuAction(const QString& text)
    {
        Q_EMIT view().menuAsked(QPoint(10, 10));
        return actionOfMenus(text);
    }

    QAction* sideMenuAction(const Source& source, const QString& text)
    {
        Q_EMIT side().menuAsked(source, QPoint(10, 10));
        return actionOfMenus(text);
    }

    QAction* actionOfMenus(const QString& text)
    {
        QAction* found = nullptr;
        for (QMenu* menu : m_fixture->window().findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (action->text().section(QLatin1Char('\t'), 0, 0) == text) // behind it is the key
                    found = action;
            }
            menu->close(); // an open menu would get the keys
        }
        return found;
    }

    std::unique_ptr<QMimeData> dragged()
    {
        PhotoCarrier::Cards cards;
        for (const PhotoId id : view().selectedIds())
            cards.push_back(*model().card(model().rowOf(id)));
        return PhotoCarrier::filesOf(cards);
    }

    bool dropOn(const Source& source)
    {
        const auto data = dragged();
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(side().viewport(), &enter);
        const QPoint place = side().visualRect(side().places().index(side().places().rowOf(source))).center();
        QDragMoveEvent move(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(side().viewport(), &move);
        QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(side().viewport(), &drop);
        m_fixture->settle();
        return move.isAccepted();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowAlbumsTest)
#include "window_albums.moc"
