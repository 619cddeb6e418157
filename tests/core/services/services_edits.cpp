#include <QSignalSpy>
#include <QTest>

#include "core/services/candidate_service.h"
#include "core/services/catalogue.h"
#include "core/services/edit_service.h"
#include "services_fixture.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::services;
using storage::AddTags;
using storage::MarkPhotos;

namespace {

MarkPhotos rated(std::vector<PhotoId> photos, int rating)
{
    MarkPhotos edit{std::move(photos), {}, {}, {}, {}, {}};
    edit.rating = rating;
    return edit;
}

} // namespace

class ServicesEditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<ServicesFixture>();
        m_files = test::writePictures(m_parts->pictures(), {.count = 3, .size = {300, 200}});
        m_parts->pipeline->import({m_parts->pictures()});
        QCOMPARE(m_parts->pipeline->waitUntilIdle()->described, 3);
        m_photos.clear();
        const auto refs = m_parts->library->query().all(storage::SortOrder::OldestFirst);
        for (const storage::PhotoRef& ref : *refs)
            m_photos.push_back(ref.id);
        m_edits = std::make_unique<EditService>(*m_parts->library, m_clock);
    }

    void cleanup()
    {
        m_edits.reset();
        m_parts.reset();
    }

    void stepsAreToldUndoneAndRedone()
    {
        QList<EditNews> news;
        connect(m_edits.get(), &EditService::made, this, [&news](const EditNews& one) { news << one; });
        QVERIFY(!m_edits->canUndo());
        m_edits->make({rated({m_photos[0]}, 2)}, QStringLiteral("first"));
        m_edits->make({rated(m_photos, 5), AddTags{{{"sea", m_photos}}}}, QStringLiteral("second"));
        QTRY_VERIFY(m_edits->isIdle());
        QCOMPARE(news.size(), 2);
        QCOMPARE(news[1].photos.size(), 3);
        QVERIFY(news[1].tagsChanged && !news[0].tagsChanged);
        QCOMPARE(m_edits->undoText(), QStringLiteral("second"));
        QCOMPARE(ratings(), (std::vector<int>{5, 5, 5}));
        QCOMPARE(m_parts->library->filters().matching(storage::WithWords{"sea"})->size(), 3u);

        // All asked for at once: the order counts, not when each is done.
        m_edits->undo();
        m_edits->undo();
        m_edits->undo(); // nothing is left: no harm
        m_edits->redo();
        QTRY_VERIFY(m_edits->isIdle());
        QCOMPARE(ratings(), (std::vector<int>{2, 0, 0}));
        QVERIFY(m_parts->library->filters().matching(storage::WithWords{"sea"})->empty());
        QCOMPARE(m_edits->undoText(), QStringLiteral("first"));
        QCOMPARE(m_edits->redoText(), QStringLiteral("second"));
        QCOMPARE(news.back().kind, EditNews::Kind::Redone);

        m_edits->make({rated({m_photos[2]}, 1)}, QStringLiteral("third"));
        QTRY_VERIFY(m_edits->isIdle());
        QVERIFY2(!m_edits->canRedo(), "a new step ends what could be made again");
        m_edits->undo();
        QTRY_VERIFY(m_edits->isIdle());
        QCOMPARE(ratings(), (std::vector<int>{2, 0, 0}));
    }

    void whatChangesNothingIsNoStep()
    {
        m_edits->make({rated({m_photos[0]}, 0)}, QStringLiteral("nothing"));
        m_edits->make({rated({PhotoId{999}}, 3)}, QStringLiteral("gone"));
        QTRY_VERIFY(m_edits->isIdle());
        QVERIFY(!m_edits->canUndo());
    }

    void failureIsSaidAndChangesNothing()
    {
        QSignalSpy failed(m_edits.get(), &EditService::failed);
        m_edits->make({rated({m_photos[0]}, 3), AddTags{{{" ", m_photos}}}}, QStringLiteral("bad"));
        QTRY_VERIFY(m_edits->isIdle());
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.front().front().toString(), QStringLiteral("A tag needs a name."));
        QVERIFY(!m_edits->canUndo());
        QCOMPARE(ratings(), (std::vector<int>{0, 0, 0}));
    }

    void stepsUnderWayAreMadeBeforeTheEnd()
    {
        m_edits->make({rated(m_photos, 4)}, QStringLiteral("last"));
        m_edits.reset();
        QCOMPARE(ratings(), (std::vector<int>{4, 4, 4}));
    }

    void catalogueKnowsTagsAlbumsAndWhatToReview()
    {
        Catalogue catalogue(*m_parts->library, *m_parts->searcher);
        QCOMPARE(catalogue.toReview().result()->size(), 3u);
        QCOMPARE(catalogue.counts().result()->toReview, 3);
        MarkPhotos accepted{{m_photos[0]}, {}, {}, {}, {}, {}};
        accepted.reviewed = true;
        MarkPhotos mended{{m_photos[1]}, {}, {}, {}, {}, {}};
        mended.caption = "mine";
        m_edits->make({accepted, mended, rated({m_photos[0], m_photos[1]}, 3), AddTags{{{"Sea", {m_photos[2]}}}},
                       storage::PutAlbum{{{}, "Best", {}, 0}, {{m_photos[2], 1}, {m_photos[0], 2}}}},
                      QStringLiteral("much"));
        QTRY_VERIFY(m_edits->isIdle());
        const auto left = catalogue.toReview().result();
        QCOMPARE(left->size(), 1u);
        QCOMPARE(left->front().id, m_photos[2]);
        QCOMPARE(catalogue.counts().result()->toReview, 1);
        QCOMPARE(catalogue.tagged("sea", storage::SortOrder::NewestFirst).result()->front().id, m_photos[2]);
        const auto albums = catalogue.albums().result();
        QCOMPARE(albums->front().photos, 2);
        const auto inAlbum = catalogue.inAlbum(albums->front().album.id).result();
        QCOMPARE(inAlbum->size(), 2u);
        QCOMPARE(inAlbum->front().id, m_photos[2]);
        const auto shared = catalogue.sharedMarks(m_photos).result();
        QVERIFY(!shared->rating);
        QCOMPARE(*shared->favourite, false);
        QCOMPARE(shared->tags.front().photos, 1);
        QCOMPARE(*catalogue.sharedMarks({m_photos[0], m_photos[1]}).result()->rating, 3);
    }

    void candidatesAreFewDistinctAndBestFirst()
    {
        CandidateService candidates(*m_parts->library, *m_parts->inference);
        const auto captions = candidates.ask(m_photos[0]).result();
        QVERIFY(captions);
        QVERIFY(captions->size() > 1 && captions->size() <= CandidateService::kMost);
        for (std::size_t i = 1; i < captions->size(); ++i) {
            QVERIFY((*captions)[i - 1].confidence >= (*captions)[i].confidence);
            QVERIFY((*captions)[i - 1].text != (*captions)[i].text);
        }
        for (const auto& file : m_files)
            std::filesystem::remove(file);
        QCOMPARE(candidates.ask(m_photos[0]).result().error().code, ErrorCode::NotFound);
    }

private:
    std::vector<int> ratings()
    {
        std::vector<int> values;
        const auto marks = m_parts->library->marks().marks(m_photos);
        for (const storage::PersonPhoto& photo : *marks)
            values.push_back(photo.marks.rating);
        return values;
    }

    SystemClock m_clock;
    std::unique_ptr<ServicesFixture> m_parts;
    std::unique_ptr<EditService> m_edits;
    std::vector<std::filesystem::path> m_files;
    std::vector<PhotoId> m_photos;
};

QTEST_GUILESS_MAIN(ServicesEditsTest)
#include "services_edits.moc"
