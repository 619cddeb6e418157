#include <fstream>

#include <QTest>

#include "core/services/catalogue.h"
#include "services_fixture.h"
#include "tests/support/picture_files.h"
#include "tests/support/picture_maker.h"

using namespace vidimus;
using namespace vidimus::services;
namespace fs = std::filesystem;

class ServicesCatalogueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<ServicesFixture>();
        m_files = test::writePictures(m_parts->pictures(), {.count = 4, .size = {900, 600}});
        m_parts->pipeline->import({m_parts->pictures()});
        QCOMPARE(m_parts->pipeline->waitUntilIdle()->described, 4);
        m_catalogue = std::make_unique<Catalogue>(*m_parts->library, *m_parts->searcher);
        const auto refs = m_catalogue->photos(storage::SortOrder::RecentlyAdded).result();
        QCOMPARE(refs->size(), 4u);
        m_first = refs->front().id;
    }

    void cleanup()
    {
        m_catalogue.reset();
        m_parts.reset();
    }

    void answersWhatTheLibraryHolds()
    {
        QCOMPARE(m_catalogue->counts().result()->photos, 4);
        QCOMPARE(m_catalogue->counts().result()->described, 4);
        const auto details = m_catalogue->details(m_first).result();
        QCOMPARE(details->metadata.width, 900);
        QCOMPARE(m_catalogue->cards({m_first}).result()->front().id, m_first);
        QCOMPARE(m_catalogue->refs({PhotoId{99}, m_first}).result()->size(), 1u);
        QCOMPARE(m_catalogue->folders().result()->size(), 1u);
        QCOMPARE(m_catalogue->photos(storage::SortOrder::NewestFirst, m_parts->pictures()).result()->size(), 4u);
        QVERIFY(m_catalogue->photos(storage::SortOrder::NewestFirst, m_parts->root()).result()->empty());
        QVERIFY(m_catalogue->failures().result()->empty());
    }

    void thumbnailsComeFromTheCache()
    {
        for (const auto& file : m_files)
            fs::remove(file);
        const auto thumbnail = m_catalogue->thumbnail(m_first).result();
        QVERIFY(thumbnail);
        QCOMPARE(std::max(thumbnail->width(), thumbnail->height()), 400);
    }

    void lostThumbnailIsMadeAgain()
    {
        const ContentHash hash = m_parts->library->photos().hashOf(m_first)->value();
        QVERIFY(m_parts->library->thumbnails().remove({&hash, 1}));
        QVERIFY(m_catalogue->thumbnail(m_first).result());
        QVERIFY(m_parts->library->thumbnails().find(hash)->has_value());

        const storage::Thumbnail damaged{hash, "no picture"};
        QVERIFY(m_parts->library->thumbnails().add({&damaged, 1}));
        QVERIFY(m_catalogue->thumbnail(m_first).result());
    }

    void previewFitsTheSizeAsked()
    {
        const auto preview = m_catalogue->preview(m_first, {300, 300}).result();
        QVERIFY(preview);
        QCOMPARE(preview->size(), QSize(300, 200));
    }

    void wholePicturesStandUprightWithSmallerCopies()
    {
        test::ExifFields fields;
        fields.orientation = 6;
        const QByteArray turned = test::withExif(test::encoded(test::photoPicture({3000, 2400}, 77)), fields);
        std::ofstream(m_parts->pictures() / "turned.jpg", std::ios::binary).write(turned.data(), turned.size());
        m_parts->pipeline->import({m_parts->pictures()});
        (void)m_parts->pipeline->waitUntilIdle();
        const auto newest = m_catalogue->photos(storage::SortOrder::RecentlyAdded).result()->front().id;
        const auto images = m_catalogue->whole(newest).result();
        QVERIFY(images);
        QCOMPARE(images->size(), 2u); // until one fits any screen's half
        QCOMPARE(images->front().size(), QSize(2400, 3000));
        QCOMPARE(images->back().size(), QSize(1200, 1500));
        QCOMPARE(m_catalogue->whole(m_first).result()->size(), 1u);
        QCOMPARE(m_catalogue->whole(m_first).result()->front().size(), QSize(900, 600));
    }

    void absentOriginalIsSaid()
    {
        for (const auto& file : m_files)
            fs::remove(file);
        QCOMPARE(m_catalogue->preview(m_first, {300, 300}).result().error().code, ErrorCode::NotFound);
    }

    void removedIsGoneEverywhereAndTheFileStays()
    {
        const fs::path file = m_catalogue->details(m_first).result()->card.path;
        const ContentHash hash = m_parts->library->photos().hashOf(m_first)->value();
        QVERIFY(m_parts->index->load());
        QCOMPARE(*m_catalogue->remove({m_first}).result(), 1);
        QCOMPARE(m_catalogue->counts().result()->photos, 3);
        QCOMPARE(m_parts->index->size(), 3u);
        QVERIFY(!m_parts->library->thumbnails().find(hash)->has_value());
        QCOMPARE(m_catalogue->thumbnail(m_first).result().error().code, ErrorCode::NotFound);
        QVERIFY(fs::exists(file));
    }

private:
    std::unique_ptr<ServicesFixture> m_parts;
    std::unique_ptr<Catalogue> m_catalogue;
    std::vector<fs::path> m_files;
    PhotoId m_first;
};

QTEST_GUILESS_MAIN(ServicesCatalogueTest)
#include "services_catalogue.moc"
