#include <cstdlib>

#include <QColorSpace>
#include <QTest>

#include "core/media/thumbnail.h"
#include "test_pictures.h"

using namespace vidimus;
using namespace vidimus::media;
using namespace vidimus::media::test;

class ThumbnailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void longerSideIsBounded_data()
    {
        QTest::addColumn<QSize>("picture");
        QTest::addColumn<QSize>("thumbnail");
        QTest::newRow("landscape") << QSize(1000, 750) << QSize(400, 300);
        QTest::newRow("portrait") << QSize(750, 1000) << QSize(300, 400);
        QTest::newRow("exact") << QSize(400, 400) << QSize(400, 400);
        QTest::newRow("never up") << QSize(30, 20) << QSize(30, 20);
        QTest::newRow("one side") << QSize(401, 10) << QSize(400, 10);
        QTest::newRow("line") << QSize(3000, 1) << QSize(400, 1);
        QTest::newRow("pixel") << QSize(1, 1) << QSize(1, 1);
    }

    void longerSideIsBounded()
    {
        QFETCH(QSize, picture);
        QFETCH(QSize, thumbnail);
        const auto bytes = makeThumbnail(quarters(picture.width(), picture.height()));
        QVERIFY(bytes);
        QCOMPARE(QImage::fromData(*bytes).size(), thumbnail);
    }

    void opaqueBecomesJpeg()
    {
        const auto bytes = makeThumbnail(quarters(1000, 750));
        QVERIFY(bytes);
        QVERIFY(bytes->startsWith("\xFF\xD8"));
        const QImage image = QImage::fromData(*bytes);
        QVERIFY(std::abs(cornerColour(image, Corner::TopLeft).red() - 0xE0) < 16);
        QVERIFY(std::abs(cornerColour(image, Corner::BottomLeft).blue() - 0xE0) < 16);
    }

    void transparencyBecomesPng()
    {
        QImage picture(800, 600, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        const auto bytes = makeThumbnail(picture);
        QVERIFY(bytes);
        QVERIFY(bytes->startsWith("\x89PNG"));
        QCOMPARE(QImage::fromData(*bytes).pixelColor(200, 150).alpha(), 0);
    }

    void photographsStaySmall()
    {
        const auto bytes = makeThumbnail(photoLike(1000, 750));
        QVERIFY(bytes);
        QVERIFY2(bytes->size() < 60'000, qPrintable(QString::number(bytes->size())));
    }

    void carriesNoTextsAndNoProfile()
    {
        QImage picture = quarters(300, 200);
        const auto plain = makeThumbnail(picture);
        picture.setText("Comment", QString(10'000, 'x'));
        picture.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
        const auto tagged = makeThumbnail(picture);
        QVERIFY(plain && tagged);
        QCOMPARE(tagged->size(), plain->size());
    }

    void averagesRatherThanPicks()
    {
        QImage board(800, 800, QImage::Format_RGB32);
        for (int y = 0; y < 800; ++y) {
            for (int x = 0; x < 800; ++x)
                board.setPixel(x, y, (x + y) % 2 == 0 ? 0xFFFFFFFFu : 0xFF000000u);
        }
        const auto bytes = makeThumbnail(board);
        QVERIFY(bytes);
        QVERIFY(std::abs(QImage::fromData(*bytes).pixelColor(200, 200).red() - 128) < 8);
    }

    void nothingIsRefused()
    {
        const auto bytes = makeThumbnail(QImage());
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(ThumbnailTest)
#include "thumbnail_test.moc"
