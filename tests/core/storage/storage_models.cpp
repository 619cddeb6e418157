#include <QTest>

#include "library_fixture.h"

using namespace vidimus;
using namespace vidimus::storage;

namespace {

using Contents = QList<int>;

const ModelRecord kOlder{"older-embed", "older", Origin::Local, 4};
const ModelRecord kNewer{"newer-embed", "newer", Origin::Local, 4};
const ModelRecord kOlderWords{"older-caption", "older words", Origin::Local, 0};

/// Each content is a photo; opened with these models in use.
std::unique_ptr<Library> openWith(const LibraryFixture& fixture, const ModelRecord& captioner,
                                  const ModelRecord& embedder)
{
    auto library = Library::open(fixture.folder(), {});
    if (!library || !(*library)->useModels(captioner, embedder))
        return nullptr;
    return std::move(*library);
}

void describe(Library& library, PhotoId photo, const std::string& words, bool failed = false)
{
    DescribedPhoto described;
    described.photo = photo;
    if (!words.empty())
        described.caption = Caption{words, 0.5f, {}};
    if (failed)
        described.embeddingError = Error{ErrorCode::Internal, "It could not."};
    else
        described.embedding = Embedding{1, 0, 0, 0};
    QVERIFY(library.descriptions().add({&described, 1}, 1));
}

} // namespace

/// What models said, beside each other.
class StorageModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoAnswers_data()
    {
        QTest::addColumn<Contents>("older");
        QTest::addColumn<Contents>("newer");
        QTest::addColumn<Contents>("failed"); // by the newer one, which is in use
        QTest::addColumn<int>("lacking");     // -1: the one in use answers
        QTest::newRow("nothing there") << Contents{} << Contents{} << Contents{} << -1;
        QTest::newRow("a first model") << Contents{} << Contents{1, 2} << Contents{} << -1;
        QTest::newRow("not begun") << Contents{1, 2, 3} << Contents{} << Contents{} << 3;
        QTest::newRow("half way") << Contents{1, 2, 3} << Contents{1} << Contents{} << 2;
        QTest::newRow("done") << Contents{1, 2, 3} << Contents{1, 2, 3} << Contents{} << -1;
        QTest::newRow("what fails is looked at") << Contents{1, 2, 3} << Contents{1, 2} << Contents{3} << -1;
        QTest::newRow("knows more already") << Contents{1, 2} << Contents{3, 4, 5} << Contents{} << -1;
        QTest::newRow("knows as many") << Contents{1, 2} << Contents{3, 4} << Contents{} << -1;
        QTest::newRow("new pictures meanwhile") << Contents{1, 2, 3} << Contents{3, 4} << Contents{} << 2;
    }
    void whoAnswers()
    {
        QFETCH(Contents, older);
        QFETCH(Contents, newer);
        QFETCH(Contents, failed);
        QFETCH(int, lacking);
        const LibraryFixture fixture;
        std::vector<PhotoId> photos;
        {
            const auto library = openWith(fixture, kCaptioner, kOlder);
            for (int i = 0; i < 6; ++i)
                photos.push_back(addPhoto(*library, "/" + std::to_string(i), static_cast<unsigned char>(i + 1)));
            for (const int photo : older)
                describe(*library, photos[static_cast<std::size_t>(photo)], {});
        }
        const auto library = openWith(fixture, kCaptioner, kNewer);
        for (const int photo : newer)
            describe(*library, photos[static_cast<std::size_t>(photo)], {});
        for (const int photo : failed)
            describe(*library, photos[static_cast<std::size_t>(photo)], {}, true);
        const auto earlier = library->models().earlierEmbedder();
        QVERIFY(earlier.has_value());
        QCOMPARE(earlier->has_value(), lacking >= 0);
        if (lacking < 0)
            return;
        QCOMPARE((*earlier)->model.id, kOlder.id);
        QCOMPARE(static_cast<int>((*earlier)->lacking.size()), lacking);
        QCOMPARE(static_cast<qsizetype>((*earlier)->photos), older.size());
    }

    void forgettingKeepsWhatAPersonSaid()
    {
        const LibraryFixture fixture;
        std::vector<PhotoId> photos;
        {
            const auto library = openWith(fixture, kOlderWords, kOlder);
            for (unsigned char i = 1; i <= 3; ++i) {
                photos.push_back(addPhoto(*library, "/" + std::to_string(i), i));
                describe(*library, photos.back(), "old words");
            }
            MarkPhotos accepted;
            accepted.photos = {photos[0]};
            accepted.reviewed = true;
            MarkPhotos own;
            own.photos = {photos[1]};
            own.caption = "my words";
            const std::vector<PersonEdit> edits{accepted, own};
            QVERIFY(library->make(edits, 1));
            QCOMPARE(library->forgetModel(kOlderWords.id, {}).error().code, ErrorCode::InvalidArgument); // in use
            QCOMPARE(library->forgetModel("nobody", {}).error().code, ErrorCode::NotFound);
        }
        const auto library = openWith(fixture, kCaptioner, kNewer);
        describe(*library, photos[0], "new words");
        describe(*library, photos[1], "new words");
        QCOMPARE(library->forgetModel(kOlderWords.id, {}).error().code, ErrorCode::InvalidArgument); // still shown
        describe(*library, photos[2], "new words");
        QCOMPARE(library->forgetModel(kOlder.id, kOlder.id).error().code, ErrorCode::InvalidArgument); // answers
        const auto forgotten = library->forgetModel(kOlderWords.id, {});
        QVERIFY2(forgotten.has_value(), forgotten ? "" : forgotten.error().message.c_str());
        QVERIFY(library->forgetModel(kOlder.id, {}).has_value());
        const auto cards = library->query().cards(photos);
        QCOMPARE((*cards)[0].words(), std::string("old words")); // accepted
        QCOMPARE((*cards)[1].words(), std::string("my words"));
        QCOMPARE((*cards)[2].words(), std::string("new words"));
        QVERIFY(library->integrityProblems()->empty());
        QCOMPARE(library->text().match({{"new"}}, 10)->photos.size(), std::size_t(1));
        QCOMPARE(library->vectorsOf(kOlder.id)->photos()->size(), std::size_t(0));
    }

    /// A person's stars do not wait for a hundred thousand vectors to go.
    void othersWriteWhileMuchIsForgotten()
    {
        constexpr int kPhotos = 2'500;
        const LibraryFixture fixture;
        {
            const auto library = openWith(fixture, kOlderWords, kOlder);
            std::vector<LookedFile> files;
            for (int i = 0; i < kPhotos; ++i) {
                files.push_back(lookedFile(std::to_string(i), 0));
                files.back().hash.bytes[0] = static_cast<unsigned char>(i);
                files.back().hash.bytes[1] = static_cast<unsigned char>(i >> 8);
            }
            const auto added = library->photos().add(files, 1);
            std::vector<DescribedPhoto> described(kPhotos);
            for (std::size_t i = 0; i < described.size(); ++i) {
                described[i].photo = (*added)[i].photo;
                described[i].embedding = Embedding{1, 0, 0, 0};
            }
            QVERIFY(library->descriptions().add(described, 1));
        }
        const auto library = openWith(fixture, kCaptioner, kNewer);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(library->forgetModel(kOlder.id, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
        const std::uint64_t before = library->commits();
        const auto forgotten = library->forgetModel(kOlder.id, {});
        QVERIFY2(forgotten.has_value(), forgotten ? "" : forgotten.error().message.c_str());
        QCOMPARE(forgotten->photos, std::int64_t(kPhotos));
        QVERIFY(library->commits() - before >= 3);
        QCOMPARE(library->vectorsOf(kOlder.id)->photos()->size(), std::size_t(0));
        QCOMPARE(library->forgetModel(kOlder.id, {}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(StorageModelsTest)
#include "storage_models.moc"
