#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/activity/activity_strip.h"
#include "ui/activity/failure_model.h"
#include "ui/activity/failure_panel.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/search/search_bar.h"
#include "ui/shell/drop_overlay.h"
#include "ui/shell/empty_page.h"
#include "ui/shell/gallery_stack.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

namespace {

/// `count` JPEGs that differ, drawn once.
QList<std::filesystem::path> manyPictures(const std::filesystem::path& folder, int count)
{
    const QByteArray jpeg = encoded(photoPicture({320, 240}, 1));
    std::filesystem::create_directories(folder);
    QList<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        files << folder / ("many-" + std::to_string(i) + ".jpg");
        writeFile(files.last(), withJpegComment(jpeg, std::to_string(i)));
    }
    return files;
}

int shown(WindowFixture& fixture)
{
    return fixture.window().galleries().library().gallery().rowCount();
}

} // namespace

class WindowImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void droppedFilesAppear()
    {
        WindowFixture fixture;
        const auto files = writePictures(fixture.pictures(), {5});
        QVERIFY(fixture.settle());
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        fixture.drop(*fileDrag({files.begin(), files.end()}));
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QCOMPARE(shown(fixture), 5);
        QCOMPARE(fixture.photoCount(), 5);
        QCOMPARE(fixture.window().galleries().currentWidget(), &fixture.window().galleries().library());
        QCOMPARE(fixture.window().activity().text(), QStringLiteral("Added 5 pictures"));
        const storage::PhotoCard* card = fixture.window().galleries().library().gallery().card(0);
        QVERIFY(card != nullptr);
        QVERIFY2(!card->caption.empty(), "the caption came with the end of the import");
    }

    void droppedFolderSaysWhatWillHappen()
    {
        WindowFixture fixture;
        writePictures(fixture.pictures(), {4});
        writePictures(fixture.pictures() / "deeper", {3, {160, 120}, "png", 50});
        writeFile(fixture.pictures() / "notes.txt", "no picture");
        QVERIFY(fixture.settle());
        const auto data = fileDrag({fixture.pictures()});
        fixture.dragIn(*data);
        DropOverlay& overlay = fixture.window().dropOverlay();
        QVERIFY(overlay.isVisible());
        QTRY_COMPARE(overlay.text(), QStringLiteral("Add 7 pictures from 1 folder"));
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        fixture.drop(*data);
        QVERIFY(!overlay.isVisible());
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QCOMPARE(shown(fixture), 7);
    }

    void droppedImageData_data()
    {
        QTest::addColumn<bool>("encoded");
        QTest::newRow("as a browser gives it") << true;
        QTest::newRow("bare pixels") << false;
    }

    void droppedImageData()
    {
        QFETCH(bool, encoded);
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QMimeData data;
        const QImage picture = photoPicture({200, 150}, 9);
        data.setUrls({QUrl(QStringLiteral("https://example.org/harbour.jpg"))});
        if (encoded)
            data.setData(QStringLiteral("image/jpeg"), test::encoded(picture));
        else
            data.setImageData(picture);
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        fixture.drop(data);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QCOMPARE(shown(fixture), 1);
        const auto card = fixture.window().galleries().library().gallery().card(0);
        QVERIFY(card != nullptr);
        QVERIFY(card->path.filename().string().find("harbour") != std::string::npos);
        QCOMPARE(card->path.extension(), std::filesystem::path(encoded ? ".jpg" : ".png"));
    }

    void anAddressAloneIsExplained()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://example.org/harbour.jpg"))});
        fixture.drop(data);
        QVERIFY(fixture.window().activity().text().startsWith(QStringLiteral("A web address alone")));
        QCOMPARE(fixture.photoCount(), 0);
    }

    void pastedPicture()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        auto* data = new QMimeData;
        data->setImageData(photoPicture({120, 90}, 4));
        QGuiApplication::clipboard()->setMimeData(data);
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        QVERIFY(fixture.window().searchBar().fieldHasFocus()); // even while one could type
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QCOMPARE(shown(fixture), 1);
    }

    void pastedTextStaysText()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QGuiApplication::clipboard()->setText(QStringLiteral("a red boat"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(fixture.window().searchBar().query().text, std::string("a red boat"));
        QCOMPARE(fixture.photoCount(), 0);
    }

    void garbageIsRefusedWithWords()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QMimeData data;
        data.setData(QStringLiteral("image/png"), "these bytes are no picture");
        fixture.drop(data);
        QTRY_VERIFY(fixture.window().activity().text() != QStringLiteral("No pictures yet"));
        QCOMPARE(fixture.photoCount(), 0);
    }

    void pausedAndCancelled()
    {
        WindowFixture fixture;
        const auto files = manyPictures(fixture.pictures(), 400);
        QVERIFY(fixture.settle());
        QSignalSpy finished(&fixture.services().imports, &services::ImportService::finished);
        auto* pause = fixture.find<QAbstractButton>(QStringLiteral("Pause"));
        auto* stop = fixture.find<QAbstractButton>(QStringLiteral("Stop"));
        QVERIFY(pause != nullptr && stop != nullptr);
        QVERIFY(!pause->isVisible());
        fixture.services().imports.importPaths(files);
        QTRY_VERIFY(pause->isVisible());
        pause->click();
        QTRY_COMPARE(fixture.services().imports.progress().state, ingest::Progress::State::Paused);
        QVERIFY(fixture.window().activity().text().startsWith(QStringLiteral("Paused")));
        QTRY_COMPARE(pause->accessibleName(), QStringLiteral("Go on"));
        QCOMPARE(finished.size(), 0);
        stop->click();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QVERIFY(finished[0][0].value<ingest::Summary>().cancelled);
        QVERIFY(fixture.window().activity().text().startsWith(QStringLiteral("Stopped")));
        QVERIFY(!pause->isVisible());
        QVERIFY(fixture.photoCount() < 400);
        QCOMPARE(shown(fixture), static_cast<int>(fixture.photoCount()));
        QVERIFY2(fixture.import(files), "and it can be begun again");
        QCOMPARE(shown(fixture), 400);
    }

    void failuresAreListedAndRetried()
    {
        WindowFixture fixture;
        const QByteArray whole = encoded(photoPicture({400, 300}, 3));
        const auto broken = fixture.pictures() / "broken.jpg";
        writePictures(fixture.pictures(), {2});
        writeFile(broken, whole.left(whole.size() / 3));
        QVERIFY(fixture.import({fixture.pictures()}));
        QCOMPARE(shown(fixture), 2);

        auto* problems = fixture.find<QAbstractButton>(QStringLiteral("1 problem"));
        QVERIFY(problems != nullptr && problems->isVisible());
        problems->click();
        FailurePanel& panel = fixture.window().failures();
        QVERIFY(panel.isVisible());
        auto* list = panel.findChild<QListView*>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        const QModelIndex line = list->model()->index(0, 0);
        QCOMPARE(line.data().toString(), QStringLiteral("broken.jpg"));
        QVERIFY(!line.data(FailureModel::ReasonRole).toString().isEmpty());
        QVERIFY(line.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("broken.jpg: ")));

        writeFile(broken, whole);
        auto* retry = fixture.find<QAbstractButton>(QStringLiteral("Retry"));
        QTRY_VERIFY(retry->isEnabled());
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        retry->click();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(fixture.settle());
        QCOMPARE(shown(fixture), 3);
        QTRY_COMPARE(list->model()->rowCount(), 0);
        QTRY_VERIFY(!problems->isVisible());
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!panel.isVisible());
    }

    void failuresAreCleared()
    {
        WindowFixture fixture;
        writePictures(fixture.pictures(), {1});
        writeFile(fixture.pictures() / "empty.jpg", {});
        QVERIFY(fixture.import({fixture.pictures()}));
        auto* problems = fixture.find<QAbstractButton>(QStringLiteral("1 problem"));
        QVERIFY(problems != nullptr);
        problems->click();
        fixture.find<QAbstractButton>(QStringLiteral("Clear"))->click();
        QTRY_VERIFY(!fixture.window().failures().isVisible());
        QTRY_VERIFY(!problems->isVisible());
    }

    void emptyStateLeadsOn()
    {
        WindowFixture fixture;
        QVERIFY(fixture.settle());
        QCOMPARE(fixture.window().galleries().currentWidget(), &fixture.window().galleries().emptyPage());
        auto* choose = fixture.find<QAbstractButton>(QStringLiteral("Choose pictures"));
        auto* demo = fixture.find<QAbstractButton>(QStringLiteral("Look at the demo"));
        QVERIFY(choose->isVisible());
        QVERIFY2(demo->isVisible(), "the sample pictures are not beside the programs");
        QSignalSpy finished(&fixture.window(), &MainWindow::importFinished);
        demo->click();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(fixture.settle());
        QVERIFY(shown(fixture) >= 24);
        QVERIFY(fixture.window().galleries().library().isVisible());
    }
};

QTEST_MAIN(WindowImportTest)
#include "window_import.moc"
