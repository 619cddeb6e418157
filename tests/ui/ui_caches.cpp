#include <map>

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include "ui/gallery/card_cache.h"
#include "ui/gallery/thumbnail_cache.h"

using namespace vidimus;
using namespace vidimus::ui;

namespace {

/// Answers when the test says so.
template <typename Value>
class Desk {
public:
    QFuture<Result<Value>> ask()
    {
        auto promise = std::make_shared<QPromise<Result<Value>>>();
        promise->start();
        m_promises.push_back(promise);
        return promise->future();
    }
    std::size_t asked() const { return m_promises.size(); }
    bool isCancelled(std::size_t i) const { return m_promises[i]->isCanceled(); }
    void answer(std::size_t i, Result<Value> value)
    {
        m_promises[i]->addResult(std::move(value));
        m_promises[i]->finish();
    }
private:
    std::vector<std::shared_ptr<QPromise<Result<Value>>>> m_promises;
};

QImage picture(int side = 64)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

storage::PhotoCard card(PhotoId id, const std::string& caption)
{
    storage::PhotoCard card;
    card.id = id;
    card.caption = caption;
    return card;
}

} // namespace

class UiCachesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thumbnailsAreAskedOnceAndInOrder()
    {
        Desk<QImage> desk;
        std::vector<PhotoId> order;
        ThumbnailCache cache(
            [&](PhotoId id) {
                order.push_back(id);
                return desk.ask();
            },
            1 << 20);
        QSignalSpy ready(&cache, &ThumbnailCache::ready);
        const std::vector<ThumbnailCache::Wanted> wanted{{PhotoId{3}, {20, 10}}, {PhotoId{1}, {10, 10}}};
        cache.want(wanted, 2);
        cache.want(wanted, 2);
        QCOMPARE(order, (std::vector{PhotoId{3}, PhotoId{1}}));
        QVERIFY(!cache.isIdle());
        desk.answer(0, picture());
        QTRY_COMPARE(ready.size(), 1);
        QVERIFY(ready[0][1].toBool());
        QCOMPARE(cache.find(PhotoId{3})->pixmap.size(), QSize(20, 10));
        desk.answer(1, picture());
        QTRY_VERIFY(cache.isIdle());
        cache.want(wanted, 2);
        QCOMPARE(desk.asked(), 2u);
    }

    void whatScrolledAwayIsCancelled()
    {
        Desk<QImage> desk;
        ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, 1 << 20);
        cache.want({{PhotoId{1}, {8, 8}}, {PhotoId{2}, {8, 8}}}, 0);
        cache.want({{PhotoId{2}, {8, 8}}}, 0);
        QVERIFY(desk.isCancelled(0));
        QVERIFY(!desk.isCancelled(1));
        desk.answer(1, picture());
        QTRY_VERIFY(cache.find(PhotoId{2}) != nullptr);
        QVERIFY(cache.find(PhotoId{1}) == nullptr);
        QVERIFY(cache.isIdle());
    }

    void onlySoManyAtOnce()
    {
        Desk<QImage> desk;
        ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, 1 << 20);
        std::vector<ThumbnailCache::Wanted> wanted;
        for (int i = 1; i <= 100; ++i)
            wanted.push_back({PhotoId{i}, {8, 8}});
        cache.want(wanted, 0);
        const std::size_t first = desk.asked();
        QVERIFY(first < 20);
        desk.answer(0, picture());
        QTRY_COMPARE(desk.asked(), first + 1);
        cache.want({}, 0);
        QVERIFY(cache.isIdle());
    }

    void problemsAreKeptAndNotAskedAgain()
    {
        Desk<QImage> desk;
        ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, 1 << 20);
        cache.want({{PhotoId{1}, {8, 8}}}, 0);
        desk.answer(0, fail(ErrorCode::NotFound, "gone"));
        QTRY_VERIFY(cache.find(PhotoId{1}) != nullptr);
        QCOMPARE(cache.find(PhotoId{1})->problem, QStringLiteral("gone"));
        QVERIFY(cache.find(PhotoId{1})->pixmap.isNull());
        cache.want({{PhotoId{1}, {16, 16}}}, 0);
        QCOMPARE(desk.asked(), 1u);
        cache.forget({PhotoId{1}});
        cache.want({{PhotoId{1}, {16, 16}}}, 0);
        QCOMPARE(desk.asked(), 2u);
    }

    void bytesStayBounded()
    {
        Desk<QImage> desk;
        constexpr std::size_t kBound = 100'000;
        ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, kBound);
        for (int i = 1; i <= 30; ++i) {
            cache.want({{PhotoId{i}, {50, 50}}}, 0);
            desk.answer(desk.asked() - 1, picture());
            QTRY_VERIFY(cache.find(PhotoId{i}) != nullptr);
            QVERIFY(cache.bytes() <= kBound);
        }
        QVERIFY(cache.find(PhotoId{1}) == nullptr);
        QVERIFY(cache.find(PhotoId{30}) != nullptr);
    }

    void anotherSizeReplacesWhenThere()
    {
        Desk<QImage> desk;
        ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, 1 << 20);
        QSignalSpy ready(&cache, &ThumbnailCache::ready);
        cache.want({{PhotoId{1}, {10, 10}}}, 0);
        desk.answer(0, picture());
        QTRY_COMPARE(ready.size(), 1);
        cache.want({{PhotoId{1}, {30, 30}}}, 0);
        QCOMPARE(cache.find(PhotoId{1})->pixmap.size(), QSize(10, 10)); // on show until the other is there
        desk.answer(1, picture());
        QTRY_COMPARE(ready.size(), 2);
        QVERIFY(!ready[1][1].toBool());
        QCOMPARE(cache.find(PhotoId{1})->pixmap.size(), QSize(30, 30));
    }

    void goingAwayWhileLoading()
    {
        Desk<QImage> desk;
        {
            ThumbnailCache cache([&](PhotoId) { return desk.ask(); }, 1 << 20);
            cache.want({{PhotoId{1}, {10, 10}}}, 0);
        }
        desk.answer(0, picture());
        QCoreApplication::processEvents();
    }

    void fittedPicturesCoverTheirPlace()
    {
        const QImage fitted = fittedThumbnail(picture(100), {60, 30}, 6);
        QCOMPARE(fitted.size(), QSize(60, 30));
        QCOMPARE(fitted.pixelColor(30, 15), QColor(Qt::red));
        QCOMPARE(fitted.pixelColor(0, 0).alpha(), 0);
        QVERIFY(fittedThumbnail({}, {60, 30}, 6).isNull());
    }

    void cardsChangeInPlace()
    {
        Desk<std::vector<storage::PhotoCard>> desk;
        CardCache cache([&](std::vector<PhotoId>) { return desk.ask(); });
        QSignalSpy ready(&cache, &CardCache::ready);
        cache.want({PhotoId{1}});
        cache.want({PhotoId{1}});
        QCOMPARE(desk.asked(), 1u);
        desk.answer(0, std::vector{card(PhotoId{1}, "old")});
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(cache.find(PhotoId{1})->caption, std::string("old"));

        cache.markStale({PhotoId{1}});
        QCOMPARE(cache.find(PhotoId{1})->caption, std::string("old"));
        cache.want({PhotoId{1}});
        QCOMPARE(desk.asked(), 2u);
        cache.markStale({PhotoId{1}}); // again, while the answer of before is on its way
        desk.answer(1, std::vector{card(PhotoId{1}, "new")});
        QTRY_COMPARE(ready.size(), 2);
        cache.want({PhotoId{1}});
        QCOMPARE(desk.asked(), 3u);
        desk.answer(2, std::vector{card(PhotoId{1}, "newest")});
        QTRY_VERIFY(cache.isIdle());
        QCOMPARE(cache.find(PhotoId{1})->caption, std::string("newest"));
        cache.want({PhotoId{1}});
        QCOMPARE(desk.asked(), 3u);
    }

    void cardsAreForgottenWhenLongUnseen()
    {
        CardCache cache([](const std::vector<PhotoId>& ids) {
            std::vector<storage::PhotoCard> cards;
            for (const PhotoId id : ids)
                cards.push_back(card(id, "x"));
            return QtFuture::makeReadyFuture(Result<std::vector<storage::PhotoCard>>(cards));
        });
        for (int from = 1; from <= 6000; from += 500) {
            std::vector<PhotoId> ids;
            for (int i = from; i < from + 500; ++i)
                ids.push_back(PhotoId{i});
            cache.want(ids);
            QTRY_VERIFY(cache.isIdle());
        }
        QVERIFY(cache.find(PhotoId{1}) == nullptr);
        QVERIFY(cache.find(PhotoId{6000}) != nullptr);
    }
};

QTEST_MAIN(UiCachesTest)
#include "ui_caches.moc"
