#include <QAbstractButton>
#include <QTest>

#include "tests/support/picture_files.h"
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

class WindowKeepingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizeAndPanesAreRemembered()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        fixture.window().resize(760, 520);
        QTest::keyClick(&fixture.window(), Qt::Key_F9);
        QVERIFY(!fixture.window().sideBar().isVisible());
        fixture.window().galleries().library().setRowHeight(260);
        const QSize size = fixture.window().size();
        fixture.close();
        fixture.open();
        QVERIFY(fixture.settle());
        QCOMPARE(fixture.window().size(), size);
        QVERIFY(!fixture.window().sideBar().isVisible());
        QVERIFY(fixture.window().detail().isVisible());
        QCOMPARE(fixture.window().galleries().library().rowHeight(), 260);
        QTest::keyClick(&fixture.window(), Qt::Key_F9);
        QTest::keyClick(&fixture.window(), Qt::Key_F10);
        QVERIFY(fixture.window().sideBar().isVisible());
        QVERIFY(!fixture.window().detail().isVisible());
        fixture.close();
        fixture.open();
        QVERIFY(!fixture.window().detail().isVisible());
        QVERIFY(fixture.settle());
    }

    void damagedSettingsAreNoObstacle()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QSettings& values = fixture.services().settings.values();
        fixture.window().close();
        values.setValue(QStringLiteral("ui/geometry"), QByteArray("nonsense"));
        values.setValue(QStringLiteral("ui/paneWidths"), QStringLiteral("x"));
        values.setValue(QStringLiteral("ui/rowHeight"), -3);
        values.setValue(QStringLiteral("ui/theme"), QStringLiteral("purple"));
        values.setValue(QStringLiteral("ui/order"), 17);
        values.sync();
        MainWindow again(fixture.services(), fixture.theme());
        again.show();
        QVERIFY(QTest::qWaitForWindowExposed(&again));
        QVERIFY(again.galleries().library().rowHeight() >= GalleryView::kLowestRow);
    }

    void theLibraryIsThereAgain()
    {
        WindowFixture fixture;
        writePictures(fixture.pictures(), {7});
        QVERIFY(fixture.import({fixture.pictures()}));
        fixture.close();
        fixture.open();
        QVERIFY(fixture.settle());
        QCOMPARE(fixture.window().galleries().library().gallery().rowCount(), 7);
        QVERIFY(fixture.window().searchBar().fieldHasFocus());
    }

    void closedInTheMiddleOfWork()
    {
        WindowFixture fixture;
        writePictures(fixture.pictures(), {40});
        fixture.services().imports.importPaths({fixture.pictures()});
        fixture.window().searchBar().setText(QStringLiteral("anything"));
        fixture.window().searchBar().askNow();
        fixture.close();
        fixture.open();
        QVERIFY(fixture.settle());
        QTRY_COMPARE(fixture.window().galleries().library().gallery().rowCount(), 40);
    }

    void narrowWindowsKeepRoomForPictures()
    {
        WindowFixture fixture;
        fixture.window().resize(800, 600);
        QVERIFY(fixture.settle());
        const int pictures = fixture.window().galleries().width();
        QVERIFY2(pictures >= 380, qPrintable(QString::number(pictures)));
        fixture.window().resize(1280, 800);
        QVERIFY(fixture.window().detail().width() >= 300);
    }
};

QTEST_MAIN(WindowKeepingTest)
#include "window_keeping.moc"
