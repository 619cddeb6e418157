#include <QTest>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kJune = 1'685'577'600; // 2023-06-01

} // namespace

/// Every filter against seven photos of which it is known what they are; what was searched for.
class StorageFiltersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_library = m_fixture.open();
        QVERIFY(m_library);
        add(1, "/pictures/Summer/beach.jpg", {4000, 3000}, "jpeg", "NIKON D750", kJune);
        add(2, "/pictures/Summer/2023/wide.png", {9000, 3000}, "png", "Canon EOS R5", kJune + kDay);
        add(3, "/pictures/summerhouse/tall.jpg", {3000, 4000}, "jpeg", "NIKON Z 6", kJune + 40 * kDay);
        add(4, "/elsewhere/Ärger/square.jpg", {2000, 2000}, "jpeg", "", kJune - kDay);
        add(5, "/elsewhere/old.tif", {2000, 1999}, "tiff", "", -20'000 * kDay);
        add(6, "/elsewhere/future.jpg", {1000, 700}, "jpeg", "NIKON D750", 40'000'000'000);
        add(7, "/elsewhere/hidden.jpg", {4000, 3000}, "jpeg", "NIKON D750", kJune);
        describe(1, "a dog on a beach", 0.9f);
        describe(2, "a wide beach", 0.4f);
        describe(3, "a tall tree", 0.5f);
        describe(7, "a dog on a beach", 0.9f);
        // Its only place holds other content now: it is kept, and out of sight.
        add(8, "/elsewhere/hidden.jpg", {800, 600}, "gif", "", kJune + 300 * kDay);

        const std::vector<PersonEdit> edits{
            MarkPhotos{{id(1)}, std::nullopt, 5, true, Flag::Picked, std::nullopt},
            MarkPhotos{{id(2)}, "two waves", 3, std::nullopt, Flag::Rejected, std::nullopt},
            MarkPhotos{{id(7)}, std::nullopt, 5, true, Flag::Picked, std::nullopt},
            AddTags{{{"Holiday", {id(1), id(2), id(7)}}, {"Ärger", {id(4)}}}},
            PutAlbum{{{}, "Best of", std::nullopt, 0}, {{id(3), 1}, {id(1), 2}}}};
        QVERIFY(m_library->make(edits, 100));
    }

    void matching_data()
    {
        QTest::addColumn<PhotoFilter>("filter");
        QTest::addColumn<QList<int>>("contents");
        const auto row = [](const char* name, PhotoFilter filter, QList<int> contents) {
            QTest::newRow(name) << std::move(filter) << std::move(contents);
        };
        row("folder", InFolder{"summer"}, {1, 2});
        row("folder that begins like it", InFolder{"summerh"}, {3});
        row("folders that begin like it", InFolder{"summ"}, {1, 2, 3});
        row("path", InFolder{"summer/2023"}, {2});
        row("whole path", InFolder{"/pictures"}, {1, 2, 3});
        row("path with a slash behind", InFolder{"/pictures/summer/"}, {1, 2});
        row("not from the root", InFolder{"/summer"}, {});
        row("folder in another case", InFolder{"ärger"}, {4});
        row("no such folder", InFolder{"winter"}, {});
        row("pattern signs are letters", InFolder{"%"}, {});
        row("camera", OfCamera{"nikon"}, {1, 3, 6});
        row("camera by two words", OfCamera{"d750 nikon"}, {1, 6});
        row("no such camera", OfCamera{"leica"}, {});
        row("tag", WithTag{"holiday"}, {1, 2});
        row("tag in another case", WithTag{"ÄRGER"}, {4});
        row("part of a tag", WithTag{"holi"}, {});
        row("album", InAlbum{"best OF"}, {1, 3});
        row("no such album", InAlbum{"worst"}, {});
        row("time", InTime{kJune, kJune + kDay}, {1});
        row("time from", InTime{kJune, {}}, {1, 2, 3, 6, 8});
        row("time until", InTime{{}, kJune}, {4, 5});
        row("any time", InTime{}, {1, 2, 3, 4, 5, 6, 8});
        row("time that ends before it begins", InTime{kJune, kJune - 1}, {});
        row("rating", Rated{3, 5}, {1, 2});
        row("not rated", Rated{0, 0}, {3, 4, 5, 6, 8});
        row("rated little or not", Rated{0, 3}, {2, 3, 4, 5, 6, 8});
        row("no rating", Rated{6, 5}, {});
        row("confidence below", Confident{0, 0.5, true, false}, {2});
        row("confidence up to", Confident{0, 0.5, true, true}, {2, 3});
        row("confidence above", Confident{0.5, 1, false, true}, {1});
        row("format", OfFormat{"jpeg"}, {1, 3, 4, 6});
        row("landscape", OfShape{PictureShape::Landscape}, {1, 2, 5, 6, 8});
        row("portrait", OfShape{PictureShape::Portrait}, {3});
        row("square", OfShape{PictureShape::Square}, {4, 5});
        row("panorama", OfShape{PictureShape::Panorama}, {2});
        row("favourite", InState{PictureState::Favourite}, {1});
        row("edited", InState{PictureState::Edited}, {2});
        row("undescribed", InState{PictureState::Undescribed}, {4, 5, 6, 8});
        row("picked", InState{PictureState::Picked}, {1});
        row("rejected", InState{PictureState::Rejected}, {2});
        row("tagged", InState{PictureState::Tagged}, {1, 2, 4});
        row("words", WithWords{"dog"}, {1});
        row("words of a person", WithWords{"waves"}, {2});
        row("words in order", WithWords{"on a beach"}, {1});
        row("words not in order", WithWords{"beach on"}, {});
        row("no words", WithWords{"*"}, {});
    }

    void matching()
    {
        QFETCH(PhotoFilter, filter);
        QFETCH(QList<int>, contents);
        const auto photos = m_library->filters().matching(filter);
        QVERIFY2(photos, photos ? "" : photos.error().message.c_str());
        QVERIFY(std::is_sorted(photos->begin(), photos->end()));
        QCOMPARE(contentsOf(*photos), contents);
    }

    void all() { QCOMPARE(contentsOf(*m_library->filters().all()), (QList<int>{1, 2, 3, 4, 5, 6, 8})); }

    void newestFirst()
    {
        std::vector<PhotoId> some{id(1), id(3), id(5), id(7)};
        std::sort(some.begin(), some.end());
        const auto newest = m_library->filters().newest(some, 10);
        QVERIFY(newest);
        QCOMPARE(*newest, (std::vector<PhotoId>{id(3), id(1), id(5)}));
        QCOMPARE(m_library->filters().newest(some, 1)->size(), 1u);
    }

    void cameras()
    {
        const auto cameras = m_library->filters().cameras();
        QVERIFY(cameras);
        QCOMPARE(cameras->size(), 3u);
        QCOMPARE(cameras->front().camera, std::string("NIKON D750"));
        QCOMPARE(cameras->front().photos, 2);
    }

    void commitsTellOfChanges()
    {
        const std::uint64_t before = m_library->commits();
        QVERIFY(m_library->filters().all());
        QCOMPARE(m_library->commits(), before);
        QVERIFY(m_library->searches().add("dog"));
        QVERIFY(m_library->commits() > before);
    }

    void history()
    {
        SearchHistory& searches = m_library->searches();
        QVERIFY(searches.clear());
        for (const char* query : {"dog", "beach tag:\"x y\"", "dog"})
            QVERIFY(searches.add(query));
        QCOMPARE(*searches.latest(10), (std::vector<std::string>{"dog", "beach tag:\"x y\""}));
        QCOMPARE(searches.latest(1)->size(), 1u);
        QVERIFY(searches.remove("dog"));
        QCOMPARE(searches.latest(10)->size(), 1u);
        for (int i = 0; i < SearchHistory::kKept + 50; ++i)
            QVERIFY(searches.add("query " + std::to_string(i)));
        const auto latest = searches.latest(1000);
        QCOMPARE(latest->size(), static_cast<std::size_t>(SearchHistory::kKept));
        QCOMPARE(latest->front(), std::string("query 249"));
        QVERIFY(searches.clear());
        QVERIFY(searches.latest(10)->empty());
    }

private:
    void add(int content, const char* path, QSize size, const char* format, const char* camera, std::int64_t time)
    {
        LookedFile file = lookedFile(path, static_cast<unsigned char>(content), time);
        file.metadata.width = size.width();
        file.metadata.height = size.height();
        file.metadata.format = format;
        file.metadata.camera = camera;
        const auto added = m_library->photos().add({&file, 1}, 100);
        QVERIFY(added);
        m_contents.insert(added->front().photo.value, content);
    }

    void describe(int content, const char* words, float confidence)
    {
        const DescribedPhoto answer{id(content), Caption{words, confidence, {}}, 0, {}, 0, {}, {}};
        QVERIFY(m_library->descriptions().add({&answer, 1}, 100));
    }

    PhotoId id(int content) const { return PhotoId{m_contents.key(content)}; }

    QList<int> contentsOf(const std::vector<PhotoId>& photos) const
    {
        QList<int> contents;
        for (const PhotoId photo : photos)
            contents << m_contents.value(photo.value, -1);
        std::sort(contents.begin(), contents.end());
        return contents;
    }

    LibraryFixture m_fixture;
    std::unique_ptr<Library> m_library;
    QHash<qint64, int> m_contents;
};

QTEST_GUILESS_MAIN(StorageFiltersTest)
#include "storage_filters.moc"
