#include <QImage>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include "ui/common/dropped.h"

using namespace vidimus;
using namespace vidimus::ui;

class UiDroppedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesAndFolders()
    {
        QMimeData data;
        data.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/a/ü b.jpg")), QUrl::fromLocalFile(QStringLiteral("/folder"))});
        data.setText(QStringLiteral("/a/ü b.jpg"));
        QCOMPARE(dropKind(data), DropKind::Files);
        const Dropped dropped = readDropped(data);
        QCOMPARE(dropped.paths, (QList<std::filesystem::path>{"/a/ü b.jpg", "/folder"}));
        QVERIFY(!dropped.hasPicture());
    }

    void encodedBytesBeforePixels()
    {
        QMimeData data;
        data.setImageData(QImage(4, 4, QImage::Format_RGB32));
        data.setData(QStringLiteral("image/jpeg"), "jpeg bytes");
        data.setData(QStringLiteral("image/png"), "png bytes");
        QCOMPARE(dropKind(data), DropKind::Picture);
        const Dropped dropped = readDropped(data);
        QCOMPARE(dropped.encoded, QByteArray("png bytes"));
        QVERIFY(dropped.pixels.isNull());
    }

    void theOriginalsFormatWhenItsNameTells()
    {
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://example.org/photos/sea.jpg?w=800"))});
        data.setData(QStringLiteral("image/png"), "png bytes");
        data.setData(QStringLiteral("image/jpeg"), "jpeg bytes");
        const Dropped dropped = readDropped(data);
        QCOMPARE(dropped.encoded, QByteArray("jpeg bytes"));
        QCOMPARE(dropped.hint, QStringLiteral("sea.jpg"));
        QVERIFY(!dropped.onlyWebAddress);
    }

    void barePixels()
    {
        QMimeData data;
        data.setImageData(QImage(4, 3, QImage::Format_RGB32));
        QCOMPARE(dropKind(data), DropKind::Picture);
        const Dropped dropped = readDropped(data);
        QVERIFY(dropped.encoded.isEmpty());
        QCOMPARE(dropped.pixels.size(), QSize(4, 3));
    }

    void anAddressIsNotAPicture()
    {
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://example.org/sea.jpg"))});
        QCOMPARE(dropKind(data), DropKind::WebAddress);
        const Dropped dropped = readDropped(data);
        QVERIFY(dropped.onlyWebAddress);
        QVERIFY(!dropped.hasPicture());
        QVERIFY(dropped.paths.isEmpty());
    }

    void ourOwnPicturesAreNotImported()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/a.jpg"))});
        data.setData(photoMimeType(), "42");
        QCOMPARE(dropKind(data), DropKind::Nothing);
        QCOMPARE(readDropped(data).photo, PhotoId{42});
    }

    void wordsAreNothing()
    {
        QMimeData data;
        data.setText(QStringLiteral("a sentence"));
        QCOMPARE(dropKind(data), DropKind::Nothing);
        const Dropped dropped = readDropped(data);
        QVERIFY(!dropped.hasPicture() && dropped.paths.isEmpty() && !dropped.onlyWebAddress);
    }
};

QTEST_MAIN(UiDroppedTest)
#include "ui_dropped.moc"
