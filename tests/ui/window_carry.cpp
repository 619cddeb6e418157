// Pictures on their way to other programs: dragged, copied, shown where they lie.
#include <QClipboard>
#include <QDesktopServices>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"
#include "ui/common/dropped.h"
#include "ui/common/format.h"
#include "ui/common/when_done.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/loupe/look_stage.h"
#include "ui/loupe/loupe_page.h"
#include "ui/loupe/picture_view.h"
#include "ui/shell/gallery_stack.h"
#include "ui/shell/photo_carrier.h"
#include "window_fixture.h"

using namespace vidimus;
using namespace vidimus::test;
using namespace vidimus::ui;

/// Stands in for the file manager.
class Opener : public QObject {
    Q_OBJECT
public:
    Opener() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open"); }
    ~Opener() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened << url; }
};

class WindowCarryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        writePictures(m_fixture->pictures() / "north", {3, {300, 200}});
        writePictures(m_fixture->pictures() / "south", {2, {300, 200}, "jpg", 90});
        QVERIFY(m_fixture->import({m_fixture->pictures()}));
        m_fixture->window().activateWindow();
        QTRY_VERIFY(m_fixture->window().isActiveWindow());
        gallery().setFocus();
    }

    void cleanup() { m_fixture.reset(); }

    void dragsTheRealFiles()
    {
        std::unique_ptr<QMimeData> data;
        QPixmap pixmap;
        m_fixture->window().carrier().setDrag([&](std::unique_ptr<QMimeData> dragged, const QPixmap& shown) {
            data = std::move(dragged);
            pixmap = shown;
        });
        gallery().selectAll();
        const QPoint from = gallery().visualRect(model().index(1)).center();
        QTest::mousePress(gallery().viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(gallery().viewport(), from + QPoint(5, 0));
        QTest::mouseMove(gallery().viewport(), from + QPoint(60, 40));
        QTRY_VERIFY(data != nullptr);
        QTest::mouseRelease(gallery().viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(data->urls(), urls({0, 1, 2, 3, 4}));
        QCOMPARE(draggedPhotos(*data).size(), 5u); // for the side bar
        QCOMPARE(readDropped(*data).photo, model().idAt(0));
        QVERIFY(!pixmap.isNull());
        for (const QUrl& url : data->urls())
            QVERIFY(QFile::exists(url.toLocalFile()));
    }

    void dragsThoseNeverSeen()
    {
        m_fixture->close();
        m_fixture.reset();
        m_fixture = std::make_unique<WindowFixture>([](storage::Library& library) { fillLibrary(library, 3000); });
        QVERIFY(m_fixture->settle());
        std::unique_ptr<QMimeData> data;
        m_fixture->window().carrier().setDrag(
            [&](std::unique_ptr<QMimeData> dragged, const QPixmap&) { data = std::move(dragged); });
        gallery().selectAll();
        m_fixture->window().carrier().drag(gallery(), gallery().selectedIds());
        QTRY_VERIFY(data != nullptr);
        QCOMPARE(data->urls().size(), 3000);
    }

    void copiesOneWithItsPixels()
    {
        gallery().select(1);
        QVERIFY(m_fixture->settle());
        copy();
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->urls(), urls({1}));
        QCOMPARE(data->text(), format::text(model().card(1)->caption));
        QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), QSize(300, 200));
    }

    void copiesSeveralAsFilesAndCaptions()
    {
        gallery().select(0);
        QTest::keyClick(&gallery(), Qt::Key_Right, Qt::ShiftModifier);
        copy();
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->urls(), urls({0, 1}));
        QVERIFY(!data->hasImage());
        QCOMPARE(data->text().split(QLatin1Char('\n')).size(), 2);
        QTest::keyClick(&gallery(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!QGuiApplication::clipboard()->mimeData()->hasUrls());
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(format::text(model().card(0)->caption)));
    }

    void theLastCopyStays()
    {
        gallery().select(1);
        QVERIFY(m_fixture->settle());
        PhotoCarrier& carrier = m_fixture->window().carrier();
        QSignalSpy said(&carrier, &PhotoCarrier::notice);
        carrier.copy({model().idAt(1)}); // its pixels are read first
        carrier.copy({model().idAt(2), model().idAt(3)});
        QTRY_VERIFY(said.size() > 0);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->urls(), urls({2, 3}));
        // As long as the first one would take.
        bool read = false;
        whenDone(this, m_fixture->services().catalogue.preview(model().idAt(1), QSize(4096, 4096)),
                 [&read](const Result<QImage>&) { read = true; });
        QTRY_VERIFY(read);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->urls(), urls({2, 3}));
        QCOMPARE(said.size(), 1);
    }

    void copiesTheOneInTheLoupe()
    {
        gallery().select(0);
        QTest::keyClick(&gallery(), Qt::Key_Return);
        QTest::keyClick(&m_fixture->window().stage().loupe().view(), Qt::Key_Right);
        QVERIFY(m_fixture->settle());
        QSignalSpy copied(QGuiApplication::clipboard(), &QClipboard::dataChanged);
        QTest::keyClick(&m_fixture->window().stage().loupe().view(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(copied.size() > 0);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->urls(), urls({1}));
    }

    void dragsTheOneInTheLoupeUnlessTheHandPans()
    {
        std::unique_ptr<QMimeData> data;
        m_fixture->window().carrier().setDrag(
            [&](std::unique_ptr<QMimeData> dragged, const QPixmap&) { data = std::move(dragged); });
        gallery().select(2);
        QTest::keyClick(&gallery(), Qt::Key_Return);
        QVERIFY(m_fixture->settle());
        PictureView& view = m_fixture->window().stage().loupe().view();
        const QPoint from = view.rect().center();
        const auto drag = [&] {
            QTest::mousePress(&view, Qt::LeftButton, {}, from);
            QTest::mouseMove(&view, from + QPoint(40, 30));
            QTest::mouseRelease(&view, Qt::LeftButton, {}, from + QPoint(40, 30));
        };
        drag();
        QVERIFY(data != nullptr);
        QCOMPARE(data->urls(), urls({2}));
        data.reset();
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(&view, '+');
        QVERIFY(view.canPan());
        drag();
        QVERIFY(data == nullptr);
    }

    void showsEachFolderOnce()
    {
        Opener opener;
        gallery().selectAll();
        QTest::keyClick(&gallery(), Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(opener.opened.size(), 2);
        QSet<QString> folders;
        for (const QUrl& url : opener.opened)
            folders << url.fileName();
        QCOMPARE(folders, (QSet<QString>{QStringLiteral("north"), QStringLiteral("south")}));
    }

private:
    void copy()
    {
        QSignalSpy copied(QGuiApplication::clipboard(), &QClipboard::dataChanged);
        QTest::keyClick(&gallery(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(copied.size() > 0);
    }
    QList<QUrl> urls(const std::vector<int>& rows)
    {
        QList<QUrl> all;
        for (const int row : rows)
            all << QUrl::fromLocalFile(format::nativePath(model().card(row)->path));
        return all;
    }
    GalleryView& gallery() { return m_fixture->window().galleries().library(); }
    GalleryModel& model() { return gallery().gallery(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(WindowCarryTest)
#include "window_carry.moc"
