#include <QElapsedTimer>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/storage/migrations.h"
#include "core/storage/tag_name.h"
#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

Q_DECLARE_METATYPE(std::vector<vidimus::storage::PersonEdit>)

namespace {

using Edits = std::vector<PersonEdit>;

DescribedPhoto described(PhotoId photo, const std::string& text)
{
    DescribedPhoto answer;
    answer.photo = photo;
    answer.caption = Caption{text, 0.6f, {}};
    return answer;
}

MarkPhotos caption(PhotoId photo, const std::string& words)
{
    MarkPhotos edit{{photo}, {}, {}, {}, {}, {}};
    edit.caption = words;
    return edit;
}

MarkPhotos reviewed(PhotoId photo, bool is = true)
{
    MarkPhotos edit{{photo}, {}, {}, {}, {}, {}};
    edit.reviewed = is;
    return edit;
}

/// Everything a person can say, as text: equal texts, equal states.
std::string personState(Library& library, std::span<const PhotoId> photos)
{
    std::string state;
    for (const PhotoId photo : photos) {
        const auto details = library.query().details(photo);
        const PersonMarks& marks = details->card.marks;
        state += marks.caption.value_or("-") + "/" + std::to_string(marks.rating) + "/" +
                 std::to_string(marks.favourite) + "/" + std::to_string(static_cast<int>(marks.flag)) + "/" +
                 std::to_string(marks.reviewedAt.value_or(-1)) + ":";
        for (const std::string& tag : details->tags)
            state += tag + ",";
        state += "\n";
    }
    const auto albums = library.albums().all();
    for (const AlbumCount& count : *albums) {
        state += std::to_string(count.album.id.value) + count.album.name + count.album.query.value_or("-") +
                 std::to_string(count.album.createdAt) + ":";
        const auto places = library.albums().places(count.album.id);
        for (const AlbumPlace& place : *places)
            state += std::to_string(place.photo.value) + "@" + std::to_string(place.position) + ",";
        state += "\n";
    }
    return state;
}

std::vector<PhotoId> found(Library& library, const std::string& word)
{
    return *library.filters().matching(WithWords{word});
}

std::vector<PhotoId> addPhotos(Library& library, int count)
{
    std::vector<LookedFile> files;
    for (int i = 0; i < count; ++i) {
        LookedFile file = lookedFile("/pictures/" + std::to_string(i) + ".jpg", 0);
        file.hash.bytes[0] = static_cast<unsigned char>(i);
        file.hash.bytes[1] = static_cast<unsigned char>(i >> 8);
        file.hash.bytes[2] = static_cast<unsigned char>(i >> 16);
        files.push_back(std::move(file));
    }
    std::vector<PhotoId> photos;
    const auto added = library.photos().add(files, 100);
    for (const LookedResult& result : *added)
        photos.push_back(result.photo);
    return photos;
}

} // namespace

class StoragePersonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void libraryOfTheFirstVersionKeepsItsContent()
    {
        const LibraryFixture fixture;
        std::filesystem::create_directories(fixture.folder());
        {
            SQLite::Database db((fixture.folder() / "library.sqlite").string(),
                                SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            db.exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
            QVERIFY(migrate(db, librarySchema().first(1), true));
            db.exec("INSERT INTO model VALUES (1, 'test-caption', 'test', 'mock', 0, 0);"
                    "INSERT INTO photo (id, hash, byte_size, width, height, format, orientation, camera, sort_time,"
                    " imported_at, read_us, hash_us, decode_us, metadata_us, thumbnail_us) VALUES"
                    " (5, randomblob(32), 10, 4, 3, 'jpeg', 1, '', 7, 7, 0, 0, 0, 0, 0);"
                    "INSERT INTO photo_path VALUES (CAST('/a/dog.jpg' AS BLOB), CAST('/a' AS BLOB), 5, 10, 1);"
                    "INSERT INTO photo_text (rowid, caption, tags, name, place) VALUES (5, 'a red barn', '', "
                    "'dog.jpg', '');"
                    "INSERT INTO caption VALUES (5, 1, 'a red barn', 0.8, '[]', 1, 1, 1)");
            QCOMPARE(db.execAndGet("PRAGMA user_version").getInt(), 1);
        }
        QCOMPARE(Library::open(fixture.folder(), {LibraryAccess::ReadOnly, 0}).error().code, ErrorCode::Unsupported);
        const auto library = fixture.open();
        QVERIFY(library);
        const PhotoId photo{5};
        QCOMPARE(library->query().details(photo)->card.words(), std::string("a red barn"));
        QCOMPARE(library->query().details(photo)->card.marks, PersonMarks{});
        QCOMPARE(found(*library, "barn").size(), 1u);
        QVERIFY(library->make(Edits{caption(photo, "my barn in snow"), AddTags{{{"Winter", {photo}}}}}, 9));
        QVERIFY(found(*library, "red").empty());
        QCOMPARE(found(*library, "snow").size(), 1u);
        QCOMPARE(found(*library, "winter").size(), 1u);
        QCOMPARE(found(*library, "dog").size(), 1u);
        QVERIFY(library->integrityProblems()->empty());
    }

    void modelsNeverOverwriteAPersonsWords()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const DescribedPhoto first = described(photo, "a cat");
        QVERIFY(library->descriptions().add({&first, 1}, 1));
        QVERIFY(library->make(Edits{caption(photo, "Mia asleep")}, 2));

        QVERIFY(library->useModels({"other-caption", "other", Origin::Local, 0}, kEmbedder));
        const DescribedPhoto second = described(photo, "a dog");
        QVERIFY(library->descriptions().add({&second, 1}, 3));

        const auto details = library->query().details(photo);
        QCOMPARE(details->card.words(), std::string("Mia asleep"));
        QCOMPARE(details->caption->caption.text, std::string("a dog"));
        QCOMPARE(found(*library, "mia").size(), 1u);
        QVERIFY(found(*library, "dog").empty());
        QVERIFY(found(*library, "cat").empty());

        QVERIFY(library->make(Edits{caption(photo, "")}, 4));
        QCOMPARE(library->query().details(photo)->card.words(), std::string("a dog"));
        QCOMPARE(found(*library, "dog").size(), 1u);
        QVERIFY(found(*library, "mia").empty());
    }

    void acceptedCaptionStaysWhenAnotherModelDescribes()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const DescribedPhoto first = described(photo, "a cat");
        QVERIFY(library->descriptions().add({&first, 1}, 1));
        QVERIFY(library->make(Edits{reviewed(photo)}, 2));

        QVERIFY(library->useModels({"other-caption", "other", Origin::Local, 0}, kEmbedder));
        const DescribedPhoto second = described(photo, "a dog");
        QVERIFY(library->descriptions().add({&second, 1}, 3));
        const auto card = library->query().details(photo)->card;
        QCOMPARE(card.words(), std::string("a cat"));
        QCOMPARE(card.state, DescribeState::Done); // the model in use has described it all the same
        QCOMPARE(found(*library, "cat").size(), 1u);
        QVERIFY(found(*library, "dog").empty());
        const DescribedPhoto again = described(photo, "a fox");
        QVERIFY(library->useModels(kCaptioner, kEmbedder));
        QVERIFY(library->descriptions().add({&again, 1}, 4));
        QCOMPARE(library->query().details(photo)->card.words(), std::string("a cat"));
    }

    void undescribedPhotoMayHaveWordsBeforeTheModels()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        QVERIFY(library->make(Edits{caption(photo, "harbour"), reviewed(photo)}, 1));
        const DescribedPhoto first = described(photo, "a boat");
        QVERIFY(library->descriptions().add({&first, 1}, 2));
        const auto details = library->query().details(photo);
        QCOMPARE(details->card.words(), std::string("harbour"));
        QCOMPARE(details->card.caption, std::string("a boat"));
        QVERIFY(found(*library, "boat").empty());
    }

    void removedPhotoTakesItsWordsAlong()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId a = addPhoto(*library, "/a.jpg", 1);
        const PhotoId b = addPhoto(*library, "/b.jpg", 2);
        const auto made = library->make(Edits{caption(a, "harbour"), AddTags{{{"Sea", {a, b}}, {"Ship", {a}}}},
                                              PutAlbum{{{}, "Summer", {}, 0}, {}}},
                                        1);
        QVERIFY(made);
        QVERIFY(library->make(Edits{AppendToAlbum{made->album, {a, b}}}, 1));
        QCOMPARE(*library->photos().remove(std::vector<PhotoId>{a}), 1);
        QVERIFY(found(*library, "harbour").empty());
        QCOMPARE(found(*library, "sea"), std::vector<PhotoId>{b});
        QCOMPARE(library->tags().all()->size(), 1u); // "Ship" has no photo any more
        QCOMPARE(library->albums().places(made->album)->size(), 1u);
        // What was said of it may still be taken back: the photo is passed over.
        QVERIFY(library->make(made->inverse, 2));
        QVERIFY(library->tags().all()->empty());
        QVERIFY(library->integrityProblems()->empty());
    }

    void tagsAreOneWhateverTheirCase()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const std::vector<PhotoId> photos = addPhotos(*library, 3);
        QVERIFY(library->make(Edits{AddTags{{{"  Ärger\n am Bau ", {photos[0]}}}}}, 1));
        QVERIFY(library->make(Edits{AddTags{{{"äRGER AM BAU", {photos[0], photos[1]}}}}}, 1));
        // The umlaut as a letter and a mark of its own.
        QVERIFY(library->make(Edits{AddTags{{{"a\u0308rger am bau", {photos[2]}}}}}, 1));
        const auto all = library->tags().all();
        QCOMPARE(all->size(), 1u);
        QCOMPARE(QString::fromStdString(all->front().name), QString::fromUtf8("Ärger am Bau"));
        QCOMPARE(all->front().photos, 3);
        QCOMPARE(*library->tags().photos("ÄRGER am bau"), photos);
        QCOMPARE(library->query().details(photos[1])->tags, std::vector<std::string>{"Ärger am Bau"});
        QCOMPARE(library->tags().among(photos)->front().photos, 3);
        QVERIFY(library->make(Edits{RemoveTags{{{"ärger am bau", photos}}}}, 1));
        QVERIFY(library->tags().all()->empty());
        QVERIFY(found(*library, "bau").empty());
    }

    void refused_data()
    {
        QTest::addColumn<std::vector<PersonEdit>>("edits");
        const std::vector<PhotoId> photo{PhotoId{1}};
        MarkPhotos rating{photo, {}, {}, {}, {}, {}};
        rating.rating = 6;
        QTest::newRow("rating of six") << Edits{rating};
        rating.rating = -1;
        QTest::newRow("rating below nothing") << Edits{rating};
        QTest::newRow("empty tag") << Edits{AddTags{{{"", photo}}}};
        QTest::newRow("tag of blanks") << Edits{AddTags{{{" \t\n\x01", photo}}}};
        QTest::newRow("endless tag") << Edits{AddTags{{{std::string(201, 'x'), photo}}}};
        QTest::newRow("album without a name") << Edits{PutAlbum{{{}, " ", {}, 0}, {}}};
        QTest::newRow("album that is not there") << Edits{AppendToAlbum{AlbumId{99}, photo}};
        QTest::newRow("good edit before a bad one") << Edits{AddTags{{{"fine", photo}}}, AddTags{{{"", photo}}}};
    }

    void refused()
    {
        QFETCH(std::vector<PersonEdit>, edits);
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const std::vector<PhotoId> photos{addPhoto(*library, "/a.jpg", 1)};
        const std::string before = personState(*library, photos);
        const auto made = library->make(edits, 1);
        QVERIFY(!made);
        QVERIFY(!made.error().message.empty());
        QCOMPARE(personState(*library, photos), before);
        QVERIFY(library->tags().all()->empty());
    }

    void smartAlbumHoldsNoPhotos()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const PhotoId photo = addPhoto(*library, "/a.jpg", 1);
        const auto made = library->make(Edits{PutAlbum{{{}, "Beaches", "beach -people", 0}, {}}}, 77);
        QVERIFY(made);
        const auto album = *library->albums().find(made->album);
        QCOMPARE(album->query.value(), std::string("beach -people"));
        QCOMPARE(album->createdAt, 77);
        QCOMPARE(library->make(Edits{AppendToAlbum{made->album, {photo}}}, 1).error().code, ErrorCode::InvalidArgument);
    }

    void undone_data()
    {
        QTest::addColumn<std::vector<PersonEdit>>("edits");
        const PhotoId a{1};
        const PhotoId b{2};
        const PhotoId c{3};
        const AlbumId album{1};
        MarkPhotos all{{a, b, c}, {}, 4, true, Flag::Rejected, true};
        QTest::newRow("marks") << Edits{all};
        QTest::newRow("own words") << Edits{caption(a, "new words"), caption(b, "")};
        QTest::newRow("tags added") << Edits{AddTags{{{"sea", {a, b, c}}, {"new", {b, c}}}}};
        QTest::newRow("tags removed") << Edits{RemoveTags{{{"SEA", {a, b, c}}}}};
        QTest::newRow("tag renamed in case") << Edits{RemoveTags{{{"sea", {a}}}}, AddTags{{{"SEA", {a}}}}};
        QTest::newRow("favourite toggled") << Edits{ToggleFavourite{{a, b}}};
        QTest::newRow("tag renamed") << Edits{AddTags{{{"coast", {a, b}}}}, RenameTag{"SEA", "Coast"}};
        QTest::newRow("tag renamed everywhere, in case only") << Edits{RenameTag{"sea", "sEA"}};
        QTest::newRow("tag dropped") << Edits{DropTag{"sea"}};
        QTest::newRow("album made") << Edits{PutAlbum{{{}, "New", {}, 0}, {{b, 1}, {a, 2}}}};
        QTest::newRow("album renamed and filled") << Edits{PutAlbum{{album, "Other", {}, 0}, {{a, 9}, {c, 3}}}};
        QTest::newRow("album dropped") << Edits{DropAlbum{album}};
        QTest::newRow("album filled") << Edits{AppendToAlbum{album, {b, c}}};
        QTest::newRow("album emptied") << Edits{TakeFromAlbum{album, {a, b, c}}};
        QTest::newRow("album ordered") << Edits{PlaceInAlbum{album, {{b, 1}, {a, 2}, {c, 3}}}};
        QTest::newRow("one after the other") << Edits{AppendToAlbum{album, {c}},
                                                      TakeFromAlbum{album, {a, c}},
                                                      DropAlbum{album},
                                                      AddTags{{{"x", {a}}}},
                                                      RemoveTags{{{"x", {a}}}},
                                                      all,
                                                      caption(a, "z")};
    }

    void undone()
    {
        QFETCH(std::vector<PersonEdit>, edits);
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const std::vector<PhotoId> photos = addPhotos(*library, 3);
        MarkPhotos start{{photos[1]}, {}, 2, {}, Flag::Picked, {}};
        start.caption = "old words";
        QVERIFY(library->make(Edits{start, AddTags{{{"Sea", {photos[0]}}}},
                                    PutAlbum{{{}, "Summer", {}, 0}, {{photos[0], 5}, {photos[1], 8}}}},
                              50));
        const std::string before = personState(*library, photos);

        const auto made = library->make(edits, 60);
        QVERIFY(made);
        const std::string after = personState(*library, photos);
        QVERIFY(after != before);
        const auto undone = library->make(made->inverse, 70);
        QVERIFY(undone);
        QCOMPARE(personState(*library, photos), before);
        QCOMPARE(found(*library, "old"), std::vector<PhotoId>{photos[1]});
        QCOMPARE(found(*library, "sea"), std::vector<PhotoId>{photos[0]});
        const auto redone = library->make(undone->inverse, 80);
        QVERIFY(redone);
        QCOMPARE(personState(*library, photos), after);
        QVERIFY(library->make(redone->inverse, 90));
        QCOMPARE(personState(*library, photos), before);
        QVERIFY(library->integrityProblems()->empty());
    }

    void tenThousandAreTaggedAtOnce()
    {
        const LibraryFixture fixture;
        const auto library = fixture.open();
        const std::vector<PhotoId> photos = addPhotos(*library, 10'000);
        QElapsedTimer timer;
        timer.start();
        const auto made = library->make(Edits{AddTags{{{"holiday", photos}}}}, 1);
        QVERIFY(made);
        const qint64 tagging = timer.restart();
        QCOMPARE(made->photos.size(), photos.size());
        QCOMPARE(found(*library, "holiday").size(), photos.size());
        timer.restart();
        QVERIFY(library->make(made->inverse, 1));
        const qint64 untagging = timer.restart();
        QVERIFY(library->tags().all()->empty());
        qInfo("10,000 photos tagged in %lld ms, taken back in %lld ms", tagging, untagging);
        QVERIFY2(tagging < 5000 && untagging < 5000, "a batch has to stay one quick step");
    }
};

QTEST_GUILESS_MAIN(StoragePersonTest)
#include "storage_person.moc"
