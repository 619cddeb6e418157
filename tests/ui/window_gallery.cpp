#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/common/origin_chip.h"
#include "ui/detail/detail_pane.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/search_bar.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/side_bar.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

class WindowGalleryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        writePictures(m_fixture->pictures() / "north", {4, {300, 200}});
        writePictures(m_fixture->pictures() / "south", {2, {200, 300}, "jpg", 90});
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
        QCOMPARE(model().rowCount(), 6);
    }

    void cleanup() { m_fixture.reset(); }

    void choosingShowsDetails()
    {
        view().select(2);
        QVERIFY(m_fixture->settle());
        DetailPane& pane = m_fixture->window().detail();
        QCOMPARE(pane.photo(), model().idAt(2));
        const storage::PhotoCard* card = model().card(2);
        auto* caption = m_fixture->find<QTextEdit>(QStringLiteral("Caption"));
        QCOMPARE(caption->toPlainText(), QString::fromStdString(card->caption));
        auto* chip = pane.findChild<OriginChip*>();
        QVERIFY(chip->isVisible());
        QCOMPARE(chip->text(), QStringLiteral("mock"));
        QVERIFY(chip->toolTip().contains(QStringLiteral("mock")));
        const auto says = [&pane](const QString& text) {
            const auto labels = pane.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->isVisibleTo(&pane) && (label->text() == text || label->accessibleName() == text);
            });
        };
        QVERIFY(says(QString::fromStdString(card->path.filename().string())));
        QVERIFY(says(QStringLiteral("JPEG")));
        QVERIFY(says(QStringLiteral("Decode")));
        m_fixture->find<QAbstractButton>(QStringLiteral("Copy caption"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(card->caption));
    }

    void detailsFollowTheArrows()
    {
        view().setFocus();
        view().select(0);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(&view(), Qt::Key_Right);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().detail().photo(), model().idAt(3));
        QTest::keyClick(&view(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->window().detail().photo(), PhotoId{});
        QCOMPARE(view().selectedIds().size(), 2u);
    }

    void removalAsksAndKeepsTheFile()
    {
        view().setFocus();
        view().select(1);
        const PhotoId doomed = model().idAt(1);
        const auto path = model().card(1)->path;
        QTest::keyClick(&view(), Qt::Key_Delete);
        auto* box = m_fixture->window().findChild<QMessageBox*>();
        QVERIFY(box != nullptr && box->isVisible());
        QVERIFY(box->informativeText().contains(QStringLiteral("files stay")));
        box->reject();
        QTRY_VERIFY(m_fixture->window().findChild<QMessageBox*>() == nullptr);
        QCOMPARE(model().rowCount(), 6);

        m_fixture->window().activateWindow();
        QTRY_VERIFY(m_fixture->window().isActiveWindow());
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Delete);
        m_fixture->find<QAbstractButton>(QStringLiteral("Remove from the library"))->click();
        QTRY_COMPARE(model().rowCount(), 5);
        QCOMPARE(model().rowOf(doomed), -1);
        QTRY_COMPARE(m_fixture->photoCount(), 5);
        QVERIFY(std::filesystem::exists(path));
        QVERIFY(m_fixture->settle());
    }

    void removedOnesAreNotFound()
    {
        SearchBar& bar = m_fixture->window().searchBar();
        bar.setText(QStringLiteral("picture"));
        bar.askNow();
        QVERIFY(m_fixture->settle());
        GalleryView& results = m_fixture->window().galleries().results();
        const int found = results.gallery().rowCount();
        QVERIFY(found >= 1);
        const PhotoId doomed = results.gallery().idAt(0);
        results.setFocus();
        results.select(0);
        QTest::keyClick(&results, Qt::Key_Delete);
        m_fixture->find<QAbstractButton>(QStringLiteral("Remove from the library"))->click();
        QTRY_COMPARE(results.gallery().rowCount(), found - 1);
        bar.askNow();
        QVERIFY(m_fixture->settle());
        QCOMPARE(results.gallery().rowOf(doomed), -1);
    }

    void foldersOfTheSideBar()
    {
        SideBar& side = m_fixture->window().sideBar();
        QTRY_COMPARE(side.model()->rowCount(), 7); // two headings, all, recent, to review, two folders
        side.choose({Source::Kind::Folder, m_fixture->pictures() / "south"});
        QTRY_COMPARE(model().rowCount(), 2);
        QVERIFY(m_fixture->settle());
        // What comes into the folder on show joins it; what comes elsewhere does not.
        const auto north = writePicture(m_fixture->pictures() / "north" / "new.jpg", photoPicture({200, 100}, 501));
        const auto south = writePicture(m_fixture->pictures() / "south" / "new.jpg", photoPicture({200, 100}, 502));
        QVERIFY(m_fixture->import({north, south}));
        QTRY_COMPARE(model().rowCount(), 3);
        side.choose({Source::Kind::Recent, {}});
        QTRY_COMPARE(model().rowCount(), 8);
        QVERIFY(m_fixture->settle());
        side.choose({});
        QTRY_COMPARE(model().rowCount(), 8);
        QCOMPARE(side.model()->index(1, 0).data(SideBarModel::CountRole).toString(), QStringLiteral("8"));
    }

    void everyButtonHasAName()
    {
        view().select(0);
        QVERIFY(m_fixture->settle());
        const auto buttons = m_fixture->window().findChildren<QAbstractButton*>();
        QVERIFY(buttons.size() > 15);
        for (QAbstractButton* button : buttons) {
            if (button->objectName().startsWith(QStringLiteral("qt_")))
                continue; // of Qt's own scroll bars and fields
            const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(button);
            QVERIFY(accessible != nullptr);
            const QString name = accessible->text(QAccessible::Name);
            const QString where =
                QStringLiteral("%1 in %2")
                    .arg(QLatin1String(button->metaObject()->className()), button->parentWidget()->objectName());
            const bool unused = button->text().isEmpty() && button->icon().isNull();
            QVERIFY2(!name.isEmpty() || unused, qPrintable(where));
            if (qobject_cast<QToolButton*>(button) != nullptr && !button->icon().isNull())
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(where));
        }
    }

    void toolTipsNameTheShortcut()
    {
        QVERIFY(m_fixture->find<QAbstractButton>(QStringLiteral("Library and folders"))
                    ->toolTip()
                    .contains(QStringLiteral("F9")));
        QVERIFY(
            m_fixture->find<QAbstractButton>(QStringLiteral("Pause"))->toolTip().contains(QStringLiteral("Ctrl+P")));
    }

private:
    GalleryView& view() { return m_fixture->window().galleries().library(); }
    GalleryModel& model() { return view().gallery(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowGalleryTest)
#include "window_gallery.moc"
