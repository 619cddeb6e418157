#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include "ui/gallery/card_cache.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/thumbnail_cache.h"
#include "ui/loupe/original_cache.h"
#include "ui/loupe/picture_source.h"
#include "ui/loupe/picture_view.h"
#include "ui/loupe/zoom.h"

using namespace vidimus;
using namespace vidimus::ui;

namespace {

/// Answers when the test says so.
class Decoder {
public:
    struct Asked {
        PhotoId id;
        QSize pixels; ///< null: at full resolution
        std::shared_ptr<QPromise<Result<QImage>>> fitted;
        std::shared_ptr<QPromise<Result<std::vector<QImage>>>> whole;
    };

    OriginalCache::Loads loads()
    {
        return {[this](PhotoId id, QSize pixels) {
                    auto promise = std::make_shared<QPromise<Result<QImage>>>();
                    promise->start();
                    asked.push_back({id, pixels, promise, nullptr});
                    return promise->future();
                },
                [this](PhotoId id) {
                    auto promise = std::make_shared<QPromise<Result<std::vector<QImage>>>>();
                    promise->start();
                    asked.push_back({id, {}, nullptr, promise});
                    return promise->future();
                }};
    }

    void answer(std::size_t which, QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::gray);
        if (asked[which].fitted) {
            asked[which].fitted->addResult(Result<QImage>(image));
            asked[which].fitted->finish();
        } else {
            asked[which].whole->addResult(
                Result<std::vector<QImage>>(std::vector<QImage>{image, image.scaled(size / 2)}));
            asked[which].whole->finish();
        }
    }

    void fail(std::size_t which)
    {
        const auto error = vidimus::fail(ErrorCode::Corrupt, "The file ends too early.");
        if (asked[which].fitted) {
            asked[which].fitted->addResult(Result<QImage>(error));
            asked[which].fitted->finish();
        } else {
            asked[which].whole->addResult(Result<std::vector<QImage>>(error));
            asked[which].whole->finish();
        }
    }

    std::vector<Asked> asked;
};

constexpr std::size_t kPlenty = 100u << 20;
const QSize kScreen(300, 200);

OriginalCache::Wishes wishes(std::vector<PhotoId> shown, std::vector<PhotoId> whole, std::vector<PhotoId> ahead)
{
    return {std::move(shown), std::move(whole), std::move(ahead), kScreen};
}

} // namespace

class UiLoupeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fitsAndShowsPixelForPixel()
    {
        Zoom zoom;
        zoom.setView({900, 600});
        zoom.setPicture({3000, 1000});
        QVERIFY(zoom.isFit());
        QCOMPARE(zoom.place(), QRectF(0, 150, 900, 300));
        QVERIFY(!zoom.canPan());
        const QPointF pointer(700, 250);
        const QPointF under = zoom.pictureAt(pointer);
        zoom.toggle(pointer);
        QCOMPARE(zoom.scale(), 1.0);
        QVERIFY(zoom.canPan());
        QVERIFY(std::abs(zoom.pictureAt(pointer).x() - under.x()) < 1e-6);
        zoom.toggle(pointer);
        QVERIFY(zoom.isFit());
    }

    void smallPicturesAreNotBlownUp()
    {
        Zoom zoom;
        zoom.setView({900, 600});
        zoom.setPicture({30, 20});
        QCOMPARE(zoom.scale(), Zoom::kFitMost);
        zoom.toggle({450, 300});
        QCOMPARE(zoom.scale(), 1.0);
        QCOMPARE(zoom.place().center(), QPointF(450, 300));
    }

    void stepsStopAtFitAndAtFullSize()
    {
        Zoom zoom;
        zoom.setView({900, 600});
        zoom.setPicture({1800, 1200});
        const QPointF at(100, 100);
        std::vector<double> scales;
        for (int i = 0; i < 6; ++i) {
            zoom.zoomBy(1, at);
            scales.push_back(zoom.scale());
        }
        QVERIFY(std::find(scales.begin(), scales.end(), 1.0) != scales.end());
        for (int i = 0; i < 12; ++i)
            zoom.zoomBy(-1, at);
        QVERIFY(zoom.isFit());
        for (int i = 0; i < 60; ++i)
            zoom.zoomBy(1, at);
        QCOMPARE(zoom.scale(), Zoom::kMost);
    }

    void edgesHoldThePicture()
    {
        Zoom zoom;
        zoom.setView({900, 600});
        zoom.setPicture({1800, 700});
        zoom.zoomTo(1, {0, 0});
        zoom.pan({10'000, 10'000});
        QCOMPARE(zoom.place().topLeft(), QPointF(0, 0));
        zoom.pan({-10'000, -10'000});
        QCOMPARE(zoom.place().bottomRight(), QPointF(900, 600));
        zoom.setView({2000, 900}); // all of it in view: centred
        QCOMPARE(zoom.place().center(), QPointF(1000, 450));
    }

    void aLargerViewMayHoldAllOfIt()
    {
        Zoom zoom;
        zoom.setView({600, 400});
        zoom.setPicture({1200, 800});
        zoom.zoomTo(0.75, {300, 200});
        QVERIFY(!zoom.isFit());
        zoom.setView({1200, 800});
        QVERIFY(zoom.isFit()); // so that going nearer needs one step, not two
        zoom.setView({1500, 1000});
        QCOMPARE(zoom.place(), QRectF(0, 0, 1500, 1000));
    }

    void whatIsShownComesFirstAndNeighboursAfter()
    {
        Decoder decoder;
        OriginalCache cache(decoder.loads(), kPlenty);
        QSignalSpy ready(&cache, &OriginalCache::ready);
        cache.want(wishes({{2}}, {}, {{3}, {1}}));
        QCOMPARE(decoder.asked.size(), 1u);
        decoder.answer(0, kScreen);
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(decoder.asked.size(), 2u);
        QCOMPARE(decoder.asked[1].id, PhotoId{3});
        decoder.answer(1, kScreen);
        QTRY_COMPARE(decoder.asked.size(), 3u);
        QCOMPARE(decoder.asked[2].id, PhotoId{1});
        decoder.answer(2, kScreen);
        QTRY_VERIFY(cache.isIdle());

        cache.want(wishes({{3}}, {}, {{2}})); // there already
        QVERIFY(cache.isIdle());
        QCOMPARE(decoder.asked.size(), 3u);
        cache.want({{{3}}, {}, {}, kScreen * 2}); // a larger screen
        QCOMPARE(decoder.asked.size(), 4u);
        QVERIFY(cache.find({3}) != nullptr);
    }

    void whatNobodyWantsIsDropped()
    {
        Decoder decoder;
        OriginalCache cache(decoder.loads(), kPlenty);
        for (int i = 1; i <= 20; ++i)
            cache.want(wishes({{i}}, {}, {{i + 1}}));
        for (std::size_t i = 0; i + 1 < decoder.asked.size(); ++i)
            QVERIFY(decoder.asked[i].fitted->isCanceled());
        QVERIFY(!decoder.asked.back().fitted->isCanceled());
        decoder.answer(0, kScreen); // late
        decoder.answer(decoder.asked.size() - 1, kScreen);
        QTRY_VERIFY(cache.find({20}) != nullptr);
        QVERIFY(cache.find({1}) == nullptr);
    }

    void fullResolutionStaysOnlyWhileOneLooks()
    {
        Decoder decoder;
        OriginalCache cache(decoder.loads(), kPlenty);
        lookCloselyAtOne(decoder, cache);
        QVERIFY(decoder.asked[1].whole != nullptr);
        decoder.answer(1, kScreen * 4);
        QTRY_VERIFY(cache.isIdle());
        QVERIFY(cache.find({1})->whole);
        QCOMPARE(cache.find({1})->images.front().size(), kScreen * 4);
        const std::size_t before = cache.bytes();
        cache.rest();
        QVERIFY(cache.bytes() < before);
        QVERIFY(!cache.find({1})->whole);
    }

    void bytesAreBounded()
    {
        Decoder decoder;
        const std::size_t three = 3u * 300 * 200 * 4;
        OriginalCache cache(decoder.loads(), three);
        for (int i = 1; i <= 6; ++i) {
            cache.want(wishes({{i}}, {}, {}));
            decoder.answer(decoder.asked.size() - 1, kScreen);
            QTRY_VERIFY(cache.isIdle());
            QVERIFY(cache.bytes() <= three);
        }
        QVERIFY(cache.find({6}) != nullptr);
        QVERIFY(cache.find({1}) == nullptr);
    }

    void failuresAreToldAndTriedAgainLater()
    {
        Decoder decoder;
        OriginalCache cache(decoder.loads(), kPlenty);
        cache.want(wishes({{1}}, {}, {}));
        decoder.fail(0);
        QTRY_VERIFY(cache.isIdle());
        QCOMPARE(cache.find({1})->problem, QStringLiteral("The file ends too early."));
        cache.want(wishes({{1}}, {}, {}));
        QCOMPARE(decoder.asked.size(), 1u);
        cache.want(wishes({{2}}, {}, {}));
        cache.want(wishes({{1}}, {}, {}));
        QCOMPARE(decoder.asked.back().id, PhotoId{1});
    }

    void aPictureTooLargeStaysAsItIs()
    {
        Decoder decoder;
        OriginalCache cache(decoder.loads(), kPlenty);
        lookCloselyAtOne(decoder, cache);
        decoder.fail(1);
        QTRY_VERIFY(cache.isIdle());
        QVERIFY(cache.find({1})->problem.isEmpty());
        QVERIFY(!cache.find({1})->wholeProblem.isEmpty());
        QCOMPARE(cache.find({1})->images.size(), 1u);
    }

    void everyShapeHasASize_data()
    {
        QTest::addColumn<float>("aspect");
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("usual") << 1.5f << QSizeF(1500, 1000);
        QTest::newRow("a line of pixels") << 1.f / 3000 << QSizeF(1, 1000);
        QTest::newRow("unknown") << 0.f << QSizeF(1, 1000);
    }
    void everyShapeHasASize()
    {
        QFETCH(float, aspect);
        QFETCH(QSizeF, size);
        Decoder decoder;
        OriginalCache originals(decoder.loads(), kPlenty);
        CardCache cards([](const std::vector<PhotoId>&) { return QFuture<Result<std::vector<storage::PhotoCard>>>(); });
        ThumbnailCache thumbnails([](PhotoId) { return QFuture<Result<QImage>>(); }, kPlenty);
        GalleryModel gallery(cards);
        storage::PhotoRef photo;
        photo.id = {1};
        photo.aspect = aspect;
        gallery.setPhotos({photo});
        const PictureSource source{originals, cards, thumbnails};
        QCOMPARE(source.sizeOf({1}, gallery), size);
        QCOMPARE(source.sizeOf({2}, gallery), QSizeF(1500, 1000)); // gone meanwhile
        PictureView view;
        source.show({1}, gallery, view);
        QVERIFY(!source.isOutOfShape(view, gallery)); // else it would be laid out again without end
    }

private:
    /// What fits is there, and the whole is asked for.
    void lookCloselyAtOne(Decoder& decoder, OriginalCache& cache)
    {
        cache.want(wishes({{1}}, {}, {}));
        decoder.answer(0, kScreen);
        QTRY_VERIFY(cache.isIdle());
        cache.want(wishes({{1}}, {{1}}, {}));
        QCOMPARE(decoder.asked.size(), 2u);
    }
};

QTEST_MAIN(UiLoupeTest)
#include "ui_loupe.moc"
