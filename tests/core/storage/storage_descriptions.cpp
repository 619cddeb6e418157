#include <cmath>

#include <QTest>

#include "core/storage/caption_json.h"
#include "core/storage/half_vector.h"
#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

namespace {

DescribedPhoto described(PhotoId photo, const std::string& text = "a red square")
{
    return {photo, Caption{text, 0.81f, {{3, "a", 0.9f}, {7, " red square", 0.73f}}},
            1500,  Embedding{0, 0.6f, 0.8f, 0},
            2500,  {},
            {}};
}

} // namespace

class StorageDescriptionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pendingUntilDescribed()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId a = addPhoto(*library, "/a.jpg", 1);
        const PhotoId b = addPhoto(*library, "/b.jpg", 2);
        DescriptionStore& store = library->descriptions();
        QCOMPARE(*store.pendingCount(), 2);
        QCOMPARE(store.pending(DescriptionStore::Lacking::Anything, PhotoId{}, 10)->size(), 2u);
        QCOMPARE(store.pending(DescriptionStore::Lacking::Anything, a, 10)->front().photo, b);

        DescribedPhoto onlyCaption = described(a);
        onlyCaption.embedding.reset();
        QVERIFY(store.add({&onlyCaption, 1}, 100));
        const auto pending = store.pending(DescriptionStore::Lacking::Anything, PhotoId{}, 10);
        QCOMPARE(pending->size(), 2u);
        QVERIFY(!pending->front().needsCaption);
        QVERIFY(pending->front().needsEmbedding);

        const DescribedPhoto both = described(a);
        QVERIFY(store.add({&both, 1}, 100));
        QCOMPARE(*store.pendingCount(), 1);
        const std::vector<PhotoId> visible{b, a};
        QCOMPARE(store.pendingAmong(visible)->size(), 1u);
        QCOMPARE(store.pendingAmong(visible)->front().photo, b);
        QCOMPARE(library->query().counts()->described, 1);
    }

    void captionIsShownWithItsTokens()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const DescribedPhoto answer = described(photo);
        QVERIFY(library->descriptions().add({&answer, 1}, 4711));
        const auto details = library->query().details(photo);
        QCOMPARE(details->card.state, DescribeState::Done);
        QCOMPARE(details->card.caption, std::string("a red square"));
        QCOMPARE(details->caption->model, kCaptioner.id);
        QCOMPARE(details->caption->createdAt, 4711);
        QCOMPARE(details->caption->caption.tokens.size(), 2u);
        QCOMPARE(details->caption->caption.tokens[1].text, std::string(" red square"));
        QCOMPARE(details->caption->caption.tokens[1].probability, 0.73f);
        QCOMPARE(details->times.caption.value(), 1500);
        QCOMPARE(details->embeddingModel, kEmbedder.id);
    }

    void failureStopsPendingUntilForgotten()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        DescribedPhoto failed;
        failed.photo = photo;
        failed.captionError = Error{ErrorCode::NotFound, "The file is gone."};
        failed.embeddingError = failed.captionError;
        QVERIFY(library->descriptions().add({&failed, 1}, 100));
        QCOMPARE(*library->descriptions().pendingCount(), 0);
        QCOMPARE(library->failures().all()->size(), 1u);
        QCOMPARE(library->query().counts()->failures, 1);
        const auto card = library->query().cards({&photo, 1});
        QCOMPARE(card->front().state, DescribeState::Failed);
        QCOMPARE(card->front().problem, std::string("The file is gone."));

        QVERIFY(library->failures().forgetMissingFiles());
        QCOMPARE(*library->descriptions().pendingCount(), 1);
    }

    void anotherModelDescribesAgainAndOldWordsStay()
    {
        const LibraryFixture fixture;
        PhotoId photo;
        {
            const auto library = fixture.open();
            photo = addPhoto(*library, "/a.jpg", 1);
            const DescribedPhoto answer = described(photo, "old words");
            QVERIFY(library->descriptions().add({&answer, 1}, 100));
        }
        const auto library = Library::open(fixture.folder());
        QVERIFY((*library)->useModels({"better-caption", "better", Origin::Local, 0}, kEmbedder));
        const auto pending = (*library)->descriptions().pending(DescriptionStore::Lacking::Anything, PhotoId{}, 10);
        QCOMPARE(pending->size(), 1u);
        QVERIFY(pending->front().needsCaption);
        QVERIFY(!pending->front().needsEmbedding);
        auto card = (*library)->query().cards({&photo, 1})->front();
        QCOMPARE(card.caption, std::string("old words"));
        QCOMPARE(card.state, DescribeState::Pending);

        DescribedPhoto answer = described(photo, "new words");
        answer.embedding.reset();
        QVERIFY((*library)->descriptions().add({&answer, 1}, 200));
        card = (*library)->query().cards({&photo, 1})->front();
        QCOMPARE(card.caption, std::string("new words"));
        QCOMPARE(card.origin, Origin::Local);
        QCOMPARE(card.state, DescribeState::Done);
        QVERIFY((*library)->text().match({{"old"}}, 10)->photos.empty());
        QCOMPARE((*library)->text().match({{"new"}}, 10)->photos.size(), 1u);
    }

    void revisionGrowsWithEveryChangeOfVectors()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        DescriptionStore& store = library->descriptions();
        const std::uint64_t start = *library->vectors().revision();
        const PhotoId a = addPhoto(*library, "/a.jpg", 1);
        const DescribedPhoto answer = described(a);
        QVERIFY(store.add({&answer, 1}, 100));
        const std::uint64_t added = *library->vectors().revision();
        QVERIFY(added > start);

        const PhotoId b = addPhoto(*library, "/b.jpg", 2);
        const DescribedPhoto other = described(b);
        QVERIFY(store.add({&other, 1}, 100));
        std::vector<PhotoId> since;
        QVERIFY(library->vectors().each(added, [&](PhotoId photo, auto) { since.push_back(photo); }, {}));
        QCOMPARE(since, std::vector<PhotoId>{b});

        const std::uint64_t before = *library->vectors().revision();
        QVERIFY(library->photos().remove({&a, 1}));
        QVERIFY(*library->vectors().revision() > before);
        QCOMPARE(*library->vectors().photos(), std::vector<PhotoId>{b});
    }

    void vectorsKeepTheirDirection()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const DescribedPhoto answer = described(photo);
        QVERIFY(library->descriptions().add({&answer, 1}, 100));
        const auto vector = library->vectors().embedding(photo);
        QCOMPARE((*vector)->size(), 4u);
        QVERIFY(std::abs((**vector)[2] - 0.8f) < 0.001f);
    }

    void eachEmbeddingStops()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const DescribedPhoto answer = described(addPhoto(*library, "/a.jpg", 1));
        QVERIFY(library->descriptions().add({&answer, 1}, 100));
        std::stop_source stop;
        stop.request_stop();
        const auto result = library->vectors().each(
            0, [](PhotoId, auto) {}, stop.get_token());
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void halfPrecision()
    {
        QCOMPARE(unpackHalf(packHalf(Embedding{0.f, 1.f, -0.5f})), (Embedding{0.f, 1.f, -0.5f}));
        QVERIFY(unpackHalf("odd").empty());
    }

    void tokensSurviveBadText_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not json") << QByteArray("[[1,");
        QTest::newRow("an object") << QByteArray("{}");
        QTest::newRow("wrong kinds") << QByteArray("[[\"a\",1,2],[1,\"a\"],5]");
    }

    void tokensSurviveBadText()
    {
        QFETCH(QByteArray, json);
        QVERIFY(tokensFromJson(json.toStdString()).empty());
    }

    void halfACharacterIsStored()
    {
        const auto tokens = tokensFromJson(tokensToJson({{1, "\xc3", 0.5f}}));
        QCOMPARE(tokens.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(StorageDescriptionsTest)
#include "storage_descriptions.moc"
